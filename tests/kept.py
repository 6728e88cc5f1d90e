"""What the program says and paints, kept in `tests/files/kept`, line by line.

A test tells what is there now in lines that a person can read; a difference to the file fails, and
pytest shows it. Where the new lines are what is wanted, `NETGLOW_KEEP=1` writes them: read them in
`git diff` before they are committed.
"""

import os
from collections.abc import Iterable
from pathlib import Path

KEPT = Path(__file__).with_name("files") / "kept"


def assert_kept(name: str, lines: Iterable[str]) -> None:
    """Compare `lines` with the file `name`, or write it where NETGLOW_KEEP is set."""
    path, told = KEPT / f"{name}.txt", [line for text in lines for line in text.split("\n")]
    if os.environ.get("NETGLOW_KEEP"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(told) + "\n", "utf-8")
    assert told == path.read_text("utf-8").splitlines()
