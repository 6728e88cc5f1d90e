"""The legend below the network: the scales of colours, what they mean and what is left out."""

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QTextDocument

from gui.diagram import tone
from gui.diagram.edge_pairs import FOCUS_POWER, PairReport
from gui.diagram.edges import Picture
from gui.diagram.layout import MARGIN, Layout
from gui.diagram.lettering import sized
from gui.diagram.scene import SYMBOLS, Scene, layer_name
from gui.diagram.tone import readable
from gui.numbers import number
from gui.pictures import image_of, pixels_of
from gui.selection import Target, neurons_of
from gui.theme import Theme
from gui.translation import translate

_BAR, _LEAST_BAR, _BAR_GAP = 104.0, 52.0, 8.0  # lengths as in gui.diagram.layout
_BAR_TOP, _BAR_HEIGHT, _FIGURES, _TEXT_TOP = 3.0, 8.0, 15.0, 29.0  # from the legend's top on


class Bar(NamedTuple):
    """The colours of one pair's edges, from the negative end of the scale to the positive one.

    It stands at `left`, or behind its `title` where it is not below its own edges.
    """

    curve: tone.Curve
    crossing: float
    left: float
    width: float
    title: str = ""


class Legend(NamedTuple):
    """What the legend shows; the `sentences` are rich text.

    Where they have no room, the `brief` ones stand there: they say the same in fewer words. In a
    file nothing is `pointable`: no mouse tells the rest.
    """

    bars: tuple[Bar, ...]
    sentences: tuple[str, ...]
    brief: tuple[str, ...] = ()
    pointable: bool = True

    @staticmethod
    def of(
        scene: Scene,
        picture: Picture,
        layout: Layout,
        theme: Theme,
        selected: Target | None = None,
        pointable: bool = True,
    ) -> "Legend":
        """Return the legend of a picture: a bar below the edges of every pair.

        Where there is no room for that it is one, of the edges into the `selected` neuron, or of
        the selected edge's pair.
        """
        hues = _signs(picture.mode).format(
            positive=_bold(hue_name(theme.positive).capitalize(), readable(theme.positive, theme)),
            negative=_bold(hue_name(theme.negative), readable(theme.negative, theme)),
        )
        bars = _bars_below(picture, layout)
        pair = max(neurons_of(selected)[-1][0] - 1, 0) if selected else 0
        report, title = picture.pairs[pair], _pair_name(scene, pair)
        if bars:
            scales = translate("Diagram", "Bar: scale of the edges above it.")
            short = translate("Diagram", "Bar: their scale.")
        elif report.failed:
            said = *_remarks(scene, picture), _meanings(scene, picture)
            return Legend((), said, pointable=pointable)
        else:
            unit = layout.unit
            bars = (Bar(report.curve, report.crossing, MARGIN * unit, _BAR * unit, title),)
            scales, short = _own_scales(pointable)
        remarks, groups = _remarks(scene, picture), _groups(scene, picture.pairs)
        said = hues, *remarks, _strength(picture.mode), scales, *groups, _meanings(scene, picture)
        brief = hues, *remarks, _denser(picture.mode), short, *groups, _meant(scene, picture)
        return Legend(bars, said, brief, pointable)


def _own_scales(pointable: bool) -> tuple[str, str]:
    """Say that one bar is not for all pairs, in a sentence and in fewer words."""
    if not pointable:
        alone = translate("Diagram", "Every pair of layers has its own scale.")
        return alone, alone
    return (
        translate(
            "Diagram", "Every pair of layers has its own scale: point here to read them all."
        ),
        translate("Diagram", "Each pair has its own scale: point here."),
    )


