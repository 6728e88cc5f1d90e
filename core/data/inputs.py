"""What an input is: a picture, a point whose coordinates have ranges, or a row of named numbers.

Who shows inputs asks for the kind, never for how many numbers there are.
"""

from msgspec import Struct

from core.checks import require
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
    """Coordinates with names, each with the range (least, most) in which it is usually seen."""

    names: tuple[str, ...]
    ranges: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        require(
            bool(self.names),
            QT_TRANSLATE_NOOP("Core", "A point must have at least one coordinate."),
        )
        require(
            len(self.names) == len(self.ranges),
            QT_TRANSLATE_NOOP(
                "Core",
                "A point must have a range for each of its {count} coordinates, not {ranges}"
                " ranges.",
            ),
            count=len(self.names),
            ranges=len(self.ranges),
        )

    @property
    def count(self) -> int:
        """Numbers in one input."""
        return len(self.names)


class Row(Struct, frozen=True, forbid_unknown_fields=True, tag="row"):
    """Numbers with names, as in a row of a table."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.names), QT_TRANSLATE_NOOP("Core", "A row must have at least one number."))

    @property
    def count(self) -> int:
        """Numbers in one input."""
        return len(self.names)


InputKind = Picture | Point | Row
