"""The one owner of which example is chosen from the data, and how it is looked for.

Pictures are loaded in a thread once TensorFlow is, or when the first one is asked for; of all other
data, an example is shown at once.
What is shown is the session's example: it may also be the user's own.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core import data
from core.data import Data, Source
from core.data.data import SETS, ExampleSet
from core.data.inputs import InputKind, Picture, Point
from core.example import OWN, Example
from gui.example_search import ExampleSearch
from gui.session import Session
from gui.threads import end_with, submitted, thread_pool

BREATH_S = 0.02  # that a search may take before the window gets its turn


class Examples(QObject):
    """A set, a place in it, and which of its examples will do."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        load: Callable[[Source], Data] = data.load,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._load = load
        self._random = np.random.default_rng()
        self._source = session.experiment.source
        self._set, self._index, self._loaded = "test", 0, False
        self._wrong = False
        self._class: int | None = None
        self._state = ""
        # The last example that was shown, and of which experiment.
        self._last = session.example, session.experiment
        self._known: ExampleSearch | None = None
        self._search: Iterator[int | None] = iter(())
        self._wrong_count: int | None = None
        self._counting: Iterator[int | None] = iter(())
        self._count_on = QTimer(self, singleShot=True, interval=0)
        self._count_on.timeout.connect(self._continue_count)
        self._go_on = QTimer(self, singleShot=True, interval=0)
        self._go_on.timeout.connect(self._continue_search)
        self._ahead: Source | None = None  # what was loaded before anybody asked for it
        self._coming: Future[Data] | None = None
        self._executor = thread_pool(1, "examples")
        end_with(self, self._executor)
        session.backend_changed.connect(self._load_ahead)
        session.experiment_changed.connect(self._take_experiment)
        session.run_changed.connect(self._end_search)
        session.run_changed.connect(self._count_wrong)
        session.snapshot_changed.connect(self._count_wrong)
        session.training_changed.connect(self._count_wrong)
        session.example_changed.connect(self._take_example)
        session.forward_changed.connect(self._show_any)
        self._take_example()
        self._show_any()

    # What there is.

    @property
    def set_name(self) -> str:
        """The set that is chosen from, one of SETS."""
        return self._set

    @property
    def index(self) -> int:
        """The place in the set, from 0."""
        return self._index

    @property
    def count(self) -> int | None:
        """How many examples the set has; None: nothing is loaded yet."""
        return self.counted() if self._loaded else None

    def counted(self) -> int | None:
        """Return how many examples the set has, loading them; None: the network has no data."""
        examples = self._examples(self._set)
        return None if examples is None else len(examples)

    @property
    def wrong_only(self) -> bool:
        """Whether examples that the network answers rightly are passed over."""
        return self._wrong

    @property
    def class_index(self) -> int | None:
        """The class that examples are chosen of; None: any."""
        return self._class

    @property
    def wrong_count(self) -> int | None:
        """How many of the set the network answers wrongly; None: not asked, or not counted yet."""
        return self._wrong_count

    @property
    def state(self) -> str:
        """How a search stands: "" (none, or found), "searching" or "none left"."""
        return self._state

    # What users ask for.

    def choose_set(self, name: str) -> None:
        """Choose from the set `name`, its example at the same place first."""
        self._choose_set(name)
        self.choose(self._index)

    def choose(self, index: int) -> None:
        """Show the example at `index` of the set."""
        self.show(self._set, index)

    def show(self, name: str, index: int) -> None:
        """Show the example at `index` of the set `name`, or its last if it has fewer."""
        self._show(name, index, chosen=True)

    def next(self) -> None:
        """Show the next example that will do, after the last the first."""
        self._walk(1)

    def previous(self) -> None:
        """Show the example before that will do, before the first the last."""
        self._walk(-1)

    def random(self) -> None:
        """Show any example that will do."""
        examples = self._examples(self._set)
        if not examples:
            return
        if sought := self._sought(examples):
            self._begin_search(sought.draw(self._random))
        else:
            self.choose(int(self._random.integers(len(examples))))

    def show_wrong(self) -> None:
        """Show the next example of the set that is answered wrongly, whatever else is asked for."""
        examples = self._examples(self._set)
        if examples is not None and examples.labels is not None:
            experiment, parameters = self._session.experiment, self._session.snapshot.parameters
            sought = ExampleSearch(experiment, parameters, examples, True, None)
            self._begin_search(sought.search(self._index, 1))

    def set_wrong_only(self, wrong: bool) -> None:
        """Pass over the examples that the network answers rightly, or do not."""
        if wrong == self._wrong:
            return
        self._wrong = wrong
        self._end_search()
        self._count_wrong()
        examples = self._examples(self._set) if wrong else None
        if examples and (sought := self._sought(examples)):
            self._begin_search(sought.search(self._index, 1))  # the one shown stays if it is wrong

    def set_class(self, index: int | None) -> None:
        """Choose examples of a class alone, the first of them from here on; None: of any."""
        self._class = index
        self._end_search()
        examples = self._examples(self._set) if index is not None else None
        if examples and (sought := self._sought(examples)):
            self._begin_search(sought.search(self._index, 1))

    # How it is done.

    def _examples(self, name: str) -> ExampleSet | None:
        """The set called `name`; None: the network came without data."""
        source = self._session.experiment.source
        if source is None:
            return None
        if self._coming and not self._coming.done():
            wait([self._coming])  # sooner than to load them a second time
        found = self._load(source).examples(name)
        self._loaded = True
        return found

    def _load_ahead(self) -> None:
        """Load many pictures before somebody asks for one; not while TensorFlow has the disk."""
        experiment = self._session.experiment
        source, ready = experiment.source, bool(self._session.backend.devices)
        if source and ready and source != self._ahead and isinstance(experiment.input, Picture):
            self._ahead = source
            self._coming = submitted(self._executor, self._load, source)

    def _show(self, name: str, index: int, chosen: bool) -> None:
        examples = self._examples(name)
        if examples:
            shown = Example.of(examples, name, min(index, len(examples) - 1))
            self._session.set_example(shown, chosen)
        elif examples is not None and self._session.example.origin in SETS:
            # It was of others: there are none any more.
            self._session.set_example(Example(np.zeros_like(self._session.example.inputs)))

    def _walk(self, by: int) -> None:
        examples = self._examples(self._set)
        if not examples:
            return
        place = self._index + by
        if by > 0 and self._session.example.origin != self._set:
            # The walk begins at the place that is shown, that example included.
            place -= by
        place %= len(examples)
        if sought := self._sought(examples):
            self._begin_search(sought.search(place, by))
        else:
            self.choose(place)

    def _sought(self, examples: ExampleSet) -> ExampleSearch | None:
        """Return the search for the newest snapshot, what it has found kept; None: any will do."""
        if examples.labels is None or not (self._wrong or self._class is not None):
            return None
        experiment, parameters = self._session.experiment, self._session.snapshot.parameters
        wanted = self._wrong, self._class
        if self._known is None or not self._known.is_for(parameters, examples, *wanted):
            self._known = ExampleSearch(experiment, parameters, examples, *wanted)
        return self._known

    def _begin_search(self, search: Iterator[int | None]) -> None:
        self._search = search
        self._say("searching")
        self._continue_search()

    def _continue_search(self) -> None:
        """Search on, but let the window live meanwhile; any other choice ends the search."""
        pause = time.monotonic() + BREATH_S
        for place in self._search:
            if place is not None:
                self.choose(place)
                return
            if time.monotonic() > pause:
                self._go_on.start()
                return
        self._say("none left")

    def _count_wrong(self) -> None:
        """Count what is answered wrongly, or no more; while training it would never be true."""
        self._count_on.stop()
        before, self._wrong_count = self._wrong_count, None
        examples = None
        if self._wrong and not self._session.training:
            examples = self._examples(self._set)
        if examples is not None and examples.labels is not None:
            experiment, parameters = self._session.experiment, self._session.snapshot.parameters
            every = self._sought(examples) if self._class is None else None
            every = every or ExampleSearch(experiment, parameters, examples, True, None)
            self._counting = every.count()
            self._count_on.start()
        if before is not None:
            self.changed.emit()

    def _continue_count(self) -> None:
        pause = time.monotonic() + BREATH_S
        for count in self._counting:
            if count is not None:
                self._wrong_count = count
                self.changed.emit()
            elif time.monotonic() > pause:
                self._count_on.start()
                return

    def _end_search(self) -> None:
        self._go_on.stop()
        self._say("")

    def _say(self, state: str) -> None:
        self._state = state
        self.changed.emit()

    def _choose_set(self, name: str) -> None:
        if name != self._set:
            self._set = name
            self._count_wrong()

    # What the session says.

    def _take_experiment(self) -> None:
        source = self._session.experiment.source
        if source == self._source:
            return
        self._source, self._class, self._known = source, None, None
        self._load_ahead()
        self._end_search()
        if self._session.example.origin in SETS:
            # Other examples of the same kind: the one at the same place is shown.
            self._show(self._set, self._index, self._session.example_is_chosen)
        else:
            self._index, self._loaded = 0, False
            self._show_any()  # the first that was drawn
        self.changed.emit()

    def _take_example(self) -> None:
        example = self._session.example
        if self._session.example_is_chosen:
            self._last = example, self._session.experiment
        if example.origin in SETS:
            self._index, self._loaded = example.index, True
            self._choose_set(example.origin)
        self._end_search()

    def _show_any(self) -> None:
        """Show an example where there is none: the last one, if it is still there, or the first.

        Not of pictures: there is a pad to draw one on. All others have heard of the run by now.
        """
        session, experiment = self._session, self._session.experiment
        if session.example.origin or experiment.source is None:
            return
        if isinstance(experiment.input, Picture):
            return
        last, before = self._last
        same = _bare(experiment.input) == _bare(before.input)
        own = last.coordinates if last.origin == OWN and same else None
        if own is not None and isinstance(experiment.input, Point):
            known = experiment.task == before.task
            answer = (last.label, last.values) if known else (None, None)
            session.set_example(Example.own(experiment.input, own, *answer))
        elif same and last.origin in SETS and type(experiment.source) is type(before.source):
            self.show(last.origin, last.index)
        else:
            found = self._load(experiment.source)
            self._show("train" if found.test is found.train else "test", 0, chosen=False)


def _bare(kind: InputKind) -> InputKind:
    """Return the kind of input without what is made of it."""
    return replace(kind, features=()) if isinstance(kind, Point) else kind
