"""What holds for every module of core and gui: public names say what they are, in plain words."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.processes import ROOT

MODULES = sorted(
    path.relative_to(ROOT) for room in ("core", "gui") for path in (ROOT / room).rglob("*.py")
)

# Qt, and ThemedWidget, call these by name and say what they are.
OVERRIDES = re.compile(
    r".*Event|event|eventFilter|sizeHint|minimumSizeHint|paint|boundingRect|shape|heightForWidth"
    r"|hasHeightForWidth|stepBy|textFromValue|valueFromText|validate|accept|undo|redo|mergeWith|id|paint_theme"
)
# Words that no English reader knows in that sense: "it is no picture", but not "there is no room".
ODD_WORDS = re.compile(
    r"\b(?:anew|whence|by lot|hangs? (?:on|together))\b"
    r"|(?<!there )\bis no (?!longer\b|more\b|less\b|other\b|one\b)\w+",
    re.IGNORECASE,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_names(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Every public function and class, and every public method of a public class, by its path."""

    def walk(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, Function | ast.ClassDef]]:
        for node in body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                if prefix and OVERRIDES.fullmatch(node.name):
                    continue
                yield prefix + node.name, node
                if isinstance(node, ast.ClassDef):
                    yield from walk(node.body, f"{prefix}{node.name}.")

    return walk(tree.body, "")


def undocumented(source: str) -> list[str]:
    """The public names that have no docstring; the module itself is called "module"."""
    tree = ast.parse(source)
    found = [name for name, node in public_names(tree) if not _documented(node)]
    return found if ast.get_docstring(tree) or not tree.body else ["module", *found]


def _documented(node: Function | ast.ClassDef) -> bool:
    # A setter is documented by its property.
    setter = any(isinstance(one, ast.Attribute) for one in node.decorator_list)
    return bool(ast.get_docstring(node)) or setter


def untyped(source: str) -> list[str]:
    """The functions, private and inner ones too, that leave a type of theirs unsaid."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, Function) and (node.returns is None or any(_unsaid(node.args)))
    ]


def _unsaid(arguments: ast.arguments) -> Iterator[bool]:
    named = [*arguments.posonlyargs, *arguments.args]
    if named and named[0].arg in ("self", "cls"):
        named = named[1:]
    for one in (*named, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg):
        yield one is not None and one.annotation is None


def odd_words(source: str) -> list[str]:
    """The odd words in comments and docstrings."""
    comments = " ".join(
        token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    )
    documented = ast.Module | ast.ClassDef | Function
    docstrings = [
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, documented)
    ]
    texts = (" ".join(text.split()) for text in (comments, *docstrings))
    return [found[0] for text in texts for found in ODD_WORDS.finditer(text)]


def check(rule: Callable[[str], list[str]], path: Path) -> None:
    assert rule((ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_public_name_says_what_it_is(path):
    check(undocumented, path)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_function_says_its_types(path):
    check(untyped, path)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_comments_are_in_plain_words(path):
    check(odd_words, path)


def test_the_rules_find_their_offenders():
    source = '''
class Public:
    """Said. Nothing hangs
    on it."""

    def said(self) -> int:
        """A number."""

    @property
    def unsaid(self) -> int: ...

    @unsaid.setter
    def unsaid(self, value: int) -> None: ...

    def paintEvent(self, event: object) -> None: ...

    def _private(self, argument) -> None: ...

class _Private:
    def method(self) -> None: ...

def unsaid_too(*rest, **others: object) -> None:  # by
    # lot
    def inner():
        """It is no secret; there is no reason, and it is no longer told."""
'''
    assert undocumented(source) == ["module", "Public.unsaid", "unsaid_too"]
    assert untyped(source) == ["unsaid_too", "_private", "inner"]
    assert sorted(odd_words(source)) == ["by lot", "hangs on", "is no secret"]
    assert undocumented("") == []
