"""Forms are of one kind: quiet titles, and fields that stand in a line, from panel to panel."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDockWidget, QFormLayout, QLabel, QWidget

from core.beginnings import beginning
from core.data import Plane
from gui import theme
from gui.widgets import FieldTitle


def titles(window) -> list[QLabel]:
    """What stands before the fields of all forms of a window."""
    found = []
    for form in window.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            if item := form.itemAt(row, QFormLayout.ItemRole.LabelRole):
                found.append(item.widget())
    return found


def lefts(window) -> set[int]:
    """How far from the left the fields of the training and of the data begin."""
    found = set()
    for name in ("learningRate", "optimizer", "pointCountSlider", "dataSeed"):
        field = window.findChild(QWidget, name)
        found.add(field.mapTo(window, QPoint(0, 0)).x())
    return found


@pytest.mark.parametrize("size", [(1272, 756), (1900, 1040)])
def test_fields_of_both_panels_stand_in_a_line(qtbot, make_window, size):
    window = make_window(beginning(Plane("spiral")), size=size)
    window.findChild(QDockWidget, "trainingPanelDock").raise_()
    qtbot.waitUntil(lambda: len(lefts(window)) == 1)
    window.change_text_size(1)
    (before,) = lefts(window)
    qtbot.waitUntil(lambda: len(lefts(window)) == 1 and lefts(window) != {before})
    window.change_text_size(0)


def test_titles_of_fields_stand_back_in_every_theme(qtbot, make_window):
    window = make_window(beginning(Plane("spiral")))
    labels = titles(window)
    assert len(labels) > 8
    assert [type(label) for label in labels] == [FieldTitle] * len(labels)
    for choice in ("light", "dark", "light"):
        window.set_theme(choice)

        def look() -> None:
            seen = [label for label in labels if not label.visibleRegion().isEmpty()]
            assert seen
            for label in seen:
                assert label.foregroundRole() == QPalette.ColorRole.PlaceholderText
                ink = label.palette().color(label.foregroundRole())
                assert ink.name() == theme.current().muted, label.text()

        qtbot.waitUntil(look)
