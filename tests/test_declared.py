"""Actions of the window and their tooltips."""

import pytest
from PySide6.QtGui import QAction, Qt, QTextDocument

from gui.declared import tell


@pytest.fixture
def action(qapp):
    return QAction(shortcut="F7")


def test_a_tooltip_says_the_keys_where_there_are_any(action):
    tell(action, "Undo Show it")
    assert action.toolTip() == "Undo Show it (F7)"
    action.setShortcuts([])
    tell(action, "Undo Show it")
    assert action.toolTip() == "Undo Show it"


@pytest.mark.parametrize("name", ["<img src='a.png'> <b>hi</b>", "a & b <i>c", "&lt;"])
def test_a_name_from_a_file_is_shown_as_it_stands(action, name):
    assert Qt.mightBeRichText(f"Undo Show {name}")
    tell(action, f"Undo Show {name}")
    shown = QTextDocument()
    shown.setHtml(action.toolTip())
    assert Qt.mightBeRichText(action.toolTip())
    assert shown.toPlainText() == f"Undo Show {name} (F7)"
