"""Time: which update is shown, the marks on the bar, and what is said of the past; no backend."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from core.backend.messages import Changed, Checkpoint, Ready, Replay, ReplayChecked, Replayed
from core.backend.packing import pack_snapshot
from core.backend.reasons import FAILED
from core.checkpoint import checksum
from core.example import Example
from core.history import History
from core.network import Layer
from core.run import Run
from core.snapshot import Metrics, no_slots
from core.timeline import Record, Stretch
from core.wording import Sentence
from gui import theme
from gui.diagram.edge_numbers import EdgeNumbers
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import arrange
from gui.diagram.legend_words import sentences
from gui.diagram.scene import edge_facts, of_session
from gui.document import Document
from gui.session import Session
from gui.time_bar import strip
from gui.time_bar.band import PastBand
from gui.time_bar.bar import TimeBar
from gui.time_bar.marks import Mark, jumps, marks_of
from gui.time_bar.records import Records
from gui.time_bar.replays import Replays
from gui.time_bar.row import TimeRow
from gui.time_bar.scene import colour_of, scene_of, update_at
from gui.time_bar.strip import Segment
from gui.time_bar.time import Time
from tests.helpers import first_snapshot, tiny_experiment


class Trained:
    """A session whose backend says what a test has it say; it has come to update 40."""

    def __init__(self):
        self.experiment = tiny_experiment(optimizer="momentum")
        self.session = Session(self.experiment)
        self.records = Records(self.session, parent=self.session)
        self.sent = []
        self.replays = Replays(self.sent.append, parent=self.session)
        self.time = Time(self.session, self.records, self.replays, parent=self.session)
        for update in (10, 20, 30, 40):
            self.come_to(update)

    def at(self, update):
        """A complete snapshot at an update: every parameter is that number."""
        first = first_snapshot(self.experiment)
        parameters = tuple(
            layer._replace(weights=np.full_like(layer.weights, update))
            for layer in first.parameters
        )
        slots = no_slots(parameters, "momentum")._replace(updates=update)
        test = Metrics(1 / update if update else np.nan, 0.5)
        return replace(
            first, parameters=parameters, updates=update, examples_seen=8 * update, examples=50,
            slots=slots, test=test, tested_at=update, train=Metrics(2 / (update or 1), 0.5),
        )  # fmt: skip

    def come_to(self, update):
        self.records.take(Checkpoint(0, "momentum", pack_snapshot(self.at(update))))
        self.session.set_snapshot(self.at(update))

    def answer(self, update=None):
        """The backend has the update that was asked for last again."""
        asked = self.sent[-1]
        self.replays.take(Replayed(asked.number, pack_snapshot(self.at(update or asked.update))))


@pytest.fixture
def trained(qapp):
    return Trained()


def shown(trained):
    return float(trained.session.snapshot.parameters[0].weights[0, 0])


def test_a_checkpoint_is_shown_at_once_and_the_update_when_it_has_come(trained, qtbot):
    time = trained.time
    time.look_at(25, hold=True)
    assert (time.update, time.shown, shown(trained)) == (25, 20, 20)
    assert trained.sent == []
    qtbot.waitUntil(lambda: bool(trained.sent))  # the bar rests
    asked = trained.sent[0]
    assert isinstance(asked, Replay)
    assert (asked.snapshot.updates, asked.update, asked.check) == (20, 25, 30)
    trained.answer()
    assert (time.shown, shown(trained)) == (25, 25)
    # From there it is not far to the next one.
    time.move(1)
    assert (trained.sent[-1].snapshot.updates, trained.sent[-1].update) == (25, 26)
    time.move_checkpoint(-1)
    assert (time.shown, trained.sent[-1].update) == (20, 26)


def test_what_is_trained_while_the_past_is_prepared_takes_nothing_from_it(trained):
    time, session, wanted = trained.time, trained.session, []
    time.prepare = lambda snapshot: wanted.append(snapshot) or True
    told = []
    session.snapshot_changed.connect(lambda: told.append(session.snapshot.updates))
    time.look_at(20)
    assert (shown(trained), [one.updates for one in wanted]) == (40, [20])
    trained.come_to(50)  # another one would be prepared now, and this one never shown
    assert (shown(trained), session.live.snapshot.updates) == (40, 50)
    time.show_prepared(wanted[0])
    assert (shown(trained), told) == (20, [40, 20])
    time.go_to_now()
    assert shown(trained) == 50


def test_a_past_with_another_optimizer_is_shown_and_not_prepared(trained):
    """What is painted ahead is painted as of the experiment that is shown: its slots are others."""
    time, session, wanted = trained.time, trained.session, []
    time.prepare = lambda snapshot: wanted.append(snapshot) or True
    rates = replace(session.experiment.hyperparameters, optimizer="adam")
    session.set_hyperparameters(rates)
    trained.records.take(Changed(0, 40, rates))
    time.look_at(20)
    assert (shown(trained), wanted) == (20, [])
    assert session.experiment.hyperparameters.optimizer == "momentum"
    time.look_at(10)  # from one with the same
    assert (shown(trained), [one.updates for one in wanted]) == (20, [10])


def test_training_goes_on_in_the_background_and_now_brings_back_its_newest(trained):
    trained.time.look_at(20)
    told = []
    trained.session.snapshot_changed.connect(lambda: told.append(1))
    trained.come_to(50)
    assert (shown(trained), trained.session.live.snapshot.updates, told) == (20, 50, [])
    assert (trained.records.record.end, trained.time.last) == (50, 50)
    trained.time.go_to_now()
    assert (shown(trained), trained.session.past, told) == (50, None, [1])


@pytest.mark.parametrize("update", [40, 41, 1000])
def test_the_newest_update_and_all_after_it_are_now(trained, update):
    trained.time.look_at(20, hold=True)
    assert (trained.time.is_past, trained.session.snapshot.updates) == (True, 20)
    trained.time.look_at(update)
    assert (trained.time.is_past, trained.session.past) == (False, None)
    assert trained.session.snapshot.updates == 40


def test_what_came_too_late_is_not_shown(trained):
    trained.time.look_at(25)
    first = trained.sent[-1]
    trained.time.look_at(35)
    trained.replays.take(Replayed(first.number, pack_snapshot(trained.at(25))))
    assert trained.time.shown == 30
    trained.answer()
    trained.time.go_to_now()
    trained.time.look_at(5)
    trained.time.go_to_now()
    trained.answer()
    assert trained.time.shown == 40


def test_the_update_is_asked_for_again_when_another_backend_has_taken_over(trained):
    trained.time.look_at(25)
    trained.replays.take(Ready("2", (), None))
    assert [one.update for one in trained.sent] == [25, 25]
    assert trained.sent[1].number > trained.sent[0].number
    trained.answer()
    assert trained.time.shown == 25


def test_why_what_came_does_not_fit_is_said_in_the_windows_language(trained, marked):
    trained.time.look_at(25)
    bare = replace(trained.at(25), slots=trained.at(25).slots._replace(arrays=()))
    trained.replays.take(Replayed(trained.sent[-1].number, pack_snapshot(bare)))
    assert trained.time.told == "«The optimizer momentum has 1 slot, not 0.»"


def test_why_an_update_cannot_be_had_is_said(trained):
    trained.time.look_at(25)
    reason = Sentence(FAILED, {"kind": "MemoryError", "reason": "too much"})
    trained.replays.take(Replayed(trained.sent[-1].number, None, reason))
    assert trained.time.told == "The backend could not do that. MemoryError: too much"
    assert trained.time.shown == 20
    broken = replace(trained.records.record, lost=(Stretch(11, 19),))
    trained.records.put(trained.session.live.id, broken)
    trained.time.look_at(15)
    assert trained.time.told == "Updates 11 to 19 are not kept."
    assert trained.time.shown == 10


def test_a_step_that_is_none_of_what_was_asked_for_is_not_shown(trained):
    time, right = trained.time, trained.at(25)
    layers = [layer._replace(biases=np.zeros(9, np.float32)) for layer in right.parameters]
    for wrong, said in (
        (replace(right, parameters=tuple(layers)), "These parameters do not fit a network"),
        (replace(right, slots=None, updates=26), "Update 25 was asked for, and update 26 came."),
        (replace(right, slots=no_slots(right.parameters, "adam")), "The optimizer momentum has"),
    ):
        time.go_to_now()
        time.look_at(25)
        trained.replays.take(Replayed(trained.sent[-1].number, pack_snapshot(wrong)))
        assert time.told.startswith(said)
        assert (time.shown, shown(trained)) == (20, 20)


def test_other_bits_than_were_first_there_are_said(trained):
    trained.time.look_at(25)
    number = trained.sent[-1].number
    trained.answer()
    trained.replays.take(ReplayChecked(number, 30, checksum(trained.at(30))))
    assert trained.time.told == ""
    trained.time.look_at(15)
    number = trained.sent[-1].number
    trained.answer()
    trained.replays.take(ReplayChecked(number, 20, "another"))
    assert trained.time.told.startswith("Computed again, update 20 has other last digits")
    # Once is enough.
    trained.time.look_at(26)
    assert trained.sent[-1].check == 0


def test_rates_and_data_are_those_of_the_update(trained):
    rates = replace(trained.experiment.hyperparameters, learning_rate=0.5)
    trained.records.take(Changed(0, 40, rates))
    trained.session.set_hyperparameters(rates)
    trained.come_to(50)
    trained.time.look_at(30)
    assert trained.session.experiment.hyperparameters.learning_rate == 0.01
    trained.time.look_at(45)
    assert trained.session.experiment.hyperparameters.learning_rate == 0.5
    ((update, sent, source),) = trained.sent[-1].changes
    assert (update, sent.learning_rate, source) == (40, 0.5, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.request_update(),
        lambda session: session.toggle_training(),
        lambda session: session.change_parameters(session.snapshot.parameters, "by hand"),
        lambda session: session.change_experiment(
            replace(
                session.experiment,
                hyperparameters=replace(session.experiment.hyperparameters, learning_rate=0.3),
            ),
            "rate",
        ),
    ],
)
def test_what_is_changed_in_the_past_branches_off_there_undoably(trained, change):
    session, before = trained.session, trained.session.live
    trained.time.look_at(20)
    change(session)
    assert (session.past, trained.time.is_past) == (None, False)
    assert (session.live.parent, session.live.snapshot.updates) == (before.id, 20)
    assert shown(trained) == 20
    assert float(session.history.column("epoch")[-1]) == 3.2
    record = trained.records.record
    assert (record.end, record.updates.tolist()) == (20, [0, 10, 20])
    while session.live.id != before.id:
        session.undo_stack.undo()
    assert shown(trained) == 40
    assert trained.records.record.updates.tolist() == [0, 10, 20, 30, 40]


def test_undo_in_the_past_goes_back_to_now_first(trained):
    rates = replace(trained.experiment.hyperparameters, learning_rate=0.5)
    trained.session.change_experiment(replace(trained.experiment, hyperparameters=rates), "rate")
    trained.time.look_at(20)
    trained.session.undo_stack.undo()
    assert (trained.session.past, trained.time.update, shown(trained)) == (None, 40, 40)


def test_the_past_of_another_structure_is_shown_with_its_own(trained):
    session = trained.session
    wide = tiny_experiment(hidden=(Layer(7, "tanh"),), optimizer="momentum")
    first = first_snapshot(wide)
    after = replace(first, updates=40, slots=no_slots(first.parameters, "momentum"))
    grown = replace(Run.start(wide, parent=session.live), snapshot=after)
    session.set_run(grown)
    session.set_snapshot(replace(grown.snapshot, updates=50))
    told = []
    session.run_changed.connect(lambda: told.append(session.experiment.network.sizes))
    trained.time.look_at(20)
    assert session.snapshot.parameters[0].weights.shape == (4, 5)
    assert session.forward.activations[-1].shape == (1, 3)
    trained.time.go_to_now()
    assert told == [(4, 5, 3), (4, 7, 3)]
    assert [one.kind for one in trained.records.record.journal] == ["begin", "structure"]


def test_a_run_that_goes_on_elsewhere_has_lost_what_came_in_between(trained):
    """Redo brings back what was trained after a change that was taken back."""
    session, left = trained.session, trained.session.live
    changed = left.by_hand(trained.at(7).parameters)
    session.set_by_hand(changed)
    trained.records.begin(session.live)
    session.set_snapshot(replace(changed.snapshot, updates=60))
    further = session.live
    session.set_by_hand(left)
    trained.records.begin(session.live)
    assert trained.records.record.end == 40
    session.set_by_hand(further)
    trained.records.begin(session.live)
    assert trained.records.record.lost == (Stretch(41, 59),)


def test_what_is_drawn_late_does_not_undo_what_was_recorded_meanwhile(trained):
    """A snapshot waits for its edges; checkpoints of later moments come before it is shown."""
    for update in (50, 60):
        trained.records.take(Checkpoint(0, "momentum", pack_snapshot(trained.at(update)), False))
    for update in (45, 55):
        trained.session.set_snapshot(trained.at(update))
        assert trained.records.record.updates.tolist() == [0, 10, 20, 30, 40, 50, 60]
        assert trained.records.record.end == 60
    trained.session.set_snapshot(trained.at(25))  # back to where it was best
    record = trained.records.record
    assert (record.updates.tolist(), record.end) == ([0, 10, 20], 25)


def test_a_run_that_comes_without_slots_is_recorded_from_there(trained):
    other = Run(trained.experiment, replace(trained.at(30), slots=None))
    trained.session.set_run(other)
    assert trained.records.record.updates.tolist() == [30]
    trained.come_to(40)
    assert trained.records.record.updates.tolist() == [30, 40]
    assert trained.time.first == 30


def test_the_record_is_saved_and_there_again_when_the_file_is_opened(trained, tmp_path):
    document = Document(trained.session, parent=trained.session)
    records, first = trained.records, trained.session.live.id
    document.record_of = lambda run: lambda: records.of(run)
    document.take_record = records.put
    document.save(tmp_path / "a.netglow")
    document.open(tmp_path / "a.netglow")
    assert trained.session.live.id != first
    assert records.record.updates.tolist() == [0, 10, 20, 30, 40]
    trained.time.look_at(20)
    assert shown(trained) == 20


def test_old_runs_are_thinned_out_before_the_one_that_is_trained(trained):
    old, records = trained.session.live.id, trained.records
    trained.session.reset()
    for update in (10, 20, 30, 40):
        trained.come_to(update)
    whole = records.of(old).size
    records.set_bound(8 * whole)  # an eighth is for the old ones
    assert records.of(old).size == whole
    records.set_bound(4 * whole)
    assert 0 < records.of(old).size <= whole / 2
    assert records.record.updates.tolist() == [0, 10, 20, 30, 40]
    records.set_bound(whole)
    assert records.of(old).size <= whole / 8
    assert records.record.updates.tolist()[-1] == 40
    assert records.record.size + records.of(old).size <= whole


# The film


def test_a_film_runs_backward_and_forward_and_ends_now(trained, qtbot):
    time = trained.time
    time.set_speed(2000)
    time.play(forward=False)
    assert time.playing
    qtbot.waitUntil(lambda: not time.playing)
    assert (time.update, time.shown) == (0, 0)
    seen = []
    trained.session.snapshot_changed.connect(lambda: seen.append(time.shown))
    time.set_speed(700)
    time.play(forward=True)
    qtbot.waitUntil(lambda: not time.playing)
    assert not time.is_past
    assert seen == sorted(seen)
    assert seen[-1] == 40


def test_a_slow_film_shows_every_update_that_comes(trained, qtbot):
    time = trained.time
    time.look_at(20)
    time.set_speed(10)
    time.play(forward=True)
    qtbot.waitUntil(lambda: bool(trained.sent))
    assert trained.sent[-1].update == 21
    trained.answer()
    assert time.shown == 21
    time.pause()


# Marks


def test_jumps_are_where_the_loss_is_higher_than_usual():
    losses = 1 / np.arange(1.0, 40)
    losses[[12, 30]] *= 3
    losses[20] = np.nan
    assert jumps(losses) == [12, 30]
    assert jumps(losses[:3]) == []


def test_marks_tell_changes_jumps_and_the_best(trained):
    rates = replace(trained.experiment.hyperparameters, learning_rate=0.5)
    trained.records.take(Changed(0, 40, rates))
    history = History()
    for number in range(12):
        test = Metrics(0.5 + abs(number - 4), 0.5)
        train = Metrics(9.0 if number == 9 else 1.0, 0.5)
        history.add(replace(trained.at(4 * number), test=test, train=train))
    assert marks_of(trained.records.record, history) == (
        Mark(40, "change", "Learning rate: 0.01 → 0.5"),
        Mark(36, "jump", "The loss jumps"),
        Mark(16, "best", "Here the test loss is lowest"),
    )


def test_a_drawing_that_goes_on_is_asked_about_now_and_then(qtbot, trained, monkeypatch):
    asked = []

    class Noting(strip.Asker):
        def __call__(self, job):
            asked.append(job.example)
            return super().__call__(job)

    monkeypatch.setattr(strip, "PACE_MS", 10**6)
    monkeypatch.setattr(strip, "Asker", Noting)
    session = trained.session
    shown = strip.Strip(session, trained.records, lambda: True, session)
    moves = [Example(np.full(4, place, np.float32), origin="pad") for place in range(50)]
    session.set_example(moves[0])
    qtbot.waitUntil(lambda: bool(shown.segments))
    for one in moves[1:]:
        session.set_example(one)
        QApplication.processEvents()
    shown.wait()
    assert [one.inputs[0] for one in asked] == [0, 49]
    assert shown.segments
    session.set_example(Example(np.zeros(4, np.float32)))  # the pad was cleared: nothing waits
    assert shown.segments == ()


def test_a_strip_shows_what_was_answered_over_time(trained, row, qtbot):
    session, bar = trained.session, row.bar
    assert bar.scene.answers == ()
    high = row.sizeHint().height()
    inputs = np.zeros(4, np.float32)
    for update, name in ((50, "top"), (60, "top"), (70, "left")):
        parameters = trained.at(update).parameters
        biases = np.zeros(3, np.float32)
        biases[["left", "right", "top"].index(name)] = 5
        last = parameters[-1]._replace(weights=0 * parameters[-1].weights, biases=biases)
        snapshot = replace(trained.at(update), parameters=(*parameters[:-1], last))
        trained.records.take(Checkpoint(0, "momentum", pack_snapshot(snapshot)))
        session.set_snapshot(snapshot)
    session.set_example(Example(inputs, origin="pad"))
    bar.strip.wait()
    assert bar.strip.segments[-2:] == (Segment(50, "top"), Segment(70, "left"))
    seen = bar.scene.answers
    assert [(one.name, one.as_now) for one in seen[-2:]] == [("top", False), ("left", True)]
    assert (seen[-2].right, seen[-1].right) == (seen[-1].left, bar.scene.right)
    assert row.sizeHint().height() == high + theme.space(5)
    row.resize(row.sizeHint())
    qtbot.waitUntil(lambda: bar.height() == bar.sizeHint().height())
    seen = bar.scene.answers
    assert bar.words_at(QPoint(round(seen[-2].left) + 3, 3)) == "Here it answers top"
    session.set_example(Example(inputs))
    assert bar.scene.answers == ()


# The bar


def test_everything_on_the_bar_has_its_place(qapp):
    theme.apply("light")
    edge = theme.space(1.5)
    marks = (Mark(50, "best", "b"), Mark(100, "change", "c"))
    scene = scene_of((200 + 2 * edge, 30), (25, 100), True, marks, (Stretch(10, 20),))
    assert (scene.left, scene.head, scene.right) == (edge, edge + 50, edge + 200)
    assert [seen.x for seen in scene.marks] == [edge + 100, edge + 200]
    assert scene.lost == ((edge + 20, edge + 40),)
    assert scene.near(edge + 101).words == "b"
    assert scene.near(edge + 150) is None
    assert [update_at(x, 200 + 2 * edge, 100) for x in (0, edge + 50, 10**4)] == [0, 25, 100]
    assert colour_of("best", theme.LIGHT) == "#08734f"


@pytest.fixture
def row(trained, qtbot):
    theme.apply("dark")
    row = TimeRow(trained.session, trained.time, trained.records)
    qtbot.addWidget(row)
    row.resize(800, row.sizeHint().height())
    row.show()
    return row


def test_the_head_is_dragged_and_keys_move_it(trained, row, qtbot):
    bar = row.findChild(TimeBar)
    scene = bar.scene
    half = QPoint(round((scene.left + scene.right) / 2), round(scene.middle))
    assert (scene.head, scene.past) == (scene.right, False)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=half)
    assert bar.scene.past
    assert trained.time.shown == 20
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=half)
    for key, update in (
        (Qt.Key.Key_Left, 19), (Qt.Key.Key_Right, 20), (Qt.Key.Key_PageUp, 30),
        (Qt.Key.Key_PageDown, 20), (Qt.Key.Key_Home, 0),
    ):  # fmt: skip
        qtbot.keyClick(bar, key)
        assert trained.time.update == update
    assert bar.accessibleDescription() == "Update 0 of 40"
    qtbot.keyClick(bar, Qt.Key.Key_End)
    assert not trained.time.is_past


def test_a_hand_that_drags_is_told_from_one_that_rests(trained, row, qtbot):
    time, bar, told = trained.time, row.bar, []
    time.awaited_changed.connect(told.append)
    middle = bar.height() // 2
    places = [QPoint(bar.width() * share // 4, middle) for share in (1, 2, 3)]
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=places[0])
    qtbot.mouseMove(bar, places[1])
    assert told == [True]
    with qtbot.waitSignal(time.awaited_changed):  # it rests, and the exact update is had again
        pass
    assert told == [True, False]
    qtbot.mouseMove(bar, places[2])
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=places[2])
    assert told == [True, False, True, False]
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=places[0])
    time.go_to_now()
    assert told[4:] == [True, False]


def test_an_update_that_is_to_come_is_awaited_until_it_is_shown(trained):
    time, told = trained.time, []
    time.awaited_changed.connect(told.append)
    time.look_at(25)
    assert told == [True]
    trained.answer()
    assert told == [True, False]
    time.look_at(20)  # a checkpoint: there is nothing to wait for
    assert told[-1] is False
    told.clear()
    time.move(1)
    trained.replays.take(Replayed(trained.sent[-1].number, None, Sentence("It is gone.")))
    assert told == [True, False]
    told.clear()
    time.move(5)
    time.go_to_now()
    assert told == [True, False]
    told.clear()
    time.play(forward=False)  # a film goes at its own speed
    assert told == []
    time.pause()


def test_the_bar_is_painted_again_only_where_it_looks_different(trained, row, qtbot):
    time, bar, painted = trained.time, row.bar, []
    time.look_at(25)
    bar.look_for_marks()
    bar.repaint()
    QApplication.processEvents()

    class Seen(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                painted.append(bar.scene.head)
            return False

    seen = Seen()
    bar.installEventFilter(seen)
    time.changed.emit()
    bar.look_for_marks()
    QApplication.processEvents()
    assert painted == []
    time.look_at(15)  # another checkpoint
    QApplication.processEvents()
    assert painted == [bar.scene.head]


@pytest.mark.parametrize("units", [110, 240])
def test_the_bar_has_all_the_room_that_nothing_else_needs(trained, row, qtbot, units):
    row.resize(theme.space(units), row.height())
    QApplication.processEvents()
    trained.session.set_snapshot(trained.at(41))
    shown = [one for one in row.findChildren(QWidget) if one.isVisible() and one.parent() is row]
    used = sum(one.width() for one in shown)
    gaps = (len(shown) - 1) * row.layout().spacing()
    assert used + gaps == row.layout().contentsRect().width()


def test_a_run_without_a_past_has_no_bar(qtbot):
    session = Session(tiny_experiment())
    records = Records(session, parent=session)
    time = Time(session, records, Replays(lambda message: None), parent=session)
    row = TimeRow(session, time, records)
    qtbot.addWidget(row)
    assert row.isHidden()
    assert records.record.updates.tolist() == [0]
    assert Record().way_to  # an empty record refuses in a sentence
    with pytest.raises(ValueError, match=r"has updates 0 to 0, not 3\."):
        Record().way_to(3)


def test_records_of_runs_that_nothing_brings_back_are_not_kept(qtbot):
    session = Session(tiny_experiment())
    records = Records(session, parent=session)
    runs = [session.live] + [Run.start(tiny_experiment()) for _ in range(250)]
    for run in runs[1:]:
        session.go_on_as(run)

    def known():
        return [bool(records.of(run.id).journal) for run in runs]

    qtbot.waitUntil(lambda: not known()[0])
    assert known() == [False] * 51 + [True] * 200
    session.go_on_as(runs[60])  # one that is shown again is among the newest
    session.go_on_as(Run.start(tiny_experiment()))
    qtbot.waitUntil(lambda: not known()[51])
    assert records.of(runs[60].id).journal


def test_changes_in_the_past_are_those_since_the_checkpoint_before(trained):
    session, numbers = trained.session, EdgeNumbers(trained.session)

    def change():
        numbers.follow()
        return numbers.of((0, 0, 0))["update"]

    numbers.follow()
    trained.come_to(50)
    assert change() == 10
    for update, expected, since in ((20, 10, 10), (25, 5, 20), (30, 10, 20), (0, 0, 0)):
        trained.time.look_at(update)
        if trained.time.shown != update:
            trained.answer()
        assert change() == expected
        seen = of_session(session)
        assert seen.since == since
        told = "\n".join(edge_facts(seen, (0, 0, 0), numbers.of((0, 0, 0))))
        assert f"change since update {since} Δw = {expected}" in told
    trained.time.go_to_now()
    assert change() == 10  # the past was no snapshot that came
    assert of_session(session).since is None


def test_the_legend_says_since_when_it_changed(trained):
    trained.time.look_at(20)
    shown = of_session(trained.session)
    layout, weights = arrange(shown.network.sizes, 600, 400), shown.weights
    picture = EdgePainter().paint(layout, 1, weights, theme.current(), mode="update")
    assert "Δw: change of each weight since update 10." in sentences(shown, picture)


def test_the_band_says_clearly_that_this_is_the_past(trained, qtbot):
    band = PastBand(trained.session, trained.time)
    qtbot.addWidget(band)
    band.resize(700, 30)
    assert band.isHidden()
    trained.time.look_at(20)
    assert band.text == (
        "This is the past: update 20 · epoch 3.20. Train or change it, and a new run branches off."
    )
    assert band.isVisible()
    band.resize(380, 30)
    assert band.text == "This is the past: update 20 · epoch 3.20. "  # no room for a hint
    band.resize(700, 30)
    trained.session.set_training(True)
    assert band.text.endswith("Training goes on meanwhile.")
    qtbot.mouseClick(band.findChild(object, "pastNow"), Qt.MouseButton.LeftButton)
    assert band.isHidden()
    assert shown(trained) == 40
