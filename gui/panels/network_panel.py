"""The network layer by layer: neurons, activations, loss and how the weights are initialised."""

import random

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.activations import ACTIVATIONS
from core.data.inputs import Picture
from core.data.tasks import Task, Values
from core.experiment import output_activations
from core.initialisers import INITIALISERS
from core.losses import LOSSES, taking
from core.network import MAX_LAYERS, Layer, Network
from core.parameters import shapes
from core.run import Run
from gui import theme
from gui.formulas import loss_tip
from gui.growth import Growth
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.panels.layer_row import (
    LayerRow,
    combo,
    layer_field,
    name_label,
    row_of,
)
from gui.panels.number_box import SeedBox
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, airy, labelled, spaced

_PRESETS = ((), (32,), (64, 32), (128, 64), (512, 512))  # neurons of the hidden layers
_MAX_SEED = 2**32 - 1


class NetworkPanel(ThemedWidget):
    """Every change here is one undoable change of the session's experiment."""

    def __init__(
        self, session: Session, growth: Growth | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "networkPanel", translate("NetworkPanel", "Network"))
        self._session = session
        self._growth = growth or Growth(session, self)
        self._rows: list[LayerRow] = []
        self._preset = labelled(
            QComboBox(placeholderText=translate("NetworkPanel", "Your own layers")),
            "presetChoice",
            translate("NetworkPanel", "Ready-made networks"),
            translate("NetworkPanel", "Choose ready-made hidden layers"),
        )
        self._input = labelled(QLabel(), "inputLayer", translate("NetworkPanel", "Input layer"))
        self._output = labelled(
            QLabel(), "outputNeurons", translate("NetworkPanel", "Output neurons")
        )
        self._output_activation = combo(
            "outputActivation",
            translate("NetworkPanel", "Activation of the output layer"),
            translate(
                "NetworkPanel",
                "Activation of the output layer. The loss decides which ones are possible.",
            ),
        )
        self._activations = QStandardItemModel(self)
        self._output_activation.setModel(self._activations)
        self._add = labelled(
            QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
            "addLayerButton",
            translate("NetworkPanel", "Add a hidden layer"),
        )
        self._add.setText(translate("NetworkPanel", "Add hidden layer"))
        self._add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._loss = combo(
            "lossChoice",
            translate("NetworkPanel", "Loss"),
            translate("NetworkPanel", "The number that training makes small"),
        )
        self._losses = QStandardItemModel(self)
        for name in LOSSES:
            item = QStandardItem(name)
            item.setToolTip(loss_tip(name))
            self._losses.appendRow(item)
        self._loss.setModel(self._losses)
        self._initialiser = combo(
            "initialiserChoice",
            translate("NetworkPanel", "Initialiser"),
            translate(
                "NetworkPanel", "Initialiser: how the weights are drawn before the first update"
            ),
        )
        self._initialiser.setPlaceholderText(translate("NetworkPanel", "given, not drawn"))
        self._initialiser.addItems(list(INITIALISERS))
        self._seed = labelled(
            SeedBox(_MAX_SEED),
            "seed",
            translate("NetworkPanel", "Seed"),
            translate(
                "NetworkPanel",
                "The same seed gives the same initial weights and the same order of examples",
            ),
        )
        self._seed.setFont(theme.font())
        self._new_weights = labelled(
            QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
            "newWeightsButton",
            translate("NetworkPanel", "New weights"),
            translate("NetworkPanel", "Draw new initial weights, with a random seed"),
        )
        self._new_weights.setText(translate("NetworkPanel", "New"))
        self._new_weights.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = labelled(QLabel(), "parameterCount", translate("NetworkPanel", "Parameters"))
        self._count.setFont(theme.font())
        self._gradient = labelled(
            QLabel(),
            "gradientNote",
            translate("NetworkPanel", "What gradient descent cannot learn"),
        )
        self._told = labelled(
            QLabel(), "growthNote", translate("NetworkPanel", "What the last change did")
        )
        for note in (self._count, self._gradient, self._told):
            note.setWordWrap(True)
            note.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._lay_out()
        self.follow_theme()
        guard_fields(
            self._preset, self._output_activation, self._loss, self._initialiser, self._seed
        )

        self._preset.activated.connect(self._choose_preset)
        self._output_activation.textActivated.connect(
            lambda name: self._change_activation(-1, name)
        )
        self._add.clicked.connect(lambda: self._growth.add_layer())
        self._loss.textActivated.connect(self._choose_loss)
        self._initialiser.textActivated.connect(self._choose_initialiser)
        self._seed.valueChanged.connect(self._choose_seed)
        self._new_weights.clicked.connect(self._draw_seed)
        session.experiment_changed.connect(self._take_experiment)
        self._growth.changed.connect(self._show_growth)
        self._take_experiment()
        self._show_growth()

    def _lay_out(self) -> None:
        column = airy(spaced(QVBoxLayout(self), (2, 1, 2, 1)))
        column.addWidget(self._preset)
        column.addLayout(row_of(name_label(translate("NetworkPanel", "Input")), (self._input, 1)))
        self._layers = airy(spaced(QVBoxLayout()))
        column.addLayout(self._layers)
        column.addLayout(row_of(name_label(""), (self._add, 1)))
        column.addLayout(
            row_of(
                name_label(translate("NetworkPanel", "Output")),
                self._output,
                (self._output_activation, 1),
            )
        )
        column.addLayout(row_of(name_label(translate("NetworkPanel", "Loss")), (self._loss, 1)))
        column.addLayout(
            row_of(name_label(translate("NetworkPanel", "Weights")), (self._initialiser, 1))
        )
        column.addLayout(
            row_of(
                name_label(translate("NetworkPanel", "Seed")), self._seed, (self._new_weights, 1)
            )
        )
        column.addWidget(self._told)
        column.addWidget(self._gradient)
        column.addWidget(self._count)
        column.addStretch(1)

    # What the user asks for.

    def _change_network(self, text: str, **changes: object) -> None:
        """Change the network that is shown: with what it is to become, which would be lost."""
        experiment = self._session.whole.experiment
        network = replace(self._growth.network, **changes)
        self._session.change_experiment(replace(experiment, network=network), text)

    def _change_activation(self, index: int, name: str) -> None:
        text = translate("NetworkPanel", "Change activation of output layer")
        if index >= 0:
            text = translate("NetworkPanel", "Change activation of layer {number}").format(
                number=index + 1
            )
        self._change_layer(text, index, activation=name)

    def _change_layer(self, text: str, index: int, **changes: object) -> None:
        layers = list(self._growth.network.layers)
        layers[index] = replace(layers[index], **changes)
        self._change_network(text, layers=tuple(layers))

    def _choose_preset(self, row: int) -> None:
        *hidden, output = self._session.whole.experiment.network.layers
        activation = hidden[0].activation if hidden else Layer(1).activation
        layers = (*(Layer(neurons, activation) for neurons in _PRESETS[row]), output)
        self._change_network(
            translate("NetworkPanel", "Choose layers {sizes}").format(
                sizes=self._preset.itemText(row)
            ),
            layers=layers,
        )

    def _choose_loss(self, name: str) -> None:
        layers = self._growth.network.layers
        allowed = output_activations(self._session.experiment, name)
        if allowed and layers[-1].activation not in allowed:
            layers = (*layers[:-1], replace(layers[-1], activation=allowed[0]))
        self._change_network(translate("NetworkPanel", "Change loss"), loss=name, layers=layers)

    def _choose_initialiser(self, name: str) -> None:
        session, text = self._session, translate("NetworkPanel", "Change initialiser")
        if (
            session.run.given
            and not session.run.grown
            and name == session.experiment.network.initialiser
        ):
            # The same experiment, but now its weights are drawn.
            session.open_run(Run.start(session.whole.experiment), text)
        else:
            self._change_network(text, initialiser=name)

    def _choose_seed(self, seed: int) -> None:
        network = self._growth.network
        experiment = replace(self._session.experiment, seed=int(seed), network=network)
        self._session.change_experiment(experiment, translate("NetworkPanel", "Change seed"))

    def _draw_seed(self) -> None:
        # Small enough to read out in a classroom.
        others = [seed for seed in range(1000) if seed != self._session.experiment.seed]
        self._choose_seed(random.choice(others))

    # What the session says.

    def _show_growth(self) -> None:
        """Say what the last change of the structure did, and show what is to come."""
        self._told.setText(self._growth.told)
        self._told.setVisible(bool(self._told.text()))
        self._take_hidden(list(self._growth.network.layers[:-1]))

    def _take_experiment(self) -> None:
        session, network = self._session, self._session.experiment.network
        *hidden, output = network.layers
        self._take_hidden(list(self._growth.network.layers[:-1]))
        self._take_presets([layer.neurons for layer in hidden], output.neurons)
        kind, count = session.experiment.input, network.inputs
        text = translate("NetworkPanel", "%n input(s)", "", count)
        if isinstance(kind, Picture):
            text = translate("NetworkPanel", "%n input(s), {rows} × {columns}", "", count)
            text = text.format(rows=kind.rows, columns=kind.columns)
        self._input.setText(text)
        self._output.setText(str(output.neurons))
        self._output.setToolTip(_output_tip(session.experiment.task, output.neurons))
        self._take_activations(output)
        for row, name in enumerate(LOSSES):
            fits = name in taking(output.neurons) and output_activations(session.experiment, name)
            self._losses.item(row).setEnabled(bool(fits))
        self._loss.setCurrentText(network.loss)
        given = session.run.given is not None and not session.run.grown
        self._initialiser.setCurrentIndex(
            -1 if given else self._initialiser.findText(network.initialiser)
        )
        with QSignalBlocker(self._seed):
            self._seed.setValue(session.experiment.seed)
        full = len(self._growth.network.layers) == MAX_LAYERS
        self._add.setEnabled(not full)
        self._add.setToolTip(
            translate("NetworkPanel", "A network has at most %n layers", "", MAX_LAYERS)
            if full
            else translate("NetworkPanel", "Add a hidden layer before the output layer")
        )
        self._count.setText(self._count_text(network))
        self._gradient.setText(self._gradient_text(session.whole.experiment.network))
        self._gradient.setVisible(bool(self._gradient.text()))

    def _take_activations(self, output: Layer) -> None:
        """Offer the output layer's activations; those that the task cannot do with are off."""
        experiment = self._session.experiment
        loss = experiment.network.loss
        offered = list(LOSSES[loss].output_activations or ACTIVATIONS)
        fit = output_activations(experiment, loss)
        if self._activations.rowCount() != len(offered):
            self._activations.clear()
            for name in offered:
                self._activations.appendRow(QStandardItem(name))
        for row, name in enumerate(offered):
            self._activations.item(row).setText(name)
            self._activations.item(row).setEnabled(name in fit)
        self._output_activation.setCurrentText(output.activation)

    def _take_hidden(self, hidden: list[Layer]) -> None:
        while len(self._rows) < len(hidden):
            index = len(self._rows)
            row = LayerRow(index)
            row.neurons.valueChanged.connect(
                lambda value, index=index: self._growth.set_neurons(index + 1, value)
            )
            row.activation.textActivated.connect(
                lambda name, index=index: self._change_activation(index, name)
            )
            row.remove.clicked.connect(lambda _, index=index: self._growth.remove_layer(index + 1))
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
                sizes
                if preset
                else translate("NetworkPanel", "{sizes} (no hidden layer)").format(sizes=sizes)
            )
        known = tuple(hidden) in _PRESETS
        self._preset.setCurrentIndex(_PRESETS.index(tuple(hidden)) if known else -1)

    def _count_text(self, network: Network) -> str:
        """Say of how many numbers of each kind the network consists: a sum."""
        weights = biases = slopes = 0
        for (inputs, outputs), (bias,), (slope,) in shapes(network):
            weights, biases, slopes = weights + inputs * outputs, biases + bias, slopes + slope
        terms = [
            (translate("NetworkPanel", "{count} weight(s)", "", weights), weights),
            (translate("NetworkPanel", "{count} bias(es)", "", biases), biases),
            (translate("NetworkPanel", "{count} slope(s)", "", slopes), slopes),
        ]
        return " + ".join(text.format(count=f"{count:,}") for text, count in terms if count)

    def _gradient_text(self, network: Network) -> str:
        """Say which layers gradient descent cannot teach, because no slope leads back to them."""
        names = [layer.activation for layer in network.layers]
        flat = [name for name in names if not ACTIVATIONS[name].differentiable]
        if not flat:
            return ""
        last = len(names) - names[::-1].index(flat[-1])
        if last == len(names):
            text = translate(
                "NetworkPanel",
                "The slope of {name} is 0, so gradient descent learns nothing at all",
            )
        elif last == 1:
            text = translate(
                "NetworkPanel",
                "The slope of {name} is 0, so gradient descent learns nothing in layer 1",
            )
        else:
            text = translate(
                "NetworkPanel",
                "The slope of {name} is 0, so gradient descent learns nothing in layers 1 to"
                " {last}",
            )
        return text.format(name=flat[-1], last=last)

    def paint_theme(self) -> None:
        self._add.setIcon(icon("add"))
        self._new_weights.setIcon(icon("random"))
        for row in self._rows:
            row.remove.setIcon(icon("remove"))
        buttons = (self._add, self._new_weights, *(row.remove for row in self._rows))
        for button in buttons:
            button.setIconSize(theme.icon_size())
        # In one column with the fields of the layers above, and indented as they are.
        self._output.setFixedWidth(layer_field().sizeHint().width())
        self._output.setIndent(theme.space(1.25))


def _output_tip(task: Task, neurons: int) -> str:
    """Return what each of so many output neurons stands for."""
    if isinstance(task, Values):
        return translate("NetworkPanel", "Neurons of the output layer: one for each value")
    if neurons < task.width:
        return translate(
            "NetworkPanel", "Neurons of the output layer: one, which tells two classes apart"
        )
    return translate("NetworkPanel", "Neurons of the output layer: one for each class")
