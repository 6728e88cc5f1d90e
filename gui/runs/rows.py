"""What the table of runs shows, as a value: a row a run, the newest numbers of each."""

from collections.abc import Sequence
from typing import NamedTuple

from core.runs import Kept, Runs, best, differences_of, newest
from core.snapshot import Metrics
from gui.device_words import device_words
from gui.numbers import loss_text
from gui.panels.source_words import title
from gui.runs.words import differences_words, seconds_words
from gui.score_words import score_words
from gui.translation import translate

_MOST = 1e15  # updates


class Row(NamedTuple):
    """A run: `depth` in the tree, `texts` in the table's columns, and how it is shown."""

    run: str
    of: tuple[Kept, Kept | None]  # it, and the one that it was made from
    depth: int
    colour: int
    texts: tuple[str, ...]
    shown: bool
    hidden: bool
    pinned: bool
    thinned: bool

    @property
    def difference(self) -> str:
        """What it does otherwise than the run above it that it was made from."""
        return self.texts[1]


def headings() -> tuple[str, ...]:
    """Return the titles of the columns."""
    return (
        translate("Runs", "Run"),
        translate("Runs", "What differs"),
        translate("Runs", "Updates"),
        translate("Runs", "Loss: train, test"),
        translate("Runs", "Score: train, test"),
        translate("Runs", "Best loss"),
        translate("Runs", "Time"),
        translate("Runs", "Device"),
    )


def rows(runs: Runs, shown: str, before: Sequence[Row] = ()) -> tuple[Row, ...]:
    """Return the rows of all runs, each below the one that it was made from.

    The texts of a run that is as it was `before` are taken from there: making them takes long.
    """
    known = {row.of: row.texts for row in before if not row.shown}
    return tuple(
        Row(
            kept.run.id,
            of := (kept, runs.parent_of(kept.run.id)),
            depth,
            kept.colour,
            known.get(of) or _texts(*of),
            kept.run.id == shown,
            kept.hidden,
            kept.pinned,
            kept.thinned,
        )
        for kept, depth in runs.tree
    )


def _texts(kept: Kept, parent: Kept | None) -> tuple[str, ...]:
    run = kept.run
    train, test = newest(run, "train"), newest(run, "test")
    return (
        run.name,
        differences_words(differences_of(kept, parent)) if parent else title(run.experiment.source),
        f"{run.snapshot.updates:,}",
        _pair(loss_text(train.loss), loss_text(test.loss)),
        _pair(_score(kept, train), _score(kept, test)),
        best_words(kept),
        seconds_words(kept.watch.seconds),
        device_words(run.computed_on),
    )


def _pair(train: str, test: str) -> str:
    return translate("Runs", "{train}, {test}").format(train=train, test=test)


def _score(kept: Kept, metrics: Metrics) -> str:
    return score_words(kept.run.experiment.task.scored_by).written(metrics.score)


def best_words(kept: Kept) -> str:
    """Return where a run was best, in words; "–": nothing was measured."""
    found = best(kept)
    if found is None:
        return "–"
    if not abs(found.updates) < _MOST:  # it is not known, or a file says what cannot be
        text = translate("Runs", "{loss} in epoch {epoch}")
        return text.format(loss=loss_text(found.loss), epoch=f"{found.epoch:.4g}")
    text = translate("Runs", "{loss} at {updates}")
    return text.format(loss=loss_text(found.loss), updates=f"{round(found.updates):,}")
