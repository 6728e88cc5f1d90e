"""The owner of the window's runs: those that were left stay beside the one that is shown."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.run import Run, State, new_id
from core.runs import BOUND, Kept, Runs
from core.snapshot import Snapshot
from gui.session import Session
from gui.translation import translate
from gui.undo_stack import Command


class _Held(NamedTuple):
    path: Path
    state: State


class RunTree(QObject):
    """Keeps every run that was shown and trained; each in its newest state.

    A network that grows in mid-training is the same run before and after: its curve goes on.
    """

    changed = Signal()  # which there are, what they train, how they are called and shown
    grew = Signal()  # the run that is shown has come further
    thinned = Signal(str)  # a run, or its weights, had to go: a sentence that says which

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
        bound: int = BOUND,
    ) -> None:
        super().__init__(parent)
        self._session, self._clock, self._bound = session, clock, bound
        # Whether a run is more than it was made from, and no file its own: who knows files says so.
        self.at_stake: Callable[[Run], bool] = lambda run: False
        self._held: dict[str, _Held] = {}  # what files hold
        self._recovered: set[str] = set()  # runs that an earlier window had left
        self._shown = self._live
        self._runs = Runs().take(self._live)
        self._since: float | None = None  # when the newest seconds of training began
        self._trained = 0.0  # seconds that are not noted yet
        session.latest = self.latest
        session.live_changed.connect(self._take_run)
        session.newest_changed.connect(self._take_snapshot)
        session.experiment_changed.connect(self._take_experiment)
        session.training_changed.connect(self._take_training)
        session.backend_changed.connect(self._take_training)
        # When it is known which runs can be had again by undo.
        session.undo_stack.pushed.connect(self._thin)

    @property
    def _live(self) -> Run:
        """The run that is shown, and trained."""
        return self._session.live

    @property
    def runs(self) -> Runs:
        """All runs, the one that is shown as it is now."""
        self._runs = self._runs.take(self._live)
        return self._runs

    @property
    def shown(self) -> Kept:
        """The run that is shown."""
        found = self.runs.find(self._live.id)
        assert found is not None
        return found

    @property
    def others(self) -> tuple[Kept, ...]:
        """The runs to be shown beside the one that is: of its family, or pinned; none is hidden."""
        own = self._live.id
        family = {kept.run.id for kept in self._runs.family(own)}
        return tuple(
            kept
            for kept in self._runs.kept
            if kept.run.id != own and not kept.hidden and (kept.pinned or kept.run.id in family)
        )

    def latest(self, run: Run) -> Run:
        """Return `run` as it was left last, where it is another than the one that is shown."""
        kept = self._runs.find(run.id)
        if kept is None or kept.thinned or run.id == self._live.id:
            return run
        return kept.run

    # What users ask for.

    def why_not_show(self, run_id: str) -> str:
        """Say why a run cannot be shown in the window; "": it can."""
        kept = self._runs.find(run_id)
        if kept is None or run_id == self._live.id:
            return translate("Runs", "The window shows this run already.")
        if kept.thinned:
            return translate("Runs", "Its weights were let go of to save memory.")
        return ""

    def show(self, run_id: str) -> None:
        """Show a run in the window, undoably; it can be trained on."""
        kept = self._runs.find(run_id)
        if kept and not self.why_not_show(run_id):
            text = translate("Runs", "Show {run}").format(run=kept.run.name)
            self._runs = self._runs.learned(kept.as_trained)
            self._session.open_run(kept.as_trained, text)

    def rename(self, run_id: str, name: str) -> None:
        """Call a run otherwise, undoably; of an empty name nothing becomes."""
        kept, name = self.runs.find(run_id), name.strip()
        if kept and name and name != kept.run.name:
            before = kept.run.name
            self._do(
                translate("Runs", "Rename run"),
                lambda: self._name(run_id, name),
                lambda: self._name(run_id, before),
            )

    def hide(self, run_id: str, hidden: bool) -> None:
        """Leave a run out of the charts, or show it there again."""
        if self.runs.find(run_id):
            self._put(self._runs.change(run_id, hidden=hidden))

    def pin(self, run_id: str, pinned: bool) -> None:
        """Keep a run's weights whatever memory is left, or as long as there is room."""
        if self.runs.find(run_id):
            self._put(self._runs.change(run_id, pinned=pinned))

    def delete(self, run_id: str) -> None:
        """Delete a run that is not shown, undoably."""
        kept = self._runs.find(run_id)
        if kept is None or run_id == self._live.id:
            return
        at = self._runs.kept.index(kept)

        def undo() -> None:
            if self._runs.find(run_id) is None:
                self._put(self._runs.put_back(kept, at))

        text = translate("Runs", "Delete {run}").format(run=kept.run.name)
        self._do(text, lambda: self._put(self._runs.without(run_id)), undo, kept.arrays)

    def add(self, runs: tuple[Kept, ...]) -> None:
        """Have runs beside the others; those that are here already stay as they are."""
        now = self.runs
        for kept in runs:
            if now.find(kept.run.id) is None:
                now = now.add(kept)
        self._put(now)

    # Files.

    @property
    def to_save(self) -> Runs:
        """What goes into the file of the run that is shown: it, and all that have to do with it.

        The curves are their own: those of the session grow.
        """
        return all_settled(replace(self.runs, kept=self.runs.family(self._live.id)))

    @property
    def unsaved(self) -> bool:
        """Whether a run beside the one that is shown has come to something that no file holds."""
        own = self._live.id
        return any(self.is_unsaved(kept) for kept in self._runs.family(own) if kept.run.id != own)

    @property
    def unsaved_elsewhere(self) -> Runs:
        """The other families of which no file holds all, in the order in which their runs began."""
        runs, own = self.runs, self._live.id
        others = [family for family in runs.families if all(kept.run.id != own for kept in family)]
        found = {
            kept.run.id for family in others if any(map(self.is_unsaved, family)) for kept in family
        }
        return replace(runs, kept=tuple(kept for kept in runs.kept if kept.run.id in found))

    def is_unsaved(self, kept: Kept) -> bool:
        """Whether a run that is not shown has come to something that no file holds."""
        run = kept.run
        if kept.thinned:
            return False
        if not (kept.worth_keeping or run.id in self._recovered or self.at_stake(run)):
            return False
        held = self._held.get(run.id)
        return held is None or not held.state.is_like(run.state)

    def take_saved(self, runs: Runs, path: Path) -> None:
        """The file at `path` holds these runs."""
        known = {run: held for run, held in self._held.items() if self._runs.find(run)}
        self._held = known | {
            kept.run.id: _Held(path, kept.run.state) for kept in runs.kept if not kept.thinned
        }

    def take_overwritten(self, path: Path) -> None:
        """What the file at `path` held is not in it any more."""
        self._held = {run: held for run, held in self._held.items() if held.path != path}

    def take_opened(self, runs: Runs, own: str) -> None:
        """Have the runs of a file beside its own, which is shown as `own`: another id, maybe."""
        now = self.runs
        held = runs.find(own)
        if held and (shown := now.find(own)):
            now = now.without(own).put_back(replace(held, run=shown.run), now.kept.index(shown))
        parents = runs.parents | now.parents
        now = replace(now, parents=parents)
        for kept in runs.kept:
            if now.find(kept.run.id) is None:
                now = now.put_back(kept, len(now))
        self._put(now)

    def take_recovered(self, runs: Runs, own: str) -> None:
        """Have runs that no file holds beside their own, `own`, which is shown by another id.

        They stay, trained or not. Of one that is here in another state there are two from now on.
        """
        now, live = self.runs, self._live
        held, shown = runs.find(own), now.find(live.id)
        if held and shown:
            held = replace(_called(held, live.id), run=live, colour=shown.colour)
            now = now.without(live.id).put_back(held, now.kept.index(shown))
        now = replace(now, parents=runs.parents | now.parents)
        came = {live.id}
        for kept in runs.kept:
            known = now.find(kept.run.id)
            if kept.run.id == own or (known and (kept.thinned or _is_like(known, kept))):
                continue
            one = _called(kept, new_id()) if known else kept
            now = now.add(one)
            came.add(one.run.id)
        self._recovered |= came
        self._put(now)

    # What happens.

    def _take_run(self) -> None:
        """Keep the run that was left, and show the new one beside it."""
        left, came = self._shown, self._live
        self._since, self._trained = None, 0.0
        runs = self._runs.take(left)
        before = runs.find(left.id)
        assert before is not None
        grows = came.grown and came.parent == left.id
        back = left.grown and left.parent == came.id and not _is_further(left, came)
        known = runs.find(came.id)
        if (grows or back) and known is None:
            # The same training, with another structure: it stays where it was.
            at = runs.kept.index(before)
            now = replace(before, run=came, watch=before.watch.copy())
            runs = runs.without(left.id).put_back(now, at)
        else:
            runs = runs.begin(came) if came.parent == left.id else runs.take(came)
            if not (before.worth_keeping or self._is_to_stay(left, runs.are_kin(left.id, came.id))):
                runs = runs.without(left.id)
        self._shown = came
        runs, gone = runs.seen(came.id).bounded(came.id)
        self._put(runs)
        for kept in gone:
            text = translate(
                "Runs", "There are many runs, so the oldest had to go: {run}. Pin a run to keep it."
            )
            self.thinned.emit(text.format(run=kept.run.name))

    def _thin(self) -> None:
        """Let go of the oldest weights, as far as that frees memory."""
        runs = self.runs
        if sum(kept.nbytes for kept in runs.kept) <= self._bound:
            return  # as nearly always: what undo holds need not be asked
        undo = self._session.undo_stack.arrays
        runs, lost = runs.thin(self._live.id, self._bound, undo)
        if lost:
            self._put(runs)
        for kept in lost:
            text = translate(
                "Runs",
                "To save memory, the weights of the run {run} were let go of. Its curve stays."
                " Pin a run to keep its weights.",
            )
            self.thinned.emit(text.format(run=kept.run.name))

    def _is_to_stay(self, left: Run, goes_on: bool) -> bool:
        """Whether a run that came to nothing is kept: what somebody chose for it would be lost."""
        return left.id in self._recovered or (self.at_stake(left) and not goes_on)

    def _take_snapshot(self) -> None:
        run = self._live
        if run.id != self._shown.id:
            return  # it is told of soon
        if run.snapshot.updates > self._shown.snapshot.updates:
            self._runs = self._runs.learned(run)
        self._shown = run
        self._note(run.snapshot)
        self.grew.emit()

    def _take_experiment(self) -> None:
        run = self._live
        if run.id == self._shown.id and run.experiment != self._shown.experiment:
            self._runs = self._runs.chosen(run, self._shown)
            self._shown = run
            self.changed.emit()

    def _take_training(self) -> None:
        on = self._session.training and self._session.backend.phase == "training"
        now = self._clock()
        if self._since is not None and not on:
            self._trained += now - self._since
            self._since = None
        elif on and self._since is None:
            self._since = now

    def _note(self, snapshot: Snapshot) -> None:
        """Note how far the run has come, and how long that took."""
        now, watch = self._clock(), self.shown.watch
        if self._since is not None:
            self._trained += now - self._since
            self._since = now
        watch.note(snapshot.epoch, snapshot.updates, self._trained)
        self._trained = 0.0

    def _name(self, run_id: str, name: str) -> None:
        if run_id == self._live.id:
            self._session.call_run(name)
            self._shown = self._live
        if self.runs.find(run_id):
            self._put(self._runs.change(run_id, name=name))

    def _put(self, runs: Runs) -> None:
        self._runs = runs
        self.changed.emit()

    def _do(
        self,
        text: str,
        do: Callable[[], None],
        undo: Callable[[], None],
        arrays: Sequence[np.ndarray] = (),
    ) -> None:
        self._session.undo_stack.push(_Command(text, do, undo, arrays))


