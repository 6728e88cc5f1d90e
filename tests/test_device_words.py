"""What devices are called: in English in files, in the window in its language."""

from core.cpu_title import cpu_title, threads_of
from gui.device_words import device_words


def test_a_title_says_its_threads():
    assert [cpu_title(count) for count in (1, 7)] == ["CPU, 1 thread", "CPU, 7 threads"]
    assert [threads_of(cpu_title(count)) for count in (1, 7, 128)] == [1, 7, 128]
    assert {threads_of(title) for title in ("", "CPU", "NVIDIA T4", "CPU, 7 threads or so")} == {
        None
    }


def test_devices_are_named_in_the_windows_language(marked):
    assert device_words(cpu_title(7)) == "«CPU, 7 thread(s)»"
    assert device_words("NVIDIA T4") == "NVIDIA T4"
