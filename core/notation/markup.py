"""Formulas as small trees, written as plain text or as the HTML of a QLabel.

A node is a string of mathematics ("z", " + ", "0.25"), a tuple of nodes, one after the other, or
one of the classes here. A bare string is always mathematics; words stand in Words.
"""

import html as html_module
import re
from string import Formatter
from typing import TypeAlias

from msgspec import Struct

RAISED = dict(zip("0123456789−nTtz′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿᵀᵗᶻ′", strict=True))
# No Unicode subscript is a comma: an ordinary one between two subscripts is read as one of them.
LOWERED = dict(zip("0123456789−ijknt,", "₀₁₂₃₄₅₆₇₈₉₋ᵢⱼₖₙₜ,", strict=True))

_TIGHT = " ·×/"  # what needs parentheses under a root, in a power and below a fraction's stroke
_VARIABLES = r"[^\W\d_]+|[<>&]"


class Words(Struct, frozen=True):
    """Words, upright, in a formula or around it."""

    text: str


class Function(Struct, frozen=True):
    """A function's name, written upright before what it is applied to: "relu", "ln"."""

    name: str


class Script(Struct, frozen=True):
    """A base with a superscript, a subscript or both."""

    base: "Node"
    above: "Node" = ""
    below: "Node" = ""


class Over(Struct, frozen=True):
    """A fraction."""

    top: "Node"
    bottom: "Node"


class Root(Struct, frozen=True):
    """A square root."""

    inside: "Node"


Node: TypeAlias = str | tuple["Node", ...] | Words | Function | Script | Over | Root
Lines: TypeAlias = tuple[Node, ...]


def fill(template: str, **nodes: Node) -> Node:
    """Return the words of `template` with a node in place of each "{name}"."""
    parts: list[Node] = []
    for literal, name, _, _ in Formatter().parse(template):
        parts += [Words(literal)] if literal else []
        parts += [nodes[name]] if name else []
    return tuple(parts)


def join(separator: Node, nodes: "list[Node] | tuple[Node, ...]") -> Node:
    """Return `nodes` with `separator` between them."""
    return tuple(part for node in nodes for part in (separator, node))[1:]


def text(*lines: Node) -> str:
    """Return `lines` as plain text, with Unicode's superscripts and subscripts where it can."""
    return "\n".join(map(_text, lines))


def html(*lines: Node) -> str:
    """Return `lines` as the HTML that a QLabel understands."""
    return "<br>".join(map(_html, lines))


def _text(node: Node) -> str:
    match node:
        case str():
            return node
        case Words(written) | Function(written):
            return written
        case Script(base, above, below):
            return _text(base) + _script(above, RAISED, "^") + _script(below, LOWERED, "_")
        case Over(top, bottom):
            return f"{_text(_above_stroke(top))}/{_text(_grouped(bottom, _TIGHT))}"
        case Root(inside):
            return f"√{_text(_grouped(inside, _TIGHT))}"
    return "".join(map(_text, node))


def _script(node: Node, table: dict[str, str], mark: str) -> str:
    written = _text(node)
    if all(character in table for character in written):
        return "".join(table[character] for character in written)
    return mark + _text(_grouped(node, _TIGHT))


def _grouped(node: Node, apart: str = " ") -> Node:
    """Return a node in parentheses where, on one line, any character `apart` would split it."""
    if isinstance(node, Root):
        return node
    return ("(", node, ")") if set(apart) & set(_text(node)) else node


def _above_stroke(top: Node) -> Node:
    """Return what stands above a fraction's stroke; a power holds together by itself."""
    return top if isinstance(top, Script) else _grouped(top)


def _html(node: Node) -> str:
    match node:
        case str():
            return re.sub(_VARIABLES, _html_variable, node)
        case Words(written) | Function(written):
            return html_module.escape(written, quote=False)
        case Script(base, above, below):
            raised = f"<sup>{_html(above)}</sup>" if above else ""
            return _html(base) + raised + (f"<sub>{_html(below)}</sub>" if below else "")
        case Over(top, bottom):
            return f"{_html(_above_stroke(top))}/{_html(_grouped(bottom, _TIGHT))}"
        case Root(inside):
            return f"√{_html(_grouped(inside, _TIGHT))}"
    return "".join(map(_html, node))


def _html_variable(match: re.Match[str]) -> str:
    found = match[0]
    return f"<i>{found}</i>" if found.isalpha() else html_module.escape(found)
