"""Where the walk stands and how it plays: the one mutable owner of the walkthrough's state.

It follows the session: the walk is always one of the newest snapshot, the current example and the
hyperparameters in force. Views render it and ask it for changes, as they do with the session.
"""

import time

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.snapshot import Slots
from core.walkthrough import GRAINS, Place, Proof, Walkthrough
from gui.session import Session
from gui.walk import subject
from gui.walk.places import phase_starts, phases_on, stop_at, weight_at
from gui.walk.proof_requests import ProofRequests
from gui.walk.subject import Applied, applied

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_SECONDS = {"layer": 2.0, "neuron": 0.7, "edge": 0.35}  # of one step at speed 1
_TICK_MS = 15


class Player(QObject):
    """A walk, the place in it, and how it plays. Without a walk nothing moves."""

    walk_changed = Signal()  # another one, with other numbers, or none
    place_changed = Signal()  # the place, or the grain
    progress_changed = Signal()  # within the step
    playing_changed = Signal()  # playing, speed or loop
    proof_changed = Signal()  # the proof, or what was applied

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._walk: Walkthrough | None = None
        self._place, self._grain, self._progress = Place(), GRAINS[0], 1.0
        self._playing, self._speed, self._loop = False, 1.0, False
        self._target: int | None = None  # the class chosen; None: the example's, or the answer
        self._target_origin = ""  # of the example it was chosen for
        self._batch = False
        self._resume = False
        self._slots: Slots | None = None
        self._proof: Proof | None = None
        self._applying: tuple[Walkthrough, int] | None = None  # and after how many updates
        self._applied: Applied | None = None
        self._clock = 0.0
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._requests = ProofRequests(session, lambda: self._walk, self)
        self._requests.answered.connect(self._take_proof)
        session.run_changed.connect(self._see_run)
        session.parameters_changed.connect(self._forget_question)
        session.training_changed.connect(self._see_training)
        session.experiment_changed.connect(self._follow)
        session.snapshot_changed.connect(self._follow)
        session.example_changed.connect(self._take_example)
        session.backend_changed.connect(self._see_backend)
        session.device_changed.connect(self._ask_again)

    # What there is.

    @property
    def walk(self) -> Walkthrough | None:
        """The walk, with all its numbers; None: none has begun."""
        return self._walk

    @property
    def place(self) -> Place:
        """Where the walk stands: the stage, and the unit and term within it."""
        return self._place

    @property
    def grain(self) -> str:
        """How large a step is, one of core.walkthrough.GRAINS."""
        return self._grain

    @property
    def progress(self) -> float:
        """How far the step at `place` has come, 0 to 1."""
        return self._progress

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._playing

    @property
    def speed(self) -> float:
        """One of SPEEDS."""
        return self._speed

    @property
    def loop(self) -> bool:
        """Whether playing begins again at the end."""
        return self._loop

    @property
    def index(self) -> int:
        """The number of the step at the grain in force; 0 without a walk."""
        return self._walk.index(self._grain, self._place) if self._walk else 0

    @property
    def count(self) -> int:
        """How many steps the walk has at the grain in force; 0 without a walk."""
        return self._walk.count(self._grain) if self._walk else 0

    @property
    def weight(self) -> tuple[int, int, int]:
        """The current edge (pair, from, to), or the steepest. RuntimeError: there is no walk."""
        if self._walk is None:
            raise RuntimeError("No walk has begun.")
        return weight_at(self._walk, self._grain, self._place)

    @property
    def target(self) -> int | None:
        """The class that the example should be: chosen, its label, or else the network's answer.

        None where there are values: the target is the example's, or else the network's answer.
        """
        return subject.target(self._session, self._target)

    @property
    def batch(self) -> bool:
        """Whether gradients are those of a mini-batch, which the example begins."""
        return self._batch

    @property
    def resume(self) -> bool:
        """Whether training goes on when the walk ends."""
        return self._resume

    @property
    def proof(self) -> Proof | None:
        """What TensorFlow says of this walk; None: not known yet."""
        return self._proof

    @property
    def state_known(self) -> bool:
        """Whether the optimizer's state is known; else the update begins from zero."""
        return self._slots is not None or self._session.snapshot.complete

    @property
    def applied(self) -> Applied | None:
        """What the last "Apply this step" came to."""
        return self._applied

    # What users ask for.

    def begin(self) -> None:
        """Begin to walk the current example; training pauses."""
        if self._walk is None and self._session.example.origin:
            self._resume = self._session.training
            self._session.set_training(False)
            self._place, self._progress, self._applied = Place(), 1.0, None
            self._make_walk()
            self.place_changed.emit()

    def end(self, resume: bool = True) -> None:
        """Leave the walk; training goes on if it did and `resume` and the user want it."""
        if self._walk is None:
            return
        self.pause()
        self._timer.stop()
        self._walk = self._proof = self._slots = self._target = None
        self._applied = self._applying = None
        self.walk_changed.emit()
        if resume and self._resume:
            self._session.set_training(True)

    def set_resume(self, resume: bool) -> None:
        """Let training go on, or not, when the walk ends."""
        self._resume = resume

    def play(self) -> None:
        """Play on from here; at the end, from the start."""
        if self._walk is None or self._playing:
            return
        if self.index == self.count - 1 and self._progress >= 1:
            self.go(0)
        self._playing = True
        if self._progress >= 1:
            self._advance()
        self._start()
        self.playing_changed.emit()

    def pause(self) -> None:
        """Stop where the walk is, its step complete."""
        if self._playing:
            self._playing = False
            self._timer.stop()
            self.set_progress(1.0)
            self.playing_changed.emit()

    def go(self, index: int) -> None:
        """Show step `index` complete; what is beyond the ends means the ends."""
        if self._walk:
            index = min(max(index, 0), self.count - 1)
            self._set_place(self._walk.place(self._grain, index), 1.0)

    def step(self, steps: int) -> None:
        """Go so many steps on, or back; a single step on is shown as it happens."""
        if self._walk is None:
            return
        self.pause()
        forward_one = steps == 1 and self.index < self.count - 1
        self.go(self.index + steps)
        if forward_one:
            self.set_progress(0.0)
            self._start()

    def step_phase(self, phases: int) -> None:
        """Go to the first step of the next phase (1) or of the phase before (-1)."""
        if self._walk:
            self.pause()
            starts = [start for start, _ in self.phase_starts()]
            self.go(phases_on(starts, self.count, self.index, phases))

    def phase_starts(self) -> list[tuple[int, str]]:
        """Return the first step of every phase, at the grain in force, with its name."""
        return phase_starts(self._walk, self._grain) if self._walk else []

    def set_grain(self, grain: str) -> None:
        """Take larger or smaller steps from where the walk is. ValueError: there is no such."""
        if grain not in GRAINS:
            raise ValueError(f"A grain is one of {', '.join(GRAINS)}, not {grain!r}.")
        if grain != self._grain:
            self._grain = grain
            if self._walk:
                self._place = stop_at(self._walk, grain, self._place)
            self.place_changed.emit()

    def show(self, unit: int | None, term: int | None) -> None:
        """Go to a unit and a term of the stage, as far as the grain in force tells them apart."""
        if self._walk is None or unit is None or self._grain == "layer":
            return
        self.pause()
        place = Place(self._place.stage, unit, term or 0)
        self._set_place(stop_at(self._walk, self._grain, place), 1.0)

    def set_speed(self, speed: float) -> None:
        """Play at one of SPEEDS."""
        if speed != self._speed:
            self._speed = speed
            self.playing_changed.emit()

    def set_loop(self, loop: bool) -> None:
        """Begin again at the end, or halt there."""
        if loop != self._loop:
            self._loop = loop
            self.playing_changed.emit()

    def set_target(self, target: int) -> None:
        """Compute the loss against this class, whatever the example's label is, if it has one."""
        # Chosen, even the network's own answer is no longer assumed.
        if self._walk and (target != self.target or self._walk.assumed):
            self._target, self._target_origin = target, self._session.example.origin
            self._applied = None
            self._make_walk()

    def set_batch(self, batch: bool) -> None:
        """Average the gradients over a mini-batch, or take the example's own."""
        if batch != self._batch:
            self._batch = batch
            self._applied = None
            if self._walk:
                self._make_walk()

    def apply(self) -> None:
        """Have TensorFlow make exactly this update, once."""
        if self._walk and self._proof:
            self.pause()
            self._applying = self._walk, self._session.snapshot.updates
            self._proof = None  # it was of the parameters before
            self.proof_changed.emit()
            self._session.request_apply(self._walk.inputs, self._walk.targets)

    # How it moves.

    def _start(self) -> None:
        self._clock = time.monotonic()
        self._timer.start()

    def tick(self) -> None:
        """Go on by the time that has passed."""
        now = time.monotonic()
        progress = self._progress + (now - self._clock) * self._speed / _SECONDS[self._grain]
        self._clock = now
        if progress < 1 or not self._playing:
            if progress >= 1:
                self._timer.stop()
            self.set_progress(min(progress, 1.0))
        elif self.index < self.count - 1 or self._loop:
            self._advance(progress % 1)
        else:
            self.pause()

    def _advance(self, progress: float = 0.0) -> None:
        if self._walk:
            following = (self.index + 1) % self.count
            self._set_place(self._walk.place(self._grain, following), progress)

    def _set_place(self, place: Place, progress: float) -> None:
        if not self._playing:
            self._timer.stop()
        self._place, self._progress = place, progress
        self.place_changed.emit()

    def set_progress(self, progress: float) -> None:
        """Show the step at `place` as far as this, 0 to 1."""
        if progress != self._progress:
            self._progress = progress
            self.progress_changed.emit()

    # What it follows.

    def _follow(self) -> None:
        """Walk the newest snapshot instead, from the same place."""
        walk, session = self._walk, self._session
        if walk is None or (
            walk.parameters is session.snapshot.parameters
            and walk.hyperparameters
            == session.experiment.hyperparameters.at(session.snapshot.updates)
        ):
            return
        self._slots = self._applied = None
        after = self._make_walk()
        if self._applying:
            before, updates = self._applying
            self._applying = None
            if session.snapshot.updates == updates + 1:
                self._applied = applied(before, after)
                self.proof_changed.emit()

    def _take_example(self) -> None:
        source = self._session.example.origin
        if source != "pad" or self._target_origin != "pad":  # a stroke more is the same drawing
            self._target = None
        self._applied = self._applying = None
        if self._walk and source:
            self._make_walk()
        elif self._walk:
            self.end(resume=False)

    def _see_run(self) -> None:
        self._forget_question()
        self.end(resume=False)

    def _forget_question(self) -> None:
        self._requests.forget()
        self._applying = None

    def _see_training(self) -> None:
        if self._session.training:
            self.end(resume=False)

    def _see_backend(self) -> None:
        if self._session.backend.phase in ("loading", "ended"):
            self._ask_again()

    def _ask_again(self) -> None:
        """Forget what a backend said that is gone, and what it was asked."""
        self._forget_question()
        if self._walk and (self._proof or self._slots):
            self._slots = None
            self._make_walk()
        self._requests.ask_soon()

    def _make_walk(self) -> Walkthrough:
        walk = subject.walk(self._session, self._slots, self._target, self._batch)
        self._walk = walk
        self._place = stop_at(walk, self._grain, self._place)
        self._proof = None
        self._requests.ask_soon()
        self.walk_changed.emit()
        self.proof_changed.emit()
        return walk

    def _take_proof(self, proof: Proof) -> None:
        assert self._walk
        self._slots, self._proof = proof.slots, proof
        self._walk = replace(self._walk, slots=proof.slots)
        self.walk_changed.emit()
        self.proof_changed.emit()
