"""What colours mean: of which number of an edge, on which scale, in which two hues; one owner."""

from functools import cache

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from gui.theme import Theme, current

# Of each weight: itself, its change since the start and in the last snapshot, and ∂C/∂w.
MODES = ("weights", "change", "update", "gradient")
SCALES = ("automatic", "fixed")
NEURONS = ("maps", "numbers")  # what neurons show, over a plane or an x: maps are curves there
PALETTES = ("orange-blue", "purple-green")

# (positive, negative) on dark and on light: apart for every kind of colour blindness, from the
# colour of a selection, and from those of the two sets of examples.
_PURPLE_GREEN = {"dark": ("#c78bfa", "#9bd14b"), "light": ("#7b2fbe", "#457407")}
_PURPLE_GREEN_GROUNDS = {"dark": ("#a86ce0", "#82b637"), "light": ("#a566e0", "#74aa2b")}


@cache
def themed(theme: Theme, palette: str) -> Theme:
    """Return `theme` with the two hues of `palette`; always the same object for the same two."""
    if palette == "orange-blue":
        return theme
    positive, negative = _PURPLE_GREEN[theme.name]
    grounds = _PURPLE_GREEN_GROUNDS[theme.name]
    return replace(
        theme,
        positive=positive,
        negative=negative,
        positive_ground=grounds[0],
        negative_ground=grounds[1],
    )


class Colouring(QObject):
    """The choice of one each of MODES, SCALES, PALETTES and NEURONS; views ask and follow it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, like: "Colouring | None" = None) -> None:
        """The palette is that of another window, chosen there, if it is to be `like` its."""
        super().__init__(parent)
        first = {"mode": MODES, "scale": SCALES, "palette": PALETTES, "neurons": NEURONS}
        self._chosen = {name: choices[0] for name, choices in first.items()}
        self._like = like
        if like:
            like.changed.connect(self._follow)
            self._follow()

    @property
    def mode(self) -> str:
        """The number that edges are coloured by, one of MODES."""
        return self._chosen["mode"]

    @property
    def scale(self) -> str:
        """Whether scales follow the weights ("automatic") or stay as they are ("fixed")."""
        return self._chosen["scale"]

    @property
    def palette(self) -> str:
        """The hues of positive and negative, one of PALETTES."""
        return self._chosen["palette"]

    @property
    def theme(self) -> Theme:
        """The theme in force, in the hues chosen."""
        return themed(current(), self.palette)

    @property
    def neurons(self) -> str:
        """What neurons show, one of NEURONS."""
        return self._chosen["neurons"]

    def choose(self, **choice: str) -> None:
        """Take a `mode`, `scale`, `palette` or what `neurons` show.

        ValueError: it is unknown, and nothing changes.
        """
        known = {"mode": MODES, "scale": SCALES, "palette": PALETTES, "neurons": NEURONS}
        for name, value in choice.items():
            if value not in known[name]:
                raise ValueError(f"{name} is one of {', '.join(known[name])}, not {value!r}.")
        chosen = {**self._chosen, **choice}
        if chosen != self._chosen:
            self._chosen = chosen
            self.changed.emit()

    def _follow(self) -> None:
        if self._like:
            self.choose(palette=self._like.palette)
