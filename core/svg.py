"""Whether a drawing (SVG) is one that may be painted: it is whole by itself, and not endless.

Qt paints what a drawing refers to: other files, whatever they are, and parts of itself over and
over, of which a thousand bytes can ask for a thousand million. A picture that is written within it
may be a drawing, too, and refer to files.

Qt is given the very text that was looked at: the file it might decode, or unpack, otherwise.
"""

import codecs
import re
import zlib
from xml.etree import ElementTree

from core.wording import QT_TRANSLATE_NOOP, SentenceError

MOST_BYTES = 1 << 24  # of a drawing, unpacked
MOST_PARTS = 100_000  # to be painted
_FILTER = 10_000  # a step of a filter is as much work as so many parts
_MOST_PICTURES = 1  # within a drawing: each may take as much memory as a picture may
_PACKED = b"\x1f\x8b"  # so begins a file of gzip
_UTF_16 = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE
_ENCODINGS = "utf-8", "utf-16", "us-ascii", "iso-8859-1"
_ENCODING = re.compile(rb"""\s*<\?xml\s[^>]*encoding\s*=\s*["']([\w.-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*(?:<\?xml\s.*?\?>\s*)?", re.DOTALL)
_UTF_8 = '<?xml version="1.0"?>'  # declares nothing else
# What is put in from elsewhere, or for a name: it would not stand where it is looked for.
_ELSEWHERE = re.compile(r"<\?xml-stylesheet|@import|<!ENTITY|<!ATTLIST", re.IGNORECASE)
# A PNG, a JPEG or a GIF by what it begins with: Qt goes by that alone. What cannot be decoded Qt
# takes for the name of a file: of these signs alone it leads nowhere.
_PICTURE = re.compile(
    r"\s*data:[\w/+;=-]*;base64,\s*(?:iVBORw0KGgo|/9j/|R0lGOD)[\w/+=\s]*", re.ASCII
)
_WITHIN = re.compile(r"url\(\s*[\"']?#([^)\"']+)|^#(.+)")


def checked(data: bytes, name: str) -> bytes:
    """Return the drawing in `data`, which gzip may have packed, as UTF-8 that may be painted.

    ValueError: it may not be. A sentence about `name` says why.
    """
    data = _unpacked(data, name)
    if len(data) > MOST_BYTES:
        _refuse_size(name)
    try:
        text = _text(data, name)
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, UnicodeError, RecursionError) as error:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "{path} is damaged: it is not a whole drawing."), path=name
        ) from error
    if _pictures(root, name) > _MOST_PICTURES or _parts(root) > MOST_PARTS:
        _refuse_size(name)
    return text.encode()


def _unpacked(data: bytes, name: str) -> bytes:
    """Return what gzip has packed, as one member; of what is too large no more than shows that."""
    if not data.startswith(_PACKED):
        return data
    unpacking = zlib.decompressobj(wbits=31)
    try:
        found = unpacking.decompress(data, MOST_BYTES + 1)
        if len(found) <= MOST_BYTES and (unpacking.unused_data or not unpacking.eof):
            raise zlib.error
    except zlib.error as error:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "{path} is damaged: it cannot be unpacked."), path=name
        ) from error
    return found


def _text(data: bytes, name: str) -> str:
    """Return the text of a drawing, declared to be UTF-8. UnicodeError: it cannot be read."""
    encoding = "utf-16"
    if not data.startswith(_UTF_16):
        data = data.removeprefix(codecs.BOM_UTF8)
        declared = _ENCODING.match(data)
        encoding = declared[1].decode().lower() if declared else "utf-8"
    if encoding not in _ENCODINGS or _ELSEWHERE.search(text := data.decode(encoding)):
        _refuse_reference(name)
    return _UTF_8 + _DECLARATION.sub("", text, count=1)


def _pictures(root: ElementTree.Element, name: str) -> int:
    """Return how many pictures are written within; refuse what is referred to beyond."""
    pictures = 0
    for element in root.iter():
        is_image = element.tag.endswith("image")  # of which even #part is the name of a file
        for href in (value for key, value in element.attrib.items() if key.endswith("href")):
            if _PICTURE.fullmatch(href):
                pictures += 1
            elif is_image or not href.lstrip().startswith("#"):
                _refuse_reference(name)
    return pictures


def _refuse_reference(name: str) -> None:
    text = QT_TRANSLATE_NOOP(
        "Core", "{path} refers to other files. A drawing must hold all that is seen in it."
    )
    raise SentenceError(text, path=name)


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
