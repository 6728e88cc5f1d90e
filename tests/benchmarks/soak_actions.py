"""What a person may do in the window, each a function of the soak's hands; at random."""

import contextlib
import math
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from soak_hands import CANVASES, LEFT, RIGHT, Hands, MissedError, SkippedError
from soak_past import drag_time, race, use_runs

from core import project_file
from core.activations import ACTIVATIONS
from core.parameters import equal
from core.run import Run
from gui.backend_process import BackendProcess
from gui.main_window import MainWindow

PATIENCE = 150.0  # s, for what the backend is to do, on a machine that does much else
KEYS = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_PRESSED = (
    *(KEYS.Key_Up, KEYS.Key_Down, KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_Tab, KEYS.Key_Backtab),
    *(KEYS.Key_Return, KEYS.Key_Escape, KEYS.Key_Space, KEYS.Key_Home, KEYS.Key_End),
    *(KEYS.Key_PageUp, KEYS.Key_PageDown, KEYS.Key_Plus, KEYS.Key_Minus, KEYS.Key_Backspace),
    *(KEYS.Key_1, KEYS.Key_2, KEYS.Key_3, KEYS.Key_W, KEYS.Key_F, KEYS.Key_BracketLeft),
    *(KEYS.Key_BracketRight, KEYS.Key_P, KEYS.Key_S, KEYS.Key_E, KEYS.Key_M, KEYS.Key_Q),
    *(KEYS.Key_Delete, KEYS.Key_Period, KEYS.Key_Comma, KEYS.Key_F5, KEYS.Key_F10),
    KEYS.Key_Menu,
)


