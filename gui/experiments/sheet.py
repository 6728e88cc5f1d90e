"""What the table and the plot show, as a value: columns, and a line a run or a setting."""

import math
import re
from typing import NamedTuple

import numpy as np

from gui.panels.typed_text import Limits, Refused, parted, require_clear, taken
from gui.translation import translate

_COMPARED = re.compile(r"(?P<name>.*?)\s*(?P<sign><=|>=|≤|≥|<|>|=)\s*(?P<number>[^<>=≤≥]+)")
_SIGNS = "<>=≤≥"
_WITH = re.compile(rf"[{_SIGNS}]\s*(\S+)")  # what is compared with
_ALL = Limits(-1e300, 1e300)


class Column(NamedTuple):
    """A column: `words` are the names of its places, where it holds no numbers.

    `setting`: it was varied.
    """

    name: str
    title: str
    tip: str = ""
    setting: bool = False
    words: tuple[str, ...] = ()


class Cell(NamedTuple):
    """A value: where it sorts and is drawn (NaN: not known, infinite: diverged), and its text.

    What diverged is infinite towards the worse side: a loss upwards, a score downwards.

    `deviation` is the standard deviation over seeds; NaN: of one run there is none.
    """

    place: float
    text: str
    deviation: float = math.nan


NOTHING = Cell(math.nan, "–")


class Curve(NamedTuple):
    """How the losses of a run went [points]; `shares` says how much of it was made at each."""

    shares: np.ndarray
    train: np.ndarray
    test: np.ndarray


class Line(NamedTuple):
    """A line of the table: of one run, or of all `runs` (numbers of rows) with one setting.

    `told` says more about it, where the mouse rests.
    """

    runs: tuple[int, ...]
    cells: tuple[Cell, ...]
    curves: tuple[Curve, ...] = ()
    told: str = ""


class Sheet(NamedTuple):
    """Columns and lines, each with a cell a column."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()

    def column(self, name: str) -> int:
        """Return the number of the column called `name`; −1: there is none."""
        return next((at for at, one in enumerate(self.columns) if one.name == name), -1)

    def sorted_by(self, name: str, falling: bool = False) -> "Sheet":
        """Return it sorted by a column; what is not known comes last, what diverged before it."""
        at = self.column(name)
        if at < 0:
            return self
        known = [line for line in self.lines if math.isfinite(line.cells[at].place)]
        diverged = [line for line in self.lines if math.isinf(line.cells[at].place)]
        unknown = [line for line in self.lines if math.isnan(line.cells[at].place)]
        known.sort(key=lambda line: line.cells[at].place, reverse=falling)
        return self._replace(lines=(*known, *diverged, *unknown))

    def filtered(self, text: str) -> "Sheet":
        """Return the lines that `text` lets pass; all of its parts, between commas, have to.

        A part is a word that stands in the line, or compares a column: "test loss < 0.1".
        Refused: it compares what there is not, or with what may be one number or two.
        """
        for compared in _WITH.findall("" if ";" in text else text):
            require_clear(compared)
        tests = [self._test(part) for part in parted(text) if part[-1] not in _SIGNS]  # still typed
        kept = tuple(line for line in self.lines if all(test.passes(line) for test in tests))
        return self._replace(lines=kept)

    def _test(self, part: str) -> "_Test":
        found = _COMPARED.fullmatch(part)
        if not found:
            return _Test(word=part.casefold())
        name, sign = found["name"].strip().casefold(), found["sign"]
        at = self._named(name)
        if at < 0:
            told = translate("Experiments", "No column is called “{name}”.")
            raise Refused(told.format(name=found["name"].strip()))
        sign = {"≤": "<=", "≥": ">="}.get(sign, sign)
        wanted = found["number"].strip()
        column = self.columns[at]
        if column.words:
            return _Test(at=at, sign="=", word=wanted.casefold())
        return _Test(at=at, sign=sign, number=taken(wanted, _ALL))

    def _named(self, name: str) -> int:
        """Return the column whose title is `name`, or begins so, or has it in it."""
        titles = [column.title.casefold() for column in self.columns]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            for at, title in enumerate(titles):
                if name and fits(title, name):
                    return at
        return -1


class _Test(NamedTuple):
    """A part of a filter: a `word` anywhere, or a column compared with a number or a word."""

    at: int = -1
    sign: str = ""
    number: float = math.nan
    word: str = ""

    def passes(self, line: Line) -> bool:
        if self.at < 0:
            return any(self.word in cell.text.casefold() for cell in line.cells)
        cell = line.cells[self.at]
        if self.word:
            return cell.text.casefold() == self.word
        return {
            "<": cell.place < self.number,
            ">": cell.place > self.number,
            "<=": cell.place <= self.number,
            ">=": cell.place >= self.number,
            "=": cell.place == self.number,
        }[self.sign]
