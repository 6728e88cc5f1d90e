"""What an input is: a picture, a point whose coordinates have ranges, or a row of named numbers.

Who shows inputs asks for the kind, never for how many numbers there are.
"""

import numpy as np
from msgspec import Struct

from core.checks import require, require_name
from core.data.features import FEATURES, PLANE, of_coordinates
from core.wording import QT_TRANSLATE_NOOP


class Picture(Struct, frozen=True, forbid_unknown_fields=True, tag="picture"):
    """A grey picture, row by row: 0 is paper, 1 full ink."""

    rows: int
    columns: int

    def __post_init__(self) -> None:
        require(
            self.rows >= 1 and self.columns >= 1,
            QT_TRANSLATE_NOOP(
                "Core",
                "A picture must have at least one row and one column, not {rows} × {columns}.",
            ),
            rows=self.rows,
            columns=self.columns,
        )

    @property
    def count(self) -> int:
        """Numbers in one input."""
        return self.rows * self.columns


class Point(Struct, frozen=True, forbid_unknown_fields=True, tag="point"):
    """Coordinates with names, each with the range (least, most) in which it is usually seen.

    `features`, names of core.data.features, are what the network gets; none: the coordinates.
    """

    names: tuple[str, ...]
    ranges: tuple[tuple[float, float], ...]
    features: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            bool(self.names),
            QT_TRANSLATE_NOOP("Core", "A point must have at least one coordinate."),
        )
        require(
            len(self.names) == len(self.ranges),
            QT_TRANSLATE_NOOP(
                "Core",
                "A point must have as many ranges as coordinates, {count}, not {ranges}.",
            ),
            count=len(self.names),
            ranges=len(self.ranges),
        )
        require(
            not self.features or self.on_plane,
            QT_TRANSLATE_NOOP("Core", "Only a point of the plane has inputs made of coordinates."),
        )
        check_features(self.features)

    @property
    def count(self) -> int:
        """Numbers in one input."""
        return len(self.input_names)

    @property
    def input_names(self) -> tuple[str, ...]:
        """What each number of an input is: a coordinate, or what is made of them."""
        return self.features or self.names

    @property
    def on_plane(self) -> bool:
        """Whether a map shows all inputs there can be: there are two coordinates."""
        return len(self.names) == len(PLANE)

    @property
    def on_line(self) -> bool:
        """Whether a curve shows all inputs there can be: there is one coordinate."""
        return len(self.names) == 1

    def inputs(self, coordinates: np.ndarray) -> np.ndarray:
        """Return the inputs [points, count] of `coordinates` [points, names], in their dtype."""
        return of_coordinates(self.features, coordinates) if self.features else coordinates


class Row(Struct, frozen=True, forbid_unknown_fields=True, tag="row"):
    """Numbers with names, as in a row of a table."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.names), QT_TRANSLATE_NOOP("Core", "A row must have at least one number."))

    @property
    def count(self) -> int:
        """Numbers in one input."""
        return len(self.names)

    @property
    def input_names(self) -> tuple[str, ...]:
        """What each number of an input is."""
        return self.names


def check_features(features: tuple[str, ...]) -> None:
    """Raise ValueError unless `features` are names of core.data.features, each once."""
    for name in features:
        require_name("input", name, FEATURES)
    require(
        len(set(features)) == len(features),
        QT_TRANSLATE_NOOP("Core", "Every input must be there once, unlike these: {names}."),
        names=", ".join(features),
    )


InputKind = Picture | Point | Row


def line_of(kind: InputKind) -> Point | None:
    """Return the line whose points inputs of this kind are; None: they are of none."""
    return kind if isinstance(kind, Point) and kind.on_line else None


def plane_of(kind: InputKind) -> Point | None:
    """Return the plane whose points inputs of this kind are; None: they are of none."""
    return kind if isinstance(kind, Point) and kind.on_plane else None