class _Command(Command):
    def __init__(
        self,
        text: str,
        do: Callable[[], None],
        undo: Callable[[], None],
        arrays: Sequence[np.ndarray],
    ) -> None:
        super().__init__(text)
        self._do, self._undo, self._arrays = do, undo, arrays

    @property
    def arrays(self) -> Sequence[np.ndarray]:
        return self._arrays

    def do(self) -> None:
        self._do()

    def undo(self) -> None:
        self._undo()


def _is_further(one: Run, other: Run) -> bool:
    return one.snapshot.updates > other.snapshot.updates


def _is_like(one: Kept, other: Kept) -> bool:
    return one.run.state.is_like(other.run.state)


def all_settled(runs: Runs) -> Runs:
    """Return runs with curves of their own: those of the session grow."""
    return replace(runs, kept=tuple(map(_settled, runs.kept)))


def _called(kept: Kept, run_id: str) -> Kept:
    """Return a run by another id, made from what it was."""

    def called(run: Run) -> Run:
        return replace(run, id=run_id, parent=run.id)

    return replace(kept, run=called(kept.run), left=called(kept.left) if kept.left else None)


def _settled(kept: Kept) -> Kept:
    run = replace(kept.run, history=kept.run.history.copy())
    return replace(kept, run=run, watch=kept.watch.copy())
