"""Who may import whom: no TensorFlow in the window, no Qt in the core, and no circles."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import ROOT, run_python

ROOMS = ("core", "gui", "resources", "packaging", "tests")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]

QT = {"PySide6", "shiboken6", "pyqtgraph", "PyQt5", "PyQt6", "PySide2", "qtpy"}
TENSORFLOW = {"tensorflow", "keras", "tf_keras"}
CODE_FROM_BYTES = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
NOT_SHIPPED = {"tests", "packaging", "conftest"}


def forbidden_imports(path: Path) -> set[str]:
    """The top-level packages that the module at `path`, relative to the root, may not import."""
    match path.parts:
        case ("core", "backend", *_):
            return QT | CODE_FROM_BYTES | NOT_SHIPPED | {"gui"}
        case ("core", *_):
            return QT | TENSORFLOW | CODE_FROM_BYTES | NOT_SHIPPED | {"gui"}
        case ("gui", *_):
            return TENSORFLOW | CODE_FROM_BYTES | NOT_SHIPPED
        case ("tests", *_):
            return CODE_FROM_BYTES | {"packaging"}
        case ("packaging", "fuzz.py"):  # it has the parsers from the tests
            return CODE_FROM_BYTES
        case _:
            return CODE_FROM_BYTES | NOT_SHIPPED


def imported_packages(nodes: list[ast.AST], path: Path) -> Iterator[str]:
    """Every top-level package that the module imports, at its top or inside a function."""
    for node in nodes:
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=module, level=0):
                yield module.partition(".")[0]
            case ast.ImportFrom(module=module, names=names, level=level):
                package = [*path.parts[:-level], *(module.split(".") if module else ())]
                yield package[0] if package else names[0].name
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]) if _ends_in(
                function, {"import_module", "__import__"}
            ):
                yield name.partition(".")[0]


def code_from_text(nodes: list[ast.AST]) -> Iterator[str]:
    """Every way in which the module would run bytes or text as code."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="eval" | "exec" as name)):
                yield f"{name}()"
            case ast.keyword(arg="allow_pickle", value=value) if not (
                isinstance(value, ast.Constant) and value.value is False
            ):
                yield "allow_pickle"


def _ends_in(function: ast.expr, names: set[str]) -> bool:
    return getattr(function, "attr", getattr(function, "id", None)) in names


def offences(source: str, path: Path) -> set[str]:
    """What the module's source does against the rules for its place."""
    nodes = list(ast.walk(ast.parse(source)))
    packages = set(imported_packages(nodes, path))
    return packages & forbidden_imports(path) | set(code_from_text(nodes))


def test_modules_keep_the_import_rules():
    places = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in MODULES}
    assert len(places) > 700
    found = {str(place): offences(source, place) for place, source in places.items()}
    assert {place: names for place, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("place", "source", "found"),
    [
        ("core/a.py", "import numpy\nfrom core.losses import LOSSES", set()),
        ("core/a.py", "from PySide6.QtGui import QImage", {"PySide6"}),
        ("core/a.py", "def f():\n    import pyqtgraph as pg", {"pyqtgraph"}),
        ("core/a.py", "from ..gui import session", {"gui"}),
        ("core/a.py", "from .. import gui", {"gui"}),
        ("core/commands/a.py", "import tensorflow.math", {"tensorflow"}),
        ("core/commands/a.py", "from ..backend import devices", set()),
        ("core/backend/a.py", "import tensorflow", set()),
        ("gui/a.py", "from core.backend import messages", set()),
        ("gui/a.py", "import importlib\nimportlib.import_module('keras.ops')", {"keras"}),
        ("gui/a.py", "import pickle\nfrom tests import conftest", {"pickle", "tests"}),
        ("gui/a.py", "dialog.exec()", set()),
        ("gui/a.py", "eval('1')", {"eval()"}),
        ("tests/a.py", "import tensorflow, numpy\nnumpy.load(f, allow_pickle=False)", set()),
        ("tests/a.py", "numpy.load(f, allow_pickle=True)", {"allow_pickle"}),
    ],
)
def test_the_rules_find_their_offenders(place, source, found):
    assert offences(source, Path(place)) == found


