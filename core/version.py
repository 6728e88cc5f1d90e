"""Netglow's version, declared once: in pyproject.toml."""

import re
from pathlib import Path

# To understand the whole file would take the start 10 ms.
_DECLARED = re.compile(r'^\[project\]\s+name = "netglow"\s+version = "([^"]+)"', re.MULTILINE)


def _read_version() -> str:
    # The file first: the tree that runs may be newer than a copy that is installed.
    try:
        text = Path(__file__).parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = ""
    if declared := _DECLARED.search(text):
        return declared[1]
    from importlib import metadata

    return metadata.version("netglow")


VERSION = _read_version()
