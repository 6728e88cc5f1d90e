"""Makes the networks in resources/networks: `python packaging/make_networks.py`; takes minutes.

    digits.netglow         reads digits: what `netglow classify` uses when no network is given
    digit-or-not.netglow   tells digits from all else (core/digit_or_not.py)

One thread, and everything random is seeded: on the same kind of processor the same files come out.
Both train with Adam, whose learning rate falls in stages: the last ones average the noise of single
batches away.
"""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script, Python finds only this folder

import tensorflow as tf  # noqa: E402
from digit_strokes import load_templates  # noqa: E402
from make_digits import IN_ANY_SIZE, coarse, drawn_in_any_size, seeded  # noqa: E402
from msgspec.structs import replace  # noqa: E402
from other_figures import drawing_of  # noqa: E402

from core import data, project_file  # noqa: E402
from core.backend.trainer import Trainer  # noqa: E402
from core.data import Data, Digits  # noqa: E402
from core.data.data import ExampleSet  # noqa: E402
from core.experiment import Experiment, Hyperparameters  # noqa: E402
from core.network import Layer, Network  # noqa: E402
from core.run import Run  # noqa: E402

OUTPUT = ROOT / "resources" / "networks"
MORE = 16_000  # digits beside those that come along, to train on
OTHERS = 100_000  # pictures of no digit to train on
TESTED = 2_000  # and others to test on
POINTS = 20  # of the curve, in each stage
HIDDEN = (Layer(128), Layer(64))
RATES = Hyperparameters(l2=1e-4)
READER = Experiment(Network(256, (*HIDDEN, Layer(10, "softmax"))), Digits(), RATES)
DETECTOR = Experiment(
    Network(256, (*HIDDEN, Layer(1, "sigmoid")), "binary cross-entropy"),
    None,
    replace(RATES, dropout=0.1),
)
# (updates, learning rate), one stage after the other.
STAGES = ((60_000, 1e-3), (30_000, 3e-4), (15_000, 1e-4))


def main() -> None:
    tf.config.threading.set_intra_op_parallelism_threads(1)
    OUTPUT.mkdir(exist_ok=True)
    digits = with_more(data.load(Digits()))
    for name, experiment, examples in (
        ("digits", READER, digits),
        ("digit-or-not", DETECTOR, digits_and_others(digits)),
    ):
        run = trained(name, experiment, examples)
        project_file.save(OUTPUT / f"{name}.netglow", run)
        print(f"{name}: {run.snapshot.test.score:.2%} of {len(examples.test):,} right")


def with_more(digits: Data) -> Data:
    """Return `digits` with more drawn ones to train on, others than come along."""
    more = drawn_in_any_size(load_templates(), MORE, IN_ANY_SIZE) * np.float32(1 / 255)
    inputs = np.concatenate([digits.train.inputs, more])
    labels = np.concatenate([digits.train.labels, np.arange(MORE) % 10])
    return Data(digits.source, ExampleSet.of_classes(READER.task, inputs, labels), digits.test)


def digits_and_others(digits: Data) -> Data:
    """Return digits, class 1, and drawings of something else, class 0."""
    drawn = others(OTHERS + TESTED) * np.float32(1 / 255)

    def both(digits: ExampleSet, others: np.ndarray) -> ExampleSet:
        inputs = np.concatenate([digits.inputs, others])
        labels = np.arange(len(inputs)) < len(digits)
        return ExampleSet.of_classes(DETECTOR.task, inputs, labels)

    # The detector's experiment has no source; its task is all that a trainer asks of one.
    return Data(DETECTOR, both(digits.train, drawn[:OTHERS]), both(digits.test, drawn[OTHERS:]))


def others(count: int) -> np.ndarray:
    """Return so many drawings of no digit, bytes `[count, 256]`."""
    ways = drawing_of(load_templates())
    return np.stack([coarse(ways[i % len(ways)](seeded(3, i))) for i in range(count)])


def trained(name: str, experiment: Experiment, examples: Data) -> Run:
    """Return the run `name` that `experiment` becomes after all stages, with its curve."""
    run = replace(Run.start(experiment), id=name, name=experiment.network.title)
    trainer = Trainer(experiment, examples, run.snapshot)
    for updates, rate in STAGES:
        trainer.set_hyperparameters(replace(trainer.hyperparameters, learning_rate=rate))
        for _ in range(POINTS):
            trainer.run(updates // POINTS)
            trainer.measure_test()
            run.history.add(trainer.snapshot())
    return replace(run, experiment=trainer.experiment, checkpoint=None).at(trainer.snapshot())


if __name__ == "__main__":
    main()
