"""A run's name with a piece of its line, as rich text."""

from html import escape

from core.runs import Kept
from gui.theme import Theme


def swatch(kept: Kept, now: Theme) -> str:
    """Return the name of a run behind a piece of its line."""
    line = f'<span style="color:{now.runs[kept.colour]}">━━</span>'
    return f"{line}&nbsp;<b>{escape(kept.run.name)}</b>"
