"""Choosing and shaping the source of data: what stays, and what begins again."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.beginnings import beginning, same_choice, same_family
from core.data import Curve, Gate, Plane, Points, Source
from gui.errors import sentence
from gui.panels.source_words import title
from gui.session import Session
from gui.translation import translate


class SourceChange(QObject):
    """Asks the session for other data; what it refuses is told in a sentence.

    It remembers how sources were shaped, and points and curves made by hand, for when they are
    chosen again.
    """

    refused = Signal(str)  # why; empty: the last wish was granted

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shaped: dict[type, Source] = {}
        session.experiment_changed.connect(self._remember)
        self._remember()

    def choose(self, chosen: Source) -> None:
        """Learn from `chosen`, shaped as its like was: its amounts, its inputs.

        A source of another family begins with a small network for it; within one the network
        stays, as far as it fits.
        """
        now = self._session.experiment.source
        if now is not None and same_choice(now, chosen):
            self.refused.emit("")
            return

        def ask() -> None:
            source = self._as_shaped(chosen)
            text = translate("SourceChange", "Choose {title}").format(title=title(source))
            if same_family(now, source):
                self._session.change_source(source, text)
            else:
                self._session.change_experiment(beginning(source), text)

        self._attempt(ask)

    def shape(self, text: str, **fields: object) -> None:
        """Change `fields` of the source; `text` names the change in the Edit menu.

        What was typed for a source that is gone is passed over.
        """
        source = self._session.experiment.source
        if source is not None and set(fields) <= set(source.__struct_fields__):
            self._attempt(lambda: self._session.change_source(replace(source, **fields), text))

    def _attempt(self, ask: Callable[[], None]) -> None:
        try:
            ask()
        except ValueError as error:
            self.refused.emit(sentence(error))
        else:
            self.refused.emit("")

    def _as_shaped(self, chosen: Source) -> Source:
        """Return `chosen` with whatever else was set of its kind, and with the inputs in use."""
        shaped = self._shaped.get(type(chosen), chosen)
        now = self._session.experiment.source
        match chosen:
            case Plane(shape=shape) if isinstance(shaped, Plane):
                shaped = replace(shaped, shape=shape)
            case Gate(gate=gate) if isinstance(shaped, Gate):
                shaped = replace(shaped, gate=gate)
            case Curve(shapes=shapes) if isinstance(shaped, Curve):
                shaped = replace(shaped, shapes=shapes)
        if isinstance(shaped, Plane | Points) and isinstance(now, Plane | Points):
            shaped = replace(shaped, features=now.features)
        return shaped

    def _remember(self) -> None:
        source = self._session.experiment.source
        if source is not None:
            self._shaped[type(source)] = source
