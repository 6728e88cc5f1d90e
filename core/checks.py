"""How values refuse what is wrong with them: ValueError with one sentence."""

from collections.abc import Collection

from core.wording import QT_TRANSLATE_NOOP, SentenceError, Value

# By the kind of thing that was named: a sentence each, for other languages inflect the noun.
_UNKNOWN = {
    "curve": QT_TRANSLATE_NOOP("Core", "There is no curve “{name}”; there are {names}."),
    "gate": QT_TRANSLATE_NOOP("Core", "There is no gate “{name}”; there are {names}."),
    "input": QT_TRANSLATE_NOOP("Core", "There is no input “{name}”; there are {names}."),
    "shape": QT_TRANSLATE_NOOP("Core", "There is no shape “{name}”; there are {names}."),
    "activation": QT_TRANSLATE_NOOP("Core", "There is no activation “{name}”; there are {names}."),
    "dataset": QT_TRANSLATE_NOOP("Core", "There is no dataset “{name}”; there are {names}."),
    "initialiser": QT_TRANSLATE_NOOP(
        "Core", "There is no initialiser “{name}”; there are {names}."
    ),
    "loss": QT_TRANSLATE_NOOP("Core", "There is no loss “{name}”; there are {names}."),
    "optimizer": QT_TRANSLATE_NOOP("Core", "There is no optimizer “{name}”; there are {names}."),
    "schedule": QT_TRANSLATE_NOOP("Core", "There is no schedule “{name}”; there are {names}."),
    "unit": QT_TRANSLATE_NOOP("Core", "There is no unit “{name}”; there are {names}."),
}


def require(true: bool, text: str, **data: Value) -> None:
    """Raise ValueError unless it is `true`: the sentence `text`, `data` in its {places}."""
    if not true:
        raise SentenceError(text, **data)


def require_name(kind: str, name: str, table: Collection[str]) -> None:
    """Raise ValueError unless `name`, which is to name a `kind`, is in `table`.

    KeyError: there are no words for such a kind.
    """
    require(name in table, _UNKNOWN[kind], name=name, names=", ".join(table))
