"""What sources of data are called, in groups as one chooses from them."""

from collections.abc import Callable
from typing import NamedTuple

from core.data import Curve, Digits, DrawnCurve, Gate, Given, Part, Plane, Points, Source, Worked
from gui.translation import translate


class Group(NamedTuple):
    """Sources that belong together, as (source, what it shows) pairs."""

    title: str
    sources: tuple[tuple[Source, str], ...]


def title(source: Source | None) -> str:
    """Return what a source of data is called."""
    match source:
        case Digits():
            return translate("Sources", "Handwritten digits")
        case Worked():
            return translate("Sources", "One worked example")
        case Given():
            return translate("Sources", "Given examples")
        case Points():
            return translate("Sources", "My own points")
        case DrawnCurve():
            return translate("Sources", "My own curve")
        case Plane(shape):
            return _shape_title(shape)
        case Gate(gate, 2):
            return gate
        case Gate(gate, inputs):
            return translate("Sources", "{gate} of %n input(s)", "", inputs).format(gate=gate)
        case Curve(shapes):
            return ", ".join(map(curve_title, shapes))
        case Part():
            return translate("Sources", "Part of: {source}").format(source=title(source.of))
        case None:
            return translate("Sources", "No data")


def _shape_title(shape: str) -> str:
    words: dict[str, Callable[[], str]] = {
        "circle": lambda: translate("Sources", "Circle"),
        "xor": lambda: translate("Sources", "XOR pattern"),
        "gaussians": lambda: translate("Sources", "Two Gaussians"),
        "spiral": lambda: translate("Sources", "Spiral"),
        "moons": lambda: translate("Sources", "Moons"),
        "checkerboard": lambda: translate("Sources", "Checkerboard"),
        "blobs": lambda: translate("Sources", "Blobs"),
        "pinwheel": lambda: translate("Sources", "Pinwheel"),
        "rings": lambda: translate("Sources", "Rings"),
        "slope": lambda: translate("Sources", "Slope"),
        "hills": lambda: translate("Sources", "Hills"),
        "saddle": lambda: translate("Sources", "Saddle"),
        "ripple": lambda: translate("Sources", "Ripple"),
    }
    return words[shape]() if shape in words else shape


def curve_title(shape: str) -> str:
    """Return what one of the curves is called."""
    words: dict[str, Callable[[], str]] = {
        "sine": lambda: translate("Sources", "Sine"),
        "step": lambda: translate("Sources", "Step"),
        "absolute value": lambda: translate("Sources", "Absolute value"),
        "bump": lambda: translate("Sources", "Bump"),
        "saw": lambda: translate("Sources", "Saw"),
        "polynomial": lambda: translate("Sources", "Polynomial"),
        "noise": lambda: translate("Sources", "Noise"),
    }
    return words[shape]() if shape in words else shape


def groups() -> tuple[Group, ...]:
    """Return all sources that there are to choose from, each with a sentence about it."""
    return (_digits(), *_of_plane(), _gates(), _curves(), _by_hand(), _on_paper())


def _of_plane() -> tuple[Group, ...]:
    return (
        Group(
            translate("Sources", "Points of two classes"),
            (
                (
                    Plane("circle"),
                    translate("Sources", "A disc in a ring: no line separates them."),
                ),
                (
                    Plane("xor"),
                    translate(
                        "Sources", "Opposite corners belong together: no line separates them."
                    ),
                ),
                (Plane("gaussians"), translate("Sources", "Two clouds: one line separates them.")),
                (
                    Plane("spiral"),
                    translate("Sources", "Two arms wind around each other: the hardest one."),
                ),
                (Plane("moons"), translate("Sources", "Two half moons reach into each other.")),
                (
                    Plane("checkerboard"),
                    translate("Sources", "Squares of the two classes alternate."),
                ),
            ),
        ),
        Group(
            translate("Sources", "Points of more classes"),
            (
                (Plane("blobs"), translate("Sources", "Four clouds, a class each.")),
                (Plane("pinwheel"), translate("Sources", "Five bent arms, a class each.")),
                (Plane("rings"), translate("Sources", "Three rings, a class each.")),
            ),
        ),
        Group(
            translate("Sources", "A value at each point"),
            (
                (Plane("slope"), translate("Sources", "It rises evenly: one neuron can learn it.")),
                (Plane("hills"), translate("Sources", "Three hills and three hollows.")),
                (Plane("saddle"), translate("Sources", "Up in two corners, down in the others.")),
                (Plane("ripple"), translate("Sources", "Waves around the middle.")),
            ),
        ),
    )


def _gates() -> Group:
    return Group(
        translate("Sources", "Gates"),
        (
            (Gate("AND"), translate("Sources", "1 if all inputs are 1.")),
            (Gate("OR"), translate("Sources", "1 if an input is 1.")),
            (Gate("NAND"), translate("Sources", "0 if all inputs are 1.")),
            (Gate("NOR"), translate("Sources", "0 if an input is 1.")),
            (
                Gate("XOR"),
                translate("Sources", "1 for an odd number of ones. One neuron cannot."),
            ),
            (
                Gate("XNOR"),
                translate("Sources", "1 for an even number of ones. One neuron cannot."),
            ),
        ),
    )


def _curves() -> Group:
    return Group(
        translate("Sources", "Curves"),
        (
            (Curve(("sine",)), translate("Sources", "One wave.")),
            (Curve(("step",)), translate("Sources", "A jump from −1 to 1.")),
            (Curve(("absolute value",)), translate("Sources", "Down and up again, with a corner.")),
            (Curve(("bump",)), translate("Sources", "Flat, with a bump in the middle.")),
            (Curve(("saw",)), translate("Sources", "Two slopes with a jump between them.")),
            (Curve(("polynomial",)), translate("Sources", "A cubic curve.")),
            (
                Curve(("noise",)),
                translate("Sources", "Pure noise: it can only be memorised."),
            ),
        ),
    )


def _digits() -> Group:
    return Group(
        translate("Sources", "Digits"),
        ((Digits(), translate("Sources", "Pictures of handwritten digits.")),),
    )


def _by_hand() -> Group:
    return Group(
        translate("Sources", "Made by you"),
        (
            (Points(), translate("Sources", "You put points of each class into the plane.")),
            (DrawnCurve(), translate("Sources", "You draw the curve.")),
        ),
    )


def _on_paper() -> Group:
    return Group(
        translate("Sources", "On paper"),
        ((Worked(), translate("Sources", "One example with two inputs, to check on paper.")),),
    )
