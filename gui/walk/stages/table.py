"""The words of every kind of stage, as `core.stages.KINDS` names them."""

from gui.walk.stages import (
    activation,
    again,
    bias_gradient,
    delta,
    input,  # noqa: A004
    loss,
    output_delta,
    pre_activation,
    update,
    weight_gradient,
)
from gui.walk.words.stage import StageWords

STAGES: dict[str, StageWords] = {
    "input": input.WORDS,
    "pre-activation": pre_activation.WORDS,
    "activation": activation.WORDS,
    "loss": loss.WORDS,
    "output delta": output_delta.WORDS,
    "weight gradient": weight_gradient.WORDS,
    "bias gradient": bias_gradient.WORDS,
    "delta": delta.WORDS,
    "update": update.WORDS,
    "again": again.WORDS,
}
