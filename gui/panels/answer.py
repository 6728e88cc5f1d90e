"""What the network answers for an example, as the value that the predictions show."""

from typing import NamedTuple

import numpy as np

from core.data import Digits, is_of_digits
from core.data.inputs import InputKind
from core.data.tasks import Classes, Values
from core.example import Example
from core.experiment import Experiment
from gui.numbers import number, short
from gui.translation import translate


class Bar(NamedTuple):
    """One class or value: its `name`, `value` and figures; its bar from `start` to `end`, 0 to 1.

    `best` is the class that is answered.
    """

    name: str
    value: float
    text: str
    start: float
    end: float
    best: bool


class Answer(NamedTuple):
    """The answer in words, and a bar for each class or value.

    `best` is the class in large, `main` and `second` are said beside it, and `verdict` where the
    right answer is known; `right` says whether it is right. `zero` is where bars begin, None: at
    the left, for they are `shares` of 100 %. A network that diverged is not `finite`.
    """

    best: str = ""
    main: str = ""
    second: str = ""
    verdict: str = ""
    right: bool | None = None
    bars: tuple[Bar, ...] = ()
    zero: float | None = None
    finite: bool = True
    doubt: str = ""

    @property
    def words(self) -> str:
        """All of it that is said."""
        return " ".join(filter(None, (self.best, self.doubt, self.main, self.second, self.verdict)))


def answer(experiment: Experiment, example: Example, output: np.ndarray) -> Answer:
    """Return what `output` [1, outputs] answers; empty bars where no example is chosen."""
    task, layer = experiment.task, experiment.network.layers[-1]
    match task:
        case Classes(names):
            values = task.shares(output, layer)[0]
            shares = task.are_shares(layer) or len(names) != layer.neurons
        case Values(names):
            values, shares = output[0], task.are_shares(layer)
    if not example.origin:
        return _nothing(experiment.input, names, shares)
    finite = bool(np.isfinite(values).all())
    best = int(values.argmax()) if finite and task.one_is_answered else -1
    lengths, zero = spans(values, shares)
    bars = tuple(
        Bar(
            name,
            float(value),
            _figures(value, shares, task.unit(index) if isinstance(task, Values) else ""),
            float(start),
            float(end),
            index == best,
        )
        for index, (name, value, (start, end)) in enumerate(
            zip(names, values, lengths, strict=True)
        )
    )
    found = Answer(bars=bars, zero=None if shares else zero, finite=finite)
    if not finite:
        return found._replace(
            best="?",
            main=translate("Predictions", "not finite"),
            second=translate("Predictions", "training has diverged"),
        )
    if isinstance(task, Values):
        return _of_values(found, example)
    # Whoever chose an example from the data knows that it is one.
    unknown = is_of_digits(experiment.source) and example.label is None
    if unknown and not _looks_like_digit(example.inputs):
        doubt = translate("Predictions", "This does not look like a digit")
        return found._replace(best="–", doubt=doubt)
    return _of_classes(found, names, example.label)


def _looks_like_digit(inputs: np.ndarray) -> bool:
    from core.digit_or_not import looks_like_digit  # with the networks that it asks

    return bool(looks_like_digit(inputs[None])[0])


def not_yet(experiment: Experiment) -> Answer:
    """Return what there is to say while a walk has not come to the output."""
    match experiment.task:
        case Classes(names) | Values(names):
            found = _nothing(experiment.input, names, experiment.task.one_is_answered)
    return found._replace(
        main=translate("Predictions", "No answer yet."),
        second=translate("Predictions", "The walk has not come so far."),
    )


def _nothing(kind: InputKind, names: tuple[str, ...], shares: bool) -> Answer:
    bars = tuple(Bar(name, 0.0, "", 0.0, 0.0, False) for name in names)
    empty = Answer(bars=bars, zero=None if shares else 0.0)
    if kind == Digits.input:  # there is a pad
        return empty._replace(
            main=translate("Predictions", "Draw a digit,"),
            second=translate("Predictions", "or choose an example"),
        )
    return empty._replace(main=translate("Predictions", "Choose an example"))


def _of_classes(found: Answer, names: tuple[str, ...], label: int | None) -> Answer:
    order = np.argsort([-bar.value for bar in found.bars], kind="stable")
    best, second = (found.bars[index] for index in order[:2])
    runner_up = translate("Predictions", "then {name}, {share}")
    found = found._replace(
        best=best.name,
        main=best.text,
        second=runner_up.format(name=second.name, share=second.text),
    )
    if label is None:
        return found
    if names[label] == best.name:
        return found._replace(right=True, verdict=translate("Predictions", "right"))
    wrong = translate("Predictions", "wrong: it is {name}").format(name=names[label])
    return found._replace(right=False, verdict=wrong)


def _of_values(found: Answer, example: Example) -> Answer:
    said = "{name} = {value}"
    first, *more = (said.format(name=bar.name, value=bar.text) for bar in found.bars)
    found = found._replace(main=first, second=", ".join(more))
    if example.values is None:
        return found
    text = translate("Predictions", "target {value}")
    return found._replace(verdict=text.format(value=", ".join(map(number, example.values))))


def _figures(value: float, shares: bool, unit: str = "") -> str:
    if not np.isfinite(value):
        return short(value)
    if shares:
        return translate("Predictions", "{share} %").format(share=f"{100 * value:.1f}")
    if abs(value) >= 1000:
        text = f"{value:.3g}".replace("-", "−")
    else:
        text = f"{round(value, 3) + 0.0:.3f}".replace("-", "−")  # + 0.0: no minus before 0.000
    return f"{text} {unit}".rstrip()


def spans(output: np.ndarray, shares: bool) -> tuple[np.ndarray, float]:
    """Return where the bar of each output [rows] begins and ends, [rows, 2], and the zero.

    All lie from 0 to 1, across the room for bars. That room is 0 to 100 % for `shares`; else it
    reaches from the least output to the largest, and zero, where the bars begin, is within.
    Outputs that are not finite have no bar.
    """
    values = np.where(np.isfinite(output), output, 0.0).astype(np.float64)
    low, high = (0.0, 1.0) if shares else (min(values.min(), 0.0), max(values.max(), 0.0))
    reach = high - low or 1.0
    zero, ends = -low / reach, np.clip((values - low) / reach, 0, 1)
    return np.sort(np.stack([np.full_like(ends, zero), ends], axis=1), axis=1), zero
