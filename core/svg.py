"""Whether a drawing (SVG) is one that may be painted: it is whole by itself, and not endless.

Qt paints what a drawing refers to: other files, whatever they are, and parts of itself over and
over, of which a thousand bytes can ask for a thousand million. A picture that is written within it
may be a drawing, too, and refer to files.
"""

import re
import zlib
from xml.etree import ElementTree

from core.wording import QT_TRANSLATE_NOOP, SentenceError

MOST_BYTES = 1 << 24  # of a drawing, unpacked
MOST_PARTS = 100_000  # to be painted
_FILTER = 10_000  # a step of a filter is as much work as so many parts
_MOST_PICTURES = 1  # within a drawing: each may take as much memory as a picture may
# What a PNG, a JPEG and a GIF begin with: Qt goes by that alone.
_PICTURES = ("iVBORw0KGgo", "/9j/", "R0lGOD")
_PACKED = b"\x1f\x8b"  # so begins a file of gzip
_ELSEWHERE = re.compile(rb"""href\s*=\s*(?!["']\s*(?:#|data:))|@import|<!ENTITY""", re.IGNORECASE)
_ENCODING = re.compile(
    rb"""^\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii|iso-8859-1)""", re.IGNORECASE
)
_WITHIN = re.compile(r"url\(\s*[\"']?#([^)\"']+)|^#(.+)")


def check(data: bytes, name: str) -> None:
    """Raise ValueError unless the drawing in `data`, which gzip may have packed, may be painted.

    A sentence about `name` says why not.
    """
    if data.startswith(_PACKED):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES + 1)
        except zlib.error as error:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "{path} is damaged: it cannot be unpacked."), path=name
            ) from error
    if len(data) > MOST_BYTES:
        _refuse_size(name)
    if _ELSEWHERE.search(data) or _ENCODING.search(data):
        _refuse_reference(name)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "{path} is damaged: it is not a whole drawing."), path=name
        ) from error
    within = _within(root)
    if not all(written.startswith(_PICTURES) for written in within):
        _refuse_reference(name)
    if len(within) > _MOST_PICTURES or _parts(root) > MOST_PARTS:
        _refuse_size(name)


def _refuse_reference(name: str) -> None:
    text = QT_TRANSLATE_NOOP(
        "Core", "{path} refers to other files. A drawing must hold all that is seen in it."
    )
    raise SentenceError(text, path=name)


def _within(root: ElementTree.Element) -> list[str]:
    """Return the pictures that are written within a drawing, where Qt looks for them."""
    values = (value for element in root.iter() for value in element.attrib.values())
    return [
        value.rpartition("base64,")[2].lstrip()
        for value in values
        if "base64," in value or value.lstrip().lower().startswith("data:")
    ]


def _refuse_size(name: str) -> None:
    text = QT_TRANSLATE_NOOP("Core", "{path} is too large a drawing: it has too many parts.")
    raise SentenceError(text, path=name)


def _parts(root: ElementTree.Element) -> float:
    """Return how many parts are painted, those that are referred to as often as they are."""
    elements = list(root.iter())
    by_id = {name: one for one in elements if (name := one.get("id"))}
    known: dict[ElementTree.Element, float] = {}
    opened: set[ElementTree.Element] = set()
    # Without recursion: a drawing may be deeper than Python's stack.
    ahead = [root]
    while ahead:
        element = ahead[-1]
        inner = [*element, *_referred(element, by_id)]
        if element not in opened:
            opened.add(element)
            ahead += [one for one in inner if one not in opened]
            continue
        ahead.pop()
        if element not in known:
            own = _FILTER if element.tag.rpartition("}")[2].startswith("fe") else 1
            # What refers to itself Qt paints once: it is not known yet.
            known[element] = own + sum(known.get(one, 0) for one in inner)
    return known[root]


def _referred(
    element: ElementTree.Element, by_id: dict[str, ElementTree.Element]
) -> list[ElementTree.Element]:
    found = [match for value in element.attrib.values() for match in _WITHIN.finditer(value)]
    return [by_id[name] for match in found if (name := match[1] or match[2]) in by_id]
