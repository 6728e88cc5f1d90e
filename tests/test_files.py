"""Writing files: what stands at a path is respected, and nothing that was there is lost."""

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from core import files
from core.project_file import save
from tests.processes import ROOT, run_python
from tests.saved import small_project

ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes, and links for few")
AS_ROOT = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root gives files away and makes devices"
)


def saved(path):
    """Write a small network."""
    save(path, small_project())


def write_png(path):
    """Write a picture of a digit's size."""
    QImage(16, 16, QImage.Format.Format_Grayscale8).save(str(path))


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def old(tmp_path):
    """A file that is there already, in a folder with nothing else."""
    path = tmp_path / "folder" / "old"
    path.parent.mkdir()
    path.write_bytes(b"what was there before")
    return path


def failing(*codes):
    """A function that fails with these errors in turn, whatever it is given."""
    errors = iter(codes)

    def fail(*_, **__):
        code = next(errors)
        raise OSError(code, os.strerror(code))

    return fail


# The name that is written


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("plain", "plain.netglow"),
        ("lr-0.01", "lr-0.01.netglow"),
        ("mnist.v2", "mnist.v2.netglow"),
        ("x.NETGLOW", "x.NETGLOW"),
        ("x.netglow", "x.netglow"),
        (".netglow", ".netglow.netglow"),
    ],
)
def test_a_name_is_completed_unless_it_is_whole(tmp_path, name, whole):
    assert files.named(tmp_path / name, ".netglow") == tmp_path / whole


@given(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1))
def test_a_whole_name_stays_as_it_is(name):
    path = Path("folder", f"a{name}")
    once = files.named(path, ".png")
    assert files.named(once, ".png") == once
    assert once.name.startswith(path.name)
    assert once.suffix.lower() == ".png"


# Links, modes, owners


