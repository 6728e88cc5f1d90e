"""How a child ended, in a sentence."""

import pytest

from gui.ends import End, killed_for_memory, said


@pytest.mark.parametrize(
    ("end", "text"),
    [
        (End(3, False, "Something broke."), "The backend ended with exit code 3. Something broke."),
        (End(0, False), "The backend ended with exit code 0."),
        (End(9, True, "Adam"), "The backend was killed by signal 9 (SIGKILL)."),
        (
            End(9, True, starved=True),
            "The backend was killed by signal 9 (SIGKILL). The computer had run out of memory.",
        ),
        (
            End(9, True, starved=None),
            "The backend was killed by signal 9 (SIGKILL)."
            " Perhaps the computer had run out of memory.",
        ),
        (End(15, True, starved=True), "The backend was killed by signal 15 (SIGTERM)."),
        (
            End(6, True, "Check failed: x", starved=True),
            "The backend crashed with signal 6 (SIGABRT). Check failed: x",
        ),
        (End(11, True), "The backend crashed with signal 11 (SIGSEGV)."),
        (End(999, True), "The backend was killed or crashed."),
    ],
)
def test_what_ended_it_is_told(qapp, end, text):
    assert said(end, "linux") == text


def test_windows_has_codes(qapp):
    assert said(End(-1073741819, True), "win32") == "The backend crashed with code 0xc0000005."


@pytest.mark.parametrize(
    ("counters", "count"),
    [
        ("oom_kill 3\n", 3),
        ("nr_free_pages 12\noom_kill 0\nthp_oom_kill 7\n", 0),
        ("nr_free_pages 12\n", None),
        ("", None),
    ],
)
def test_the_system_tells_whom_it_killed_for_memory(tmp_path, counters, count):
    (tmp_path / "vmstat").write_text(counters)
    assert killed_for_memory(tmp_path / "vmstat") == count


def test_where_it_does_not_nothing_is_known(tmp_path):
    assert killed_for_memory(tmp_path / "none") is None
    (tmp_path / "odd").write_bytes(b"\xff\xfe")
    assert killed_for_memory(tmp_path / "odd") is None
