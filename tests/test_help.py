"""Help: every key is listed, every part is explained, the guide is the README."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWhatsThis, QWidget

from gui import help as help_texts
from gui import theme
from gui.colouring import Colouring
from gui.late_panel import LatePanel
from tests.processes import ROOT


@pytest.fixture
def window(lent_window):
    return lent_window


def read(window, action, dialog):
    """What the dialog that `action` opens says."""
    window.actions_by_name[action].trigger()
    return window.findChild(QTextBrowser, f"{dialog}Text").toPlainText()


def test_every_action_with_keys_is_listed_with_them(window):
    text = read(window, "shortcutsAction", "shortcutsDialog")
    form = QKeySequence.SequenceFormat.NativeText
    for action in window.actions_by_name.values():
        for key in action.shortcuts():
            words = re.escape(action.text().replace("&", ""))
            assert re.search(rf"{words}\s.*{re.escape(key.toString(form))}", text), words
    assert "Diagram" in text
    assert "wheel" in text


def test_the_guide_is_the_readme(window):
    text = read(window, "guideAction", "guideDialog")
    assert help_texts.guide() == (ROOT / "README.md").read_text(encoding="utf-8")
    assert "What you can do" in text
    assert "## " not in text  # it is rendered


def test_the_guides_pictures_fit_its_window(qtbot, window):
    window.actions_by_name["guideAction"].trigger()
    view = window.findChild(QTextBrowser, "guideDialogText")
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    assert view.horizontalScrollBar().maximum() == 0


def test_the_guides_pictures_have_their_room_at_once_and_come_one_a_turn(qtbot, window):
    window.actions_by_name["guideAction"].trigger()
    view = window.findChild(QTextBrowser, "guideDialogText")
    names = re.findall(r"!\[[^]]*\]\(([^)]+)\)", help_texts.guide())
    assert len(names) > 3

    def there():
        image = QTextDocument.ResourceType.ImageResource
        document = view.document()
        return [document.resource(image, QUrl(name)).width() > 1 for name in names].count(True)

    assert there() == 0
    high, seen = view.document().size().height(), []
    qtbot.waitUntil(lambda: seen.append(there()) or there() == len(names))
    assert len(set(seen)) > 2
    assert view.document().size().height() == high
    # What was painted of the first is the picture itself, one point of it a pixel.
    view.verticalScrollBar().setValue(0)
    picture = view.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(names[0]))
    assert view.viewport().width() * 0.5 < picture.width() <= view.viewport().width()


def test_a_dialog_that_is_open_is_not_opened_twice(window):
    for _ in range(2):
        window.actions_by_name["guideAction"].trigger()
    assert len(window.findChildren(QTextBrowser, "guideDialogText")) == 1


def test_every_part_of_the_window_is_explained(window):
    for late in window.findChildren(LatePanel):
        late.make()
    explanations = help_texts.explanations(theme.current())
    help_texts.explain(window, theme.current())
    for name, text in explanations.items():
        part = window.findChild(QWidget, name)
        assert part is not None, name
        assert part.whatsThis() == text
    docks = {dock.objectName().removesuffix("Dock") for dock in window.docks}
    assert docks <= set(explanations)


def test_hues_are_named_as_the_palette_has_them(window):
    colouring, diagram = window.findChild(Colouring), window.findChild(QWidget, "diagram")
    said = []
    for palette in ("purple-green", "orange-blue"):
        colouring.choose(palette=palette)
        window.actions_by_name["whatsThisAction"].trigger()
        QWhatsThis.leaveWhatsThisMode()
        said.append((diagram.whatsThis(), window.findChild(QWidget, "inputSwitches").whatsThis()))
    for (lines, inputs), (positive, negative) in zip(
        said, (("purple", "green"), ("orange", "blue")), strict=True
    ):
        assert f"{positive} where it is positive and {negative} where it is negative" in lines
        assert f"where that is positive, {positive}, and negative, {negative}." in inputs