@ON_UNIX
@pytest.mark.parametrize("steps", [1, 3])
def test_a_link_is_followed(old, tmp_path, steps):
    link = old
    for step in range(steps):
        before, link = link, tmp_path / f"link{step}"
        link.symlink_to(os.path.relpath(before, tmp_path))
    files.write(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"
    assert not old.is_symlink()
    assert list(old.parent.iterdir()) == [old]


@ON_UNIX
def test_a_link_to_nothing_yet_makes_the_file_it_leads_to(tmp_path):
    link = tmp_path / "link"
    link.symlink_to("target")
    files.check_writable(link)
    files.write(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


@ON_UNIX
def test_a_link_into_a_folder_that_is_not_there_is_told_by_its_own_name(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere" / "target")
    for act in (files.check_writable, lambda path: files.write(path, b"new")):
        with pytest.raises(FileNotFoundError) as caught:
            act(link)
        assert caught.value.filename == str(link)


@ON_UNIX
def test_a_second_name_of_a_file_stays_its_name(old, tmp_path):
    other = tmp_path / "other"
    os.link(old, other)
    files.write(old, b"new")
    assert other.read_bytes() == b"new"
    assert old.samefile(other)
    assert list(old.parent.iterdir()) == [old]


@ON_UNIX
@pytest.mark.parametrize("kept", [0o600, 0o640, 0o666, 0o755, 0o200])
def test_the_mode_is_kept(old, kept):
    old.chmod(kept)
    files.write(old, b"new")
    assert mode(old) == kept
    old.chmod(0o600)
    assert old.read_bytes() == b"new"


@ON_UNIX
def test_a_private_file_is_never_open_to_others_meanwhile(old, monkeypatch):
    old.chmod(0o600)
    seen = []
    real = os.fsync

    def look(descriptor):
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISDIR(mode):  # the folder, at last
            seen.append(stat.S_IMODE(mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    files.write(old, b"new")
    assert seen == [0o600]


@ON_UNIX
def test_the_folder_is_flushed_once_the_new_name_is_in_it(old, monkeypatch):
    seen, real = [], os.fsync

    def look(descriptor):
        seen.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), old.read_bytes()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    files.write(old, b"new")
    assert seen[-1] == (True, b"new")


def test_pieces_are_written_one_after_the_other(old):
    for path in (old, old.with_name("fresh")):
        files.write(path, [memoryview(b"new "), memoryview(b""), memoryview(b"pieces")])
        assert path.read_bytes() == b"new pieces"


@AS_ROOT
def test_the_owner_is_kept(old):
    os.chown(old, 12345, 23456)
    old.chmod(0o640)
    files.write(old, b"new")
    found = old.stat()
    assert (found.st_uid, found.st_gid, mode(old)) == (12345, 23456, 0o640)


@AS_ROOT
def test_a_file_of_somebody_else_is_written_and_not_replaced(old, monkeypatch):
    before = old.stat().st_ino
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    files.write(old, b"new")
    assert (old.stat().st_ino, old.read_bytes()) == (before, b"new")


@ON_UNIX
def test_where_the_group_cannot_be_kept_it_sees_no_more_than_all_do(old, monkeypatch):
    old.chmod(0o664)
    monkeypatch.setattr(os, "chown", failing(errno.EPERM))
    files.write(old, b"new")
    assert mode(old) == 0o644


@pytest.mark.parametrize("bits", [0o444, 0o400])
def test_what_is_read_only_is_refused_in_words(old, bits):
    old.chmod(bits)
    for act in (files.check_writable, lambda path: files.write(path, b"new")):
        with pytest.raises(PermissionError) as caught:
            act(old)
        assert caught.value.filename == str(old)
        assert str(caught.value.strerror) == "The file is read-only"
    assert old.read_bytes() == b"what was there before"
    assert mode(old) & 0o777 == bits if os.name != "nt" else True
    old.chmod(0o600)


# What is no regular file


@ON_UNIX
def test_a_pipe_is_written_into(tmp_path):
    pipe, came = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: came.append(pipe.read_bytes()))
    reader.start()
    files.write(pipe, b"through the pipe")
    reader.join(timeout=10)
    assert came == [b"through the pipe"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@AS_ROOT
def test_a_device_is_written_into_and_stays_one(tmp_path):
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        device.open("wb").close()
    except OSError:
        pytest.skip("no devices can be made here")
    files.write(device, b"gone")
    assert stat.S_ISCHR(device.stat().st_mode)
    link = tmp_path / "link"
    link.symlink_to(device)
    files.write(link, b"gone")
    assert stat.S_ISCHR(device.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_what_a_device_refuses_is_told():
    with pytest.raises(OSError, match="No space left") as caught:
        files.write(Path("/dev/full"), b"too much")
    assert caught.value.filename == "/dev/full"


WRITE = """
import sys
from pathlib import Path
from core import files
files.write(Path(sys.argv[1]), b"data")
sys.stdout.write(" and text")
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of Linux")
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_what_is_open_already_is_written_into(tmp_path, name):
    command = [sys.executable, "-c", WRITE, name]
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert piped.stdout == b"data and text"
    path = tmp_path / "file"
    for how in ("wb", "ab"):
        with path.open(how) as file:
            if how == "wb":
                os.write(file.fileno(), b"before: ")
            before = os.fstat(file.fileno()).st_ino
            subprocess.run(command, cwd=ROOT, stdout=file, check=True)
        assert path.stat().st_ino == before
    assert path.read_bytes() == b"before: data and textdata and text"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of Linux")
def test_a_socket_that_is_open_already_is_written_into():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        command = [sys.executable, "-c", WRITE, "/dev/stdout"]
        subprocess.run(command, cwd=ROOT, stdout=theirs, check=True)
        assert ours.recv(100) == b"data and text"


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(OSError, match="directory"):
        files.check_writable(tmp_path)


# File systems that can do less


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
@pytest.mark.parametrize("function", ["chmod", "chown", "fsync"])
@pytest.mark.parametrize("there", [True, False], ids=["old", "new"])
def test_what_a_file_system_does_not_do_loses_nothing(old, monkeypatch, function, code, there):
    path = old if there else old.with_name("new")
    monkeypatch.setattr(os, function, failing(*[code] * 9), raising=False)
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert sorted(path.parent.iterdir()) == sorted({old, path})


def test_where_the_folder_takes_no_new_file_the_old_one_is_written(old, monkeypatch):
    monkeypatch.setattr(tempfile, "mkstemp", failing(errno.EACCES, errno.EACCES))
    files.write(old, b"new")
    assert old.read_bytes() == b"new"


@ON_UNIX
def test_a_second_name_too_keeps_what_was_there_if_writing_fails(old, tmp_path, monkeypatch):
    os.link(old, tmp_path / "other")
    real, calls = os.fsync, []

    def fail(descriptor):
        calls.append(descriptor)
        if len(calls) == 2:  # beside it all is well, into it is not
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        files.write(old, b"new and much longer than what was there before")
    assert old.read_bytes() == b"what was there before"
    assert list(old.parent.iterdir()) == [old]


@ON_UNIX
def test_where_putting_back_fails_too_the_new_data_stay_beside(old, tmp_path, monkeypatch):
    os.link(old, tmp_path / "other")
    monkeypatch.setattr(files, "fill", failing(errno.EIO, errno.EIO))
    with pytest.raises(OSError, match="The new contents are in") as caught:
        files.write(old, b"new")
    (kept,) = set(old.parent.iterdir()) - {old}
    assert str(kept) in str(caught.value.strerror)
    assert kept.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="attributes of Linux")
def test_access_lists_and_other_attributes_stay(old):
    try:
        os.setxattr(old, "user.origin", b"somewhere")
    except OSError:
        pytest.skip("this file system has no attributes")
    files.write(old, b"new")
    assert os.getxattr(old, "user.origin") == b"somewhere"
    assert old.read_bytes() == b"new"
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("code", [errno.ENOTSUP, errno.EPERM])
def test_where_there_are_no_attributes_nothing_is_lost(old, monkeypatch, code):
    monkeypatch.setattr(os, "listxattr", failing(code), raising=False)
    before = old.stat().st_ino
    files.write(old, b"new")
    assert old.read_bytes() == b"new"
    assert old.stat().st_ino != before  # replaced whole, as any other


@pytest.mark.parametrize("name", ["a" * 250, "ü" * 120])
def test_a_long_name_is_no_trouble(tmp_path, name):
    files.write(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.iterdir()] == [name]


# What is read


def test_an_ordinary_file_is_read_and_a_folder_is_not(old):
    with files.opened(old) as file:
        assert file.read() == b"what was there before"
    with pytest.raises(IsADirectoryError):
        files.opened(old.parent)
    with pytest.raises(FileNotFoundError):
        files.opened(old.parent / "none")


def test_what_is_larger_than_it_may_be_is_refused(old):
    size = old.stat().st_size
    files.opened(old, size).close()
    with pytest.raises(ValueError, match=f"is too large: Netglow reads {size - 1} bytes at most"):
        files.opened(old, size - 1)
    os.truncate(old, files.LARGEST + 1)  # it takes no room
    with pytest.raises(ValueError, match="old is too large: Netglow reads 4,294,967,296 bytes"):
        files.opened(old)


@pytest.fixture
def never_ends(tmp_path):
    """A pipe that nobody writes into, and a device that never ends."""
    os.mkfifo(pipe := tmp_path / "pipe")
    return [pipe, Path("/dev/zero")]


@ON_UNIX
def test_what_never_ends_is_not_read(never_ends):
    for path in never_ends:
        with pytest.raises(ValueError, match=f"{path} is a pipe or a device, not an ordinary file"):
            files.opened(path)


@ON_UNIX
def test_no_command_waits_for_what_never_ends(never_ends, tmp_path):
    """Neither for a network nor for a picture, by name or as standard input."""
    saved(network := tmp_path / "network.netglow")
    write_png(digit := tmp_path / "digit.png")
    for path in never_ends:
        for words in (
            ("classify", "--model", path, digit),
            ("classify", "--model", network, path),
            ("render", path, "--output", tmp_path / "drawn.png"),
            ("train", "--init", path),
            (path,),
        ):
            done = run_python("-m", "gui", *words)
            assert done.returncode == 2, words
            (line,) = [line for line in done.stderr.splitlines() if "netglow: " in line]
            assert line.endswith(f"{path} is a pipe or a device, not an ordinary file.")
    with open("/dev/zero", "rb") as zeros:
        done = run_python("-m", "gui", "classify", "--model", "-", digit, stdin=zeros)
    assert done.returncode == 2
    assert "standard input is a pipe or a device, not an ordinary file." in done.stderr


# What writers leave that are killed

KILLED = """
import os, pathlib, signal
from core import files
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
files.write(pathlib.Path({path!r}), b"half a network" * 1000)
"""


@ON_UNIX
def test_what_a_killed_writer_left_goes_with_the_next_save(old):
    for _ in range(3):
        assert run_python("-c", KILLED.format(path=str(old))).returncode == -signal.SIGKILL
    assert old.read_bytes() == b"what was there before"
    assert len(list(old.parent.iterdir())) == 2  # of each but the last the next took away
    kept = [
        old.parent / name
        for name in (".old.new-abcdefgh", ".old.settings", ".older.unfinished-abcdefgh")
    ]
    for path in kept:
        path.write_bytes(b"somebody's own")
    files.write(old, b"new")
    assert old.read_bytes() == b"new"
    assert {*old.parent.iterdir()} == {old, *kept}


@ON_UNIX
def test_what_another_still_writes_is_left_to_it(old, monkeypatch):
    seen, really = [], os.replace

    def replace(source, target):
        if not seen and Path(target) == old:  # threads of others write, too
            seen.append(None)
            files.write(old, b"of another")
            seen[:] = old.parent.iterdir()
        really(source, target)

    monkeypatch.setattr(os, "replace", replace)
    files.write(old, b"mine")
    assert len(seen) == 2
    assert old.read_bytes() == b"mine"
    assert [*old.parent.iterdir()] == [old]


def test_a_name_that_no_file_can_have_is_told():
    with pytest.raises(ValueError, match=r"^No file can be called “/ab”\.$"):
        files.opened(Path("/a\0b"))
