"""Give every parser spoiled inputs by the thousand, and say what it did not stand.

    .venv/bin/python packaging/fuzz.py PARSER|all [--count N] [--seed 0] [--json] [--keep DIR]
    .venv/bin/python packaging/fuzz.py PARSER --guided [--count 100000]    # by atheris

The parsers, their seeds and what each may raise are in tests/parsers.py, how inputs are spoiled in
tests/mutations.py. A parser works in a process of its own, which may take a second of the
processor and 500 MB for an input, write nothing, start nothing, open no socket and run no code; it
is started again after each input that ends it. What is found is said with the number of the input:
`--only NUMBER` gives that one alone, `--keep DIR` puts the inputs there. Unix only.

`--guided` lets atheris choose the inputs by what code they reach.
"""

import argparse
import contextlib
import gc
import itertools
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from inspect import isfunction
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.parsers import PARSERS, Parser  # noqa: E402
from tests.watched import watched  # noqa: E402

SECONDS = 1.0  # of the processor, for one input
WAITING = 30.0  # seconds by the clock: nothing is waited for, but the machine may be busy
MEMORY = 500_000_000  # bytes in all
WARM = 300  # inputs that are read before anything is watched: modules are loaded, tables made
WRITING = ("open ", "os.", "tempfile.mkstemp ")
_SHARED = Path("/dev/shm")  # in memory: so many files are made
TOLD = 5  # findings of a kind that are said


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parser", choices=[*PARSERS, "all"])
    parser.add_argument("--count", type=int, default=100_000, help="inputs (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="put inputs of findings there")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this input alone, here")
    parser.add_argument("--guided", action="store_true", help="by atheris")
    parser.add_argument("--work", type=int, metavar="FIRST", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.work is not None:
        return work(options.parser, options.seed, options.work, options.count)
    if options.guided:
        return guided(options.parser, options.count)
    if options.only is not None:
        return once(options.parser, options.seed, options.only)
    names = list(PARSERS) if options.parser == "all" else [options.parser]
    results = {name: fuzz(name, options.count, options.seed, options.keep) for name in names}
    if options.json:
        print(json.dumps(results))
    return int(any(result["found"] for result in results.values()))


def input_of(parser: Parser, name: str, seed: int, number: int) -> bytes:
    """Return input `number`: always the same one."""
    return parser.spoiled(random.Random(f"{name} {seed} {number}"))


# The process that reads.


def work(name: str, seed: int, first: int, count: int) -> int:
    """Read inputs `first` to `count`, telling each finding, and at the end the figures, in JSON."""
    told = os.fdopen(os.dup(1), "w", buffering=1)
    try:
        _work(PARSERS[name], name, seed, range(first, count), told)
    except Exception:
        print(json.dumps({"number": first, "trouble": traceback.format_exc()[-300:]}), file=told)
    told.flush()
    os._exit(0)  # what is left of Qt does not matter


def _work(parser: Parser, name: str, seed: int, numbers: range, told: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    _keep_application(parser)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    os.chdir(folder)
    os.environ["TMPDIR"] = str(folder / "tmp")
    tempfile.tempdir = str(folder / "tmp")
    (folder / "tmp").mkdir()
    refused, slowest = 0, (0.0, numbers.start)
    for number in range(WARM):
        with contextlib.suppress(AssertionError, Exception):
            content = input_of(parser, name, -1, number)
            path = place(parser, folder, -1 - number, content)
            try:
                parser.check(content, path)
            finally:
                remove(parser, folder, path)
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(json.dumps({"base_mb": _peak() // 1_000_000}), file=told)
    for number in numbers:
        content = input_of(parser, name, seed, number)
        path = place(parser, folder, number, content)
        print(number, file=told)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.setitimer(signal.ITIMER_REAL, WAITING)
        began = time.process_time()
        trouble = ""
        with watched() as seen:
            try:
                refused += bool(parser.check(content, path))
            except AssertionError as error:
                trouble = f"sentence: {error}"
            except Exception as error:
                place_of = traceback.extract_tb(error.__traceback__)[-1]
                trouble = (
                    f"{type(error).__name__} in {Path(place_of.filename).name}: {str(error)[:150]}"
                )
        took = time.process_time() - began
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        slowest = max(slowest, (took, number))
        if seen := [one for one in seen if not parser.mends or not one.startswith(WRITING)]:
            trouble = f"did: {seen[:3]}"
        elif _peak() > MEMORY:
            trouble = f"memory: {_peak() // 1_000_000} MB"
        if number % 1000 == 0:
            gc.collect()  # as the window's event loop does, which does not run here
        if left := remove(parser, folder, path):
            trouble = f"left: {left}"
        if trouble:
            print(json.dumps({"number": number, "trouble": trouble}), file=told)
        if trouble.startswith("memory"):  # it is never given back
            return
    figures = {"refused": refused, "slowest": slowest, "peak_mb": _peak() // 1_000_000}
    print(json.dumps(figures), file=told)


def place(parser: Parser, folder: Path, number: int, content: bytes) -> Path:
    """Put an input where its parser reads it; return the path, in a folder of its own."""
    return parser.place_in(folder / f"{number}", content)


def remove(parser: Parser, folder: Path, path: Path) -> list[str]:
    """Remove an input; return what else has come into the folders."""
    if parser.suffix:
        path.unlink()
        with contextlib.suppress(OSError):
            path.parent.rmdir()
            path.parent.parent.rmdir()
    return [str(one.relative_to(folder)) for one in folder.rglob("*") if one != folder / "tmp"]


def _keep_application(parser: Parser) -> None:
    if parser.qt:
        from gui.headless import application

        globals()["_application"] = application()


def _size() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _peak() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


# The process that looks after it.


def fuzz(name: str, count: int, seed: int, keep: Path | None) -> dict[str, object]:
    """Give a parser `count` inputs; return the figures, what is found as kind -> numbers."""
    found: dict[str, list[int]] = {}
    first, refused, slowest, peak, base = 0, 0, (0.0, 0), 0, 0
    began = time.monotonic()
    while first < count:
        words = [sys.executable, __file__, name, "--seed", seed, "--work", first, "--count", count]
        folder = tempfile.mkdtemp(prefix="fuzz-", dir=_SHARED if _SHARED.is_dir() else None)
        worker = subprocess.Popen(
            [str(word) for word in words],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": folder},
        )
        ended, number = False, -1
        for line in worker.stdout:
            said = json.loads(line)
            if isinstance(said, int):
                number = said
            elif "trouble" in said:
                print(f"{name}: {said['number']}: {said['trouble']}", file=sys.stderr)
                _note(found, said["trouble"], said["number"])
            elif "base_mb" in said:
                base = max(base, said["base_mb"])
            else:
                ended = True
                refused += said["refused"]
                slowest, peak = max(slowest, tuple(said["slowest"])), max(peak, said["peak_mb"])
        code = worker.wait()
        shutil.rmtree(folder, ignore_errors=True)
        if not ended:
            print(f"{name}: ended with {code} at number {number}", file=sys.stderr)
        if not ended and code:
            kind = {-signal.SIGPROF: "hang: more than a second", -signal.SIGALRM: "hang: it waits"}
            _note(found, kind.get(code, f"ended: {code}"), number)
        # Before any input: it would be so for ever.
        first = count if ended or number < 0 else number + 1
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        for numbers in found.values():
            for number in numbers[:TOLD]:
                (keep / f"{name}-{number}").write_bytes(input_of(PARSERS[name], name, seed, number))
    took = time.monotonic() - began
    print(
        f"{name}: {count:,} inputs in {took:.0f} s; slowest {slowest[0]:.3f} s (number"
        f" {slowest[1]}); memory {base} -> {peak} MB; {sum(map(len, found.values()))} findings",
        file=sys.stderr,
    )
    for kind, numbers in found.items():
        print(f"  {len(numbers):6} × {kind}: numbers {numbers[:TOLD]}", file=sys.stderr)
    figures = {"count": count, "refused": refused, "seconds": round(took, 1)}
    return {**figures, "slowest_s": slowest[0], "base_mb": base, "peak_mb": peak, "found": found}


def _note(found: dict[str, list[int]], trouble: str, number: int) -> None:
    known = next((kind for kind in found if kind[:40] == trouble[:40]), trouble)
    found.setdefault(known, []).append(number)


def once(name: str, seed: int, number: int) -> int:
    """Read one input here, with all that it says."""
    parser = PARSERS[name]
    _keep_application(parser)
    content = input_of(parser, name, seed, number)
    print(content[:400])
    with tempfile.TemporaryDirectory() as folder:
        path = place(parser, Path(folder), number, content)
        began = time.process_time()
        print(parser.check(content, path) or "taken")
        print(f"{time.process_time() - began:.3f} s, {_peak() // 1_000_000} MB")
    return 0


def guided(name: str, count: int) -> int:
    """Let atheris change the seeds by what code of ours they reach, until something is found."""
    try:
        import atheris
    except ImportError:
        print("fuzz.py: there is no atheris here: pip install atheris", file=sys.stderr)
        return 2
    parser = PARSERS[name]
    _keep_application(parser)
    home = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (home / "seeds").mkdir()
    for number, content in enumerate(parser.made_seeds()):
        (home / "seeds" / str(number)).write_bytes(content)
    numbers = itertools.count()

    def read(content: bytes) -> None:
        path = place(parser, home / "inputs", next(numbers), content)
        parser.check(content, path)
        remove(parser, home / "inputs", path)

    def change(content: bytes, most: int, seed: int) -> bytes:
        random_ = random.Random(seed)
        if parser.mutators and random_.random() < 0.5:
            with contextlib.suppress(Exception):  # not of that structure any more
                return random_.choice(parser.mutators)(random_, content)[:most]
        return atheris.Mutate(content, most)

    # Code that is loaded already is looked at, too.
    for module in [one for key, one in sys.modules.items() if key.startswith(("core.", "gui."))]:
        for function in vars(module).values():
            if getattr(function, "__module__", None) == module.__name__ and isfunction(function):
                atheris.instrument_func(function)
    words = [f"-runs={count}", "-timeout=5", "-rss_limit_mb=700", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *words, f"{home / 'seeds'}"], read, custom_mutator=change)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
