"""Drawings that are read as pictures: whole by themselves, and not endless."""

import base64
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


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_drawing_that_holds_all_is_read(qapp, tmp_path, pack):
    path = tmp_path / "a.svg"
    path.write_bytes(pack(drawing(INSIDE)))
    grey = read_grey(path)
    assert grey.shape == (40, 40)
    assert grey.min() < 20
    assert grey[39, 0] == 255


def test_nothing_else_is_read_with_a_drawing(qapp, tmp_path, capfd):
    """A pipe beside it: who opens that waits for ever."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    for body, head in (
        (f'<image width="9" height="9" xlink:href="{tmp_path}/pipe"/>', ""),
        ('<image width="9" height="9" href = "pipe"/>', ""),
        ("<image width='9' height='9' xlink:href='http://127.0.0.1:9/a.png'/>", ""),
        ("<style>@import 'pipe';</style>", ""),
        ("", '<?xml-stylesheet href="pipe"?>'),
        ("&a;", f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://{tmp_path}/pipe">]>'),
        ("", '<?xml version="1.0" encoding="utf-7"?>'),
    ):
        path = tmp_path / "a.svg"
        path.write_bytes(drawing(body, head))
        with pytest.raises(ValueError, match=r"a\.svg refers to other files\. A drawing must hold"):
            read_grey(path)
    assert capfd.readouterr() == ("", "")


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
        svg.check(data, "a.svg")


def test_a_drawing_of_many_uses_is_not_endless():
    svg.check(doubled(5), "a.svg")
    svg.check(drawing('<g id="a"><use xlink:href="#a"/></g>'), "a.svg")  # of itself


@pytest.mark.parametrize("data", [b"<svg", b"\x1f\x8b\x08broken", drawing("<g>"), b"<svg>\0</svg>"])
def test_a_damaged_drawing_is_told(data):
    with pytest.raises(ValueError, match=r"^a\.svg is damaged: .+\.$"):
        svg.check(data, "a.svg")
