"""The program `netglow`: its arguments lead to a command, or to the window.

Only light imports here: `netglow --version` answers before Qt or TensorFlow would be loaded.
"""

import argparse
import importlib
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

from core.backend.program import ARGUMENT
from core.commands import output
from core.heavy_imports import heavy_imports, leave
from core.version import VERSION

_BROKEN_PIPE = 141  # as a shell has it: 128 + SIGPIPE


class Command(NamedTuple):
    """A command: what it does, and its module.

    The module has add_arguments(parser) and run(arguments) -> exit code; its docstring is its help.
    """

    does: str
    module: str


COMMANDS = {
    "train": Command("train a network and say how good it has become", "core.commands.train"),
    "sweep": Command("train many networks and compare them", "core.commands.sweep"),
    "evolve": Command("let networks find their own structure", "core.commands.evolve"),
    "classify": Command("say which digits pictures show", "gui.commands.classify"),
    "render": Command("draw a saved network into a picture", "gui.commands.render"),
    "runs": Command("list the runs of a saved network and how they differ", "core.commands.runs"),
    "film": Command("make a film of how a saved network learned", "gui.commands.film"),
    "ways": Command("time a network's answers, from loops to a GPU", "core.commands.ways"),
    "doctor": Command("say what is installed here, and what is missing", "core.commands.doctor"),
    "self-test": Command("do the main job once: does it work here?", "gui.commands.self_test"),
}
# For benchmarks, not for people: in no list.
UNLISTED = {
    "startup": Command("open the window, say when it can be used, close it", "gui.commands.startup")
}
_ALL = COMMANDS | UNLISTED


def run_program() -> NoReturn:
    """Run the program with the arguments of the command line, and end with its exit code."""
    leave(main())


def main(argv: list[str] | None = None) -> int:
    """Run the program with `argv`. Returns the exit code: 2 for wrong arguments or files."""
    argv = sys.argv[1:] if argv is None else argv
    if argv == [ARGUMENT]:
        from core.backend import process

        return process.main()
    try:
        with output.prepared():
            return _run(argv)
    except BrokenPipeError:  # who reads has read enough, as `head` has
        return _BROKEN_PIPE
    except (ValueError, OSError) as error:
        from core.wording import english

        print(f"netglow: {english(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(argv: list[str]) -> int:
    name, arguments = parsed(argv)
    if not name:
        return _open_window(arguments)
    code: int = importlib.import_module(_ALL[name].module).run(arguments)
    return code


def parsed(argv: list[str]) -> tuple[str, argparse.Namespace]:
    """Return the command that `argv` names, "" for the window, and what is asked of it.

    SystemExit: it was wrong, or asked for help or version, and that is printed.
    """
    name = argv[0] if argv and argv[0] in _ALL else ""
    parser = _command_parser(name) if name else window_parser()
    return name, parser.parse_args(argv[1:] if name else argv)


def _command_parser(name: str) -> argparse.ArgumentParser:
    module = importlib.import_module(_ALL[name].module)
    parser = argparse.ArgumentParser(prog=f"netglow {name}", description=module.__doc__)
    module.add_arguments(parser)
    return parser


def window_parser() -> argparse.ArgumentParser:
    """Return the parser of what opens the window."""
    parser = argparse.ArgumentParser(
        prog="netglow",
        description="A window onto a neural network while TensorFlow trains it.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="commands (netglow COMMAND --help explains each):\n"
        + "\n".join(f"  {name:15} {command.does}" for name, command in COMMANDS.items()),
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a saved network")
    parser.add_argument("--device", default="", help="where to train: CPU, GPU or GPU:1")
    parser.add_argument(
        "--desktop",
        action="store_true",
        help="tell what is wrong with FILE in the window, as there is no terminal to read it on",
    )
    parser.add_argument("--version", action="version", version=f"Netglow {VERSION}")
    return parser


def _open_window(arguments: argparse.Namespace) -> int:
    from core.opened import read

    opened, path, trouble = None, arguments.file, None
    # A windowed program of Windows has no standard error.
    in_window = arguments.desktop or sys.stderr is None
    # Read first: a wrong file is said on the command line, not in a window that opens in vain.
    try:
        if path and not path.exists():
            raise _no_file(path, in_window)
        opened = read(path) if path else None
    except (ValueError, OSError) as error:
        if not in_window:
            raise
        path, trouble = None, error
    with heavy_imports():
        from gui import app

    return app.run(opened, path, arguments.device, trouble)


def _no_file(path: Path, in_window: bool) -> ValueError:
    from core.wording import QT_TRANSLATE_NOOP, SentenceError

    if in_window:
        return SentenceError(QT_TRANSLATE_NOOP("Core", "There is no file {path}."), path=str(path))
    return ValueError(
        f"There is no file {path}, and no command of that name;"
        f" the commands are {', '.join(COMMANDS)}."
    )


if __name__ == "__main__":
    run_program()