def _bars_below(picture: Picture, layout: Layout) -> tuple[Bar, ...]:
    """Return the bars of all pairs whose edges are seen wide enough to have one below them."""
    bars, unit = [], layout.unit
    for report, ends in zip(picture.pairs, itertools.pairwise(layout.columns), strict=True):
        margin = MARGIN * unit
        left, right = max(ends[0].x, margin), min(ends[1].x, layout.width - margin)
        width = min(_BAR * unit, right - left - 2 * _BAR_GAP * unit)
        # A walk has not come to these gradients yet: there is nothing to have a scale.
        empty = picture.mode == "gradient" and not report.largest
        if width >= _LEAST_BAR * unit and not empty and not report.failed:
            bars.append(Bar(report.curve, report.crossing, (left + right - width) / 2, width))
    return tuple(bars)


def sentences(scene: Scene, picture: Picture) -> list[str]:
    """Say all that there is to say of the edges in the picture, most important first."""
    symbol = SYMBOLS[picture.mode]
    said = [*_remarks(scene, picture), _strength_by_layer(picture.mode)]
    for index, pair in enumerate(picture.pairs):
        if pair.failed:
            continue
        crossing = round(pair.crossing)
        if pair.crossing > 1.5:
            words = translate(
                "Diagram",
                "{pair}: full at |{symbol}| = {scale} (largest {largest}),"
                " fades as |{symbol}|^{power}; %n edges cross a pixel",
                "",
                crossing,
            )
        else:
            words = translate(
                "Diagram",
                "{pair}: full at |{symbol}| = {scale} (largest {largest}),"
                " fades as |{symbol}|^{power}",
            )
        said.append(
            words.format(
                pair=_pair_name(scene, index),
                symbol=symbol,
                scale=number(pair.curve.scale),
                largest=number(pair.largest, 2),
                power=number(pair.curve.power, 2),
            )
        )
    if any(pair.crossing > 1.5 for pair in picture.pairs):
        said.append(
            translate(
                "Diagram", "Bars show as many equal edges on top of each other as cross a pixel."
            )
        )
    if picture.focus is not None:
        said.append(
            translate("Diagram", "The edges that stand out fade as |{symbol}|^{power}.").format(
                symbol=symbol, power=number(FOCUS_POWER, 2)
            )
        )
    return [*said, *_groups(scene, picture.pairs), _meanings(scene, picture)]


# What edges are coloured by, in every mode; whole sentences, for not all languages put one noun in
# for another.


def _signs(mode: str) -> str:
    """Return the sentence of the hues of "{positive}" and "{negative}"."""
    if mode == "weights":
        return translate("Diagram", "{positive}: positive weight; {negative}: negative.")
    if mode == "gradient":
        return translate("Diagram", "{positive}: positive gradient; {negative}: negative.")
    if mode == "difference":
        return translate("Diagram", "{positive}: larger in A; {negative}: larger in B.")
    return translate("Diagram", "{positive}: positive change; {negative}: negative.")


def _strength(mode: str) -> str:
    if mode == "weights":
        return translate("Diagram", "Denser means stronger.")
    if mode == "gradient":
        return translate("Diagram", "The stronger the gradient, the denser the colour.")
    if mode == "difference":
        return translate("Diagram", "The larger the difference, the denser the colour.")
    return translate("Diagram", "The stronger the change, the denser the colour.")


def _denser(mode: str) -> str:
    if mode == "difference":
        return translate("Diagram", "Denser: larger.")
    return translate("Diagram", "Denser: stronger.")


def _strength_by_layer(mode: str) -> str:
    if mode == "weights":
        return translate(
            "Diagram", "The stronger the weight, the denser the colour, layer by layer:"
        )
    if mode == "gradient":
        return translate(
            "Diagram", "The stronger the gradient, the denser the colour, layer by layer:"
        )
    if mode == "difference":
        return translate(
            "Diagram", "The larger the difference, the denser the colour, layer by layer:"
        )
    return translate("Diagram", "The stronger the change, the denser the colour, layer by layer:")


