"""The journal of a sweep: cut anywhere it goes on, and what is not its own it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core import project_file
from core.network import Layer
from core.run import Run
from core.sweep import Row, Sweep, trials
from core.sweep_file import PART, Held, load_sweep, parts_of_sweep
from core.sweep_journal import Journal, beginning, read, record, rows
from tests.sweeps import CIRCLE, RATES, made_up, same

TRIALS = trials(RATES)
OUTCOMES = {
    one.number: made_up(RATES, one, "diverged" if one.number == 3 else "done") for one in TRIALS
}
WHOLE = beginning(RATES) + b"".join(record(*one) for one in OUTCOMES.items())


def written(path, outcomes):
    """The journal at `path`, where these outcomes came."""
    with Journal(path, RATES) as journal:
        for number, outcome in outcomes.items():
            journal.add(number, outcome)
    return path.read_bytes()


def test_what_is_written_is_read_to_the_bit(tmp_path):
    assert written(tmp_path / "a.journal", OUTCOMES) == WHOLE
    found = read(WHOLE)
    assert (found.sweep, found.size) == (RATES, len(WHOLE))
    assert list(found.outcomes) == list(range(8))
    assert all(same(found.outcomes[number], OUTCOMES[number]) for number in OUTCOMES)
    table = rows(RATES, found.outcomes)
    assert [row.trial for row in table] == list(TRIALS)
    assert table[3].state == "diverged"
    assert all(row.opens for row in table)


@given(st.integers(0, len(WHOLE)), st.binary(max_size=20))
def test_cut_anywhere_it_goes_on_to_the_same(tmp_path_factory, at, rest):
    path = tmp_path_factory.mktemp("cut") / "a.journal"
    if at <= len(beginning(RATES)):
        rest = b""  # it was killed in its first moment, nothing came after that
    path.write_bytes(WHOLE[:at] + rest)
    with Journal(path, RATES) as journal:
        there = dict(journal.outcomes)
        assert list(there) == list(range(len(there)))
        for number, outcome in OUTCOMES.items():
            if number not in there:
                journal.add(number, outcome)
    assert path.read_bytes() == WHOLE


def test_what_is_there_counts_and_the_file_is_only_added_to(tmp_path):
    path = tmp_path / "a.journal"
    before = written(path, {0: OUTCOMES[0]})
    with Journal(path, RATES) as journal:
        assert list(journal.outcomes) == [0]
        assert path.read_bytes() == before
        journal.add(5, OUTCOMES[5])
        assert path.read_bytes() == before + record(5, OUTCOMES[5])


def test_what_failed_is_tried_again(tmp_path):
    failed = replace(made_up(RATES, TRIALS[0], "failed"))
    assert written(tmp_path / "a.journal", {0: failed}) == beginning(RATES)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (beginning(replace(RATES, seeds=3)), "a.journal is the journal of another sweep."),
        (b"Dear diary", "a.journal is not the journal of a sweep."),
        (beginning(RATES)[:-1] + b"!" + WHOLE[:9], "a.journal is the journal of another sweep."),
    ],
)
def test_what_is_not_its_own_is_refused_and_stays(tmp_path, content, said):
    path = tmp_path / "a.journal"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=said):
        Journal(path, RATES)
    assert path.read_bytes() == content


def test_two_do_not_write_one(tmp_path):
    path = tmp_path / "a.journal"
    with (
        Journal(path, RATES),
        pytest.raises(ValueError, match=r"a\.journal is being written by another Netglow\."),
    ):
        Journal(path, RATES)
    Journal(path, RATES).close()  # it was let go of
    assert [one.name for one in tmp_path.iterdir()] == ["a.journal"]


def test_a_run_that_the_sweep_has_not_is_refused():
    with pytest.raises(ValueError, match="it has a run that the sweep has not"):
        read(beginning(replace(RATES, seeds=1)) + record(7, OUTCOMES[7]))
    with pytest.raises(ValueError, match="do not fit a network 2-3-2-1"):
        read(beginning(RATES) + record(2, OUTCOMES[0]))


def test_of_large_networks_the_table_alone_is_kept():
    wide = replace(CIRCLE.network, layers=(Layer(700), Layer(700), CIRCLE.network.layers[-1]))
    sweep = Sweep(replace(CIRCLE, network=wide), updates=40)
    outcome = made_up(sweep, *trials(sweep))
    content = beginning(sweep) + record(0, outcome)
    assert len(content) < 10_000
    (row,) = rows(sweep, read(content).outcomes)
    assert not row.opens
    assert row.test[:2] == outcome.run.snapshot.test[:2]
    assert row.history.points.tobytes() == outcome.run.history.points.tobytes()


# In the file of a run


def test_a_saved_network_holds_a_sweep_beside_its_run(tmp_path):
    path, run = tmp_path / "a.netglow", Run.start(CIRCLE)
    table = list(rows(RATES, OUTCOMES))
    table[5] = Row(TRIALS[5])
    project_file.save(path, run, more=parts_of_sweep(Held(RATES, tuple(table))))
    assert project_file.load(path).id == run.id
    held = load_sweep(path)
    assert held.sweep == RATES
    assert [row.trial for row in held.rows] == list(TRIALS)
    assert held.rows[5].outcome is None
    for number in (0, 3, 7):
        assert same(held.rows[number].outcome, OUTCOMES[number])


def test_a_file_without_a_sweep_is_as_before(tmp_path):
    one, other = tmp_path / "a.netglow", tmp_path / "b.netglow"
    run = Run.start(CIRCLE)
    project_file.save(one, run)
    project_file.save(other, run, more=parts_of_sweep(None))
    assert one.read_bytes() == other.read_bytes()
    assert load_sweep(one) is None


def test_where_there_is_no_room_weights_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr("core.sweep_file.MOST_BYTES", 2 * len(record(0, OUTCOMES[0])) + 200)
    parts = parts_of_sweep(Held(RATES, rows(RATES, OUTCOMES)))
    found = rows(RATES, read(b"".join(parts[PART])).outcomes)
    assert [row.opens for row in found] == [True] + [False] * 7
    assert all(row.state for row in found)


@pytest.mark.parametrize("content", [b"", b"nonsense", WHOLE[:30]])
def test_a_part_that_is_none_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "a.netglow"
    project_file.save(path, Run.start(CIRCLE), more={PART: [memoryview(content)]})
    with pytest.raises(ValueError, match="its sweep is wrong: it does not say which"):
        load_sweep(path)
