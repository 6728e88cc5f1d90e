"""How values refuse what is wrong with them: ValueError with one sentence."""

from collections.abc import Collection


def require(true: bool, sentence: str) -> None:
    """Raise ValueError with `sentence` unless it is `true`."""
    if not true:
        raise ValueError(sentence)


def require_name(kind: str, name: str, table: Collection[str]) -> None:
    """Raise ValueError unless `name`, which is to name a `kind`, is in `table`."""
    require(name in table, f"There is no {kind} “{name}”; there are {', '.join(table)}.")
