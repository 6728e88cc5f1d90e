"""Formulas, and words with formulas in between, as LaTeX and as Markdown."""

import re
from collections.abc import Callable
from itertools import groupby

from core.notation.markup import LOWERED, RAISED, Function, Node, Over, Root, Script, Words

_COMMANDS = {
    "−": "-",
    "·": r"\cdot ",
    "×": r"\times ",
    "⊙": r"\odot ",
    "Σ": r"\sum ",
    "∂": r"\partial ",
    "Δ": r"\Delta ",
    "α": r"\alpha ",
    "β": r"\beta ",
    "δ": r"\delta ",
    "ε": r"\varepsilon ",
    "η": r"\eta ",
    "θ": r"\theta ",
    "λ": r"\lambda ",
    "μ": r"\mu ",
    "ρ": r"\rho ",
    "ŷ": r"\hat{y}",
    "′": "'",
    "…": r"\ldots ",
    "←": r"\leftarrow ",
    "→": r"\rightarrow ",
    "≤": r"\le ",
    "∞": r"\infty ",
    "√": r"\surd ",
    "%": r"\,\%",
    "#": r"\#",
    "_": r"\_",
    "&": r"\&",
}
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "&": r"\&",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "“": "``",
    "”": "''",
    "’": "'",
    "…": r"\ldots{}",
    "–": "--",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
}
_OPERATORS = {"exp", "ln", "max", "tanh"}  # that LaTeX has a command for
_RAISED_RUN = f"[{''.join(RAISED.values())}]+"
_LOWERED_RUN = f"[{''.join(set(LOWERED.values()) - {','})}]+"
_UNICODE_SCRIPTS = {script: plain for table in (RAISED, LOWERED) for plain, script in table.items()}
_WORD_PARTS = re.compile(
    f"(?P<raised>{_RAISED_RUN})|(?P<lowered>{_LOWERED_RUN})|(?P<other>.)", re.DOTALL
)


def latex(node: Node) -> str:
    """Return mathematics as LaTeX for math mode; words in it need amsmath."""
    return re.sub(" +", " ", _latex(node)).strip()


def latex_prose(node: Node) -> str:
    """Return words with mathematics in between as LaTeX for text mode."""
    return _prose(node, _latex_words)


def markdown(node: Node) -> str:
    """Return words with mathematics in between as Markdown, the mathematics as $LaTeX$."""
    return _prose(node, lambda words: re.sub(r"([\\`*_{}\[\]<>#|$~&])", r"\\\1", words))


def _latex(node: Node) -> str:
    match node:
        case str():
            return "".join(_COMMANDS.get(character, character) for character in node)
        case Words(written):
            return rf"\text{{{_latex_words(written)}}}"
        case Function(name):
            name = name.replace(" ", r"\ ")
            return rf"\{name} " if name in _OPERATORS else rf"\operatorname{{{name}}}"
        case Script(base, above, below):
            raised = f"^{{{_latex(above)}}}" if above else ""
            return _latex(base) + raised + (f"_{{{_latex(below)}}}" if below else "")
        case Over(top, bottom):
            return rf"\frac{{{_latex(top)}}}{{{_latex(bottom)}}}"
        case Root(inside):
            return rf"\sqrt{{{_latex(inside)}}}"
    return "".join(map(_latex, node))


def _latex_words(words: str) -> str:
    return _WORD_PARTS.sub(_latex_word_part, words)


def _latex_word_part(match: re.Match[str]) -> str:
    found = match[0]
    if match.lastgroup == "other":
        if found in _ESCAPES:
            return _ESCAPES[found]
        return f"${latex(found)}$" if found in _COMMANDS else found
    mark = "^" if match.lastgroup == "raised" else "_"
    plain = "".join(_UNICODE_SCRIPTS[character] for character in found)
    return f"${mark}{{{latex(plain)}}}$"


def _prose(node: Node, write_words: Callable[[str], str]) -> str:
    """Write the words of `node` with `write_words`, and mathematics as $LaTeX$."""
    pieces = []
    for _, group in groupby(_flat(node), lambda part: isinstance(part, Words)):
        run = tuple(group)
        words = [write_words(part.text) for part in run if isinstance(part, Words)]
        if words:
            pieces += words
        elif written := latex(run):
            pieces.append(f"${written}$")
    return "".join(pieces)


def _flat(node: Node) -> list[Node]:
    """Return the nodes of nested tuples, in order."""
    return [part for inner in node for part in _flat(inner)] if isinstance(node, tuple) else [node]
