"""Which files of tests reach a place in the source, the nearest first."""

import ast
import functools
import re
from collections.abc import Set as AbstractSet
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("core", "gui")
_FAR = 9  # steps of import, more than there are
_READING = {"gui": [Path("tests/test_texts.py")]}  # tests that read the source, by folder


def imports_of(tree: ast.AST) -> set[Path]:
    """Return the files of this project that are imported anywhere in a tree of source."""
    found = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            place = Path(*name.split("."))
            for file in (place.with_suffix(".py"), place / "__init__.py"):
                if (ROOT / file).is_file():
                    found.add(file)
    return found


@functools.cache
def fixtures() -> dict[str, set[Path]]:
    """Return what each function of tests/conftest.py imports: tests ask for it by an argument."""
    tree = ast.parse((ROOT / "tests" / "conftest.py").read_bytes())
    return {node.name: imports_of(node) for node in tree.body if isinstance(node, ast.FunctionDef)}


@functools.cache
def importers_of_all() -> dict[Path, set[Path]]:
    """Return the files of the project that import each of its files."""
    importers: dict[Path, set[Path]] = {}
    for folder in (*FOLDERS, "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(file.read_bytes())
            found = imports_of(tree)
            if folder == "tests":
                asked = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
                found = found.union(*(fixtures()[name] for name in asked & fixtures().keys()))
            for imported in found:
                importers.setdefault(imported, set()).add(file.relative_to(ROOT))
    return importers


def _alike(test: Path, path: Path) -> int:
    """Return how like the file at `path` a file of tests is named: its own name counts most."""
    words = [word.rstrip("s") for word in test.stem.split("_")[1:]]
    return sum(
        weight
        for part, weight in [(path.stem, 4), *((folder, 1) for folder in path.parts[1:-1])]
        for own in part.split("_")
        if any(word.startswith(own.rstrip("s")) for word in words)
    )


def tests_of(path: Path, within: AbstractSet[str], most: int) -> list[Path]:
    """Return files of tests that reach the file at `path`, a place below ROOT.

    First those that read its source; then at most `most`, the nearest first: they import it in few
    steps, are named like it, and name what the place is `within`, functions and classes. Commands
    are imported by their names alone.
    """
    distance, edge = {path: 0}, [path]
    while edge:
        near = edge.pop(0)
        for file in importers_of_all().get(near, ()):
            if file not in distance:
                distance[file] = distance[near] + 1
                edge.append(file)
    key: dict[Path, tuple[int, str]] = {}
    reading = _READING.get(path.parts[0], [])
    for file in (ROOT / "tests").glob("test_*.py"):
        name, text = file.relative_to(ROOT), file.read_text()
        named = f'"{path.stem}"' in text
        if name not in reading and (name in distance or named):
            words = set(re.findall(r"\w+", text))
            far = min(distance.get(name, _FAR), 2 if named else _FAR)
            key[name] = far - _alike(name, path) - len(words & within), str(name)
    return reading + sorted(key, key=key.__getitem__)[:most]