def _definition(mode: str, since: int | None = None) -> str:
    """Say what the symbol stands for; "" for weights, which need no words."""
    if mode == "change":
        return translate("Diagram", "Δw: change of each weight since the start.")
    if mode == "update" and since is not None:
        text = translate("Diagram", "Δw: change of each weight since update {update}.")
        return text.format(update=f"{since:,}")
    if mode == "update":
        return translate("Diagram", "Δw: change of each weight in the last snapshot.")
    if mode == "gradient":
        return translate("Diagram", "∂C/∂w: gradient of the loss C of the current example.")
    if mode == "difference":
        return translate("Diagram", "A − B: each weight of A minus the same weight of B.")
    return ""


def _remarks(scene: Scene, picture: Picture) -> list[str]:
    """Say what is special: what is not drawn, and what is drawn if not weights on their scale."""
    said = [scene.note] if scene.note else []
    said += [
        translate("Diagram", "The edges from {left} to {right} could not be painted.").format(
            left=layer_name(scene.network, index), right=layer_name(scene.network, index + 1)
        )
        for index, pair in enumerate(picture.pairs)
        if pair.failed
    ]
    said += [
        translate(
            "Diagram",
            "Not finite and not drawn: {count} of {all} weight(s) into {layer}.",
            "",
            there,
        ).format(
            count=f"{pair.broken:,}",
            all=f"{there:,}",
            layer=layer_name(scene.network, index + 1),
        )
        for index, pair in enumerate(picture.pairs)
        if pair.broken and (there := scene.weights[index].size)
    ]
    if definition := _definition(picture.mode, scene.since):
        said.append(definition)
    walking = bool(scene.shown)  # a walk has a target, and comes to its gradients by and by
    if picture.mode == "gradient" and scene.backward is None and not walking:
        said.append(translate("Diagram", "There is no gradient: the current example has no label."))
    if picture.fixed:
        said.append(translate("Diagram", "The scales are fixed."))
    return said


