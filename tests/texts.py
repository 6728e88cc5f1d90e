"""Every text to translate, as the source has it: read by Python here, by lupdate in packaging/."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.processes import ROOT

_COUNTED = re.compile(r"%n|\(e?s\)")
MARKS = {"translate", "QT_TRANSLATE_NOOP"}
# What is counted in the window. A number before one of them is not written into a plain text: it
# may be one. What is at least or at most so many may be told of in the plural.
_THINGS = (
    "bits checkpoints classes coordinates curves edges epochs evolutions examples generations"
    " inputs layers lines mistakes networks neurons outputs parameters points products"
    " rows runs seeds settings slots steps terms threads trainings updates values weights"
).replace(" ", "|")
_KINDS = "dead|hidden|output|smaller|such|test|training|validation"
_MANY = re.compile(rf"\{{(?!least\b|most\b)\w+(?::[^{{}}]*)?\}} (?:(?:{_KINDS}) )?(?:{_THINGS})\b")


class Text(NamedTuple):
    """A text with its context; `counted`: a number chooses its form."""

    context: str
    text: str
    counted: bool = False


def modules() -> list[Path]:
    """Return every module whose texts are shown, relative to the root."""
    return [
        path.relative_to(ROOT)
        for room in ("core", "gui")
        for path in sorted(ROOT.glob(f"{room}/**/*.py"))
    ]


def texts(source: str) -> list[Text]:
    """Return what the source has to translate, as far as it is written out."""
    return _written(_calls(ast.parse(source)))


def _written(calls: Iterable[ast.Call]) -> list[Text]:
    return [
        Text(call.args[0].value, call.args[1].value, _is_counted(call))
        for call in calls
        if len(call.args) > 1 and all(map(_is_literal, call.args[:2]))
    ]


def offences(source: str) -> set[str]:
    """Return what the source does that hides a text from lupdate, or from a translator."""
    tree = ast.parse(source)
    calls = list(_calls(tree))
    contexts = {text.context for text in _written(calls)}
    return {
        *_hidden(tree),
        *(fault for call in calls for fault in _faults(call)),
        *_early(tree),
        *({f"contexts {sorted(contexts)}"} if len(contexts) > 1 else ()),
    }


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in MARKS:
                yield node


def _hidden(tree: ast.AST) -> Iterator[str]:
    """Other names for `translate`, and texts put together of pieces."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="tr" | "trUtf8" as name) | ast.Name(id="tr" | "_tr" as name):
                yield name
            case ast.Attribute(value=ast.Name(id="QCoreApplication"), attr="translate"):
                yield "QCoreApplication.translate"
            case ast.alias(name="translate", asname=str(name)):
                yield f"translate as {name}"
            case ast.Assign(value=ast.Name(id="translate")):
                yield "translate by another name"
            case ast.BinOp(left=left, right=right) if _is_said(left) or _is_said(right):
                yield f"joined: {ast.unparse(node)}"


def _faults(call: ast.Call) -> Iterator[str]:
    if not (len(call.args) in (2, 4) and all(map(_is_literal, call.args[:3][: len(call.args)]))):
        yield f"not written out: {ast.unparse(call)}"
        return
    text = call.args[1].value
    if text != text.strip() or "{}" in text:
        yield f"a fragment: {text!r}"
    if _lacks_forms(call, text):
        yield f"a count without its forms: {text!r}"
    if many := _MANY.search(text):
        yield f"several, or one: {many.group()!r}"
    if len(call.args) == 4 and not isinstance(call.args[3], ast.Name):
        yield f"a count that lupdate cannot read: {ast.unparse(call.args[3])}"


def _is_counted(call: ast.Call) -> bool:
    """Whether a number chooses the form: one that is given, or in the core one that is to come."""
    return len(call.args) > 2 or bool(_COUNTED.search(call.args[1].value))


def _early(tree: ast.Module) -> Iterator[str]:
    """Texts that are asked for when the module is imported: before there is a language."""

    def outside(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.FunctionDef | ast.Lambda):
                yield child
                yield from outside(child)

    for node in outside(tree):
        match node:
            case ast.Call(func=ast.Name(id="translate")):
                yield f"said at import: {ast.unparse(node)}"


def _lacks_forms(call: ast.Call, text: str) -> bool:
    counted = _COUNTED.search(text)
    if len(call.args) == 2 and isinstance(call.func, ast.Name) and call.func.id != "translate":
        # What is to stand in {count} chooses, when it is said.
        return bool(counted) and ("%n" in text or not re.search(r"\{count\b", text))
    return bool(counted) != (len(call.args) == 4)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_said(node: ast.expr) -> bool:
    """Whether the node is a text that was translated, with or without what is filled in."""
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name in MARKS
        case ast.Call(func=ast.Attribute(value=value, attr="format")) | ast.IfExp(body=value):
            return _is_said(value)
    return False
