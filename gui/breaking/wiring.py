"""How the damage works together with the rest of the window."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from gui.backend_link import BackendLink
from gui.breaking.band import DamageBand
from gui.breaking.owner import Breaking
from gui.breaking.scores import Scores
from gui.diagram.view import Diagram
from gui.selection import Target
from gui.translation import translate


def wire_breaking(scores: Scores, link: BackendLink, diagram: Diagram) -> None:
    """The band over the diagram; what was kept back until it is painted is shown at once."""
    DamageBand(scores, diagram, diagram.findChild(QWidget, "pastBand"))
    scores.breaking.changed.connect(link.coming.prepare_again)


def offer_breaking(
    breaking: Breaking, more: Callable[[QMenu, Target], None]
) -> Callable[[QMenu, Target], None]:
    """Return what puts into a neuron's menu, after `more`, that it is switched off, or on."""

    def offer(menu: QMenu, target: Target) -> None:
        more(menu, target)
        if len(target) == 2:
            menu.addSeparator()
            action = menu.addAction(breaking.toggle_words(target))
            action.setObjectName("switchOff")
            action.triggered.connect(lambda: breaking.toggle(target))
        if breaking.damage:
            mend = menu.addAction(translate("Breaking", "Mend the network"))
            mend.setObjectName("mendHere")
            mend.triggered.connect(breaking.mend)

    return offer
