"""A picture that was dropped on the pad or pasted: what was found in it, and how that is shown."""

from pathlib import Path

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QMimeData, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from core.identity import SUFFIX
from core.ink.found import BLANK, Found
from core.wording import SentenceError
from gui import theme
from gui.translation import translate, worded

_MARGIN = 2  # units of the grid around picture and notes, and half of it between them
_STRIPE = 4  # px of the picture: what was taken away is struck through by stripes so wide
_OTHER = 0.45  # opacity of the digits that are not looked at
_STRUCK = 0.55  # opacity of the stripes, and
_PALE = 0.2  # between them
_TEXT = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class DroppedPicture(Struct, frozen=True, eq=False):
    """What was found in a picture, and which of its digits, from 0, the network reads."""

    found: Found
    chosen: int = 0

    @staticmethod
    def of(data: QMimeData) -> "DroppedPicture":
        """Return what is found in the picture in `data`. OSError or ValueError: why there is none.

        What finds it is loaded when the first picture comes, not when the window opens.
        """
        from core.ink.find import find
        from gui.image_file import grey_of, read_grey

        path = _file(data)
        found = find(read_grey(path) if path else grey_of(_image(data)))
        if not found.digits:
            raise SentenceError(BLANK)
        return DroppedPicture(found)

    @property
    def inputs(self) -> np.ndarray:
        """The chosen digit as the network's input, float32 [256]."""
        return self.found.inputs[self.chosen]

    @property
    def notes(self) -> str:
        """What there is to say: what was taken away, and which digits there are to choose from."""
        said = [worded(note) for note in self.found.notes]
        if len(self.found.digits) > 1:
            said.append(translate("DroppedPicture", "Click a digit to let the network read it."))
        return " ".join(said)

    def digit_at(self, place: QPointF, room: QRectF, metrics: QFontMetrics) -> int | None:
        """Return which digit is painted at `place`, if there are several."""
        area, _ = self._areas(room, metrics)
        height, width = self.found.away.shape
        column = (place.x() - area.x()) / area.width() * width
        row = (place.y() - area.y()) / area.height() * height
        for index, digit in enumerate(self.found.digits if len(self.found.digits) > 1 else ()):
            rows, columns = np.flatnonzero(digit.any(axis=1)), np.flatnonzero(digit.any(axis=0))
            if rows[0] <= row < rows[-1] + 1 and columns[0] <= column < columns[-1] + 1:
                return index
        return None

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint the picture into `room`, and under it what there is to say."""
        now = theme.current()
        area, foot = self._areas(room, painter.fontMetrics())
        painter.drawImage(area, inked_digits(self, now))
        painter.setPen(theme.colour(now.muted))
        painter.drawText(foot, _TEXT, self.notes)

    def _areas(self, room: QRectF, metrics: QFontMetrics) -> tuple[QRectF, QRectF]:
        """Return the places of the picture, as large as it can be, and of the notes under it."""
        margin = theme.space(_MARGIN)
        room = room.adjusted(margin, margin, -margin, -margin)
        needed = metrics.boundingRect(room.toRect(), _TEXT, self.notes).height()
        foot = QRectF(room)
        foot.setTop(room.bottom() - (min(needed, room.height() / 2) if self.notes else 0))
        room.setBottom(foot.top() - margin / 2)
        height, width = self.found.away.shape
        size = QSizeF(width, height).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(room.topLeft(), size)
        area.moveCenter(room.center())
        return area, foot


def holds_picture(data: QMimeData) -> bool:
    """Whether `data` is a picture, or a file that may be one; a saved network is for the window."""
    path = _file(data)
    return data.hasImage() or (path is not None and path.suffix.lower() != SUFFIX)


def inked_digits(dropped: DroppedPicture, now: theme.Theme) -> QImage:
    """Return the digits in ink, the chosen one strongest; what was taken away is struck through."""
    away = dropped.found.away
    height, width = away.shape
    opacity = np.zeros((height, width))
    for index, digit in enumerate(dropped.found.digits):
        np.maximum(opacity, digit * (1 if index == dropped.chosen else _OTHER), out=opacity)
    stripes = np.add.outer(np.arange(height), np.arange(width)) % (2 * _STRIPE) < _STRIPE
    opacity[away] = np.where(stripes, _STRUCK, _PALE)[away]
    picture = np.empty((height, width, 4), np.uint8)
    picture[..., 3] = np.rint(255 * opacity)
    for name, where in ((now.text, ~away), (now.error, away)):
        colour = theme.colour(name)
        picture[where, :3] = (colour.red(), colour.green(), colour.blue())
    kind = QImage.Format.Format_RGBA8888
    # A copy: the picture would not keep the bytes.
    return QImage(picture.tobytes(), width, height, 4 * width, kind).copy()


def _image(data: QMimeData) -> QImage:
    """Return the picture in `data`. ValueError: what another program calls one cannot be read."""
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        raise ValueError(translate("DroppedPicture", "The picture cannot be read."))
    return image


def _file(data: QMimeData) -> Path | None:
    """Return the first file in `data`, if it is here and not on another machine."""
    local = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(local[0]) if local else None
