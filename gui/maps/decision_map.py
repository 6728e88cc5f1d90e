"""The decision map: what the network answers everywhere on the plane, and where the examples are.

Whoever draws on it sets `tool`.
"""

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from core.data.tasks import Classes
from core.example import Example
from gui.by_hand import ByHand
from gui.colouring import Colouring
from gui.diagram.scene import layer_name
from gui.examples import Examples
from gui.maps.answer_colours import MODES
from gui.maps.lines import MOST_LINES
from gui.maps.lines_seen import LinesSeen
from gui.maps.map_foot import MapFoot
from gui.maps.map_view import MapView
from gui.maps.model import MapModel
from gui.maps.tool import Tool
from gui.panels.field_guard import guard_fields
from gui.panels.set_words import test_words
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import Shrinking, labelled, narrow, spaced


class DecisionMap(Shrinking):
    """The map with its choices above and its legend below."""

    def __init__(
        self,
        session: Session,
        examples: Examples,
        selection: Selection,
        colouring: Colouring,
        probe: Probe,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "decisionMap", translate("DecisionMap", "Decision map"))
        self._session = session
        self._by_hand = ByHand(session)
        self._before: Example | None = None  # the example before the last click
        self._stroke = object()  # all that is dragged from there on
        self.model = MapModel(session, colouring, self)
        self.lines = LinesSeen(self.model, selection, self)
        self.view = MapView(session, self.model, self.lines, colouring)
        self._make_choices()
        self._fill_modes()
        self._fill_lines()
        self._modes.currentIndexChanged.connect(
            lambda: self.model.choose(mode=self._modes.currentData())
        )
        self._lines.currentIndexChanged.connect(
            lambda: self.model.choose(layer=self._lines.currentData())
        )
        self._tests.toggled.connect(lambda on: self.model.choose(tests=on))
        self._each.toggled.connect(lambda on: self.model.choose(each=on))
        self._foot = MapFoot(session, self.model, probe, colouring)
        self._lay_out()
        self.view.pointed.connect(probe.look_at)
        self.view.chosen.connect(examples.show)
        self.view.placed.connect(self._place)
        self.view.begun.connect(self._begin)
        self.view.put_back.connect(self._put_back)
        # The line of another run that comes under the mouse is nobody's choice.
        session.run_changed.connect(lambda: self.lines.point_at(None))
        session.experiment_changed.connect(self._take_experiment)
        self._take_experiment()

    def _make_choices(self) -> None:
        self._modes = labelled(
            QComboBox(),
            "decisionMapMode",
            translate("DecisionMap", "What the colours show"),
            translate("DecisionMap", "What the colours of the map show"),
        )
        self._lines = labelled(
            QComboBox(),
            "decisionMapLines",
            translate("DecisionMap", "Lines of a layer"),
            translate(
                "DecisionMap",
                "Where each neuron of a layer has z = 0. Of many neurons, those are drawn that the"
                " next layer listens to most.",
            ),
        )
        for combo in (self._modes, self._lines):
            narrow(combo, 3)
        guard_fields(self._modes, self._lines)
        self._tests = labelled(
            QCheckBox(),
            "decisionMapTests",
            translate("DecisionMap", "Points that are not trained on (squares)"),
            translate(
                "DecisionMap",
                "Show the points that are not trained on. A ring marks a wrong answer.",
            ),
        )
        self._tests.setChecked(True)
        self._each = labelled(
            QCheckBox(translate("DecisionMap", "Each class")),
            "decisionMapEach",
            "",
            translate("DecisionMap", "Give every class a map of its own"),
        )

    def _lay_out(self) -> None:
        choices = spaced(QGridLayout(), spacing=1, across=2)
        choices.addWidget(self._modes, 0, 0)
        choices.addWidget(self._lines, 0, 1)
        choices.addWidget(self._tests, 1, 0)
        choices.addWidget(self._each, 1, 1)
        self._column = spaced(QVBoxLayout(self), (2, 1, 2, 2), 1.5)
        self._column.addLayout(choices)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self._foot)

    @property
    def tool(self) -> Tool | None:
        """What the left button does on the map; None: it chooses points."""
        return self.view.tool

    @tool.setter
    def tool(self, tool: Tool | None) -> None:
        self.view.tool = tool
        self._foot.brief = tool is not None

    def hold(self, tools: QWidget) -> None:
        """Show `tools` above the map, under its choices."""
        self._column.insertWidget(1, tools)

    # How it is done.

    def _begin(self) -> None:
        self._before, self._stroke = self._session.example, object()

    def _place(self, at: tuple[float, float], label: int | None) -> None:
        """Show the user's own example at a point."""
        self._by_hand.put(np.array(at), self._stroke, label)

    def _put_back(self) -> None:
        """Show again what was shown before the click that turned out to be the first of two."""
        if self._before is not None and self._before is not self._session.example:
            self._by_hand.put_back(self._before, self._stroke)

    def _fill_modes(self) -> None:
        classes = isinstance(self._session.experiment.task, Classes)
        words = {
            "shades": translate("DecisionMap", "Shades"),
            "decision": translate("DecisionMap", "Decision only")
            if classes
            else translate("DecisionMap", "In steps"),
            "unsure": translate("DecisionMap", "Where it is unsure"),
            "errors": translate("DecisionMap", "Where it is wrong"),
            "change": translate("DecisionMap", "What has changed"),
        }
        modes = [mode for mode in MODES if classes or mode != "unsure"]
        self._fill(self._modes, [(words[mode], mode) for mode in modes], self.model.mode)
        self.model.choose(mode=self._modes.currentData())

    def _fill_lines(self) -> None:
        network = self._session.experiment.network
        entries: list[tuple[str, object]] = [(translate("DecisionMap", "No lines"), 0)]
        for layer in range(1, len(network.layers) + 1):
            name = layer_name(network, layer)
            text = translate("DecisionMap", "Lines of {layer}").format(layer=name)
            if network.sizes[layer] > MOST_LINES:
                text = translate("DecisionMap", "%n lines of {layer}", "", MOST_LINES)
                text = text.format(layer=name)
            entries.append((text, layer))
        self._fill(self._lines, entries, self.model.layer)
        self.model.choose(layer=self._lines.currentData())

    def _fill(self, combo: QComboBox, entries: list[tuple[str, object]], chosen: object) -> None:
        with QSignalBlocker(combo):
            combo.clear()
            for text, value in entries:
                combo.addItem(text, value)
            combo.setCurrentIndex(max(combo.findData(chosen), 0))

    def _take_experiment(self) -> None:
        points, plane = self.model.points, self.model.kind is not None
        self._each.setVisible(plane and self.model.several)
        self._tests.setVisible(points is not None and len(points) > points.trained)
        self._tests.setText(test_words(self._session.experiment.source).points)
        if plane:
            self._fill_modes()
            self._fill_lines()
