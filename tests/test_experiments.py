"""The owner of an experiment: what it does with the rows that come, from made-up work and real."""

import itertools
import os
import queue
import time

import pytest
from msgspec.structs import replace

from core.jobs import Done, Progress
from core.ready_sweeps import READY
from core.sweep import trials
from core.sweep_file import load_sweeps
from core.sweep_journal import Journal, read, rows
from core.sweeps import Sweeps, together
from core.sweeps_kept import MOST, journal_path, left, newest_unfinished
from gui.document import Document
from gui.experiments.owner import IDLE, PAUSED, RUNNING, Experiments
from gui.experiments.runner import EVERY_MS
from gui.session import Session
from tests.processes import LONG_MS
from tests.sweeps import RATES, made_up, same

TRIALS = trials(RATES)


class MadeUp:
    """A crew that does what it is told by the test: numbers of jobs to end, or to tell of."""

    def __init__(self):
        self.told, self.jobs, self.paused, self.cancelled = queue.SimpleQueue(), [], [], False

    def work(self, jobs, progress=None):
        self.jobs = list(jobs)
        while True:
            match self.told.get():
                case None:
                    return
                case Progress() as one:
                    progress(one)
                case int() as number:
                    (trial,) = (one for one in TRIALS if one.experiment == jobs[number].experiment)
                    yield Done(number, made_up(RATES, trial))

    def pause(self, on):
        self.paused.append(on)

    def cancel(self):
        self.cancelled = True
        self.told.put(None)


@pytest.fixture
def crews():
    """The crews that were made."""
    return []


@pytest.fixture
def make(qtbot, tmp_path, crews):
    """A function that makes an owner, whose crew is made up unless there is another."""
    made = []

    def make(crew=MadeUp, **given):
        def make_crew():
            crews.append(crew())
            return crews[-1]

        session = Session(RATES.base)
        owner = Experiments(session, tmp_path / "kept", make_crew, **given)
        owner.session, owner.stack = session, session.undo_stack
        made.append(owner)
        return owner

    yield make
    for owner in made:
        owner.close()


def until(qtbot, true):
    """Wait for it, however busy the machine is."""
    qtbot.waitUntil(true, timeout=LONG_MS)


def numbers(owner):
    """Which runs have ended."""
    return [row.trial.number for row in owner.rows if row.outcome]


def come_to(qtbot, owner, crew, *jobs):
    """Have these jobs end."""
    wanted = owner.ended + len(jobs)
    for number in jobs:
        crew.told.put(number)
    until(qtbot, lambda: owner.ended == wanted)


def test_rows_come_together_and_the_work_ends_by_itself(qtbot, make, crews):
    owner, times, states = make(), [], []
    owner.rows_changed.connect(lambda: times.append(time.monotonic()))
    owner.state_changed.connect(lambda: states.append(owner.state))
    owner.start(RATES)
    assert owner.state == RUNNING
    until(qtbot, lambda: len(owner.rows) == 8)
    crews[0].told.put(Progress(1, 20, made_up(RATES, TRIALS[1]).run.history.points))
    until(qtbot, lambda: 1 in owner.live)
    assert owner.share == pytest.approx(0.5 / 8)
    come_to(qtbot, owner, crews[0], *range(7))
    # Handed over together, ten times a second at most.
    assert all(later - one > 0.9 * EVERY_MS / 1000 for one, later in itertools.pairwise(times))
    assert owner.live == {}
    crews[0].told.put(7)
    crews[0].told.put(None)
    until(qtbot, lambda: owner.state == IDLE)
    assert (owner.ended, owner.complete, owner.trouble) == (8, True, "")
    assert states == [RUNNING, IDLE]
    assert all(same(row.outcome, made_up(RATES, row.trial)) for row in owner.rows)


def test_what_has_come_is_counted_with_what_failed_before(qtbot, make, crews):
    other = replace(RATES, updates=90)
    failed = {0: made_up(RATES, TRIALS[0], "failed"), 1: made_up(RATES, TRIALS[1])}
    owner = make()
    owner.exchange(Sweeps((RATES, other), (*rows(RATES, failed), *rows(other, {}))))
    assert (owner.ended, owner.share) == (1, pytest.approx(40 / (8 * 130)))
    owner.start(RATES, other)
    qtbot.waitUntil(lambda: len(crews) == 1 and len(crews[0].jobs) == 15)
    come_to(qtbot, owner, crews[0], 0)  # the one that failed
    assert (owner.ended, owner.share) == (2, pytest.approx(80 / (8 * 130)))
    assert owner.ended == owner.held.ended
    owner.remove()
    assert (owner.ended, owner.share) == (0, 0.0)


