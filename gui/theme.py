"""Dark and light: the colours of the window and of everything painted in it.

The application's palette is the one place that knows which theme is on: painted widgets ask
`current()` when they paint and are repainted by Qt when the palette changes.
"""

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

CHOICES = ("system", "dark", "light")


class Theme(Struct, frozen=True):
    """One set of colours, as #rrggbb.

    Orange is positive and blue is negative wherever a sign is meant, and nowhere else; these two
    stay apart for every kind of colour blindness. `train` and `test` are the two sets of examples.
    """

    name: str
    window: str
    surface: str  # panels, inputs, plots
    raised: str  # buttons, headers
    border: str
    text: str
    muted: str
    accent: str  # focus, selection, the main button
    on_accent: str
    positive: str
    negative: str
    train: str
    test: str
    error: str


DARK = Theme(
    name="dark",
    window="#14161b",
    surface="#1b1e25",
    raised="#272b35",
    border="#363c49",
    text="#e8eaee",
    muted="#9ba4b4",
    accent="#2fb68c",
    on_accent="#06140f",
    positive="#ff9f43",
    negative="#4da6ff",
    train="#b99af7",
    test="#3fd39f",
    error="#ff6b6b",
)
LIGHT = Theme(
    name="light",
    window="#f2f4f7",
    surface="#ffffff",
    raised="#e8ebf0",
    border="#cdd3dc",
    text="#1c2028",
    muted="#5b6472",
    accent="#0b7f5d",
    on_accent="#ffffff",
    positive="#d4620a",
    negative="#1668c7",
    train="#7443d1",
    test="#0b8a63",
    error="#c62828",
)


def current() -> Theme:
    """Return the theme in force, told by the application's palette."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def colour(text: str, alpha: float = 1.0) -> QColor:
    """Return `#rrggbb` as a colour with opacity `alpha`, 0 to 1."""
    result = QColor(text)
    result.setAlphaF(alpha)
    return result


def apply(choice: str) -> None:
    """Put "dark", "light" or the desktop's ("system") theme on the application.

    Its style must be Fusion.
    """
    dark = choice == "dark" or (
        choice == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    palette = _palette(DARK if dark else LIGHT)
    QApplication.setPalette(palette)
    QToolTip.setPalette(palette)


def check_box() -> str:
    """Return the style sheet of a check box: Fusion's own is lost in the dark."""
    now = current()
    return f"""
        QCheckBox::indicator {{ width: 12px; height: 12px; border: 1px solid {now.muted};
                                border-radius: 3px; background: {now.surface}; }}
        QCheckBox::indicator:checked {{ background: {now.accent}; border-color: {now.accent}; }}
        QCheckBox::indicator:focus {{ border-color: {now.accent}; }}
    """


def tabular(font: QFont) -> QFont:
    """Return `font` with figures of equal width, so that changing numbers stand still."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, text in (
        ((role.Window,), theme.window),
        ((role.Base, role.AlternateBase), theme.surface),
        ((role.Button, role.Light, role.Midlight, role.ToolTipBase), theme.raised),
        ((role.Mid, role.Dark, role.Shadow), theme.border),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), theme.text),
        ((role.PlaceholderText,), theme.muted),
        ((role.Highlight, role.Accent, role.Link), theme.accent),
        ((role.HighlightedText, role.BrightText), theme.on_accent),
    ):
        for one in roles:
            palette.setColor(one, QColor(text))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, colour(theme.muted, 0.6))
    return palette
