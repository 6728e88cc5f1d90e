"""How much of the window the panels have at first."""

import pytest
from PySide6.QtCore import QSize, Qt

from gui.first_sizes import first_sizes, roomy_width

LEFT, RIGHT, BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)


@pytest.mark.parametrize("size", [(1024, 600), (1280, 800), (1920, 1080)])
def test_the_right_column_is_as_wide_as_a_panel_that_asks_for_room(qapp, size):
    window = QSize(*size)
    usual, roomy = first_sizes(window, 0), roomy_width(window, folded=False)
    assert usual[RIGHT] < roomy < roomy_width(window, folded=True)
    assert first_sizes(window, roomy) == usual | {RIGHT: roomy}


@pytest.mark.parametrize("size", [(1024, 600), (1280, 800), (1920, 1080)])
def test_the_diagram_has_more_than_half_of_the_window_each_way(qapp, size):
    window = QSize(*size)
    sizes = first_sizes(window, 0)
    assert sizes[LEFT] + sizes[RIGHT] < window.width() / 2
    assert sizes[BOTTOM] < window.height() / 2
