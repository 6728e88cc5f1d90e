"""The walkthrough's panel: how to begin a walk, and its page once one has begun."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from gui import theme
from gui.colouring import Colouring
from gui.session import Session
from gui.translation import translate
from gui.walk.player import Player
from gui.widgets import labelled

if TYPE_CHECKING:
    from gui.walk.page import WalkPage

# Units of the grid that the page of a walk is high at least, and no more of the screen's height.
_LEAST, _LEAST_SHARE = 48, 0.37


class WalkthroughPanel(QWidget):
    """Makes the page when TensorFlow is ready, or when a walk begins: opening needs none."""

    pointed = Signal(object)  # at (unit, term) in a matrix, or None
    wrong_asked = Signal()  # an example that is answered wrongly

    def __init__(
        self,
        session: Session,
        player: Player,
        colouring: Colouring,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "walkthroughPanel", translate("Walkthrough", "Walkthrough"))
        self._session, self._player = session, player
        self._colouring, self._actions = colouring, actions
        self.page: WalkPage | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._make_empty(actions["walkthroughAction"]))
        player.walk_changed.connect(self._show)
        session.backend_changed.connect(self._show)

    def minimumSizeHint(self) -> QSize:
        """As high as the page, also before there is one: nothing moves when it is made."""
        least = min(
            theme.space(_LEAST), round(_LEAST_SHARE * self.screen().availableSize().height())
        )
        return super().minimumSizeHint().expandedTo(QSize(0, least))

    def _make_empty(self, action: QAction) -> QWidget:
        box = QWidget()
        hint = labelled(
            QLabel(
                translate(
                    "Walkthrough",
                    "Follow one example through the network and back, number by number.\n"
                    "Choose an example or make your own, then press Walk.",
                ),
                alignment=Qt.AlignmentFlag.AlignCenter,
                wordWrap=True,
            ),
            "walkHint",
        )
        button = labelled(QToolButton(), "walkthroughActionButton", action.text())
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        column = QVBoxLayout(box)
        column.addStretch(1)
        column.addWidget(hint)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return box

    def _show(self) -> None:
        walks = self._player.walk is not None
        if not self.page and (walks or self._session.backend.phase == "ready"):
            self._make_page()
        if not walks:
            self._pages.setCurrentIndex(0)

    def _make_page(self) -> None:
        from gui.walk.page import WalkPage

        self.page = WalkPage(self._session, self._player, self._colouring, self._actions)
        self.page.rendered.connect(self._show_page)
        self.page.matrices.pointed.connect(self.pointed)
        self.page.nothing.wrong_asked.connect(self.wrong_asked)
        self._pages.addWidget(self.page)
        self.page.render_step()

    def _show_page(self, text: str) -> None:
        if self.page:
            self._pages.setCurrentWidget(self.page)
        self.setAccessibleDescription(text)
