"""The panel of runs: what it says of each, and what mouse and keyboard do there."""

import gc

import numpy as np
import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from core.example import Example
from core.experiment import Hyperparameters
from core.runs import Difference
from core.snapshot import Metrics, Slots, no_slots
from gui import theme
from gui.runs.beside import BesideWindow
from gui.runs.page import RunsTable
from gui.runs.words import difference_words, seconds_words
from tests.panels import field, two_numbers


def learn(session, updates, loss):
    """Have the session's run come to so many updates, complete."""
    now = session.snapshot
    optimizer = session.experiment.hyperparameters.optimizer
    session.set_snapshot(
        replace(
            now,
            updates=updates,
            examples_seen=32 * updates,
            examples=320,
            slots=Slots(no_slots(now.parameters, optimizer).arrays, updates),
            train=Metrics(loss / 2, 0.9, 0.3),
            test=Metrics(loss, 0.8, 0.4),
            tested_at=updates,
        )
    )


def change_rate(session, rate):
    rates = replace(session.experiment.hyperparameters, learning_rate=rate)
    session.change_experiment(replace(session.experiment, hyperparameters=rates), "Change rate")


@pytest.fixture
def window(qtbot, make_window):
    """A window with three runs: of rate 0.001, 0.1 and 1; the last is shown, and the panel, too."""
    window = make_window(size=(1280, 800))
    session = window.session
    learn(session, 500, 0.5)
    for rate, loss in ((0.1, 0.2), (1.0, 2.0)):
        change_rate(session, rate)
        session.reset()
        learn(session, 400, loss)
    (dock,) = (one for one in window.docks if one.objectName() == "runsPanelDock")
    with qtbot.waitExposed(window):
        dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: window.findChild(RunsTable) is not None)
    qtbot.waitUntil(window.findChild(RunsTable).isVisible)
    return window


@pytest.fixture
def table(window):
    return window.findChild(RunsTable)


@pytest.fixture
def page(table):
    return table.parent()


def row_of(table, number):
    """The item of a row, from the top; None: there are not so many."""
    item = table.topLevelItem(0)
    for _ in range(number):
        item = table.itemBelow(item)
    return item


def place_of(table, number, column=0):
    """The middle of a row's cell in the table's viewport."""
    item = row_of(table, number)
    return table.visualItemRect(item).center() if column < 0 else _cell(table, item, column)


def _cell(table, item, column):
    rect = table.visualItemRect(item)
    left = table.header().sectionPosition(column)
    middle = table.visualItemRect(item).center()
    middle.setX(left + table.header().sectionSize(column) // 2)
    assert rect.height() > 0
    return middle


def click(qtbot, table, number, column=1):
    place = place_of(table, number, column)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def press(qtbot, table, key):
    table.setFocus()
    qtbot.keyClick(table, key)


def test_each_run_says_what_differs_and_how_far_it_came(window, page):
    assert [row.depth for row in page.rows] == [0, 1, 2]
    # With what it was trained, not with what was chosen when that was over.
    assert [row.difference for row in page.rows] == [
        "Handwritten digits",
        "learning rate 0.001 → 0.1",
        "learning rate 0.1 → 1",
    ]
    assert page.rows[1].texts[2:6] == ("400", "0.1000, 0.2000", "90.0 %, 80.0 %", "0.2000 at 400")
    assert [row.shown for row in page.rows] == [False, False, True]
    learn(window.session, 450, 1.5)
    page.show_now()
    assert page.rows[2].texts[2] == "450"


def rows(page):
    """What the table shows, once the event loop has come round."""
    QApplication.processEvents()
    return page.rows


def test_a_double_click_shows_a_run_and_it_is_undone(qtbot, window, table, page):
    place = place_of(table, 1, 2)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.session.snapshot.updates == 400
    # With what it was trained: 1 was chosen for the next one.
    assert window.session.experiment.hyperparameters.learning_rate == 0.1
    assert [row.shown for row in rows(page)] == [False, True, False]
    window.session.undo_stack.undo()
    assert [row.shown for row in rows(page)] == [False, False, True]


def test_keys_rename_and_delete_and_undo_brings_back(qtbot, window, table, page):
    click(qtbot, table, 0)
    press(qtbot, table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "too slow")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(page)[0].texts[0] == "too slow")
    assert [row.texts[0] for row in rows(page)[1:]] == ["256-64-32-10"] * 2
    press(qtbot, table, Qt.Key.Key_Delete)
    # What was made of it stands at its place.
    assert [row.depth for row in rows(page)] == [0, 1]
    assert rows(page)[0].difference == "Handwritten digits"
    window.session.undo_stack.undo()
    window.session.undo_stack.undo()
    assert [row.texts[0] for row in rows(page)] == ["256-64-32-10"] * 3
    assert window.session.undo_stack.undoText() == "Reset"


