"""What the menu of a neuron offers of damage."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from gui.breaking.owner import Breaking
from gui.selection import Target
from gui.translation import translate


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
