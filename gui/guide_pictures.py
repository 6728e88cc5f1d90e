"""The pictures of the guide: their room at once, themselves one a turn of the event loop.

All at once they would hold the window for a quarter of a second.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QImageReader, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextBrowser

_PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")  # its file's name
_RESOURCE = QTextDocument.ResourceType.ImageResource


class GuidePictures(QTimer):
    """Shows the pictures of the Markdown `text` in `view`, `width` wide at most, in their order.

    They lie in `folder`; one that is not installed is left out. It ends when all are there.
    """

    def __init__(self, view: QTextBrowser, text: str, folder: Path, width: int) -> None:
        super().__init__(view, interval=0)
        self._view, self._folder = view, folder
        self._ratio = view.devicePixelRatioF()
        names = list(dict.fromkeys(_PICTURE.findall(text)))
        # In pixels of the screen; only the heads of the files are read.
        self._sizes = {
            name: _fitting(QImageReader(str(folder / name)).size(), round(width * self._ratio))
            for name in names
        }
        self._left = iter(names)
        for name in names:
            view.document().addResource(_RESOURCE, QUrl(name), _nothing())
        self._give_room()
        self.timeout.connect(self._show_next)
        self.start()

    def _give_room(self) -> None:
        cursor = QTextCursor(self._view.document())
        cursor.beginEditBlock()
        for start, end in list(_images(self._view.document())):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            image = cursor.charFormat().toImageFormat()
            size = self._sizes.get(image.name(), QSize())
            if size.isValid():
                image.setWidth(size.width() / self._ratio)
                image.setHeight(size.height() / self._ratio)
                cursor.setCharFormat(image)
        cursor.endEditBlock()

    def _show_next(self) -> None:
        name = next(self._left, None)
        if name is None:
            self.stop()
            return
        size, picture = self._sizes[name], QImage(str(self._folder / name))
        if not picture.isNull() and picture.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        self._view.document().addResource(_RESOURCE, QUrl(name), picture)
        self._view.viewport().update()


def _fitting(size: QSize, width: int) -> QSize:
    """Return `size`, made smaller where it is wider than `width`."""
    if size.width() <= width:
        return size
    return QSize(width, max(1, round(size.height() * width / size.width())))


def _nothing() -> QImage:
    """Return what stands for a picture that is not there yet: else Qt looks for its file."""
    nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
    nothing.fill(Qt.GlobalColor.transparent)
    return nothing


def _images(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """Yield where each image of `document` begins and ends."""
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().objectType() == QTextFormat.ObjectTypes.ImageObject.value:
                yield piece.position(), piece.position() + piece.length()
            pieces += 1
        block = block.next()
