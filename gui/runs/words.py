"""What runs are called, and what one does otherwise than the one that it was made from."""

from core.data import Source
from core.runs import Difference
from core.wording import form_of
from gui.numbers import loss_text, number
from gui.optimizer_words import optimizer_title
from gui.panels.source_words import title
from gui.panels.training_more import schedule_words
from gui.translation import translate


def difference_words(difference: Difference) -> str:
    """Return one difference as it is said: "learning rate 0.01 → 0.1"."""
    what, before, after = difference
    if what == "start":
        return translate("Runs", "other weights at the start")
    if what == "branch":
        return translate("Runs", "from update {number} on").format(number=f"{after:,}")
    if what == "data" and title_of(before) == title_of(after):
        return translate("Runs", "other settings of the data")
    text = translate("Runs", "{what} {before} → {after}")
    return text.format(what=_name(what), before=_value(what, before), after=_value(what, after))


def differences_words(differences: tuple[Difference, ...]) -> str:
    """Return all differences, one after the other."""
    if not differences:
        return translate("Runs", "the same again")
    return ", ".join(map(difference_words, differences))


def title_of(source: object) -> str:
    """Return what a source of data is called."""
    return title(source) if source is None or isinstance(source, Source) else str(source)


def _value(what: str, value: object) -> str:
    if what == "data":
        return title_of(value)
    if what == "optimizer":
        return optimizer_title(str(value))
    if what == "schedule":
        return schedule_words(str(value))[0]
    return number(value) if isinstance(value, float) else str(value)


def _name(what: str) -> str:
    return {
        "data": translate("Runs", "data"),
        "network": translate("Runs", "network"),
        "activations": translate("Runs", "activations"),
        "loss": translate("Runs", "loss"),
        "initialiser": translate("Runs", "initial weights"),
        "seed": translate("Runs", "seed"),
        "optimizer": translate("Runs", "optimizer"),
        "learning_rate": translate("Runs", "learning rate"),
        "batch_size": translate("Runs", "batch"),
        "momentum": translate("Runs", "momentum"),
        "decay": translate("Runs", "decay"),
        "beta_1": "β₁",
        "beta_2": "β₂",
        "epsilon": "ε",
        "l2": "L2",
        "l1": "L1",
        "dropout": translate("Runs", "dropout"),
        "schedule": translate("Runs", "schedule"),
        "schedule_updates": translate("Runs", "updates of the schedule"),
        "schedule_factor": translate("Runs", "factor of the schedule"),
        "schedule_floor": translate("Runs", "floor of the schedule"),
        "frozen": translate("Runs", "frozen parts"),
    }.get(what, what)


def progress_words(updates: int, train: float, test: float) -> str:
    """Return how far a run has come, and its losses."""
    count = form_of(updates)
    text = translate("Runs", "{updates} update(s), loss: train {train}, test {test}", "", count)
    return text.format(updates=f"{updates:,}", train=loss_text(train), test=loss_text(test))


def seconds_words(seconds: float) -> str:
    """Return how long something took; "–": it is not known."""
    if seconds <= 0:
        return "–"
    if seconds < 60:
        return translate("Runs", "{seconds} s").format(seconds=f"{seconds:.1f}")
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return translate("Runs", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    hours, minutes = divmod(minutes, 60)
    return translate("Runs", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)
