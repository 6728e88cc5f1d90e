"""Pictures that can be enlarged: SVG and PDF beside the PNG, edges as lines, text as text."""

import re
import zlib
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from core.parameters import initialise
from core.propagation import forward
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import arrange
from gui.diagram.render import drawing, image
from gui.diagram.scene import Scene
from gui.diagram.shapes import MOST_LINES, Lines, pairs_as_lines
from gui.drawing_file import write_drawing
from gui.theme import DARK, LIGHT
from tests.diagrams import network_of, pixels

SVG = "{http://www.w3.org/2000/svg}"
SIZE = 800, 500


def scene_of(*sizes, seed=0):
    network = network_of(sizes)
    parameters = initialise(network, seed)
    inputs = np.random.default_rng(1).random((1, sizes[0])).astype(np.float32)
    return Scene(network, parameters, forward(network, parameters, inputs))


def picture_of(scene, theme=DARK):
    layout = arrange(scene.network.sizes, *SIZE)
    return layout, EdgePainter(once=True).paint(layout, 1.0, scene.weights, theme)


def svg_of(scene, path, theme=DARK, ratio=1.0, size=SIZE):
    paint = drawing(scene, (size[0] / ratio, size[1] / ratio), theme)
    write_drawing(path, size, paint, ratio)
    return ElementTree.parse(path).getroot()


def back(path):
    """The SVG as a viewer shows it."""
    found = QImage(*SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(found)
    QSvgRenderer(str(path)).render(painter)
    painter.end()
    return found


def channels(found):
    """The image as [rows, columns, 3] float."""
    flat = pixels(found)
    return np.stack([flat >> 16 & 255, flat >> 8 & 255, flat & 255], axis=-1).astype(float)


def test_few_edges_are_lines_with_the_colours_of_the_picture(qapp):
    scene = scene_of(3, 4, 2)
    layout, picture = picture_of(scene)
    assert pairs_as_lines(picture) == {0, 1}
    lines = Lines.of(layout, 0, scene.weights[0], picture.pairs[0], DARK)
    assert len(lines.ends) == 12
    assert (np.diff(lines.opacities) >= 0).all()  # the strongest lies on top
    order = np.argsort(np.abs(scene.weights[0]), axis=None)[-1]
    source, target = divmod(int(order), 4)
    left, right = layout.columns[:2]
    assert lines.ends[-1].tolist() == [left.x, left.y[source], right.x, right.y[target]]
    curve, size = picture.pairs[0].curve, np.abs(scene.weights[0]).max()
    density = curve.full * min(size / curve.scale, 1) ** curve.power
    assert lines.opacities[-1] == pytest.approx(1 - np.exp(-density), rel=1e-5)
    assert lines.widths.min() >= picture.pairs[0].widths[0]
    assert lines.widths.max() <= picture.pairs[0].widths[-1]
    red, _, blue = lines.colours[-1]
    assert (red > blue) == (scene.weights[0].ravel()[order] > 0)


def test_what_is_not_finite_has_no_line(qapp):
    scene = scene_of(3, 4, 2)
    layout, picture = picture_of(scene)
    weights = scene.weights[0].copy()
    weights[0], weights[1] = np.nan, -np.inf
    assert len(Lines.of(layout, 0, weights, picture.pairs[0], DARK).ends) <= 4


def test_as_many_pairs_are_lines_as_the_count_allows(qapp):
    _, picture = picture_of(scene_of(100, 60, 40, 30))  # 6000, 2400 and 1200 edges
    assert 1200 + 2400 <= MOST_LINES < 6000
    assert pairs_as_lines(picture) == {1, 2}


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_svg_looks_as_the_png(qapp, tmp_path, theme):
    scene = scene_of(256, 12, 5)
    root = svg_of(scene, tmp_path / "a.svg", theme)
    assert len(root.findall(f".//{SVG}polyline")) > 1000
    ours = channels(back(tmp_path / "a.svg"))
    png = channels(image(scene, SIZE, theme))
    blurred = [one.reshape(50, 10, 80, 10, 3).mean(axis=(1, 3)) for one in (ours, png)]
    assert np.abs(blurred[0] - blurred[1]).mean() < 6
    assert np.abs(blurred[0] - blurred[1]).max() < 90


def test_many_edges_are_a_picture_between_their_layers(qapp, tmp_path):
    scene = scene_of(256, 64, 5)
    root = svg_of(scene, tmp_path / "a.svg")
    assert 0 < len(root.findall(f".//{SVG}polyline")) < 600
    layout = arrange(scene.network.sizes, *SIZE)
    left, right = layout.columns[:2]
    least = 0.8 * (right.x - left.x)
    wide = [one for one in root.iter(f"{SVG}image") if float(one.get("width")) > least]
    assert len(wide) == 1
    assert float(wide[0].get("x")) >= left.x - 1
    blurred = [
        channels(one).reshape(50, 10, 80, 10, 3).mean(axis=(1, 3))
        for one in (back(tmp_path / "a.svg"), image(scene, SIZE))
    ]
    assert np.abs(blurred[0] - blurred[1]).mean() < 6


def test_text_is_text_in_proportion(qapp, tmp_path):
    scene = scene_of(2, 3, 2)
    usual = svg_of(scene, tmp_path / "a.svg")
    words = ["".join(text.itertext()).strip() for text in usual.iter(f"{SVG}text")]
    assert {"input", "hidden 1", "output"} <= set(words)
    twice = svg_of(scene, tmp_path / "b.svg", ratio=2.0, size=(1600, 1000))
    assert len(list(twice.iter(f"{SVG}text"))) == len(words)
    assert 'viewBox="0 0 1600 1000"' in (tmp_path / "b.svg").read_text("utf-8")
    assert any("matrix(2,0,0,2" in (group.get("transform") or "") for group in twice.iter())
    small, large = image(scene, SIZE), image(scene, (1600, 1000), ratio=2.0)
    ink = [np.count_nonzero(pixels(one) != pixels(one)[0, 0]) for one in (small, large)]
    assert ink[1] == pytest.approx(4 * ink[0], rel=0.1)


def test_pdf_has_one_page_of_that_size_with_fonts_and_lines(qapp, tmp_path):
    write_drawing(tmp_path / "a.pdf", SIZE, drawing(scene_of(3, 4, 2), SIZE))
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox \[([0-9. ]+)\]", data)
    width, height = map(float, box[1].split()[2:])
    assert (width, height) == pytest.approx((600, 375), abs=1)  # points, 72 an inch
    assert b"/FontFile2" in data
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    drawn = b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")
    assert drawn.count(b" l\n") + drawn.count(b" l ") >= 20
    assert b"Tj" in drawn or b"TJ" in drawn


def test_the_windows_picture_is_of_what_it_shows(session_of, show, tmp_path):
    diagram = show(session_of(3, 4, 2))
    diagram.selection.select((1, 2))
    size = diagram.width(), diagram.height()
    write_drawing(tmp_path / "a.svg", size, lambda painter: diagram.render(painter, QPoint()))
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    assert len(root.findall(f".//{SVG}polyline")) > 15
    words = {"".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")}
    assert {"input", "hidden 1", "output"} <= words