def _groups(scene: Scene, pairs: tuple[PairReport, ...]) -> list[str]:
    """Say which layers' neurons are drawn together, alike ones in one sentence."""
    sizes = [pair.groups[0] for pair in pairs] + [pairs[-1].groups[1]]
    alike: dict[tuple[int, int], list[str]] = {}
    for layer, (neurons, size) in enumerate(zip(scene.network.sizes, sizes, strict=True)):
        if size > 1:
            alike.setdefault((neurons, size), []).append(layer_name(scene.network, layer))
    return [
        translate(
            "Diagram",
            "{layers}: edges of %n neurons drawn as {groups} groups of {size}.",
            "",
            neurons,
        ).format(layers=", ".join(layers), groups=-(-neurons // size), size=size)
        for (neurons, size), layers in alike.items()
    ]


def _meanings(scene: Scene, picture: Picture) -> str:
    if scene.compared:
        return translate(
            "Diagram",
            "Grey: both signs. Fill of a neuron: its activation in A minus that in B; ring: the"
            " same of its bias.",
        )
    if scene.shown:
        return translate(
            "Diagram",
            "Grey: both signs. Fill of a neuron: the number named above its layer; ring: bias.",
        )
    faces = picture.faces_on_neurons
    if faces and faces.wish.kind.on_line:
        return translate(
            "Diagram",
            "Grey: both signs overlap. In a neuron: its activation over x, as a curve; ring: bias.",
        )
    if faces:
        return translate(
            "Diagram",
            "Grey: both signs. Neuron: its activation over the plane; ring: bias.",
        )
    return translate("Diagram", "Grey: both signs. Fill of a neuron: activation; ring: bias.")


def _meant(scene: Scene, picture: Picture) -> str:
    """Return what the meanings come to in few words."""
    if scene.compared or scene.shown:
        return _meanings(scene, picture)
    return translate("Diagram", "Grey: both signs. Neuron: activation; ring: bias.")


def _pair_name(scene: Scene, pair: int) -> str:
    return f"{layer_name(scene.network, pair)} → {layer_name(scene.network, pair + 1)}"


def hue_name(colour: str) -> str:
    """Return what the hue of #rrggbb is called."""
    hue = QColor(colour).hslHue()
    names = {
        30: translate("Diagram", "orange"),
        90: translate("Diagram", "green"),
        210: translate("Diagram", "blue"),
        270: translate("Diagram", "purple"),
    }  # degrees
    return names[min(names, key=lambda known: abs(known - hue))]


def _bold(text: str, colour: str) -> str:
    return f'<b style="color:{colour}">{text}</b>'


def paint_legend(painter: QPainter, layout: Layout, legend: Legend | None, theme: Theme) -> None:
    """Paint the scales of colours, and the words under them."""
    box = layout.legend
    painter.fillRect(QRectF(0, box.y, layout.width, box.height + 1), QColor(theme.window))
    if legend is None:
        return
    font, unit = sized(painter.font(), layout.lettering.text), layout.unit
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    for bar in legend.bars:
        _paint_bar(painter, box.y + _BAR_TOP * unit, bar, unit, theme)
    top = _TEXT_TOP * unit
    ways = legend.sentences, legend.brief
    text = fitting(ways, box.width, box.height - top, font, theme, legend.pointable)
    painter.save()
    painter.translate(QPointF(box.x, box.y + top))
    text.drawContents(painter)
    painter.restore()


def fitting(
    ways: Sequence[tuple[str, ...]],
    width: float,
    height: float,
    font: QFont,
    theme: Theme,
    pointable: bool = True,
) -> QTextDocument:
    """Return the first of the ways to say it that fits or, of the last, as much as does.

    Then it says where the rest is told, at the mouse; in a file, that there is more.
    """
    text = QTextDocument()
    text.setDefaultFont(font)
    text.setDocumentMargin(0)
    text.setTextWidth(width)
    more = translate("Diagram", "More: point here.") if pointable else "…"
    said = [way for way in ways if way] or [()]
    last = said[-1]
    for words in (*said, *((*last[:kept], more) for kept in range(len(last) - 1, 0, -1))):
        text.setHtml(f'<span style="color:{theme.muted}">{" ".join(words)}</span>')
        if text.size().height() <= height:
            break
    return text


def _paint_bar(painter: QPainter, top: float, bar: Bar, unit: float, theme: Theme) -> None:
    metrics, left = QFontMetricsF(painter.font()), bar.left
    if bar.title:
        painter.drawText(QPointF(left, top + _BAR_HEIGHT * unit), bar.title)
        left += metrics.horizontalAdvance(bar.title) + _BAR_GAP * unit
    ramp = ramp_of(bar, 2 * int(bar.width), theme)
    painter.drawImage(QRectF(left, top, bar.width, _BAR_HEIGHT * unit), ramp)
    end = number(bar.curve.scale)
    room = QRectF(left, top + (_BAR_HEIGHT + 1) * unit, bar.width, _FIGURES * unit)
    align = Qt.AlignmentFlag
    places = [align.AlignLeft, align.AlignHCenter, align.AlignRight]
    figures = [f"−{end}", "0", f"+{end}"]
    if metrics.horizontalAdvance(" ".join(figures)) > bar.width:
        places, figures = [align.AlignHCenter], [f"± {end}"]
    for place, figure in zip(places, figures, strict=True):
        painter.drawText(room, int(place), figure)


@lru_cache(64)  # scales go in steps: who moves through time sees the same ones again
def ramp_of(bar: Bar, steps: int, theme: Theme) -> QImage:
    """Return the colours that edges of −scale to +scale have, `steps` x 1 pixels."""
    share = np.linspace(-1, 1, steps)
    density = max(bar.crossing, 1.0) * bar.curve.full * np.abs(share) ** bar.curve.power
    ink, opacity = tone.colours(density * (share > 0), density * (share < 0), theme)
    mixed = tone.rgb(theme.window) * (1 - opacity[:, None]) + ink * opacity[:, None]
    return image_of(pixels_of(mixed)[None])
