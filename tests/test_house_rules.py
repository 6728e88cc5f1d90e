"""What holds for every module: public names say what they are; tests use no others."""

import ast
import io
import re
import tokenize
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

import pytest

from tests.processes import ROOT

MODULES = [path for room in ("core", "gui") for path in sorted((ROOT / room).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

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
PERHAPS_ODD = re.compile(r"anew|whence|lot|hang|\bis[\s#]+no\b", re.IGNORECASE)

# Public by their documentation, in spite of their names.
NAMED_TUPLES = {"_replace", "_fields", "_asdict", "_make"}
PATCHES = {"setattr", "getattr", "delattr", "hasattr", "patch"}

Function = ast.FunctionDef | ast.AsyncFunctionDef

parsed = lru_cache(maxsize=1)(ast.parse)  # the rules ask for one and the same, in turn


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
    tree = parsed(source)
    found = [name for name, node in public_names(tree) if not _documented(node)]
    return found if ast.get_docstring(tree) or not tree.body else ["module", *found]


def _documented(node: Function | ast.ClassDef) -> bool:
    # A setter is documented by its property.
    setter = any(isinstance(one, ast.Attribute) for one in node.decorator_list)
    return bool(ast.get_docstring(node)) or setter


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything in `tree` that is no expression, by levels: all functions and classes."""
    ahead = deque([tree])
    while ahead:
        yield (node := ahead.popleft())
        ahead.extend(one for one in ast.iter_child_nodes(node) if not isinstance(one, ast.expr))


def untyped(source: str) -> list[str]:
    """The functions, private and inner ones too, that leave a type of theirs unsaid."""
    return [
        node.name
        for node in statements(parsed(source))
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
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = " ".join(
        token.string.lstrip("# ")
        # It takes longer than all else here, and hardly a file has any of these words.
        for token in (tokens if PERHAPS_ODD.search(source) else ())
        if token.type == tokenize.COMMENT
    )
    documented = ast.Module | ast.ClassDef | Function
    docstrings = [
        ast.get_docstring(node) or ""
        for node in statements(parsed(source))
        if isinstance(node, documented)
    ]
    texts = (" ".join(text.split()) for text in (comments, *docstrings))
    return [found[0] for text in texts for found in ODD_WORDS.finditer(text)]


def private_names(source: str) -> list[str]:
    """The private names of others that are used, or patched by a string."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value, name) if _private(name) and name not in NAMED_TUPLES:
                if ast.unparse(value) not in ("self", "cls"):
                    found.append(ast.unparse(node))
            case ast.ImportFrom(names=names):
                found += [alias.name for alias in names if _private(alias.name)]
            case ast.Call(ast.Name(called) | ast.Attribute(attr=called), args) if called in PATCHES:
                words = [one.value for one in args if isinstance(one, ast.Constant)]
                texts = [word for word in words if isinstance(word, str)]
                found += [text for text in texts if _private(text.rpartition(".")[2])]
    return found


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@pytest.fixture(scope="module")
def broken() -> dict[str, list[tuple[str, list[str]]]]:
    """What breaks each rule for modules, by the rule's name, with the file; each is parsed once."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        for rule in (undocumented, untyped, odd_words):
            named = found.setdefault(rule.__name__, [])
            named += [(str(path.relative_to(ROOT)), names) for names in [rule(source)] if names]
    return found


def test_every_public_name_says_what_it_is(broken):
    assert broken["undocumented"] == []


def test_every_function_says_its_types(broken):
    assert broken["untyped"] == []


def test_comments_are_in_plain_words(broken):
    assert broken["odd_words"] == []


def test_tests_use_public_names_alone():
    found = {path: private_names(path.read_text(encoding="utf-8")) for path in TESTS}
    assert {path.name: names for path, names in found.items() if names} == {}


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


def test_private_names_are_found():
    source = """
from gui.window import Window, _helper, __version__
window._timer.stop()
self._mine = cls._ours = place._replace(unit=1)
monkeypatch.setattr(module, "_LIMIT", 3)
monkeypatch.setattr("gui.window._EVERY", 3)
text = "_internal"
"""
    assert sorted(private_names(source)) == [
        "_LIMIT",
        "_helper",
        "gui.window._EVERY",
        "window._timer",
    ]
