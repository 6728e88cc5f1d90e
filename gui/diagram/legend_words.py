"""What is said of the edges in a picture, below the network and at the mouse."""

from PySide6.QtGui import QColor

from gui.diagram.edge_pairs import FOCUS_POWER, PairReport
from gui.diagram.edges import Picture
from gui.diagram.scene import SYMBOLS, Scene, layer_name
from gui.diagram.tone import readable
from gui.numbers import number
from gui.theme import Theme
from gui.translation import translate


def said_below(
    scene: Scene, picture: Picture, theme: Theme, below_edges: bool, pointable: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands below the network, and what says the same in fewer words: rich text.

    The bars stand `below_edges`, each its own, or there is one; whether a mouse can tell the rest
    is `pointable`.
    """
    hues = _signs(picture.mode).format(
        positive=_bold(hue_name(theme.positive).capitalize(), readable(theme.positive, theme)),
        negative=_bold(hue_name(theme.negative), readable(theme.negative, theme)),
    )
    scales, short = _scales_below() if below_edges else _own_scales(pointable)
    remarks, groups = _remarks(scene, picture), _groups(scene, picture.pairs)
    said = hues, *remarks, _strength(picture.mode), scales, *groups, _meanings(scene, picture)
    brief = hues, *remarks, _denser(picture.mode), short, *groups, _meant(scene, picture)
    return said, brief


def said_without_bar(scene: Scene, picture: Picture) -> tuple[str, ...]:
    """Return what stands below the network where no edges have a scale: rich text."""
    return *_remarks(scene, picture), _meanings(scene, picture)


def _scales_below() -> tuple[str, str]:
    """Say that every bar is of the edges above it, in a sentence and in fewer words."""
    return (
        translate("Diagram", "Bar: scale of the edges above it."),
        translate("Diagram", "Bar: their scale."),
    )


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
                pair=pair_name(scene, index),
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


def pair_name(scene: Scene, pair: int) -> str:
    """Return what the edges between two layers are called, by those."""
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
