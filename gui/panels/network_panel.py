"""The network layer by layer: neurons, activations, loss and how the weights are initialised."""

import random

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.activations import ACTIVATIONS
from core.initialisers import INITIALISERS
from core.losses import LOSSES, taking
from core.network import MAX_LAYERS, MAX_NEURONS, Layer, Network
from core.parameters import shapes
from gui import theme
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import SeedBox
from gui.session import Run, Session

_PRESETS = ((), (32,), (64, 32), (128, 64), (512, 512))  # neurons of the hidden layers
_NEW_NEURONS = 32  # of a layer added where there is none to take after
_FIELD = 24  # px, the least height of a field
_MAX_SEED = 2**32 - 1


class NetworkPanel(QWidget):
    """Every change here is one undoable change of the session's experiment."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="networkPanel", accessibleName=self.tr("Network"))
        self._session = session
        self._rows: list[_LayerRow] = []
        self._preset = QComboBox(
            objectName="presetChoice",
            accessibleName=self.tr("Ready-made networks"),
            toolTip=self.tr("Hidden layers, ready-made"),
            placeholderText=self.tr("Layers of your own"),
        )
        self._input = QLabel(objectName="inputLayer", accessibleName=self.tr("Input layer"))
        self._output = QLabel(objectName="outputNeurons", accessibleName=self.tr("Output neurons"))
        self._output_activation = _combo(
            "outputActivation",
            self.tr("Activation of the output layer"),
            self.tr("Activation of the output layer; the loss says which are possible"),
        )
        self._add = _small_button("addLayerButton", self.tr("Add a hidden layer"))
        self._loss = _combo("lossChoice", self.tr("Loss"), self.tr("What training makes small"))
        self._loss.addItems(list(LOSSES))
        self._initialiser = _combo(
            "initialiserChoice",
            self.tr("Initialiser"),
            self.tr("Initialiser: how the weights are drawn before the first step"),
        )
        self._initialiser.setPlaceholderText(self.tr("given, not drawn"))
        self._initialiser.addItems(list(INITIALISERS))
        self._seed = SeedBox(
            _MAX_SEED,
            objectName="seed",
            accessibleName=self.tr("Seed"),
            toolTip=self.tr("Equal seeds: equal initial weights, equal order of examples"),
        )
        _fit(self._seed, "0" * len(str(_MAX_SEED)))
        self._new_weights = QToolButton(
            text=self.tr("New"),
            objectName="newWeightsButton",
            accessibleName=self.tr("New weights"),
            toolTip=self.tr("Draw other initial weights: a random seed"),
            toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
        )
        self._new_weights.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._output.setFixedWidth(_room(self._output, "0000"))
        self._output.setIndent(5)  # as the spin boxes above indent their numbers
        self._output.setToolTip(self.tr("Neurons of the output layer: one for each class"))
        self._count = QLabel(objectName="parameterCount", accessibleName=self.tr("Parameters"))
        self._count.setFont(theme.tabular(self.font()))
        self._gradient = QLabel(
            objectName="gradientNote", accessibleName=self.tr("What gradient descent cannot learn")
        )
        for note in (self._count, self._gradient):
            note.setWordWrap(True)
            note.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._lay_out()
        self._set_icons()
        guard_fields(
            self._preset, self._output_activation, self._loss, self._initialiser, self._seed
        )

        self._preset.activated.connect(self._choose_preset)
        self._output_activation.textActivated.connect(
            lambda name: self._change_activation(-1, name)
        )
        self._add.clicked.connect(self._add_layer)
        self._loss.textActivated.connect(self._choose_loss)
        self._initialiser.textActivated.connect(self._choose_initialiser)
        self._seed.valueChanged.connect(self._choose_seed)
        self._new_weights.clicked.connect(self._draw_seed)
        session.experiment_changed.connect(self._take_experiment)
        self._take_experiment()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._preset)
        self._input.setMinimumHeight(_FIELD - 4)
        column.addLayout(_row(_name(self.tr("Input")), (self._input, 1)))
        self._layers = QVBoxLayout()
        self._layers.setSpacing(4)
        column.addLayout(self._layers)
        column.addLayout(
            _row(_name(self.tr("Output")), self._output, (self._output_activation, 1), self._add)
        )
        column.addLayout(_row(_name(self.tr("Loss")), (self._loss, 1)))
        column.addLayout(_row(_name(self.tr("Weights")), (self._initialiser, 1)))
        column.addLayout(_row(_name(self.tr("Seed")), self._seed, (self._new_weights, 1)))
        column.addWidget(self._gradient)
        column.addWidget(self._count)
        column.addStretch(1)

    # What the user asks for.

    def _change_network(self, text: str, **changes) -> None:
        experiment = self._session.experiment
        network = replace(experiment.network, **changes)
        self._session.change_experiment(replace(experiment, network=network), text)

    def _change_neurons(self, index: int, neurons: int) -> None:
        text = self.tr("Change neurons of layer {number}").format(number=index + 1)
        self._change_layer(text, index, neurons=neurons)

    def _change_activation(self, index: int, name: str) -> None:
        text = self.tr("Change activation of output layer")
        if index >= 0:
            text = self.tr("Change activation of layer {number}").format(number=index + 1)
        self._change_layer(text, index, activation=name)

    def _change_layer(self, text: str, index: int, **changes) -> None:
        layers = list(self._session.experiment.network.layers)
        layers[index] = replace(layers[index], **changes)
        self._change_network(text, layers=tuple(layers))

    def _add_layer(self) -> None:
        *hidden, output = self._session.experiment.network.layers
        new = hidden[-1] if hidden else Layer(_NEW_NEURONS)
        self._change_network(self.tr("Add layer"), layers=(*hidden, new, output))

    def _remove_layer(self, index: int) -> None:
        layers = self._session.experiment.network.layers
        text = self.tr("Remove layer {number}").format(number=index + 1)
        self._change_network(text, layers=layers[:index] + layers[index + 1 :])

    def _choose_preset(self, row: int) -> None:
        *hidden, output = self._session.experiment.network.layers
        activation = hidden[0].activation if hidden else Layer(1).activation
        layers = (*(Layer(neurons, activation) for neurons in _PRESETS[row]), output)
        self._change_network(
            self.tr("Choose layers {sizes}").format(sizes=self._preset.itemText(row)),
            layers=layers,
        )

    def _choose_loss(self, name: str) -> None:
        layers = self._session.experiment.network.layers
        allowed = LOSSES[name].output_activations
        if allowed and layers[-1].activation not in allowed:
            layers = (*layers[:-1], replace(layers[-1], activation=allowed[0]))
        self._change_network(self.tr("Change loss"), loss=name, layers=layers)

    def _choose_initialiser(self, name: str) -> None:
        session, text = self._session, self.tr("Change initialiser")
        if session.run.given and name == session.experiment.network.initialiser:
            # The same experiment, but now its weights are drawn.
            session.open_run(Run.start(session.experiment), text)
        else:
            self._change_network(text, initialiser=name)

    def _choose_seed(self, seed: int) -> None:
        experiment = replace(self._session.experiment, seed=int(seed))
        self._session.change_experiment(experiment, self.tr("Change seed"))

    def _draw_seed(self) -> None:
        # Small enough to read out in a classroom.
        others = [seed for seed in range(1000) if seed != self._session.experiment.seed]
        self._choose_seed(random.choice(others))

    # What the session says.

    def _take_experiment(self) -> None:
        session, network = self._session, self._session.experiment.network
        *hidden, output = network.layers
        self._take_hidden(hidden)
        self._take_presets([layer.neurons for layer in hidden], output.neurons)
        shape = session.dataset.input_shape
        size = " × ".join(map(str, shape))
        self._input.setText(
            self.tr("{count} inputs, {size}").format(count=network.inputs, size=size)
            if len(shape) > 1
            else self.tr("{count} inputs").format(count=network.inputs)
        )
        self._output.setText(str(output.neurons))
        allowed = LOSSES[network.loss].output_activations or tuple(ACTIVATIONS)
        if self._output_activation.count() != len(allowed):
            self._output_activation.clear()
            self._output_activation.addItems(list(allowed))
        self._output_activation.setCurrentText(output.activation)
        for row, name in enumerate(LOSSES):
            self._loss.model().item(row).setEnabled(name in taking(output.neurons))
        self._loss.setCurrentText(network.loss)
        given = session.run.given is not None
        self._initialiser.setCurrentIndex(
            -1 if given else self._initialiser.findText(network.initialiser)
        )
        with QSignalBlocker(self._seed):
            self._seed.setValue(session.experiment.seed)
        full = len(network.layers) == MAX_LAYERS
        self._add.setEnabled(not full)
        self._add.setToolTip(
            self.tr("A network has at most {count} layers").format(count=MAX_LAYERS)
            if full
            else self.tr("Add a hidden layer before the output layer")
        )
        self._count.setText(self._count_text(network))
        self._gradient.setText(self._gradient_text(network))
        self._gradient.setVisible(bool(self._gradient.text()))

    def _take_hidden(self, hidden: list[Layer]) -> None:
        while len(self._rows) < len(hidden):
            index = len(self._rows)
            row = _LayerRow(index)
            row.neurons.valueChanged.connect(
                lambda value, index=index: self._change_neurons(index, value)
            )
            row.activation.textActivated.connect(
                lambda name, index=index: self._change_activation(index, name)
            )
            row.remove.clicked.connect(lambda _, index=index: self._remove_layer(index))
            guard_fields(row.neurons, row.activation)
            self._layers.addWidget(row)
            self._rows.append(row)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(hidden))
        for row, layer in zip(self._rows, hidden, strict=False):
            row.show_layer(layer)

    def _take_presets(self, hidden: list[int], outputs: int) -> None:
        self._preset.clear()
        for preset in _PRESETS:
            sizes = "-".join(map(str, (*preset, outputs)))
            self._preset.addItem(
                sizes if preset else self.tr("{sizes} (no hidden layer)").format(sizes=sizes)
            )
        known = tuple(hidden) in _PRESETS
        self._preset.setCurrentIndex(_PRESETS.index(tuple(hidden)) if known else -1)

    def _count_text(self, network: Network) -> str:
        weights = biases = slopes = 0
        for (inputs, outputs), (bias,), (slope,) in shapes(network):
            weights, biases, slopes = weights + inputs * outputs, biases + bias, slopes + slope
        text = self.tr("{weights} weights + {biases} biases").format(
            weights=f"{weights:,}", biases=f"{biases:,}"
        )
        return text + (self.tr(" + {slopes} slopes").format(slopes=f"{slopes:,}") if slopes else "")

    def _gradient_text(self, network: Network) -> str:
        """Say which layers gradient descent cannot teach, because no slope leads back to them."""
        names = [layer.activation for layer in network.layers]
        flat = [name for name in names if not ACTIVATIONS[name].differentiable]
        if not flat:
            return ""
        last = len(names) - names[::-1].index(flat[-1])
        where = self.tr("in layers 1 to {last}")
        if last == len(names):
            where = self.tr("at all")
        elif last == 1:
            where = self.tr("in layer 1")
        text = self.tr("{name} is flat, its slope is 0: gradient descent learns nothing {where}")
        return text.format(name=flat[-1], where=where.format(last=last))

    def _set_icons(self) -> None:
        self._add.setIcon(icon("add"))
        self._new_weights.setIcon(icon("random"))
        for row in self._rows:
            row.remove.setIcon(icon("remove"))

    # Qt calls these.

    def changeEvent(self, event) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_count"):
            self._set_icons()
        super().changeEvent(event)


class _LayerRow(QWidget):
    """One hidden layer: neurons, activation and a button that removes it."""

    def __init__(self, index: int) -> None:
        super().__init__()
        number = index + 1
        self.neurons = _spin(
            objectName=f"layer{number}Neurons",
            accessibleName=self.tr("Neurons of layer {number}").format(number=number),
            toolTip=self.tr("Neurons of layer {number}").format(number=number),
            minimum=1,
            maximum=MAX_NEURONS,
        )
        self.activation = _combo(
            f"layer{number}Activation",
            self.tr("Activation of layer {number}").format(number=number),
            self.tr("Activation of layer {number}").format(number=number),
        )
        for name, activation in ACTIVATIONS.items():
            self.activation.addItem(name)
            tip = f"{activation.formula},  {activation.range}"
            self.activation.setItemData(
                self.activation.count() - 1, tip, Qt.ItemDataRole.ToolTipRole
            )
        title = self.tr("Remove layer {number}").format(number=number)
        self.remove = _small_button(f"layer{number}Remove", title)
        self.remove.setToolTip(title)
        self.remove.setIcon(icon("remove"))
        name = _name(self.tr("Layer {number}").format(number=number))
        row = _row(name, self.neurons, (self.activation, 1), self.remove)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    def show_layer(self, layer: Layer) -> None:
        """Show `layer`, telling nobody."""
        with QSignalBlocker(self.neurons):
            self.neurons.setValue(layer.neurons)
        self.activation.setCurrentText(layer.activation)


def _spin(**properties) -> QSpinBox:
    spin = QSpinBox(keyboardTracking=False, **properties)
    _fit(spin, "0000")
    return spin


def _fit(spin: QAbstractSpinBox, widest: str) -> None:
    """Give a field room for its widest number."""
    spin.setFont(theme.tabular(spin.font()))
    spin.setFixedWidth(_room(spin, widest))
    spin.setMinimumHeight(_FIELD)


def _room(field: QWidget, widest: str) -> int:
    """Return the width of a spin box for the number `widest`, in px."""
    return field.fontMetrics().horizontalAdvance(widest) + 34


def _small_button(name: str, title: str) -> QToolButton:
    button = QToolButton(objectName=name, accessibleName=title, autoRaise=True)
    button.setFixedSize(_FIELD, _FIELD)
    return button


def _combo(name: str, title: str, tip: str) -> QComboBox:
    combo = QComboBox(objectName=name, accessibleName=title, toolTip=tip)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    combo.setMinimumHeight(_FIELD)
    return combo


def _name(text: str) -> QLabel:
    label = QLabel(text)
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance("Layer 10") + 2)
    return label


def _row(*fields) -> QHBoxLayout:
    """Return the widgets side by side; one in a pair comes with its stretch."""
    row = QHBoxLayout()
    row.setSpacing(4)
    for field in fields:
        row.addWidget(*field) if isinstance(field, tuple) else row.addWidget(field)
    return row
