"""Training: start, pause, step, reset, the hyperparameters, and how far it has come."""

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.optimizers import OPTIMIZERS
from gui import theme
from gui.device_words import device_words
from gui.formulas import optimizer_tip
from gui.numbers import epoch_text, error_text, loss_text, number
from gui.optimizer_words import optimizer_title, share_words
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import (
    BatchSizeBox,
    L2Box,
    LearningRateBox,
    ShareBox,
)
from gui.panels.set_words import test_words
from gui.panels.training_more import TrainingMore
from gui.rate import TrainingRate, rate_text
from gui.score_words import score_words
from gui.session import Session
from gui.translation import translate
from gui.widgets import FieldTitle, Readout, ThemedWidget, airy, inked, labelled, narrow, spaced


class TrainingPanel(ThemedWidget):
    """Shows and changes the session's hyperparameters; its buttons are those of `actions`.

    `actions` has trainAction, stepAction and resetAction.
    """

    def __init__(
        self,
        session: Session,
        rate: TrainingRate,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "trainingPanel", translate("TrainingPanel", "Training"))
        self._session, self._rate = session, rate
        self._make_fields()
        self._lay_out_fields()
        self._wire_fields()
        column = airy(spaced(QVBoxLayout(self), (2, 1, 2, 1), spacing=1.5))
        column.addLayout(self._buttons(actions))
        column.addLayout(self._form)
        column.addLayout(self._numbers())
        column.addStretch(1)
        session.experiment_changed.connect(self._take_experiment)
        session.backend_changed.connect(self._take_devices)
        session.device_changed.connect(self._take_devices)
        session.snapshot_changed.connect(self.refresh)
        session.training_changed.connect(self.refresh)
        rate.ran_out.connect(self.refresh)
        self._take_experiment()
        self._take_devices()
        self.follow_theme()
        self.refresh()

    def refresh(self) -> None:
        """Write the live numbers of the snapshot that is shown."""
        snapshot, rate = self._session.snapshot, self._rate.rate()
        train, test = self._session.train_metrics, self._session.test_metrics
        texts = {
            "epoch": epoch_text(snapshot.epoch),
            "updates": f"{snapshot.updates:,}",
            "rate": rate_text(rate) if rate else "–",
            "trainLoss": loss_text(train.loss),
            "trainAccuracy": self._score_text(train.score),
            "trainRmse": error_text(train.rmse),
            "testLoss": loss_text(test.loss),
            "testAccuracy": self._score_text(test.score),
            "testRmse": error_text(test.rmse),
        }
        for name, text in texts.items():
            self._live[name].setText(text)
        now = self._session.experiment.hyperparameters
        self._rate_now.setVisible(now.schedule != "constant")
        rate_now = number(now.at(snapshot.updates).learning_rate, 3)
        self._rate_now.setText(translate("TrainingPanel", "now {rate}").format(rate=rate_now))

    def _score_text(self, score: float) -> str:
        return score_words(self._session.experiment.task.scored_by).written(score)

    # How it is built.

    def _buttons(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = spaced(QHBoxLayout())
        self._others = []
        for name in ("train", "step", "reset"):
            action = actions[f"{name}Action"]
            button = labelled(QToolButton(), f"{name}Button", action.text())
            button.setDefaultAction(action)
            # Train becomes Pause and back.
            action.changed.connect(
                lambda button=button, action=action: button.setAccessibleName(action.text())
            )
            row.addWidget(button)
            if name == "train":
                self._train = button
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            else:
                button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
                self._others.append(button)
        return row

    def _make_fields(self) -> None:
        self._learning_rate = labelled(
            LearningRateBox(),
            "learningRate",
            translate("TrainingPanel", "Learning rate"),
            translate(
                "TrainingPanel", "How far one update goes. The arrow keys choose 1, 2, 5, 10 …"
            ),
        )
        self._rate_now = labelled(
            Readout(),
            "learningRateNow",
            translate("TrainingPanel", "Learning rate now"),
            translate("TrainingPanel", "The rate of the next update, by the schedule"),
        )
        self._rate_now.setFont(theme.font())
        self._batch_size = labelled(
            BatchSizeBox(),
            "batchSize",
            translate("TrainingPanel", "Batch size"),
            translate(
                "TrainingPanel",
                "How many examples one update uses. The arrow keys double and halve it.",
            ),
        )
        self._l2 = labelled(
            L2Box(),
            "l2",
            translate("TrainingPanel", "L2 λ"),
            translate(
                "TrainingPanel",
                "L2 regularisation keeps weights small. It adds λ·w to each weight's gradient."
                " The losses shown leave it out.",
            ),
        )
        self._optimizer = labelled(
            QComboBox(),
            "optimizer",
            translate("TrainingPanel", "Optimizer"),
            translate("TrainingPanel", "How a gradient becomes an update"),
        )
        for row, name in enumerate(OPTIMIZERS):
            self._optimizer.addItem(optimizer_title(name), name)
            self._optimizer.setItemData(row, optimizer_tip(name), Qt.ItemDataRole.ToolTipRole)
        self._device = labelled(
            QComboBox(),
            "device",
            translate("TrainingPanel", "Device"),
            translate(
                "TrainingPanel",
                "The device that computes the training. The best available is the one that is"
                " quickest for this network and batch; the status bar says which, and why.",
            ),
        )
        narrow(self._device, 16)

    def _lay_out_fields(self) -> None:
        self._form = airy(spaced(QFormLayout(), spacing=1, across=1.5))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rate = spaced(QHBoxLayout(), spacing=1.5)
        rate.addWidget(self._learning_rate, 1)
        rate.addWidget(self._rate_now)
        self._form.addRow(FieldTitle(translate("TrainingPanel", "Learning rate")), rate)
        self._form.addRow(FieldTitle(translate("TrainingPanel", "Batch size")), self._batch_size)
        self._form.addRow(FieldTitle(translate("TrainingPanel", "Optimizer")), self._optimizer)
        self._own: dict[str, ShareBox] = {}
        self._own_rows: dict[QHBoxLayout, tuple[str, ...]] = {}
        for title, names in (
            (translate("TrainingPanel", "Momentum"), ("momentum",)),
            (translate("TrainingPanel", "Decay"), ("decay",)),
            (translate("TrainingPanel", "β₁ and β₂"), ("beta_1", "beta_2")),
        ):
            boxes = spaced(QHBoxLayout())
            for name in names:
                self._own[name] = self._own_box(name)
                boxes.addWidget(self._own[name], 1)
            self._own_rows[boxes] = names
            self._form.addRow(FieldTitle(title), boxes)
        self._more = TrainingMore(self._session, self._form, self._change, self)
        decay = spaced(QHBoxLayout())
        decay.addWidget(self._l2, 1)
        decay.addWidget(self._more.button)
        self._form.addRow(FieldTitle(translate("TrainingPanel", "L2 λ")), decay)
        self._form.addRow(FieldTitle(translate("TrainingPanel", "Device")), self._device)
        for box in (self._learning_rate, self._batch_size, self._l2, *self._own.values()):
            box.setFont(theme.font())
            guard_fields(box)
        guard_fields(self._optimizer, self._device)

    def _wire_fields(self) -> None:
        self._learning_rate.valueChanged.connect(
            lambda value: self._change(
                translate("TrainingPanel", "Change learning rate"), learning_rate=value
            )
        )
        self._batch_size.valueChanged.connect(
            lambda value: self._change(
                translate("TrainingPanel", "Change batch size"), batch_size=value
            )
        )
        self._l2.valueChanged.connect(
            lambda value: self._change(translate("TrainingPanel", "Change L2 λ"), l2=value)
        )
        self._optimizer.activated.connect(
            lambda row: self._change(
                translate("TrainingPanel", "Change optimizer"),
                optimizer=self._optimizer.itemData(row),
            )
        )
        self._device.activated.connect(
            lambda row: self._session.set_device(self._device.itemData(row))
        )

    def _own_box(self, name: str) -> "ShareBox":
        title, tip, change = share_words(name)
        box = labelled(ShareBox(), name.replace("_", ""), title, tip)
        box.valueChanged.connect(lambda value: self._change(change, **{name: value}))
        return box

    def _numbers(self) -> QGridLayout:
        self._grid = grid = spaced(QGridLayout(), spacing=0.5, across=2)
        self._live: dict[str, Readout] = {}
        self._quiet: list[QLabel] = []
        cells = (
            ("epoch", translate("TrainingPanel", "Epoch"), 1, 0),
            ("updates", translate("TrainingPanel", "Updates"), 1, 1),
            ("rate", translate("TrainingPanel", "Updates/s"), 1, 2),
            ("trainLoss", translate("TrainingPanel", "Training loss"), 3, 1),
            ("trainAccuracy", translate("TrainingPanel", "Training accuracy"), 3, 2),
            ("trainRmse", translate("TrainingPanel", "Training RMSE"), 3, 3),
            ("testLoss", "", 4, 1),
            ("testAccuracy", "", 4, 2),
            ("testRmse", "", 4, 3),
        )
        for name, title, line, column in cells:
            live = labelled(Readout("–"), f"{name}Value", title)
            live.setFont(theme.font())
            live.setAlignment(Qt.AlignmentFlag.AlignRight)
            if line == 1:  # millions of updates leave the column as wide as it was
                live.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(live, line, column)
            self._live[name] = live
        self._live["trainLoss"].setToolTip(
            translate(
                "TrainingPanel",
                "The loss of each batch before its update, without what L1 and L2 add",
            )
        )
        self._score, self._rmse = QLabel(), QLabel(translate("TrainingPanel", "RMSE"))
        for label, line, column in (
            (QLabel(translate("TrainingPanel", "Epoch")), 0, 0),
            (QLabel(translate("TrainingPanel", "Updates")), 0, 1),
            (QLabel(translate("TrainingPanel", "Updates/s")), 0, 2),
            (QLabel(translate("TrainingPanel", "Loss")), 2, 1),
            (self._score, 2, 2),
            (self._rmse, 2, 3),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, line, column)
            self._quiet.append(label)
        self._sets = QLabel(translate("TrainingPanel", "Train")), QLabel()
        for line, label in enumerate(self._sets, 3):
            grid.addWidget(label, line, 0)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        return grid

    # What the user asks for.

    def _change(self, text: str, **changes: object) -> None:
        experiment = self._session.experiment
        hyperparameters = replace(experiment.hyperparameters, **changes)
        self._session.change_experiment(replace(experiment, hyperparameters=hyperparameters), text)

    # What the session says.

    def _take_experiment(self) -> None:
        now = self._session.experiment.hyperparameters
        boxes: dict[str, QDoubleSpinBox | QSpinBox] = {
            "learning_rate": self._learning_rate,
            "batch_size": self._batch_size,
            "l2": self._l2,
            **self._own,
        }
        for name, box in boxes.items():
            with QSignalBlocker(box):
                box.setValue(getattr(now, name))
        for row, names in self._own_rows.items():
            self._form.setRowVisible(row, set(names) <= set(OPTIMIZERS[now.optimizer].rates))
        self._optimizer.setCurrentIndex(self._optimizer.findData(now.optimizer))
        self._more.take()
        self._take_task()
        self.refresh()

    def _take_task(self) -> None:
        """Name the score; only some tasks have a root mean square error beside it.

        And what is measured beside the training: the test set or, without one, all examples.
        """
        experiment = self._session.experiment
        task, test = experiment.task, test_words(experiment.source)
        words = score_words(task.scored_by)
        self._score.setText(words.title)
        self._live["trainAccuracy"].setAccessibleName(words.training)
        self._live["testAccuracy"].setAccessibleName(test.score(task.scored_by))
        self._live["testLoss"].setAccessibleName(test.loss)
        self._live["testRmse"].setAccessibleName(test.rmse)
        self._live["testLoss"].setToolTip(test.tip)
        self._sets[1].setText(test.title)
        self._sets[1].setToolTip(test.tip)
        for widget in (self._rmse, self._live["trainRmse"], self._live["testRmse"]):
            widget.setVisible(task.has_rmse)
        self._grid.setColumnStretch(3, int(task.has_rmse))

    def _take_devices(self) -> None:
        devices = self._session.backend.devices
        # One alone leaves nothing to choose.
        self._form.setRowVisible(self._device, len(devices) > 1 or bool(self._session.device))
        self._device.setEnabled(bool(devices))
        self._device.clear()
        self._device.addItem(translate("TrainingPanel", "Best available") if devices else "…", "")
        for name, title in devices:
            self._device.addItem(device_words(title), name)
        asked = self._session.device
        names = ["", *(_spelling(name) for name, _ in devices)]
        if devices and _spelling(asked) not in names:
            self._device.addItem(
                translate("TrainingPanel", "{name} (not here)").format(name=asked), asked
            )
            names.append(_spelling(asked))
        self._device.setCurrentIndex(names.index(_spelling(asked)) if devices else 0)

    def paint_theme(self) -> None:
        now = theme.current()
        self._train.setStyleSheet(
            f"QToolButton {{ background: {now.accent}; color: {now.on_accent}; border: none;"
            f" border-radius: 4px; padding: {theme.space(2)}px; }}"
            f"QToolButton:hover, QToolButton:focus {{ border: 2px solid {now.text};"
            f" padding: {theme.space(2) - 2}px; }}"
            f"QToolButton:disabled {{ background: {now.raised}; color: {now.muted}; }}"
        )
        self._train.setFont(theme.font("large", strong=True))
        for button in self._others:
            button.setIconSize(theme.icon_size(large=True))
        for label in self._quiet:
            label.setFont(theme.font("small"))
            inked(label, now.muted)
        for label, colour in zip(self._sets, (now.train, now.test), strict=True):
            label.setFont(theme.font(strong=True))
            inked(label, colour)


def _spelling(device: str) -> str:
    """Return one spelling for all ways to name a device: "gpu" and "GPU:0" are the same."""
    return device.upper().removesuffix(":0")
