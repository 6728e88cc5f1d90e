"""Plant single faults in core/ and gui/, and say which of them the tests notice.

    python packaging/plant_faults.py [--count 20] [--seed 0] [--only gui/diagram ...]

Each fault is one small change of the source: an operator, a sign, a comparison, a number, a
condition, the order of two arguments, a returned value. It is made in a copy of the tree, where
the tests of its module run, the nearest first, until one fails that passes without the fault. A
fault that changes nothing (an opacity of 0.45 in place of 0.46) may survive with good reason; read
each survivor.
Needs the packages that the tests need, and git.
"""

import argparse
import ast
import functools
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from nearest_tests import FOLDERS, ROOT, tests_of

_OPERATORS = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"), ast.Mod: ("%", "+"), ast.Pow: ("**", "*"), ast.MatMult: ("@", "*"),
    ast.BitAnd: ("&", "|"), ast.BitOr: ("|", "&"),
    ast.Lt: ("<", ">="), ast.LtE: ("<=", "<"), ast.Gt: (">", "<="), ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"),
}  # fmt: skip
# Functions that give the same for their first two arguments in the other order.
_SYMMETRIC = {"max", "min", "hypot", "maximum", "minimum", "isclose", "gcd"}


class Fault(NamedTuple):
    """`text` in the place of the bytes `start` to `end` of the file `path`; `what` is changed.

    `within` are the names of the functions and classes around it.
    """

    path: Path
    line: int
    what: str
    start: int
    end: int
    text: str
    within: frozenset[str] = frozenset()

    def __str__(self) -> str:
        before = (ROOT / self.path).read_bytes()[self.start : self.end].decode()
        change = " ".join(f"{before} → {self.text}".split())
        return f"{self.path}:{self.line} {self.what}: {change}"


def faults_of(path: Path) -> list[Fault]:
    """Return every fault that can be planted in the file at `path`, a place below ROOT."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for row in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))

    def span(node: ast.AST) -> tuple[int, int]:
        first, last = starts[node.lineno - 1], starts[node.end_lineno - 1]
        return first + node.col_offset, last + node.end_col_offset

    def found(node: ast.AST) -> Iterator[tuple[str, int, int, str]]:
        def between(left: ast.AST, operator: ast.AST, right: ast.AST) -> Iterator:
            if type(operator) in _OPERATORS:
                old, new = _OPERATORS[type(operator)]
                at = source.find(old.encode(), span(left)[1], span(right)[0])
                if at >= 0:
                    yield "operator", at, at + len(old), new

        match node:
            case ast.BinOp():
                yield from between(node.left, node.op, node.right)
            case ast.Compare():
                sides = [node.left, *node.comparators]
                for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
                    yield from between(left, operator, right)
            case ast.UnaryOp(op=ast.USub()):
                start = span(node)[0]
                yield "sign", start, start + 1, ""
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                other = node.value + 1 if isinstance(node.value, int) else node.value * 1.5 or 0.5
                yield "number", *span(node), repr(other)
            case ast.If() | ast.IfExp() | ast.While():
                start, end = span(node.test)
                yield "condition", start, end, f"(not ({source[start:end].decode()}))"
            case ast.Call(args=[first, second, *_]) if not isinstance(first, ast.Starred):
                called = ast.unparse(node.func).rpartition(".")[2]
                if called not in _SYMMETRIC and not isinstance(second, ast.Starred):
                    (start, middle), (after, end) = span(first), span(second)
                    one, other = source[start:middle], source[after:end]
                    text = other + source[middle:after] + one
                    if one != other:
                        yield "arguments", start, end, text.decode()
            case ast.Return(value=ast.expr()) if ast.unparse(node.value) != "None":
                yield "returned value", *span(node.value), "None"

    tree = ast.parse(source)
    unseen = {
        id(inner)
        for node in ast.walk(tree)
        for kind in ("annotation", "returns")
        if isinstance(note := getattr(node, kind, None), ast.AST)
        for inner in ast.walk(note)
    }
    around: dict[int, frozenset[str]] = {}
    for node in ast.walk(tree):  # what is around comes before what is within
        names = around.get(id(node), frozenset())
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names |= {node.name}
        around.update((id(inner), names) for inner in ast.iter_child_nodes(node))
    return [
        Fault(path, node.lineno, what, *place, around.get(id(node), frozenset()))
        for node in ast.walk(tree)
        if id(node) not in unseen
        for what, *place in found(node)
    ]


def first_failure(tree: Path, arguments: Iterable[Path | str], seconds: float) -> str:
    """Run pytest in `tree`; return the test that failed, what else went wrong, or ""."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments]
    try:
        ended = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return "(no end)"
    if ended.returncode == 4:  # pytest was called wrongly
        raise SystemExit(ended.stderr)
    if ended.returncode in (0, 5):  # 5: no tests are left
        return ""
    found = re.search(r"^(?:FAILED|ERROR) (tests/[\w/]+\.py(?:::\w+)*)", ended.stdout, re.MULTILINE)
    return found[1] if found else "(no report)"


fails_anyway = functools.cache(first_failure)  # of a tree without a fault


def notices(fault: Fault, tree: Path, tests: list[Path], seconds: float) -> str:
    """Plant `fault` in the copy `tree`, run `tests`, take it out; return which notices it, or "".

    Tests that fail without the fault too are passed over.
    """
    file = tree / fault.path
    whole = file.read_bytes()
    arguments: list[Path | str] = [*tests]
    while True:
        file.write_bytes(whole[: fault.start] + fault.text.encode() + whole[fault.end :])
        try:
            failed = first_failure(tree, arguments, seconds)
        finally:
            file.write_bytes(whole)
        if not failed.startswith("tests/"):
            return "" if failed and fails_anyway(tree, tuple(arguments), seconds) else failed
        if not fails_anyway(tree, (failed,), seconds):
            return failed
        arguments.append(f"--{'deselect' if '::' in failed else 'ignore'}={failed}")


def main(arguments: list[str] | None = None) -> None:
    """Plant a sample of faults, one after the other, and print what became of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20, help="faults (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--only", nargs="+", default=FOLDERS, help="files or folders")
    parser.add_argument("--tests", type=int, default=4, help="files of tests a fault, at most")
    parser.add_argument("--seconds", type=float, default=600, help="that its tests have")
    chosen = parser.parse_args(arguments)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    kept = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    paths = [path for path in kept if path.suffix == ".py" and path.parts[0] in FOLDERS
             and any(path.is_relative_to(only) for only in chosen.only)]  # fmt: skip
    every = [fault for path in sorted(paths) for fault in faults_of(path)]
    faults = random.Random(chosen.seed).sample(every, min(chosen.count, len(every)))
    noticed = 0
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        tree = Path(folder)
        for path in kept:
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / path).is_file():
                shutil.copy(ROOT / path, tree / path)
        planned = [(fault, tests_of(fault.path, fault.within, chosen.tests)) for fault in faults]
        for number, (fault, tests) in enumerate(planned, 1):
            start = time.monotonic()
            by = notices(fault, tree, tests, chosen.seconds) if tests else ""
            noticed += bool(by)
            told = f"noticed by {by}" if by else f"SURVIVED {' '.join(map(str, tests))}"
            print(f"{number:3} {fault}\n    {told}, {time.monotonic() - start:.0f} s", flush=True)
    if faults:
        share = noticed / len(faults)
        print(f"{noticed} of {len(faults)} noticed ({share:.0%}) of {len(every)} possible")


if __name__ == "__main__":
    main()