def test_what_is_shown_is_not_deleted(qtbot, window, table, page):
    click(qtbot, table, 2)
    press(qtbot, table, Qt.Key.Key_Delete)
    assert len(rows(page)) == 3
    assert not field(window, "deleteRunButton").isEnabled()
    assert not field(window, "showRunButton").isEnabled()


def test_buttons_pin_and_copy_and_the_tick_hides(qtbot, window, table, page):
    click(qtbot, table, 1)
    for name in ("pinRunButton", "copyDifferenceButton"):
        button = window.findChild(QToolButton, name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [row.pinned for row in rows(page)] == [False, True, False]
    copied = QGuiApplication.clipboard().text()
    assert copied == "256-64-32-10: learning rate 0.001 → 0.1"
    press(qtbot, table, Qt.Key.Key_Space)
    assert [row.hidden for row in rows(page)] == [False, True, False]
    assert [one.objectName() for one in table.actions()] == [
        "showRun",
        "renameRun",
        "hideRun",
        "pinRun",
        "besideRuns",
        "copyDifference",
        "deleteRun",
    ]
    assert all(isinstance(one, QAction) and one.toolTip() for one in table.actions())


def test_pinned_runs_stand_side_by_side_with_the_same_zoom_and_example(qtbot, window, table, page):
    assert not field(window, "besideRunsButton").isEnabled()
    for number in (0, 2):
        click(qtbot, table, number)
        qtbot.mouseClick(field(window, "pinRunButton"), Qt.MouseButton.LeftButton)
    rows(page)
    qtbot.mouseClick(field(window, "besideRunsButton"), Qt.MouseButton.LeftButton)
    (beside,) = window.findChildren(BesideWindow)
    one, two = beside.panes
    first, _, shown = rows(page)
    assert (one.run, two.run) == (first.run, shown.run)
    assert "500 updates, loss: train 0.2500, test 0.5000" in one.text
    learn(window.session, 450, 1.5)  # what is shown is followed
    assert "450 updates, loss: train 0.7500, test 1.5000" in two.text
    assert two.session.snapshot.parameters is window.session.snapshot.parameters
    assert len(window.session.history) == 2  # its curve is not touched
    window.session.set_example(Example(np.full(256, 0.5, np.float32), origin="own"))
    assert one.session.example is two.session.example is window.session.example
    one.diagram.zoom_at(QPointF(50, 50), 2)
    assert one.diagram.layout_now.columns[1].x == two.diagram.layout_now.columns[1].x
    press(qtbot, table, Qt.Key.Key_Home)
    window.session.undo_stack.undo()  # another run is shown; both stay
    assert [pane.run for pane in beside.panes] == [first.run, shown.run]
    beside.close()


def test_what_is_left_of_the_width_is_for_names_and_differences(window, table, page):
    narrow = [table.columnWidth(column) for column in range(7)]
    page.resize(page.width() + 1000, page.height())
    wide = [table.columnWidth(column) for column in range(7)]
    assert wide[0] > narrow[0] + 150
    assert wide[1] > narrow[1] + 300
    assert wide[2:] == narrow[2:]
    texts = [field(window, f"{name}Button").text() for name in ("showRun", "copyDifference")]
    assert texts == ["Show", "Copy"]
    said = field(window, "copyDifferenceButton").accessibleName()
    assert said == "Copy the difference"


def test_lines_have_colours_of_their_own(table):
    now = theme.current()
    assert len(set(now.runs)) == len(now.runs) == 8
    image = table.topLevelItem(0).icon(0).pixmap(20, 12).toImage()
    seen, wanted = image.pixelColor(10, 6), QColor(now.runs[0])
    assert max(abs(a - b) for a, b in zip(seen.getRgb()[:3], wanted.getRgb()[:3], strict=True)) < 9


def test_another_optimizer_and_values_are_told(qapp, qtbot):
    from core.runs import Runs, differences
    from gui.runs.rows import rows

    run = two_numbers()
    other = run.start_again(replace(run.experiment, hyperparameters=Hyperparameters("sgd", 0.5)))
    runs = Runs().take(run).take(other)
    assert differences(other, run)
    found = rows(runs, other.id)
    assert "optimizer Adam → SGD, learning rate 0.001 → 0.5" in found[1].difference


def test_schedules_are_named_in_the_windows_language(marked):
    said = difference_words(Difference("schedule", "constant", "cosine"))
    assert said == "««schedule» «Constant» → «Cosine»»"


def test_times_are_said_as_people_say_them(qapp):
    assert list(map(seconds_words, (0, 3.21, 75, 7500))) == [
        "–",
        "3.2 s",
        "1 min 15 s",
        "2 h 5 min",
    ]


def test_only_rows_that_have_changed_are_worded_and_filled(qtbot, window, page):
    before, filled = page.rows, set()
    page.table.model().dataChanged.connect(
        lambda index, *_: filled.add(index.siblingAtColumn(0).data(Qt.ItemDataRole.UserRole))
    )
    learn(window.session, 700, 1.5)
    page.show_now()
    assert filled == {window.session.run.id}
    assert [row.texts is was.texts for row, was in zip(page.rows, before, strict=True)] == [
        not row.shown for row in before
    ]
    window.change_text_size(1)
    qtbot.waitUntil(lambda: filled == {row.run for row in page.rows})


def test_runs_that_stay_keep_their_rows_when_others_come_and_go(qtbot, window, table, page):
    def items():
        return [item for at in range(3) if (item := row_of(table, at))]

    kept, filled = items(), set()
    table.model().dataChanged.connect(
        lambda index, *_: filled.add(index.siblingAtColumn(0).data(Qt.ItemDataRole.UserRole))
    )
    before = window.session.run.id
    change_rate(window.session, 0.5)
    window.session.reset()
    page.show_now()
    assert items() == kept
    assert row_of(table, 3).text(0) == page.rows[3].texts[0]
    assert filled == {before}  # the new one while the table had it not, the others not at all
    click(qtbot, table, 1)
    press(qtbot, table, Qt.Key.Key_Delete)
    page.show_now()
    assert [row.depth for row in page.rows] == [0, 1, 2]
    assert [row_of(table, at).text(0) for at in range(3)] == [row.texts[0] for row in page.rows]
    assert (row_of(table, 0), row_of(table, 1)) == (kept[0], kept[2])
    assert row_of(table, 1).data(0, Qt.ItemDataRole.UserRole) == before
    assert row_of(table, 3) is None
    assert not shiboken6.isValid(kept[1])


def test_a_table_that_looks_again_leaves_nothing_behind(page, window):
    def look_again(times):
        for _ in range(times):
            learn(window.session, window.session.snapshot.updates + 100, 0.4)
            page.show_now()
        gc.collect()
        return len(shiboken6.getAllValidWrappers())

    look_again(3)
    assert look_again(1) == look_again(20)