def test_it_pauses_is_cancelled_and_goes_on_with_what_is_left(qtbot, make, crews):
    owner = make()
    owner.start(RATES)
    until(qtbot, lambda: len(owner.rows) == 8)
    come_to(qtbot, owner, crews[0], 0, 2)
    owner.pause(True)
    owner.pause(True)
    assert (owner.state, crews[0].paused) == (PAUSED, [True])
    owner.pause(False)
    assert (owner.state, crews[0].paused) == (RUNNING, [True, False])
    crews[0].told.put(3)  # what came in the last moment counts
    owner.cancel()
    assert crews[0].cancelled
    assert owner.state == IDLE
    there = numbers(owner)
    assert {0, 2} <= set(there) <= {0, 2, 3}
    owner.start(RATES)
    until(qtbot, lambda: len(crews[1].jobs) == 8 - len(there))
    asked = [one.experiment for one in crews[1].jobs]
    assert asked == [one.experiment for one in TRIALS if one.number not in there]
    assert owner.stack.count() == 1  # going on is nothing to undo


def test_what_was_left_is_offered_and_gone_on_with(qtbot, make, crews, tmp_path):
    path = journal_path(tmp_path / "kept", RATES)
    with Journal(path, RATES) as journal:
        journal.add(5, made_up(RATES, TRIALS[5]))
        assert newest_unfinished(tmp_path / "kept") is None  # it is being written
    owner = make()
    with qtbot.waitSignal(owner.offer_changed):
        owner.look_for_left()
    assert numbers(owner) == []
    assert [row.trial.number for row in owner.offer.rows if row.outcome] == [5]
    owner.take_offer()
    assert (owner.state, owner.offer) == (RUNNING, None)
    until(qtbot, lambda: numbers(owner) == [5])
    until(qtbot, lambda: len(crews[0].jobs) == 7)
    come_to(qtbot, owner, crews[0], 0)
    owner.close()
    # All of it is on the disk.
    assert sorted(read(path.read_bytes()).outcomes) == [0, 5]


def test_of_a_ready_experiment_that_was_left_all_is_gone_on_with(qtbot, make, crews, tmp_path):
    sweeps = READY["no-activation"].make()
    Journal(journal_path(tmp_path / "kept", sweeps[1]), sweeps[1]).close()
    owner = make()
    with qtbot.waitSignal(owner.offer_changed):
        owner.look_for_left()
    owner.take_offer()
    assert owner.held.sweeps == sweeps


def test_what_was_left_is_forgotten_when_asked(qtbot, make, tmp_path):
    path = journal_path(tmp_path / "kept", RATES)
    Journal(path, RATES).close()
    owner = make()
    with qtbot.waitSignal(owner.offer_changed):
        owner.look_for_left()
    owner.discard_offer()
    assert owner.offer is None
    assert not path.exists()


def test_of_a_ready_experiment_all_that_was_left_is_forgotten(qtbot, make, tmp_path):
    sweeps, folder = READY["no-activation"].make(), tmp_path / "kept"
    for sweep in (RATES, *sweeps):
        Journal(journal_path(folder, sweep), sweep).close()
    os.utime(journal_path(folder, RATES), (1, 1))
    owner = make()
    with qtbot.waitSignal(owner.offer_changed):
        owner.look_for_left()
    owner.discard_offer()
    assert [one.path for one in left(folder)] == [journal_path(folder, RATES)]


def test_ready_experiments_leave_ones_own_unfinished_sweep(tmp_path):
    ready = [sweep for one in READY.values() for sweep in one.make()]
    for sweep in (RATES, *ready):
        Journal(journal_path(tmp_path, sweep), sweep).close()
    os.utime(journal_path(tmp_path, RATES), (1, 1))
    assert left(tmp_path)[-1].path == journal_path(tmp_path, RATES)


def test_the_oldest_journals_go(tmp_path):
    for updates in range(1, MOST + 3):
        sweep = replace(RATES, updates=updates)
        Journal(journal_path(tmp_path, sweep), sweep).close()
    assert len(left(tmp_path)) == MOST
    assert len([one for one in tmp_path.iterdir() if one.suffix == ".journal"]) == MOST


def test_starting_and_removing_are_undone(qtbot, make, crews):
    owner = make()
    owner.start(RATES)
    until(qtbot, lambda: len(owner.rows) == 8)
    come_to(qtbot, owner, crews[0], 1)
    owner.stack.undo()
    assert (owner.held, owner.state, crews[0].cancelled) == (None, IDLE, True)
    owner.stack.redo()
    assert (owner.held.sweeps, numbers(owner), owner.state) == ((RATES,), [1], IDLE)
    weights = owner.rows[1].outcome.run.snapshot.arrays
    assert owner.stack.arrays == []
    owner.remove()
    assert owner.held is None
    assert list(map(id, owner.stack.arrays)) == list(map(id, weights))  # what undo keeps
    owner.stack.undo()
    assert numbers(owner) == [1]


def test_several_sweeps_have_one_table_and_a_journal_each(qtbot, make, crews, tmp_path):
    other = replace(RATES, axes=RATES.axes[:1], updates=80)
    owner = make()
    owner.start(RATES, other)
    until(qtbot, lambda: len(crews[0].jobs) == 12)
    assert [one.updates for one in crews[0].jobs] == [40] * 8 + [80] * 4
    come_to(qtbot, owner, crews[0], 9, 2)
    assert [at for at, row in enumerate(owner.rows) if row.outcome] == [2, 9]
    assert owner.share == pytest.approx((40 + 80) / (8 * 40 + 4 * 80))
    owner.close()
    said = [read(journal_path(tmp_path / "kept", one).read_bytes()) for one in (RATES, other)]
    assert [list(one.outcomes) for one in said] == [[2], [1]]
    assert [len(one.rows) for one in owner.held.held] == [8, 4]


