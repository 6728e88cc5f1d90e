"""`netglow evolve`: let a population of small networks find their own structure.

Each network is trained as `netglow train` would, several at a time, in processes of their own.
"""

import argparse
import functools
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import fields, replace

from core import files, project_file
from core.commands.crews import check_workers, working
from core.commands.input import HELP, readable
from core.commands.output import path_text, print_json
from core.commands.saving import saved
from core.crew import most_workers
from core.evolution import Evolution, Problem, Settings
from core.evolution_memory import check_room
from core.evolution_words import conclusion, origin, quartiles, score, told
from core.evolving import evolve
from core.jobs import Done, Job
from core.ready_evolutions import READY_EVOLUTIONS
from core.signals import exit_code

_SETTINGS = (
    ("population", "N", "networks in a generation"),
    ("generations", "N", "generations, the first one counted"),
    ("updates", "N", "that each network is trained for"),
    ("price", "X", "that each parameter costs of the fitness"),
    ("elites", "N", "that live on unchanged"),
    ("tournament", "N", "so many are drawn, and the best of them becomes a parent"),
    ("most_layers", "N", "hidden layers at most"),
    ("most_neurons", "N", "neurons of a hidden layer at most"),
    ("seed", "N", "of all that is random"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    ready = next(iter(READY_EVOLUTIONS))
    parser.add_argument(
        "what",
        nargs="?",
        default=ready,
        metavar="NAME|FILE",
        help=f"{', '.join(READY_EVOLUTIONS)} (default: {ready}), or a saved network (.netglow) to"
        f" begin with{HELP}",
    )
    types = {field.name: field.type for field in fields(Settings)}
    for name, sign, text in _SETTINGS:
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(option, type=types[name], metavar=sign, help=text)
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help=f"processes at a time (default: {most_workers()})",
    )
    parser.add_argument(
        "--device", default="", help="CPU, GPU or GPU:1 (default: the best there is)"
    )
    parser.add_argument("--save", type=Path, metavar="FILE", help="save the winner (.netglow)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Let them evolve, print what came of it; return the exit code: 0, or 130 after Ctrl+C.

    ValueError or OSError: a sentence for the user.
    """
    check_workers(arguments)
    problem, settings = asked(arguments)
    if arguments.save:
        files.check_writable(arguments.save)
    now = Evolution(problem, settings)
    with working(arguments) as (crew, ended):
        print("TensorFlow is loading …", file=sys.stderr)

        def work(jobs: Sequence[Job]) -> Iterable[Done]:
            for count, done in enumerate(() if ended else crew.work(jobs), 1):
                if sys.stderr.isatty():
                    print(f"\r{count} of {len(jobs)} ", end="", file=sys.stderr, flush=True)
                yield done

        for now in evolve(problem, settings, work):
            _say(now)
    if arguments.json:
        print_json(told(now))
    else:
        print("\n".join(lines(now)))
    if arguments.save and (trouble := _save(arguments.save, now)):
        raise ValueError(trouble)
    if ended:
        return exit_code(ended[0])
    failed = [one for one in now.individuals if one.state == "failed"]
    if failed and len(failed) == len(now.individuals):
        raise ValueError("None of the networks could be trained.")
    return 0


def asked(arguments: argparse.Namespace) -> tuple[Problem, Settings]:
    """Return what is asked for. ValueError or OSError: a sentence."""
    if ready := READY_EVOLUTIONS.get(arguments.what):
        problem, settings = ready.problem(), ready.settings
    else:
        with readable(Path(arguments.what)) as path:
            problem, settings = Problem(project_file.load(path).experiment), Settings()
    given = {name: getattr(arguments, name) for name, *_ in _SETTINGS}
    said = {name: value for name, value in given.items() if value is not None}
    settings = replace(settings, **said)
    check_room(problem, settings)
    return problem, settings


def lines(evolution: Evolution) -> list[str]:
    """Return what is printed: where the fittest comes from, and what it has come to."""
    best = evolution.best
    if best is None:
        return ["No generation was made."]
    found = []
    for one in evolution.line(best.number):
        network = one.run.experiment.network.title
        said = f"No. {one.number}, {network}, {origin(one)}"
        found.append(f"{said}. Validation: {score(evolution, one.validation)}.")
    found.append("")
    end = conclusion(evolution)
    found.append(str(end) if end else "It was stopped: the test examples have not been looked at.")
    return found


def _say(now: Evolution) -> None:
    """Say how fit the newest generation is."""
    fitness, best = quartiles(now)[-1], now.best
    assert best is not None
    start = "\r" if sys.stderr.isatty() else ""
    print(
        f"{start}Generation {len(now.generations)} of {now.settings.generations}: fitness"
        f" {fitness.best:.4f} at best (no. {best.number}, {best.run.experiment.network.title}),"
        f" median {fitness.median:.4f}",
        file=sys.stderr,
        flush=True,
    )


def _save(path: Path, now: Evolution) -> str:
    """Save the fittest; once it has been measured on the test set, with the whole source.

    Returns what is wrong, if anything, and where it is then.
    """
    best = now.best
    if best is None:
        print(f"No network has ended; {path_text(path)} was not written.", file=sys.stderr)
        return ""
    write = functools.partial(project_file.save, run=best.run)
    return saved("The winner", path, write, project_file.KEPT)
