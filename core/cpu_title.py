"""What a CPU is called that computes with so many threads, as commands and files have it."""

import re

_TITLE = re.compile(r"CPU, ([0-9]{1,4}) threads?", re.ASCII)


def cpu_title(threads: int) -> str:
    """Return the title: "CPU, 7 threads"."""
    return f"CPU, {threads} thread{'s' * (threads > 1)}"


def threads_of(title: str) -> int | None:
    """Return how many threads a title says; None: it is another device's."""
    found = _TITLE.fullmatch(title)
    return int(found[1]) if found else None
