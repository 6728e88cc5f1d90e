"""Drawings that are read as pictures: whole by themselves, and not endless."""

import base64
import codecs
import gzip
import os

import pytest
from PySide6.QtGui import QImage

from core import svg
from gui.image_file import read_grey, write_png

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(body, head=""):
    return f'{head}<svg {SPACES} width="40" height="40">{body}</svg>'.encode()


def doubled(times):
    """A drawing of a hundred bytes a level, each of which paints the one before ten times."""
    levels = (
        f'<g id="a{level}">' + f'<use xlink:href="#a{level - 1}"/>' * 10 + "</g>"
        for level in range(1, times)
    )
    inner = '<g id="a0"><rect width="1" height="1"/></g>' + "".join(levels)
    return drawing(f'<defs>{inner}</defs><use xlink:href="#a{times - 1}"/>')


INSIDE = (
    '<defs><path id="p" d="M8 5h24L16 35"/><linearGradient id="g"><stop offset="0"/>'
    '</linearGradient></defs><rect width="40" height="40" fill="white"/><use xlink:href="#p"'
    ' stroke="black" fill="none" stroke-width="4"/><circle r="2" fill="url(#g)"/>'
)


def utf_16(data):
    return codecs.BOM_UTF16_BE + data.decode().encode("utf-16-be")


def latin_1(data):
    head = b'<?xml version="1.0" encoding="ISO-8859-1" ?>\n'
    return head + data.replace(b"<defs>", b"<title>caf\xe9</title><defs>")


WRITTEN = [
    bytes,
    gzip.compress,
    utf_16,
    lambda data: gzip.compress(utf_16(data)),
    lambda data: data.decode().encode("utf-16"),
    lambda data: codecs.BOM_UTF8 + data,
]


@pytest.mark.parametrize("write", [*WRITTEN, latin_1])
def test_a_drawing_that_holds_all_is_read(qapp, tmp_path, write):
    path = tmp_path / "a.svg"
    path.write_bytes(write(drawing(INSIDE)))
    grey = read_grey(path)
    assert grey.shape == (40, 40)
    assert grey.min() < 20
    assert grey[39, 0] == 255


@pytest.mark.parametrize("write", WRITTEN)
def test_however_it_is_written_qt_is_given_what_was_looked_at(qapp, tmp_path, monkeypatch, write):
    path, given = tmp_path / "a.svg", []
    path.write_bytes(write(drawing("")))

    def checked(data, name):
        given.append(svg_checked(data, name))
        return drawing('<rect width="40" height="40"/>')

    svg_checked = svg.checked
    monkeypatch.setattr(svg, "checked", checked)
    assert read_grey(path).max() == 0
    assert given == [b'<?xml version="1.0"?>' + drawing("")]


LATER = '<!ATTLIST image xlink:href CDATA "{}/pipe">'  # an attribute that is not written there


@pytest.mark.parametrize("write", WRITTEN)
def test_nothing_else_is_read_with_a_drawing(qapp, tmp_path, capfd, monkeypatch, write):
    """A pipe beside it: who opens that waits for ever."""
    monkeypatch.chdir(tmp_path)
    if hasattr(os, "mkfifo"):
        for name in ("pipe", "#pipe"):
            os.mkfifo(name)
    for body, head in (
        (f'<image width="9" height="9" xlink:href="{tmp_path}/pipe"/>', ""),
        ('<image width="9" height="9" href = "pipe"/>', ""),
        ("<image width='9' height='9' xlink:href='http://127.0.0.1:9/a.png'/>", ""),
        ('<image width="9" height="9" href="#pipe"/>', ""),
        ('<image width="9" height="9" href="data:;base64,iVBORw0KGgo/../pipe"/>', ""),
        ('<x:image xmlns:x="x" width="9" height="9" x:href="pipe"/>', ""),
        *(
            ('<image width="9" height="9"/>', f"<!DOCTYPE svg [{before}{LATER.format(tmp_path)}]>")
            for before in ("", LATER.format("data:;base64,iVBORw0KGgo").replace("/pipe", ""))
        ),
        ("<style>@import 'pipe';</style>", ""),
        ("", '<?xml-stylesheet href="pipe"?>'),
        ("&a;", f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://{tmp_path}/pipe">]>'),
    ):
        path = tmp_path / "a.svg"
        path.write_bytes(write(drawing(body, head)))
        with pytest.raises(ValueError, match=r"a\.svg refers to other files\. A drawing must hold"):
            read_grey(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("encoding", ["utf-7", "punycode"])
def test_what_is_written_in_another_way_is_not_read(encoding):
    data = drawing("", f'<?xml version="1.0" encoding="{encoding}"?>')
    with pytest.raises(ValueError, match=r"a\.svg refers to other files\."):
        svg.checked(data, "a.svg")


def within(data, kind="image/png", before="data:"):
    written = f"{before}{kind};base64,{base64.b64encode(data).decode()}"
    return f'<image width="40" height="40" xlink:href="{written}"/>'


def test_a_picture_within_is_painted_and_a_drawing_within_is_not(qapp, tmp_path):
    """Qt goes by what it begins with: a drawing that is called a PNG would read its files."""
    black = tmp_path / "black.png"
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(0)
    write_png(black, image)
    path = tmp_path / "a.svg"
    path.write_bytes(drawing(within(black.read_bytes())))
    assert read_grey(path).max() == 0
    inner = drawing(f'<image width="40" height="40" xlink:href="{black}"/>')
    for data in (inner, gzip.compress(inner), b" " + inner):
        for before in ("data:", "#"):
            path.write_bytes(drawing(within(data, before=before)))
            with pytest.raises(ValueError, match=r"a\.svg refers to other files\."):
                read_grey(path)
    path.write_bytes(drawing(within(black.read_bytes()) * 2))
    with pytest.raises(ValueError, match="too large a drawing"):
        read_grey(path)


@pytest.mark.parametrize(
    "data",
    [
        doubled(9),
        drawing('<rect filter="url(#f)"/>' * 20 + '<filter id="f"><feGaussianBlur/></filter>'),
        gzip.compress(drawing(" " * (svg.MOST_BYTES + 1))),
        drawing("<g/>" * (svg.MOST_PARTS + 1)),
    ],
    ids=["references", "filters", "packed", "parts"],
)
def test_an_endless_drawing_is_refused(data):
    with pytest.raises(ValueError, match=r"^a\.svg is too large a drawing: .* parts\.$"):
        svg.checked(data, "a.svg")


def test_a_drawing_of_many_uses_is_not_endless():
    svg.checked(doubled(5), "a.svg")
    svg.checked(drawing('<g id="a"><use xlink:href="#a"/></g>'), "a.svg")  # of itself


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"\x1f\x8b\x08broken",
        drawing("<g>"),
        b"<svg>\0</svg>",
        b"<svg>\xff</svg>",
        codecs.BOM_UTF16_LE + b"<\0s",
        gzip.compress(drawing(""), mtime=0)[:-9],
        gzip.compress(drawing(""), mtime=0) + gzip.compress(b" ", mtime=0),  # Qt would go on
    ],
)
def test_a_damaged_drawing_is_told(data):
    with pytest.raises(ValueError, match=r"^a\.svg is damaged: .+\.$"):
        svg.checked(data, "a.svg")