def modules_imported(tree: ast.AST, name: str, modules: set[str], inside: bool) -> set[str]:
    """Which of `modules` the module called `name` imports, for types only as well.

    `inside` says whether those imported inside functions count, which happen when all is loaded.
    """
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if not inside and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            package = ".".join([*above, *filter(None, [node.module])])
            members = {f"{package}.{alias.name}" for alias in node.names}
            # `from gui import theme` is about gui.theme, and not about gui.
            found.update(members & modules or {package})
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.expr):  # nothing is imported in one
                visit(child)

    visit(tree)
    return (found & modules) - {name}


def circles(imports: dict[str, set[str]]) -> set[tuple[str, ...]]:
    """The groups of modules that import each other, by whatever way round, in alphabetical order.

    `imports` says which others each module imports.
    """
    reached: dict[str, set[str]] = {}
    for start in imports:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            for other in imports[ahead.pop()] - seen:
                seen.add(other)
                ahead.append(other)
        reached[start] = seen
    groups = (tuple(sorted(two for two in reached[one] if one in reached[two])) for one in reached)
    return set(filter(None, groups))


def module_name(path: Path) -> str:
    """The dotted name of the module at `path`, relative to the root."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def circles_among(sources: dict[str, str]) -> tuple[set[tuple[str, ...]], ...]:
    """The circles among modules, given as name -> source; and those inside functions counted."""
    trees = {name: ast.parse(source) for name, source in sources.items()}
    return tuple(
        circles(
            {name: modules_imported(tree, name, set(trees), inside) for name, tree in trees.items()}
        )
        for inside in (False, True)
    )


def test_no_modules_import_each_other():
    paths = [path for path in MODULES if path.relative_to(ROOT).parts[0] in ("core", "gui")]
    sources = {
        module_name(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths
    }
    assert circles_among(sources) == (set(), set())


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("from core import third", {"core.first", "core.second", "core.third"}),
        ("import core.third", {"core.first", "core.second", "core.third"}),
        ("from . import third", {"core.first", "core.second", "core.third"}),
        ("from .third import name", {"core.first", "core.second", "core.third"}),
        ("if TYPE_CHECKING:\n    from core.first import name", {"core.first", "core.second"}),
        ("from core import numbers, name", set()),
        ("import numpy", set()),
    ],
)
def test_planted_circles_are_found(second, found):
    sources = {
        "core": "",
        "core.first": "from core.second import name",
        "core.second": second,
        "core.third": "from core.first import name\nfrom core import numbers",
        "core.numbers": "",
    }
    assert circles_among(sources)[0] == ({tuple(sorted(found))} if found else set())


def test_imports_inside_functions_are_counted_apart():
    sources = {"gui.a": "from gui import b", "gui.b": "def late():\n    from gui import a"}
    assert circles_among(sources) == (set(), {("gui.a", "gui.b")})


@pytest.mark.parametrize("room", ["packaging", "tests", "tests/gui", "tests/benchmarks"])
def test_folder_that_would_shadow_a_package_is_none(room):
    assert not (ROOT / room / "__init__.py").exists()


def test_the_window_is_built_without_tensorflow_and_without_scipy():
    code = (
        "import sys, gui.app; print([name for name in ('tensorflow', 'keras', 'scipy')"
        " if name in sys.modules])"
    )
    ended = run_python("-c", code)
    assert ended.stdout.strip() == "[]", ended.stderr


def test_version_starts_without_tensorflow_and_qt():
    ended = run_python("-X", "importtime", "-m", "gui", "--version")
    assert ended.returncode == 0, ended.stderr
    lines = [line.split("|") for line in ended.stderr.splitlines()]
    loaded = {parts[2].strip().partition(".")[0] for parts in lines if len(parts) == 3}
    assert "gui" in loaded
    assert loaded & (TENSORFLOW | QT) == set()
    assert any(word[0].isdigit() and "." in word for word in ended.stdout.split())
