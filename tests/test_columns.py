"""A panel in a dock that wants another size in every size that it gets."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from gui.columns import Scroll

MANY = 200  # questions, and it has enough: without a guard the stack would be full


class Restless(QWidget):
    """Wants to be higher where it is low, and lower where it is high."""

    sizes = asked = 0

    def minimumSizeHint(self):
        self.asked += 1
        return QSize(100, 340 if self.height() <= 300 and self.asked < MANY else 300)

    def resizeEvent(self, event):
        self.sizes += 1


def test_a_panel_is_not_fitted_within_its_fitting(qtbot):
    panel = Restless()
    scroll = Scroll(panel)
    qtbot.addWidget(scroll)
    scroll.resize(200, 200)
    scroll.show()
    with qtbot.waitSignal(scroll.wish_changed):  # but later, once
        panel.resize(100, 310)
    assert panel.sizes < 20
