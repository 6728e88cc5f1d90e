"""How the window looks: its colours, dark and light, its three sizes of text, its spacing grid.

The application's palette is the one place that knows which theme is on, and its font how large
text is: painted widgets ask here when they paint, and Qt repaints them when one of both changes.
"""

import math

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

CHOICES = ("system", "dark", "light")
# Shares of the desktop's size: captions and axes; all other text; what is said first.
SIZES = {"small": 0.9, "text": 1.0, "large": 1.4}
TEXT_SIZES = (75, 90, 100, 110, 125, 150, 175, 200, 250)  # percent that may be chosen

# What Fusion draws a line around, of a darker shade of its palette's window.
_OUTLINED = ("QAbstractSpinBox", "QLineEdit", "QComboBox", "QAbstractButton")
_FUSION_DARKENS = 1.4
# How many times the least that rows of forms are apart: the most that a column has room for.
AIRS = (1.0, 1.2, 1.4, 1.6, 1.8)
TITLES = 20.5  # units of the grid: how wide the titles of a form's fields are, so these line up
_DESKTOP_FONT = "desktopFont"  # property of the application while its text has another size
# The application's font and its size in px, which a window asks for thousands of times.
_measured: list[tuple[QFont, int]] = []


class Theme(Struct, frozen=True):
    """One set of colours, as #rrggbb.

    Orange is positive and blue is negative wherever a sign is meant, and nowhere else; these two
    stay apart for every kind of colour blindness. `train` and `test` are the two sets of examples.
    `classes` have colours that mean nothing else, apart for colour-blind eyes, too; so have the
    `neurons` of a layer, where lines on a map are told apart, and `runs`.
    Whatever may be a text has a contrast of 4.5 and more to each ground, `edge` one of 3.
    """

    name: str
    window: str
    surface: str  # panels, inputs, plots
    raised: str  # buttons, headers
    border: str  # between parts, where nothing is lost if it is not seen
    edge: str  # around fields and boxes, which must be seen
    text: str
    muted: str
    accent: str  # focus, selection, the main button
    on_accent: str
    positive: str
    negative: str
    positive_ground: str  # of these two, large: faces of neurons, maps of values; never a text
    negative_ground: str
    train: str
    test: str
    error: str
    # Up to eight classes, by their order: as points and words, and as the ground of a map.
    classes: tuple[str, ...]
    class_grounds: tuple[str, ...]
    neurons: tuple[str, ...]  # a layer's, in turn: lines on a map, and their marks
    runs: tuple[str, ...]  # trainings beside each other, in turn: lines of charts

    def sign(self, value: float) -> str:
        """Return the colour of a number by its sign; what is not a number has that of an error."""
        if math.isnan(value):
            return self.error
        return self.positive if value >= 0 else self.negative


