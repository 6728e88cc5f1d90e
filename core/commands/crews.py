"""A crew for a command: as large as is asked for, and ended by a signal."""

import argparse
import contextlib
from collections.abc import Iterator
from typing import NamedTuple

from core.crew import Crew
from core.signals import told_to_end

MOST_WORKERS = 1000


class Working(NamedTuple):
    """A crew, and the signals that have told it to end."""

    crew: Crew
    ended: list[int]


def check_workers(arguments: argparse.Namespace) -> None:
    """ValueError: so many processes cannot be."""
    if arguments.workers is not None and not 1 <= arguments.workers <= MOST_WORKERS:
        raise ValueError(f"--workers is 1 to {MOST_WORKERS}, not {arguments.workers}.")


@contextlib.contextmanager
def working(arguments: argparse.Namespace) -> Iterator[Working]:
    """Have the crew that `arguments` ask for; a signal stops it, and no process is left after."""
    with Crew(arguments.workers, arguments.device) as crew:
        ended: list[int] = []

        def end(number: int) -> None:
            ended.append(number)
            crew.stop()

        with told_to_end(end):
            yield Working(crew, ended)
