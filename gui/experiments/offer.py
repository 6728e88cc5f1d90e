"""The line that offers what was left unfinished before, until it is answered."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.experiments.owner import Experiments
from gui.experiments.quantities import title_of
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced


class ExperimentOffer(ThemedWidget):
    """Says what was left, and what is wrong; hidden where there is neither."""

    def __init__(self, owner: Experiments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = owner
        self._said = labelled(QLabel(wordWrap=True), "experimentOfferSaid")
        self._trouble = labelled(QLabel(wordWrap=True), "experimentTrouble")
        self._go_on, self._discard = (
            labelled(QPushButton(text), name, text, tip)
            for name, text, tip in (
                (
                    "experimentOfferGoOn",
                    translate("Experiments", "Go on with it"),
                    translate("Experiments", "Make the runs that are left"),
                ),
                (
                    "experimentOfferDiscard",
                    translate("Experiments", "Discard"),
                    translate("Experiments", "Forget it, and the runs that were made"),
                ),
            )
        )
        self._go_on.clicked.connect(owner.take_offer)
        self._discard.clicked.connect(owner.discard_offer)
        self._line = QWidget()
        row = spaced(QHBoxLayout(self._line), spacing=2)
        row.addWidget(self._said, 1)
        row.addWidget(self._go_on)
        row.addWidget(self._discard)
        column = spaced(QVBoxLayout(self), spacing=0.5)
        column.addWidget(self._line)
        column.addWidget(self._trouble)
        owner.offer_changed.connect(self._show)
        owner.state_changed.connect(self._show)
        self.follow_theme()

    def _show(self) -> None:
        offer, trouble = self._owner.offer, self._owner.trouble
        if offer:
            runs = offer.sweep.runs
            text = translate(
                "Experiments",
                "Your last experiment was not finished: it made {ended} of {all} run(s)"
                " ({varied}).",
                "",
                runs,
            )
            varied = ", ".join(title_of(axis.name) for axis in offer.sweep.axes)
            ended = sum(row.outcome is not None for row in offer.rows)
            told = varied or translate("Experiments", "the seed alone")
            self._said.setText(text.format(varied=told, ended=ended, all=runs))
        self._trouble.setText(trouble)
        self._line.setVisible(offer is not None)
        self._trouble.setVisible(bool(trouble))
        self.setVisible(offer is not None or bool(trouble))

    def paint_theme(self) -> None:
        inked(self._trouble, theme.current().error)
        self._show()