class Actions:
    """All that is done, by name; `draw(random)` says what is next, whatever came of the last."""

    def __init__(self, window: MainWindow, hands: Hands, real: bool = True) -> None:
        self.window, self.hands = window, hands
        self.session, self.actions = window.session, window.actions_by_name
        found = window.findChild(BackendProcess)
        assert found is not None
        self.process = found
        self._real = real
        self._folder = Path(tempfile.mkdtemp(prefix="netglow-soak-"))
        self._saved: list[Path] = []
        self._stopped = 0  # the process that is stopped
        self._continue = QTimer(window, singleShot=True)
        self._continue.timeout.connect(self.let_go_on)
        # How often each, beside the others.
        self.table: dict[str, tuple[float, Callable[[Random], None]]] = {
            "train": (9, self.train),
            "pause": (5, self.pause),
            "step": (4, self.step),
            "draw a digit": (5, self.draw_digit),
            "draw on a map": (6, self.draw_on_map),
            "draw a curve": (5, self.draw_curve),
            "choose data": (3, self.choose_data),
            "shape data": (3, self.shape_data),
            "change layers": (6, self.change_layers),
            "change hyperparameters": (6, self.change_hyperparameters),
            "examples": (5, self.choose_examples),
            "walk": (7, self.walk),
            "undo and redo": (8, self.undo_and_redo),
            "change and undo": (4, self.change_and_undo),
            "save": (3, self.save),
            "open": (3, self.open),
            "picture": (1.5, self.save_picture),
            "ready network": (2, self.open_ready),
            "kill the backend": (1.2, self.kill),
            "stop the backend": (1.2, self.stop),
            "resize": (4, self.resize),
            "theme": (2, self.change_theme),
            "text size": (2, self.change_text),
            "colours": (3, self.change_colours),
            "panels": (4, self.change_panels),
            "click": (14, self.click_anywhere),
            "right click": (3, self.right_click),
            "drag": (7, self.drag_anywhere),
            "wheel": (4, self.wheel),
            "keys": (9, self.press_keys),
            "any action": (7, self.any_action),
            "by hand": (6, self.by_hand),
            "pace": (3, self.change_pace),
            "reset": (3, self.reset),
            "tell": (1.5, self.tell),
            "time": (7, lambda random: drag_time(self, random)),
            "runs": (4, lambda random: use_runs(self, random)),
            "race": (2, lambda random: race(self, random)),
        }

    def draw(self, random: Random) -> str:
        """Return the name of the next action."""
        return random.choices(list(self.table), [weight for weight, _ in self.table.values()])[0]

    def act(self, name: str, random: Random) -> None:
        """Do it. MissedError: it did not have its effect; SkippedError: it could not be done."""
        self.table[name][1](random)

    def heal(self) -> None:
        """Start the backend again, if it has been ended for long, and pace to full."""
        if self.session.backend.phase == "ended" and self._real:
            self.trigger("restartAction")

    # What others need.

    def trigger(self, name: str) -> bool:
        """Trigger an action; False: it is off, or not there."""
        action = self.actions.get(name)
        if action is None or not action.isEnabled():
            return False
        action.trigger()
        return True

    def _expect(self, true: Callable[[], bool], seconds: float, what: str) -> None:
        if not self.hands.wait(true, seconds):
            backend = self.session.backend
            above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            now = f"phase {backend.phase}, training {self.session.training}, {backend.text!r}"
            now += f", clicked {self.hands.struck}"
            now += f", above {above.objectName() or type(above).__name__}" if above else ""
            raise MissedError(f"{what} within {seconds:g} s ({now})")

    @property
    def answers(self) -> bool:
        """Whether the backend can be expected to do something."""
        return self._real and not self._stopped and self.session.backend.phase != "ended"

    def _field(self, name: str) -> QWidget:
        found = self.hands.field(name)
        if found is None:
            raise SkippedError
        return found

    # Training.

    def train(self, random: Random) -> None:
        """Train; now and then, see that it goes on."""
        watched, by_key, ms = random.random() < 0.35, random.random() < 0.3, random.randrange(1500)
        if self.session.training or self.session.experiment.source is None:
            raise SkippedError
        if by_key:
            self.trigger("trainAction")
        elif not self._click_on_train(training=False):
            raise SkippedError
        self._expect(lambda: self.session.training or not self.answers, 5, "no training")
        if watched and self.answers and math.isinf(self.session.pace):
            begun = self.session.run.snapshot.updates
            self._expect(
                lambda: (
                    self.session.snapshot.updates > begun
                    or not self.session.training
                    or not self.answers
                ),
                PATIENCE,
                "no update came",
            )
        self.hands.live(ms)

    def pause(self, random: Random) -> None:
        """Pause; the number of updates then stands still."""
        if not self.session.training:
            raise SkippedError
        if not self._click_on_train(training=True):
            raise SkippedError
        self._expect(lambda: not self.session.training, 5, "no pause")

    def _click_on_train(self, training: bool) -> bool:
        """Click on Train or Pause, unless a training ends by itself before the hand is there."""
        button = self._field("trainActionToolButton")
        return self.hands.click(button, still=lambda: self.session.training == training)

    def step(self, random: Random) -> None:
        """Make one update, and see that it is one."""
        watched = random.random() < 0.5
        if self.session.training or not self.actions["stepAction"].isEnabled():
            raise SkippedError
        # After a pause more may come for a moment.
        calm = self.hands.wait(self._is_calm, 2 + 30 * watched)
        self.session.settle()  # a step before this one may be on its way
        calm = calm and self.session.snapshot.complete  # else it did not answer in time
        before, run = self.session.snapshot.updates, self.session.run.id
        self.trigger("stepAction")
        if watched and calm and self.answers and math.isinf(self.session.pace):
            self._expect(
                lambda: (
                    self.session.snapshot.updates != before
                    or not self.answers
                    or bool(self.session.backend.text)  # why there is none
                ),
                PATIENCE,
                "no step",
            )
            made = self.session.snapshot.updates - before
            told = self.session.backend.text
            if self.session.run.id == run and self.answers and made != 1 and not told:
                raise MissedError(f"one step made {made} updates")

    def reset(self, random: Random) -> None:
        """Begin again."""
        before = self.session.snapshot.updates
        if not before:
            raise SkippedError
        self.trigger("resetAction")
        if self.session.snapshot.updates:
            raise MissedError(f"Reset left {self.session.snapshot.updates} updates")

    def change_pace(self, random: Random) -> None:
        """Slow down and speed up; it ends at full speed more often than not."""
        where, full = random.random(), random.random() < 0.6
        slider = self._field("paceSlider")
        self.hands.click(slider, QPoint(int(where * slider.width()), slider.height() // 2))
        self.hands.live(300)
        if full:
            for _ in range(12):
                self.trigger("fasterAction")
            if math.isfinite(self.session.pace):
                raise MissedError(f"at full pace: {self.session.pace}")

    # What is drawn.

    def draw_digit(self, random: Random) -> None:
        """Draw strokes on the pad."""
        pad = self._field("digitPad")
        if not self.hands.reached(pad):
            raise SkippedError
        for _ in range(random.randint(1, 3)):
            self.hands.drag(pad, _line(pad, random, random.randint(4, 25)))
            self.hands.live(random.randrange(120))
        if self.session.example.origin != "pad":
            raise MissedError(f"the example is {self.session.example.origin!r}, not what was drawn")

    def draw_on_map(self, random: Random) -> None:
        """Draw, spray, erase or move points."""
        tool = random.choice(("Pen", "Spray", "Erase", "Move", "Look"))
        label = random.choice("ABC")
        keys = SHIFT if random.random() < 0.2 else Qt.KeyboardModifier.NoModifier
        steps = random.randint(2, 30)
        view, button = self._field("decisionMapView"), self._field(f"points{tool}")
        self.hands.click(button)
        if found := self.hands.field(f"pointsClass{label}"):
            self.hands.click(found)
        self.hands.drag(view, _line(view, random, steps), keys)
        if random.random() < 0.1 and (clear := self.hands.field("pointsClear")):
            self.hands.click(clear)

    def draw_curve(self, random: Random) -> None:
        """Draw a curve, or erase a part."""
        tool = random.choice(("curveDraw", "curveDraw", "curveErase", "curveLook", "curveClear"))
        view, button = self._field("curveView"), self._field(tool)
        self.hands.click(button)
        self.hands.live(30)
        before = self.session.experiment.source
        self.hands.drag(view, _line(view, random, random.randint(3, 30)))
        drawn = self.session.experiment.source != before
        if tool == "curveLook" and drawn:
            raise MissedError("a curve changed that was looked at")

    # What is trained.

    def choose_data(self, random: Random) -> None:
        """Choose a source in the gallery."""
        choice = self._field("datasetChoice")
        if not self.hands.click(choice):
            raise SkippedError  # its panel is behind another one
        gallery = choice.gallery  # type: ignore[attr-defined]
        if not self.hands.wait(gallery.isVisible, 1):  # it moved away under the mouse
            self.hands.click(choice)
        if not self.hands.wait(gallery.isVisible, 3):
            raise MissedError("the gallery of sources did not open")
        tiles = [
            one
            for one in gallery.findChildren(QAbstractButton)
            if one.objectName().endswith("Tile") and not one.visibleRegion().isEmpty()
        ]
        if not tiles:
            raise MissedError("the gallery has no sources")
        tile = random.choice(tiles)
        self.hands.live(random.randrange(200))
        if random.random() < 0.15:
            self.hands.key(KEYS.Key_Escape)
            return
        if not gallery.isVisible():
            raise SkippedError  # on a busy machine it was closed as one that nobody answers
        if not self.hands.click(tile):
            where = self.hands.why_unseen(tile)
            raise MissedError(f"{tile.objectName()} cannot be reached by scrolling: {where}")
        if not self.hands.wait(lambda: not gallery.isVisible(), 3):
            raise MissedError("the gallery of sources did not close")
        note = self.window.findChild(QWidget, "sourceNote")
        now = self.session.experiment.source
        if not (type(now) is type(tile.source) or (note and note.isVisible())):
            raise MissedError(f"chose {tile.objectName()}, have {type(now).__name__}")

    def shape_data(self, random: Random) -> None:
        """Change a setting of the source, or switch an input."""
        panels = [self.window.findChild(QWidget, one) for one in ("dataPanel", "inputSwitches")]
        inside = [
            one for one in self.hands.controls() if any(p and p.isAncestorOf(one) for p in panels)
        ]
        self._use(inside, random)

    def change_layers(self, random: Random) -> None:
        """Change the network; a number that was typed is there then."""
        neurons = random.choice((1, 2, 3, 5, 8, 16, 30, 64, 128, 300))
        kind, activation = random.random(), random.choice(list(ACTIVATIONS))
        panel = self._field("networkPanel")
        if kind < 0.4 and (field := self.hands.field("layer1Neurons")):
            self.hands.type(field, str(neurons))

            def come() -> bool:
                return self.session.experiment.network.layers[0].neurons == neurons

            # What was learned is kept, and the grown network is compiled beside the training.
            if not self.hands.wait(come, 20):
                now = self.session.experiment.network.layers[0].neurons
                raise MissedError(f"typed {neurons} neurons, have {now}")
        elif kind < 0.55 and (combo := self.hands.field("layer1Activation")):
            _choose(combo, activation)
            if (is_now := self.session.experiment.network.layers[0].activation) != activation:
                raise MissedError(f"chose {activation}, have {is_now}")
        elif kind < 0.65 and (preset := self.hands.field("presetChoice")):
            assert isinstance(preset, QComboBox)
            _choose(preset, preset.itemText(random.randrange(preset.count() - 1)))
        else:
            inside = [one for one in self.hands.controls() if panel.isAncestorOf(one)]
            self._use(inside, random)

    def change_hyperparameters(self, random: Random) -> None:
        """Change what is trained with, often while it trains."""
        name, values = random.choice(
            (
                ("learningRate", ("0.001", "0.01", "0.05", "0.3", "2")),
                ("batchSize", ("1", "16", "32", "100", "512")),
                ("l2", ("0", "0.001", "0.02")),
                ("optimizer", ("",)),
            )
        )
        text, row = random.choice(values), random.random()
        field = self._field(name)
        if isinstance(field, QComboBox):
            _choose(field, field.itemText(int(row * field.count())))
            return
        self.hands.type(field, text)
        now = self.session.experiment.hyperparameters
        have = {"learningRate": now.learning_rate, "batchSize": now.batch_size, "l2": now.l2}[name]
        if not math.isclose(have, float(text), rel_tol=1e-9):
            raise MissedError(f"typed {text} as {name}, have {have}")

    def choose_examples(self, random: Random) -> None:
        """Go through the examples."""
        for _ in range(random.randint(1, 6)):
            name = random.choice(("previousExample", "nextExample", "randomExample"))
            self.trigger(f"{name}Action")
            self.hands.live(random.randrange(60))
        if random.random() < 0.3 and (box := self.hands.field("misclassifiedOnly")):
            self.hands.click(box)

    def by_hand(self, random: Random) -> None:
        """Select what is under the mouse in the diagram, and change its number."""
        value, steps = round(random.uniform(-3, 3), 2), random.randint(1, 6)
        diagram = self._field("diagram")
        self.hands.click(diagram, self.hands.place_in(diagram, random))
        self.hands.live(60)
        fields = [
            one
            for one in self.hands.controls()
            if one.objectName().startswith(("weightField", "biasField", "inputField"))
        ]
        if fields and random.random() < 0.6:
            self.hands.type(random.choice(fields), str(value))
        else:
            diagram.setFocus()
            for _ in range(steps):
                self.hands.key(random.choice((KEYS.Key_Plus, KEYS.Key_Minus, KEYS.Key_PageUp)))
                self.hands.live(20)
        if random.random() < 0.2:
            self.trigger("restoreTrainedAction")

    # Undo.

    def undo_and_redo(self, random: Random) -> None:
        """Undo and redo so often; every time it is one command, and none is lost."""
        stack = self.session.undo_stack
        for _ in range(random.randint(1, 8)):
            before, count = stack.index(), stack.count()
            name, by = ("undoAction", -1) if random.random() < 0.6 else ("redoAction", 1)
            if self.trigger(name) and (stack.index(), stack.count()) != (before + by, count):
                now = f"{stack.index()} of {stack.count()}"
                raise MissedError(f"{name}: {before} of {count}, now {now}")
            self.hands.live(random.randrange(50))

    def change_and_undo(self, random: Random) -> None:
        """Change something, undo it and redo it: all is as it was, and as it became."""
        what = random.choice((self.change_layers, self.reset, self.by_hand, self.draw_on_map))
        if self.session.training:
            self.pause(random)
        self.hands.wait(lambda: self._is_calm() or not self.answers, 20)
        self.session.settle()
        self.hands.live(300)  # what was asked for before may still be on its way
        self.session.settle()
        stack = self.session.undo_stack
        before, index = self.session.live, stack.index()
        what(random)
        self.hands.tidy()
        self.session.settle()
        after, made = self.session.live, stack.index() - index
        if made < 1 or self.session.training:
            return
        texts = ", ".join(stack.text(number) for number in range(index, stack.index()))
        for _ in range(made):
            stack.undo()
        self._compare(before, f"undo of {texts}")
        for _ in range(made):
            stack.redo()
        self._compare(after, f"redo of {texts}")

    def _is_calm(self) -> bool:
        """Whether the backend has done all that it was asked for: each ends with a checkpoint."""
        return self.session.backend.phase == "ready" and not self.session.checkpoint_is_due()

    def _compare(self, then: Run, what: str) -> None:
        """See that the run is as it was `then`; which of its past is shown is not undone."""
        now, before = self.session.live, then.snapshot
        if (now.experiment, now.id) != (then.experiment, then.id):
            raise MissedError(f"{what}: another experiment")
        if now.snapshot.updates != before.updates or not equal(
            now.snapshot.parameters, before.parameters
        ):
            told = f"{before.updates} updates, now {now.snapshot.updates}"
            raise MissedError(f"{what}: {told}; other weights")

    # Files.

    def save(self, random: Random) -> None:
        """Save under another name; what is read from there is what there was."""
        path = self._folder / f"network {random.randrange(6)}.netglow"
        cancelled = random.random() < 0.15
        if self.session.training and random.random() < 0.7:
            self.pause(random)
        existed = path.exists()
        if not cancelled:
            path.unlink(missing_ok=True)
        with self._asked("saveAsAction") as dialog:
            if cancelled:
                dialog.reject()
                return
            self._choose_file(dialog, path)
        if not self.hands.wait(path.exists, 10):
            raise MissedError(f"{path.name} was not saved ({existed}); {self._open()}")
        if path not in self._saved:
            self._saved.append(path)

    def open(self, random: Random) -> None:
        """Open a file that was saved, or one that is nonsense."""
        broken, which = random.random() < 0.15, random.random()
        path = self._folder / "broken.netglow"
        if broken:
            path.write_bytes(random.randbytes(random.randrange(2000)))
        elif self._saved:
            path = self._saved[int(which * len(self._saved))]
        else:
            raise SkippedError
        index = self.session.undo_stack.index()
        with self._asked("openAction") as dialog:
            self._choose_file(dialog, path)
            self.hands.live(100)
        self.hands.wait(lambda: not self.window.document.opening, 10)
        if broken:
            if not self.window.findChild(QWidget, "errorBox"):
                raise MissedError("nobody said that the file is broken")
            return
        run = project_file.load(path)
        if self.session.experiment != run.experiment:
            raise MissedError(f"{path.name} was opened, and another experiment is shown")
        if self.session.snapshot.updates != run.snapshot.updates and not self.session.training:
            raise MissedError(f"{path.name}: other updates (commands {index})")

    def save_picture(self, random: Random) -> None:
        """Save the diagram as a picture."""
        path = (
            self._folder / f"picture{random.randrange(3)}{random.choice(('.png', '.svg', '.pdf'))}"
        )
        path.unlink(missing_ok=True)
        with self._asked("saveImageAction") as dialog:
            self._choose_file(dialog, path)
        if not self.hands.wait(path.exists, 20):
            raise MissedError(f"{path.name} was not saved")

    @contextlib.contextmanager
    def _asked(self, action: str) -> Iterator[QFileDialog]:
        """Have an action ask for a file; within, what it asks is answered here alone."""
        self.hands.tidy()
        self.trigger(action)
        self.hands.answering = True
        try:
            if not self.hands.wait(lambda: self.hands.file_dialog() is not None, 10):
                raise MissedError(f"{action}: no dialog asks for a file; {self._open()}")
            dialog = self.hands.file_dialog()
            assert dialog is not None
            yield dialog
        finally:
            self.hands.answering = False

    def _open(self) -> str:
        """Tell what is open, and what it says."""
        found = self.hands.opened()
        words = found.text() if isinstance(found, QMessageBox) else f"told {self.hands.told!r}"
        return f"open is {found and found.objectName()} {words}"

    def _choose_file(self, dialog: QWidget, path: Path) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None, "the dialog is Qt's own"
        for _ in range(20):  # it still writes the name that it proposes, once it has looked
            self.hands.live(100)
            if field.text() == str(path):
                break
            field.setText(str(path))
        dialog.accept()  # type: ignore[attr-defined]

    def open_ready(self, random: Random) -> None:
        """Open a ready network."""
        ready = [one for one in self.window.findChildren(QAction) if _is_ready(one)]
        if ready:
            one = random.choice(ready)
            before = self.session.run
            one.trigger()
            if self.session.run is before:
                raise MissedError(f"{one.objectName()} showed nothing")

    # The backend.

    def kill(self, random: Random) -> None:
        """Kill the backend; the window says so, and starts another."""
        waits, how = random.random() < 0.6, random.random()
        process = self.process.process_id
        if not process or not self._real:
            raise SkippedError
        self.let_go_on()
        updates, run = self.session.snapshot.updates, self.session.run.id
        os.kill(process, signal.SIGKILL)
        self._expect(
            lambda: (
                self.session.backend.phase == "ended" or self.process.process_id not in (0, process)
            ),
            5,
            "nobody said that the backend is gone",
        )
        self.hands.live(100)
        lost = updates - self.session.snapshot.updates
        waiting = self.session.backend.phase == "ended"  # another one goes on from a complete one
        if waiting and self.session.run.id == run and lost > 0:
            raise MissedError(f"the kill lost {lost} updates that were seen")
        if how < 0.5 and self.session.backend.phase == "ended":
            if button := self.hands.field("noticeRestartButton"):
                self.hands.click(button)
            else:
                self.trigger("restartAction")
        elif how < 0.8 and self.session.backend.phase == "ended":
            self.trigger("trainAction")
        else:
            self.hands.live(500)
            self.heal()
        if waits:
            self._expect(
                lambda: self.session.backend.phase not in ("ended", "loading"),
                PATIENCE,
                "the backend did not come back",
            )

    def stop(self, random: Random) -> None:
        """Stop the backend for a while; all else goes on meanwhile."""
        seconds = random.choice((0.3, 1.0, 3.0, 6.0, 12.0))
        process = self.process.process_id
        if not process or self._stopped or not self._real:
            raise SkippedError
        os.kill(process, signal.SIGSTOP)
        self._stopped = process
        self._continue.start(int(1000 * seconds))

    def let_go_on(self) -> None:
        """Let the stopped backend go on."""
        if self._stopped:
            self._continue.stop()
            with contextlib.suppress(ProcessLookupError):  # the window has ended it
                os.kill(self._stopped, signal.SIGCONT)
            self._stopped = 0

    # The window.

    def resize(self, random: Random) -> None:
        """Give the window another size, at once or as by a drag of its edge."""
        to = random.randint(1024, 1680), random.randint(600, 1050)
        drag = random.random() < 0.4
        now = self.window.width(), self.window.height()
        steps = 12 if drag else 1
        for step in range(1, steps + 1):
            self.window.resize(
                *(int(a + (b - a) * step / steps) for a, b in zip(now, to, strict=True))
            )
            self.hands.live(16)
        if random.random() < 0.1:
            self.window.showMinimized()
            self.hands.live(400)
            self.window.showNormal()

    def change_theme(self, random: Random) -> None:
        """Dark or light."""
        self.window.set_theme(random.choice(("dark", "light", "system")))

    def change_text(self, random: Random) -> None:
        """Larger or smaller text; in the end it is rather normal."""
        for _ in range(random.randint(1, 3)):
            self.trigger(random.choice(("largerTextAction", "smallerTextAction")))
            self.hands.live(80)
        if random.random() < 0.5:
            self.trigger("normalTextAction")

    def change_colours(self, random: Random) -> None:
        """What colours mean."""
        choices = [
            one
            for one in self.window.findChildren(QAction)
            if one.objectName().endswith("Choice") and one.isCheckable()
        ]
        if choices:
            random.choice(choices).trigger()

    def change_panels(self, random: Random) -> None:
        """Show and hide panels; all come back now and then."""
        if random.random() < 0.3:
            self.trigger("resetLayoutAction")
            return
        docks = [dock for dock in self.window.docks if dock.toggleViewAction().isEnabled()]
        dock = random.choice(docks)
        dock.toggleViewAction().trigger()
        if random.random() < 0.1:
            dock.setFloating(not dock.isFloating())

    def tell(self, random: Random) -> None:
        """Open what tells something beside the window."""
        names = ("logAction", "aboutAction", "shortcutsAction", "guideAction", "slopeAction")
        self.trigger(random.choice(names))
        self.hands.live(random.randrange(400))

    def walk(self, random: Random) -> None:
        """Walk the example forward and back."""
        if random.random() < 0.5 or not self.actions["walkNextAction"].isEnabled():
            self.trigger("walkthroughAction")
            self.hands.live(100)
        for _ in range(random.randint(2, 20)):
            name = random.choice(
                ("Next", "Next", "Next", "Back", "NextPhase", "BackPhase", "Start", "End", "Play")
            )
            self.trigger(f"walk{name}Action")
            self.hands.live(random.randrange(80))
        if random.random() < 0.15:
            self.trigger("applyAction")
        if random.random() < 0.3:
            self.trigger("walkthroughAction")

    # Anything, anywhere.

    def click_anywhere(self, random: Random) -> None:
        """Click on any control or canvas."""
        self._use(self.hands.controls(), random)

    def right_click(self, random: Random) -> None:
        """Open a menu, and choose from it or leave it."""
        name, kept = random.choice(CANVASES), random.random() < 0.5
        canvas = self._field(name)
        self.hands.click(canvas, self.hands.place_in(canvas, random), RIGHT)
        self.hands.live(80)
        menu = QApplication.activePopupWidget()
        if menu is not None and not kept:
            self.hands.tidy()

    def drag_anywhere(self, random: Random) -> None:
        """Drag on a canvas, also from one place to far outside."""
        canvas = self._field(random.choice(CANVASES))
        keys = random.choice((SHIFT, CONTROL, *3 * (Qt.KeyboardModifier.NoModifier,)))
        button = random.choice((LEFT, LEFT, LEFT, Qt.MouseButton.MiddleButton))
        self.hands.drag(canvas, _line(canvas, random, random.randint(2, 20)), keys, button)

    def wheel(self, random: Random) -> None:
        """Turn the wheel over a canvas."""
        canvas = self._field(random.choice(CANVASES))
        at = QPointF(self.hands.place_in(canvas, random))
        by = QPoint(0, random.choice((-120, 120)))
        keys = random.choice((CONTROL, Qt.KeyboardModifier.NoModifier))
        for _ in range(random.randint(1, 8)):
            event = QWheelEvent(
                at,
                canvas.mapToGlobal(at),
                QPoint(),
                by,
                Qt.MouseButton.NoButton,
                keys,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(canvas, event)
            self.hands.live(20)

    def press_keys(self, random: Random) -> None:
        """Press keys wherever the keyboard is."""
        for _ in range(random.randint(1, 12)):
            keys = random.choice((SHIFT, *4 * (Qt.KeyboardModifier.NoModifier,)))
            self.hands.key(random.choice(_PRESSED), keys)
            self.hands.live(random.randrange(40))

    def any_action(self, random: Random) -> None:
        """Trigger any action of the menus."""
        name = random.choice(sorted(set(self.actions) - {"quitAction", "whatsThisAction"}))
        self.trigger(name)

    def _use(self, controls: list[QWidget], random: Random) -> None:
        """Use one of `controls`: click it somewhere, choose from it or type into it."""
        how, number = random.random(), round(random.uniform(-2, 60), random.randint(0, 2))
        times = random.randint(1, 5)
        if not controls:
            raise SkippedError
        one = controls[int(random.random() * len(controls))]
        if isinstance(one, QComboBox) and how < 0.6 and one.count():
            _choose(one, one.itemText(int(random.random() * one.count())))
        elif isinstance(one, QLineEdit) and how < 0.5:
            self.hands.type(one.parentWidget() or one, str(number))
        elif how < 0.15:
            one.setFocus()
            for _ in range(times):
                QTest.keyClick(one, random.choice((KEYS.Key_Up, KEYS.Key_Down)))
                self.hands.live(20)
        else:
            self.hands.click(one, self.hands.place_in(one, random))


def _line(widget: QWidget, random: Random, steps: int) -> list[QPoint]:
    """Return a bent line through a widget, in so many steps."""
    width, height = widget.width(), widget.height()
    ends = np.array([[random.uniform(0, 1), random.uniform(0, 1)] for _ in range(3)])
    at = np.linspace(0, 1, steps + 1)[:, None]
    line = (1 - at) ** 2 * ends[0] + 2 * at * (1 - at) * ends[1] + at**2 * ends[2]
    return [QPoint(int(x * (width - 1)), int(y * (height - 1))) for x, y in line]


def _choose(combo: QWidget, text: str) -> None:
    """Choose an entry as the keyboard does: an entry that is off cannot be."""
    assert isinstance(combo, QComboBox)
    row = combo.findText(text)
    if row < 0 or row == combo.currentIndex():
        raise SkippedError
    model = combo.model()
    if not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled:
        raise SkippedError
    combo.setFocus()
    combo.setCurrentIndex(row)
    combo.activated.emit(row)
    combo.textActivated.emit(text)


def _is_ready(action: QAction) -> bool:
    name = action.objectName()
    return name.endswith("Example") and action.isEnabled()