def test_a_sweep_that_cannot_be_says_why(qtbot, make):
    owner = make()
    owner.start(replace(RATES, base=replace(RATES.base, source=None)))
    until(qtbot, lambda: owner.state == IDLE)
    assert owner.trouble == "A sweep needs data to train on. Choose some."


def test_where_nothing_can_be_written_it_is_said_and_the_work_goes_on(qtbot, make, crews, tmp_path):
    (tmp_path / "kept").write_text("a file in the way")
    owner = make()
    owner.start(RATES)
    until(qtbot, lambda: len(owner.rows) == 8)
    assert owner.trouble
    come_to(qtbot, owner, crews[0], 0)
    assert owner.state == RUNNING


def test_the_time_left_is_told_by_what_was_done_without_pauses(qtbot, make, crews):
    now = [100.0]
    owner = make(clock=lambda: now[0])
    owner.start(RATES)
    until(qtbot, lambda: len(owner.rows) == 8)
    assert owner.seconds_left is None
    now[0] += 10
    come_to(qtbot, owner, crews[0], 0)
    assert owner.seconds_left == pytest.approx(70)
    owner.pause(True)
    now[0] += 1000
    owner.pause(False)
    assert owner.seconds_left is None
    now[0] += 20
    come_to(qtbot, owner, crews[0], 1)
    assert owner.seconds_left == pytest.approx(120)


def test_a_file_knows_whether_it_holds_the_table(qtbot, make, crews):
    owner = make()
    assert not owner.unsaved
    table = rows(RATES, {0: made_up(RATES, TRIALS[0])})
    owner.take_opened(Sweeps((RATES,), table))
    assert numbers(owner) == [0]
    assert not owner.unsaved
    owner.start(RATES)
    until(qtbot, lambda: bool(crews[0].jobs))
    come_to(qtbot, owner, crews[0], 0)
    assert owner.unsaved
    owner.take_saved(owner.held)
    assert not owner.unsaved
    # What is being worked at is not thrown away for a file.
    with pytest.raises(ValueError, match="Cancel yours first"):
        owner.take_opened(Sweeps((replace(RATES, seeds=1),)))
    assert owner.held.sweeps == (RATES,)
    assert not owner.unsaved


def table_of(*made):
    """The sweep with these runs made."""
    return Sweeps((RATES,), rows(RATES, {at: made_up(RATES, TRIALS[at]) for at in made}))


def test_a_file_with_other_runs_of_the_same_takes_none_away(make):
    owner = make()
    owner.exchange(table_of(0, 2))
    owner.take_opened(table_of(1, 3))
    assert (numbers(owner), owner.unsaved) == ([1, 3], False)
    owner.stack.undo()
    assert (numbers(owner), owner.unsaved) == ([0, 2], True)
    owner.take_opened(table_of(0, 1, 2))  # nothing is lost: nothing to undo
    assert (numbers(owner), owner.unsaved, owner.stack.count()) == ([0, 1, 2], False, 1)


@pytest.fixture
def document(make):
    """Saves and opens what an owner has; its crew is made up."""
    owner = make()
    made = Document(owner.session, experiments=owner)
    made.owner = owner
    return made


def test_a_table_that_was_removed_before_saving_is_in_no_file(document, tmp_path):
    owner, path = document.owner, tmp_path / "a.netglow"
    owner.exchange(table_of(0, 1))
    document.save(path)
    assert not document.modified
    owner.remove()
    document.save(path)
    assert not document.modified
    owner.stack.undo()
    assert document.modified  # closing asks
    document.save_beside(path, lambda _: None)
    document.wait()
    assert not document.modified
    owner.stack.redo()
    document.save_beside(path, lambda _: None)
    document.wait()
    owner.stack.undo()
    assert document.modified


def test_a_file_with_an_experiment_waits_for_the_one_that_runs(qtbot, document, crews, tmp_path):
    owner = document.owner
    path, plain, own = (tmp_path / f"{name}.netglow" for name in ("a", "plain", "own"))
    document.save(plain)
    owner.exchange(table_of(0, 1, 2))
    document.save(path)
    owner.exchange(None)
    document.save(own)
    owner.start(replace(RATES, updates=90))
    qtbot.waitUntil(lambda: len(owner.rows) == 8)
    before = owner.session.live.id
    for work in (
        lambda: document.open(path),
        lambda: document.recover(owner.session.live, None, table_of(4)),
    ):
        with pytest.raises(ValueError, match="Cancel yours first"):
            work()
    # Nothing has changed; saving writes to no file but its own.
    assert (owner.session.live.id, owner.state) == (before, RUNNING)
    document.save(document.path)
    assert together(load_sweeps(path)).ended == 3
    document.open(plain)  # one without comes at once
    assert owner.state == RUNNING
    owner.cancel()
    document.open(path)
    assert (numbers(owner), document.modified) == ([0, 1, 2], False)
