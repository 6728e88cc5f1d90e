"""Netglow's version, declared once: in pyproject.toml."""

import tomllib
from pathlib import Path


def _read_version() -> str:
    # The file first: the tree that runs may be newer than a copy that is installed.
    try:
        text = Path(__file__).parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8")
        project = tomllib.loads(text)["project"]
    except (OSError, ValueError, KeyError):
        project = {}
    if project.get("name") == "netglow":
        return str(project["version"])
    from importlib import metadata

    return metadata.version("netglow")


VERSION = _read_version()