DARK = Theme(
    name="dark",
    window="#14161b",
    surface="#1b1e25",
    raised="#272b35",
    border="#363c49",
    edge="#727b8d",
    text="#e8eaee",
    muted="#9ba4b4",
    accent="#2fb68c",
    on_accent="#06140f",
    positive="#ff9f43",
    negative="#4da6ff",
    positive_ground="#e88b2e",
    negative_ground="#3a8de0",
    train="#f58bc0",
    test="#3fd39f",
    error="#ff6b6b",
    # Gold, violet, cyan, clay, white, grey, magenta, straw.
    classes=(
        *("#f4c900", "#8f86ff", "#1fd6f5", "#c47a5d"),
        *("#f2f4f6", "#95908f", "#e147b6", "#d8d592"),
    ),
    class_grounds=(
        *("#946600", "#40389c", "#0c6273", "#5c3020"),
        *("#6d7077", "#3a3736", "#5e1a4b", "#646236"),
    ),
    # Pink, green, salmon, lemon, ice, mauve, olive, pale green.
    neurons=(
        *("#ff78ff", "#00e169", "#f08787", "#f0ff3c"),
        *("#78ffff", "#c396d2", "#c3b43c", "#d2ffc3"),
    ),
    # Lemon, mint, crimson, violet, olive, peach, ice, blue.
    runs=(
        *("#f8ee28", "#8cffe7", "#db276c", "#9e02ff"),
        *("#6f7000", "#ffa87b", "#b0bcff", "#4f67c0"),
    ),
)
LIGHT = Theme(
    name="light",
    window="#f2f4f7",
    surface="#ffffff",
    raised="#e8ebf0",
    border="#cdd3dc",
    edge="#6f7785",
    text="#1c2028",
    muted="#5b6472",
    accent="#0a7558",
    on_accent="#ffffff",
    positive="#b04b00",
    negative="#1668c7",
    positive_ground="#f28a1e",
    negative_ground="#2f80dc",
    train="#b3246f",
    test="#08734f",
    error="#c62828",
    classes=(
        *("#8a6200", "#35249c", "#007a8f", "#401803"),
        *("#5f6066", "#0d1f26", "#bb32db", "#7c7440"),
    ),
    class_grounds=(
        *("#ffd968", "#a79bf5", "#8ad8e6", "#e0b296"),
        *("#d6d8dc", "#a9bdc5", "#f6c2fb", "#e6e1b4"),
    ),
    # Magenta, green, crimson, indigo, olive, purple, maroon, plum.
    neurons=(
        *("#c300a5", "#1e4b0f", "#d2004b", "#4b5af0"),
        *("#69690f", "#873ca5", "#782d3c", "#782d69"),
    ),
    # Indigo, teal, clay, umber, plum, petrol, lilac, vermilion.
    runs=(
        *("#5500ff", "#2099a2", "#ca6a55", "#292000"),
        *("#720093", "#00434a", "#ac65ff", "#f55100"),
    ),
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
    now = DARK if dark else LIGHT
    palette = _palette(now)
    QApplication.setPalette(palette)
    QToolTip.setPalette(palette)
    lines = QPalette(palette)
    lines.setColor(QPalette.ColorRole.Window, _lightened(now.edge))
    for name in _OUTLINED:
        QApplication.setPalette(lines, name)  # type: ignore[arg-type]  # its stub wants bytes


def set_text_size(percent: int) -> None:
    """Show all text of the application at `percent` of the desktop's size."""
    application = QGuiApplication.instance()
    if application is None:
        return
    desktop = application.property(_DESKTOP_FONT)
    if desktop is None and percent == 100:
        return  # nothing is set, and the font follows the desktop
    if desktop is None:
        desktop = QApplication.font()
    application.setProperty(_DESKTOP_FONT, None if percent == 100 else desktop)
    QApplication.setFont(_scaled(desktop, percent / 100))


def space(units: float) -> int:
    """Return so many units of the spacing grid in px: three make the size of the text.

    Whatever has a size has one in these, and grows with the text.
    """
    return round(exact(units))


def exact(units: float) -> float:
    """Return so many units, not rounded: whole pixels are too coarse for lines and dots."""
    font = QApplication.font()
    if not (_measured and font.isCopyOf(_measured[0][0])):
        _measured[:] = [(font, QFontInfo(font).pixelSize())]
    return units * _measured[0][1] / 3


def icon_size(large: bool = False) -> QSize:
    """Return the size of the icons beside text, or of the `large` ones that stand alone."""
    return QSize(space(4), space(4)) if not large else QSize(space(5), space(5))


def font(size: str = "text", strong: bool = False, times: float = 1.0) -> QFont:
    """Return the window's one face in one of SIZES, its figures of equal width.

    What is painted beside a picture that has room is so many `times` larger.
    """
    factor = SIZES[size] * times
    result = tabular(_scaled(QFont(), factor) if factor != 1 else QFont())
    if strong:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def tabular(font: QFont) -> QFont:
    """Return `font` with figures of equal width, so that changing numbers stand still."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def _scaled(font: QFont, factor: float) -> QFont:
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(factor * font.pointSizeF())
    else:
        result.setPixelSize(round(factor * font.pixelSize()))
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


def _lightened(text: str) -> QColor:
    """Return the colour that Fusion makes `text`, #rrggbb, of when it draws an outline."""
    now = QColor(text)
    value = min(_FUSION_DARKENS * now.valueF(), 1.0)
    return QColor.fromHsvF(now.hsvHueF(), now.hsvSaturationF(), value)
