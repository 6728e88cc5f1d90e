"""The owner of evolutions: which there are, which one is seen, and the thread in which it goes."""

import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.evolution import Evolution, Individual, Settings, branched, problem_of
from core.evolution_memory import bounded, check_room
from core.evolving import evolve
from core.jobs import Done, Job
from core.ready_evolutions import READY_EVOLUTIONS
from core.runs import Kept
from gui.errors import sentence
from gui.runs.owner import RunTree
from gui.session import Session
from gui.threads import Post, with_crew
from gui.translation import translate, worded

if TYPE_CHECKING:
    from core.crew import Crew

OWN = "own"  # the name of an evolution that begins with the network of the window


class Lineage(NamedTuple):
    """An evolution of this window: what is learned, and from which one it branched, and where."""

    name: str
    evolution: Evolution
    parent: int | None = None
    generation: int = 0


class _Count(NamedTuple):
    """So many of the children of a generation are trained."""

    ended: int
    of: int


class EvolutionModel(QObject):
    """Lets networks evolve, one evolution at a time; `make_crew(device)` makes who trains them."""

    changed = Signal()  # anything but what follows
    counted = Signal()  # one child more is trained
    chosen_changed = Signal()

    def __init__(
        self,
        session: Session,
        tree: RunTree,
        make_crew: Callable[[str], "Crew"],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._tree, self.make_crew = session, tree, make_crew
        self._working: _Working | None = None
        self.name = next(iter(READY_EVOLUTIONS))
        self.settings = READY_EVOLUTIONS[self.name].settings
        self.follows = False  # the best is shown in the window
        self.trouble = ""
        self._all: tuple[Lineage, ...] = ()
        self._at = -1
        self._chosen: int | None = None
        self._column: int | None = None
        self._count = _Count(0, 0)
        self._followed = ""
        self._fresh = True  # what is begun next is not what is seen

    # What there is.

    @property
    def all(self) -> tuple[Lineage, ...]:
        """The evolutions of this window."""
        return self._all

    @property
    def at(self) -> int:
        """Which of them is seen; −1: none is."""
        return self._at

    @property
    def evolution(self) -> Evolution | None:
        """The one that is seen."""
        return self._all[self._at].evolution if self._at >= 0 else None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._working is not None

    @property
    def chosen(self) -> Individual | None:
        """The individual that is looked at: the one that was chosen, or the best."""
        found = self.evolution
        if found is None or not found.generations:
            return None
        return found.best if self._chosen is None else found.individuals[self._chosen]

    @property
    def at_stake(self) -> int:
        """How many evolutions are lost when the window closes: those that came to something."""
        under_way = self._at if self.running else -1
        return sum(
            bool(one.evolution.generations) or at == under_way for at, one in enumerate(self._all)
        )

    @property
    def column(self) -> int:
        """The generation in which it is looked at: a network may live in many."""
        found = self.evolution
        newest = len(found.generations) - 1 if found else 0
        return newest if self._column is None else self._column

    @property
    def can_go_on(self) -> bool:
        """Whether a stopped one has generations left."""
        found = self.evolution
        if self.running or self._fresh or found is None or found.over:
            return False
        if found.generations and not found.has_weights():
            return False
        return self.settings == found.settings  # others are for a new one, or a branch

    @property
    def told(self) -> str:
        """How far it is, in a few words."""
        found = self.evolution
        if found is None:
            return ""
        made, most = len(found.generations), found.settings.generations
        if self.running and not self._count.ended and not made:
            return translate("Evolution", "TensorFlow is loading …")
        if self.running:
            text = translate("Evolution", "Generation {at} of {most}, {percent} %")
            percent = 100 * self._count.ended // max(self._count.of, 1)
            return text.format(at=min(made + 1, most), most=most, percent=percent)
        if found.over:
            return translate("Evolution", "Finished after %n generation(s)", "", made)
        text = translate("Evolution", "Stopped after {made} of {most}")
        return text.format(made=made, most=most)

    # What users ask for.

    def prepare(self, name: str) -> None:
        """Have another problem, and settings that suit it; see the newest that has it."""
        newest = [at for at, one in enumerate(self._all) if one.name == name]
        if name != self.name and newest and not self.running:
            self.name = name
            self._see(newest[-1])
            return
        self.name, self._at, self._chosen, self._fresh = name, -1, None, True
        ready = READY_EVOLUTIONS.get(name)
        self.set_settings(ready.settings if ready else Settings())

    def set_settings(self, settings: Settings) -> None:
        """Have other settings for the next one that is begun or branched."""
        self.settings = settings
        self.changed.emit()

    def begin(self) -> None:
        """Begin a new evolution."""
        if self.running:
            return
        self.trouble = ""
        ready = READY_EVOLUTIONS.get(self.name)
        try:
            problem = ready.problem() if ready else problem_of(self._session.live.experiment)
            check_room(problem, self.settings)
        except ValueError as error:
            self.trouble = sentence(error)
            self.changed.emit()
            return
        self._add(Lineage(self.name, Evolution(problem, self.settings)))
        self._go_on()

    def go_on(self) -> None:
        """Go on with the one that is seen, where it was stopped."""
        if self.can_go_on:
            self.trouble = ""
            self._go_on()

    def why_not_branch(self) -> str:
        """Say why nothing can branch from the chosen generation; "": it can."""
        found, chosen = self.evolution, self.chosen
        if self.running or found is None or chosen is None:
            return translate("Evolution", "There is no generation to branch from yet.")
        if self.settings.generations <= self.column + 1:
            return translate("Evolution", "Ask for more generations first.")
        if not found.has_weights(self.column):
            text = translate(
                "Evolution",
                "Generation {at} cannot go on: to save memory, not all of its weights were kept.",
            )
            return text.format(at=self.column + 1)
        return ""

    def branch(self) -> None:
        """Go on from the generation that is looked at, with the settings of now."""
        found, column = self.evolution, self.column
        if found is None or self.why_not_branch():
            return
        self.trouble = ""
        made = branched(found, self.settings, column)
        self._add(Lineage(self._all[self._at].name, made, self._at, column))
        self._go_on()

    def stop(self) -> None:
        """Stop now; the generation under way is made again when it goes on, to the same bits."""
        if self._working:
            self._working.end()
            self._working = None
            self.changed.emit()

    def see(self, at: int) -> None:
        """See another of the evolutions."""
        if at != self._at and not self.running and 0 <= at < len(self._all):
            self._see(at)

    def choose(self, number: int | None, column: int | None = None) -> None:
        """Look at an individual in a generation; None: at the best, and in the newest."""
        if (number, column) != (self._chosen, self._column):
            self._chosen, self._column = number, column
            self.chosen_changed.emit()

    def follow(self, on: bool) -> None:
        """Show the best in the window from now on, until somebody shows another run; or not."""
        self.follows, self._followed = on, ""
        if on:
            self._show_best()

    def open(self, number: int) -> None:
        """Show an individual as a run in the window, undoably; it can be trained on there."""
        found = self.evolution
        if found is not None and found.individuals[number].has_weights:
            self._show(found.individuals[number])

    def end(self) -> None:
        """Leave no process behind: the window closes."""
        self.stop()

    # What happens.

    def _see(self, at: int) -> None:
        self._at, self._fresh, self._chosen, self._column = at, False, None, None
        self.set_settings(self._all[at].evolution.settings)

    def _add(self, one: Lineage) -> None:
        self._all = (*self._all, one)
        self._at, self._fresh = len(self._all) - 1, False
        self._chosen = self._column = None

    def _go_on(self) -> None:
        found = self.evolution
        assert found is not None
        self._count = _Count(0, 0)
        post = Post()
        post.done.connect(self._take)
        self._working = _Working(found, self.make_crew(self._session.device), post, self)
        self.changed.emit()

    def _take(self, working: object, come: object) -> None:
        if working is not self._working:  # it was stopped
            return
        match come:
            case _Count():
                self._count = come
                self.counted.emit()
            case Evolution():
                self._keep(come)
                self._count = _Count(0, come.settings.population - come.settings.elites)
                self._show_best()
                self.changed.emit()
            case Exception():
                self.trouble = sentence(come)
                self._ended()
            case None:
                self._ended()

    def _keep(self, come: Evolution) -> None:
        """Keep what has come; all together have a bound, and the others make room for it."""
        others = [at for at in range(len(self._all)) if at != self._at]
        less = bounded([*(self._all[at].evolution for at in others), come])
        found = list(self._all)
        for at, evolution in zip((*others, self._at), less, strict=True):
            found[at] = found[at]._replace(evolution=evolution)
        self._all = tuple(found)

    def _ended(self) -> None:
        self._working = None
        self.changed.emit()

    def _show_best(self) -> None:
        found = self.evolution
        best = found.best if found else None
        if best is None or not self.follows or self._session.training:
            return
        if self._followed and self._session.live.id != self._followed:
            self.follows = False  # somebody looks at something else
        elif best.run.id != self._followed:
            self._show(best)

    def _show(self, one: Individual) -> None:
        self._followed = one.run.id
        name = translate("Evolution", "No. {number}: {network}")
        title = one.run.experiment.network.title
        run = replace(one.run, name=name.format(number=one.number, network=title))
        run = replace(run, history=run.history.copy())
        self._tree.add((Kept(run),))
        self._tree.show(run.id)


class _Working:
    """An evolution under way in a thread; what comes of it is posted, its end as None."""

    def __init__(self, so_far: Evolution, crew: "Crew", post: Post, owner: QObject) -> None:
        self._crew, self._post, self._stopped = crew, post, threading.Event()
        work = functools.partial(self._evolve, so_far)
        # It ends it; when it returns, neither its work nor a process of it is left.
        self.end = with_crew(work, crew, self._stopped, "evolution", owner)

    def _evolve(self, so_far: Evolution) -> None:
        """Make one generation after the other until it is over, or stopped."""
        try:
            for made in evolve(so_far.problem, so_far.settings, self._work, so_far):
                self._tell(made)
            self._tell(None)
        except Exception as error:
            self._tell(error)
        finally:
            self._crew.close()

    def _work(self, jobs: Sequence[Job]) -> Iterator[Done]:
        self._tell(_Count(0, len(jobs)))
        if self._stopped.is_set():
            return
        for count, done in enumerate(self._crew.work(jobs), 1):
            self._tell(_Count(count, len(jobs)))
            yield done
            if self._stopped.is_set():
                return

    def _tell(self, what: object) -> None:
        if not self._stopped.is_set():
            self._post.done.emit(self, what)


def title(lineage: Lineage, at: int) -> str:
    """Return what an evolution of the window is called, the one `at` from 0."""
    ready = READY_EVOLUTIONS.get(lineage.name)
    name = worded(ready.title) if ready else translate("Evolution", "My network")
    if lineage.parent is None:
        return translate("Evolution", "{at}: {name}").format(at=at + 1, name=name)
    text = translate("Evolution", "{at}: {name}, branch of {parent} at generation {generation}")
    return text.format(
        at=at + 1, name=name, parent=lineage.parent + 1, generation=lineage.generation + 1
    )
