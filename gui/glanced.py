"""A saved network in two lines and a picture, as lists show it: what it is, how far, how good."""

import math
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QDate, QDateTime, QLocale

from core import project_file
from core.project_file import Glance
from gui.errors import sentence
from gui.score_words import score_words
from gui.translation import translate


class Glanced(NamedTuple):
    """What a list says of a file; `picture` is a PNG, or b"". `whole`: it can be opened."""

    title: str
    line: str
    picture: bytes = b""
    whole: bool = True

    @staticmethod
    def at(path: Path, when: float) -> "Glanced":
        """Look at the file at `path`, written at the time `when`; none of its weights are read."""
        try:
            return of(project_file.glance(path), when)
        except (OSError, ValueError) as error:
            title = translate("Glanced", "A network that cannot be read")
            return Glanced(title, sentence(error), whole=False)


def of(seen: Glance, when: float) -> Glanced:
    """Say what was seen of a network that was saved at the time `when`."""
    parts = [
        translate("Glanced", "update {number}").format(number=f"{seen.updates:,}"),
        _score(seen),
        time_text(QDateTime.fromSecsSinceEpoch(int(when)), QDateTime.currentDateTime()),
    ]
    return Glanced(seen.experiment.network.title, " · ".join(filter(None, parts)), seen.picture)


def time_text(when: QDateTime, now: QDateTime) -> str:
    """Say when something was, as the desktop writes times."""
    short = QLocale.FormatType.ShortFormat
    time = QLocale().toString(when.time(), short)
    days = when.date().daysTo(now.date())
    if days == 0:
        return translate("Glanced", "today, {time}").format(time=time)
    if days == 1:
        return translate("Glanced", "yesterday, {time}").format(time=time)
    return f"{_date_text(when.date())}, {time}"


def _date_text(date: QDate) -> str:
    return QLocale().toString(date, QLocale.FormatType.ShortFormat)


def _score(seen: Glance) -> str:
    score = seen.test.score
    if math.isnan(score):
        return ""
    words = score_words(seen.experiment.task.scored_by)
    return words.said.format(value=words.written(score))
