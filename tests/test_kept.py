"""The folder of kept networks: every window has its own file, what is left is offered."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from core import kept, project_file
from core.locks import HeldError, Lock
from tests.processes import run_python
from tests.saved import small_project


def run_of(updates):
    """A small run after so many updates."""
    run = small_project()
    return replace(run, snapshot=replace(run.snapshot, updates=updates, slots=None))


def updates_at(path):
    return project_file.load(path).snapshot.updates


class Windows(RuleBasedStateMachine):
    """Windows come, keep, are killed, close and take from each other, in any order."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "kept"
        self.alive, self.left, self.number = [], {}, 0

    def teardown(self):
        for place, _ in self.alive:
            place.leave()
        shutil.rmtree(self.folder.parent)

    def stamp(self, path):
        # Written at different times, whatever the clock of the file system.
        self.number += 1
        os.utime(path, (self.number, self.number))
        return self.number

    @rule()
    def open(self):
        if len(self.alive) < 4:
            self.alive.append([kept.Place(self.folder), None])

    @precondition(lambda self: self.alive)
    @rule(data=st.data(), updates=st.integers(1, 1000))
    def keep(self, data, updates):
        one = data.draw(st.sampled_from(self.alive))
        one[0].write(run_of(updates))
        self.stamp(one[0].path)
        one[1] = updates

    @precondition(lambda self: self.alive)
    @rule(data=st.data(), clear=st.booleans())
    def close(self, data, clear):
        one = data.draw(st.sampled_from(self.alive))
        self.alive.remove(one)
        if clear:
            one[0].clear()
        elif one[1] is not None:
            self.left[one[0].path] = one[1]
        one[0].leave()

    @precondition(lambda self: self.alive and self.left)
    @rule(data=st.data())
    def take(self, data):
        path = data.draw(st.sampled_from(sorted(self.left)))
        one = data.draw(st.sampled_from(self.alive))
        one[0].take(path)
        one[1] = self.left.pop(path)

    @precondition(lambda self: self.left)
    @rule(data=st.data())
    def discard(self, data):
        path = data.draw(st.sampled_from(sorted(self.left)))
        kept.discard(path)
        del self.left[path]

    @precondition(lambda self: any(one[1] is not None for one in self.alive))
    @rule(data=st.data())
    def reach_for_a_living_ones(self, data):
        one = data.draw(st.sampled_from([one for one in self.alive if one[1] is not None]))
        with pytest.raises(HeldError):
            kept.discard(one[0].path)
        with pytest.raises(HeldError):
            kept.Place(self.folder).take(one[0].path)

    @invariant()
    def all_is_there(self):
        found = kept.left(self.folder)
        gone = [path for path in self.left if not path.exists()]
        assert len(gone) == max(len(self.left) - kept.MOST, 0)
        for path in gone:
            del self.left[path]
        assert {one.path: updates_at(one.path) for one in found} == self.left
        assert [one.when for one in found] == sorted((one.when for one in found), reverse=True)
        for place, updates in self.alive:
            assert place.filled == (updates is not None)
            assert updates is None or updates_at(place.path) == updates


TestWindows = Windows.TestCase
TestWindows.settings = hypothesis_settings(max_examples=15, stateful_step_count=25, deadline=None)

KILLED = """
import os, signal, sys
from pathlib import Path
from core import kept, project_file
place = kept.Place(Path(sys.argv[1]))
place.write(project_file.load(Path(sys.argv[2])))
print(len(kept.left(Path(sys.argv[1]))), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_what_a_killed_process_has_kept_is_left(tmp_path, saved):
    done = run_python("-c", KILLED, tmp_path / "kept", saved)
    assert (done.stdout, done.returncode) == ("0\n", -9), done.stderr
    (one,) = kept.left(tmp_path / "kept")
    assert updates_at(one.path) == 40
    kept.discard(one.path)
    assert list((tmp_path / "kept").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
def test_what_was_killed_while_it_wrote_leaves_nothing_for_ever(tmp_path):
    code = "import os, sys, pathlib, signal; from core import files\n"
    code += "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    code += "files.write(pathlib.Path(sys.argv[1]), b'half a network')"
    assert run_python("-c", code, tmp_path / "one.netglow").returncode == -9
    own = tmp_path / ".own.unfinished-notes"
    own.write_bytes(b"somebody's own")
    assert len(list(tmp_path.iterdir())) == 2
    assert kept.left(tmp_path) == []
    assert list(tmp_path.iterdir()) == [own]


def test_of_more_than_ten_the_oldest_go_and_living_ones_stay(tmp_path):
    places = [kept.Place(tmp_path) for _ in range(14)]
    for number, place in enumerate(places):
        place.write(run_of(number + 1))
        os.utime(place.path, (number, number))
    for place in places[1:]:
        place.leave()
    assert [updates_at(one.path) for one in kept.left(tmp_path)] == list(range(14, 4, -1))
    assert updates_at(places[0].path) == 1
    places[0].leave()


def test_what_older_versions_left_is_offered_too(tmp_path):
    project_file.save(tmp_path / "left.netglow", run_of(3))
    project_file.save(tmp_path / "left-1.netglow", run_of(4))
    assert {updates_at(one.path) for one in kept.left(tmp_path / "kept")} == {3, 4}
    place = kept.Place(tmp_path / "kept")
    place.take(tmp_path / "left.netglow")
    assert updates_at(place.path) == 3
    assert [one.path.name for one in kept.left(tmp_path / "kept")] == ["left-1.netglow"]
    place.leave()


def test_a_lock_that_was_left_and_removed_is_taken_by_one_alone(tmp_path):
    first = Lock(tmp_path / "lock")
    with pytest.raises(HeldError):
        Lock(tmp_path / "lock")
    first.leave()
    first.leave()
    assert not first.path.exists()
    Lock(tmp_path / "lock").leave()


def test_a_lock_that_is_removed_while_it_is_taken_is_not_held_by_two(tmp_path, monkeypatch):
    first, real = Lock(tmp_path / "lock"), os.open

    def opened_late(*given, **named):
        descriptor = real(*given, **named)
        monkeypatch.setattr(os, "open", real)
        first.leave()
        return descriptor

    monkeypatch.setattr(os, "open", opened_late)
    second = Lock(tmp_path / "lock")
    with pytest.raises(HeldError):
        Lock(tmp_path / "lock")
    second.leave()


def test_a_folder_that_cannot_be_there_says_so(tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert kept.left(tmp_path / "file" / "kept") == []
    with pytest.raises(OSError, match="file"):
        kept.Place(tmp_path / "file" / "kept").write(run_of(1))


def test_a_glance_reads_all_but_the_weights(tmp_path):
    project_file.save(tmp_path / "a.netglow", small_project(), b"a picture")
    seen, run = project_file.glance(tmp_path / "a.netglow"), small_project()
    assert (seen.experiment, seen.updates, seen.picture) == (run.experiment, 40, b"a picture")
    assert seen.test == run.snapshot.test
    assert updates_at(tmp_path / "a.netglow") == 40
    project_file.save(tmp_path / "a.netglow", small_project(), b"x" * ((1 << 20) + 1))
    assert project_file.glance(tmp_path / "a.netglow").picture == b""  # too large to be small
    (tmp_path / "a.netglow").write_bytes(b"PK")
    with pytest.raises(ValueError, match="not a saved network"):
        project_file.glance(tmp_path / "a.netglow")
