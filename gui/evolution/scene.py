"""What is seen of an evolution: a column a generation, a small picture a network, lines to parents.

The fittest of each generation stands on top.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF

from core.evolution import Evolution
from core.evolution_words import quartiles
from gui import theme
from gui.axes import Tick
from gui.ticks import decimals, ticks

WIDE, HIGH = 9.5, 6.0  # units of the grid: the least place of a network in the tree
_HEAD = 5.0  # units, above: the numbers of the generations
_BETWEEN, _BELOW = 3.0, 0.8  # units, between columns and rows: room for lines
_INSIDE = 0.7  # units, between the frame of a picture and its network
_DOT, _APART = 2.4, 3.4  # px: a neuron at least, and from middle to middle
_MOST_EDGES = 64  # between two layers: more are a grey field


class Glyph(NamedTuple):
    """A network as a small picture: neurons as dots; where they have no room, a layer as a bar."""

    dots: tuple[QPointF, ...]
    radius: float
    bars: tuple[QRectF, ...]
    edges: tuple[QLineF, ...]


class Cell(NamedTuple):
    """A network in a generation: `lives_on` where it was in the generation before already."""

    number: int
    generation: int
    rank: int
    room: QRectF
    glyph: Glyph
    lives_on: bool
    best: bool


class Tie(NamedTuple):
    """A line from a parent to its child, or from an elite to itself; `own`: of those chosen."""

    start: QPointF
    end: QPointF
    lives_on: bool
    own: bool


class Heading(NamedTuple):
    """The number of a generation, above its column."""

    text: str
    room: QRectF


class Tree(NamedTuple):
    """The tree of generations; `chosen`, seen in a `column`, and its `ancestors` are numbers."""

    cells: tuple[Cell, ...]
    ties: tuple[Tie, ...]
    headings: tuple[Heading, ...]
    chosen: int | None
    column: int
    ancestors: frozenset[int]

    def at(self, point: QPointF) -> Cell | None:
        """Return the network at a point."""
        return next((cell for cell in self.cells if cell.room.contains(point)), None)

    def beside(self, cell: Cell, across: int, down: int) -> Cell:
        """Return the network so many columns and rows away, or the nearest there is."""
        last = max(one.generation for one in self.cells)
        column = min(max(cell.generation + across, 0), last)
        there = [one for one in self.cells if one.generation == column]
        return there[min(max(cell.rank + down, 0), len(there) - 1)]


def least_size(evolution: Evolution | None) -> tuple[int, int]:
    """Return how large a tree is at least, in px; it has room for all its generations."""
    if evolution is None or not evolution.generations:
        return theme.space(WIDE), theme.space(HIGH)
    rows = max(map(len, evolution.generations))
    columns = max(evolution.settings.generations, len(evolution.generations))
    return theme.space(WIDE) * columns, theme.space(_HEAD) + theme.space(HIGH) * rows


def tree_of(
    evolution: Evolution, chosen: int | None, column: int, width: float, height: float
) -> Tree:
    """Return the tree in so much room."""
    columns = max(evolution.settings.generations, len(evolution.generations))
    rows = max(map(len, evolution.generations), default=1)
    head = theme.space(_HEAD)
    wide, high = width / columns, (height - head) / rows
    high = min(high, 2.0 * theme.space(HIGH))
    ancestors = frozenset(() if chosen is None else (one.number for one in evolution.line(chosen)))
    across, down = theme.space(_BETWEEN) / 2, theme.space(_BELOW) / 2
    cells, ties, headings = list[Cell](), list[Tie](), list[Heading]()
    before: dict[int, Cell] = {}
    for generation in range(len(evolution.generations)):
        here: dict[int, Cell] = {}
        left = wide * generation
        headings.append(Heading(str(generation + 1), QRectF(left, 0, wide, head)))
        for rank, one in enumerate(evolution.ranks(generation)):
            place = QRectF(left, head + high * rank, wide, high)
            room = place.adjusted(across, down, -across, -down)
            individual = evolution.individuals[one.number]
            glyph = glyph_of(individual.run.experiment.network.sizes, room)
            lives_on = individual.generation < generation
            cell = Cell(one.number, generation, rank, room, glyph, lives_on, rank == 0)
            here[one.number] = cell
            origin = before.get(one.number if lives_on else _parent(individual.parent))
            if origin:
                ends = (
                    QPointF(origin.room.right(), origin.room.center().y()),
                    QPointF(room.left(), room.center().y()),
                )
                own = {one.number, origin.number} <= ancestors
                ties.append(Tie(*ends, lives_on, own))
        cells += here.values()
        before = here
    return Tree(tuple(cells), tuple(ties), tuple(headings), chosen, column, ancestors)


def _parent(number: int | None) -> int:
    return -1 if number is None else number


def glyph_of(sizes: tuple[int, ...], room: QRectF) -> Glyph:
    """Return the picture of a network with so many neurons in its layers, the input first."""
    spare = theme.space(_INSIDE)
    inside = room.adjusted(spare, spare, -spare, -spare)
    step = inside.width() / max(len(sizes), 1)
    fits = [size for size in sizes if size * _APART <= inside.height()]
    apart = min(inside.height() / max(fits, default=1), 2.5 * _APART)
    radius = min(max(0.36 * apart, _DOT / 2), step / 3)
    dots: list[QPointF] = []
    bars: list[QRectF] = []
    edges: list[QLineF] = []
    before: tuple[QPointF, ...] = ()
    dense_before = False
    for at, size in enumerate(sizes):
        here: tuple[QPointF, ...]
        x, middle = inside.left() + (at + 0.5) * step, inside.center().y()
        dense = size not in fits
        if dense:
            bars.append(QRectF(x - radius, inside.top(), 2 * radius, inside.height()))
            here = QPointF(x, inside.top()), QPointF(x, inside.bottom())
        else:
            top = middle - apart * (size - 1) / 2
            here = tuple(QPointF(x, top + apart * index) for index in range(size))
            dots += here
        if dense and dense_before:
            edges += [QLineF(one, other) for one, other in zip(before, here, strict=True)]
        elif len(before) * len(here) <= _MOST_EDGES:
            edges += [QLineF(one, other) for one in before for other in here]
        else:
            ends = (before[0], before[-1]), (here[0], here[-1])
            edges += [QLineF(one, other) for one in ends[0] for other in ends[1]]
        before, dense_before = here, dense
    return Glyph(tuple(dots), radius, tuple(bars), tuple(edges))


class Chart(NamedTuple):
    """Fitness over the generations: lines of the best and the median, a band of the quartiles.

    `across` says what goes from left to right, up to generation `last`.
    """

    plot: QRectF
    best: tuple[QPointF, ...]
    median: tuple[QPointF, ...]
    band: tuple[QPointF, ...]
    ticks: tuple[Tick, ...]
    across: str
    last: str
    names: tuple[Heading, ...]


def chart_of(
    evolution: Evolution,
    room: QRectF,
    words: tuple[str, ...],
    across: str,
    wide: Callable[[str], float],
    line: float,
) -> Chart:
    """Return the chart in `room`; `words` say what is drawn, in its order.

    A text is so `wide` in px, and a line of it `line` px high.
    """
    found = [(at, fit) for at, fit in enumerate(quartiles(evolution)) if fit.best == fit.best]
    low, high = _ends([value for _, fit in found for value in fit])
    marks = ticks(low, high, max(int((room.height() - 3 * line) / (2 * line)), 2))
    places = decimals(marks)
    texts = [f"{mark:.{places}f}".replace("-", "−") for mark in marks]
    left = max(map(wide, texts), default=0) + theme.space(1.5)
    plot = room.adjusted(left, 1.6 * line, -theme.space(1), -1.3 * line)
    most = max(evolution.settings.generations, len(evolution.generations), 2) - 1

    def place(at: int, value: float) -> QPointF:
        return QPointF(
            plot.left() + plot.width() * at / most,
            plot.bottom() - plot.height() * (value - low) / (high - low),
        )

    def through(name: str) -> tuple[QPointF, ...]:
        return tuple(place(at, getattr(fit, name)) for at, fit in found)

    long = sum(map(wide, words))
    gap = min(theme.space(4), (plot.right() - room.left() - long) / max(len(words) - 1, 1))
    x = min(plot.left(), plot.right() - long - gap * (len(words) - 1))
    names = list[Heading]()
    for word in words:
        names.append(Heading(word, QRectF(x, room.top(), wide(word) + 2, line)))
        x += wide(word) + gap
    return Chart(
        plot,
        through("best"),
        through("median"),
        (*through("high"), *through("low")[::-1]),
        tuple(Tick(place(0, mark).y(), text) for text, mark in zip(texts, marks, strict=True)),
        across,
        str(most + 1),
        tuple(names),
    )


def _ends(values: list[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    return (low, high) if high - low > 1e-6 else (low - 0.01, high + 0.01)
