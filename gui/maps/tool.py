"""What the left mouse button does on a map while a tool is chosen."""

from typing import Protocol

from PySide6.QtCore import Qt


class Tool(Protocol):
    """Gets what the left button does; places are (x₁, x₂), lengths those of the plane."""

    @property
    def cursor_radius(self) -> float:
        """How far around the mouse it works: a circle shows it; 0: no circle."""

    def press(self, at: tuple[float, float], modifiers: Qt.KeyboardModifier) -> None:
        """The button went down."""

    def move(self, at: tuple[float, float]) -> None:
        """The mouse went on, the button down."""

    def release(self, at: tuple[float, float]) -> None:
        """The button went up."""
