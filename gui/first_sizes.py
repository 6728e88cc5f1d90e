"""How much of the window the panels have before anybody moves their edges, in px."""

from PySide6.QtCore import QSize, Qt

from gui.theme import space

_Area = Qt.DockWidgetArea

_WALK = 58  # units of the grid: how high a walk is at least, its tab with it
_BELOW = 0.375  # of the window's height, at most, is what is below the diagram at first
# Of the window's width, what a column has while a panel in it asks for room; more where the window
# is so high that a square of this width leaves so many units of the grid above and below.
_ROOMY, _ROOMIEST, _AROUND = 0.27, 0.32, 118
_FOLDED = 0.338  # of the window's width, what the one column has where there is no room for two


def roomy_width(window: QSize, folded: bool) -> int:
    """Return how wide a column is while a panel in it asks for room, or is if it is alone.

    `folded`: there is no other column.
    """
    wide, square = window.width(), window.height() - space(_AROUND)
    if folded:
        return round(_FOLDED * wide)
    return round(max(_ROOMY * wide, min(_ROOMIEST * wide, square)))


def first_sizes(window: QSize, roomy: int) -> dict[_Area, int]:
    """Return the widths of the side columns, and how high the curves are: the diagram has the rest.

    The right column is at least `roomy` wide.
    """
    wide, high = window.width(), window.height()
    return {
        _Area.LeftDockWidgetArea: round(min(space(70), 0.22 * wide)),
        _Area.RightDockWidgetArea: round(max(roomy, 0.2 * wide, min(space(72), 0.225 * wide))),
        # What a walk needs, which is made later, so that nothing moves then: in a window where that
        # is no more than the share of what is below.
        _Area.BottomDockWidgetArea: round(min(max(0.24 * high, space(_WALK)), _BELOW * high)),
    }
