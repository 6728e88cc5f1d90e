"""Updates a second: Netglow with its window, without, a bare compiled loop, and keras.fit.

All four train 256-64-32-10 with Adam on the same digits, in the same run, taking turns.
"""

import time
from statistics import median

import common
from ways import bare, enough, keras_fit

SIZES = (256, 64, 32, 10)
BATCHES = (1, 32, 256)
ROUNDS = 3
SECONDS = 2.0  # of each measurement


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each measurement")
    arguments = parser.parse_args()
    seconds = arguments.seconds

    from core.backend import devices
    from gui.commands import robot

    devices.set_up()
    _, window = common.open_window()
    cases = []
    for batch in BATCHES:
        _set_batch(window.session, batch)
        ways = {
            "shown": lambda batch=batch: _shown(robot, window.session, batch, seconds),
            "headless": _headless(batch, seconds),
            "bare": _rate(bare(SIZES, batch, "/CPU:0"), seconds),
            "keras_fit": _rate(keras_fit(SIZES, batch, "/CPU:0"), seconds),
        }
        rates = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, measure in ways.items():
                rates[name].append(measure())
        rate = {name: median(values) for name, values in rates.items()}
        case = {"layers": list(SIZES), "batch": batch}
        case |= {f"{name}_per_s": value for name, value in rate.items()}
        case |= {
            "shown_vs_keras": rate["shown"] / rate["keras_fit"],
            "headless_vs_bare": rate["headless"] / rate["bare"],
        }
        common.say(str(case))
        cases.append(case)
    window.close()
    common.report({"cases": cases}, arguments.json)


def _set_batch(session, batch: int) -> None:
    from msgspec.structs import replace

    experiment = session.experiment
    hyperparameters = replace(experiment.hyperparameters, batch_size=batch)
    session.change_experiment(replace(experiment, hyperparameters=hyperparameters), "Batch size")


def _shown(robot, session, batch: int, seconds: float) -> float:
    """Train in the window, which draws every snapshot meanwhile."""
    before, is_on = session.snapshot, False

    def look() -> bool:
        """Return whether it has trained with this batch: before, another's loop may go on."""
        nonlocal before, is_on
        now = session.snapshot
        updates, examples = now.updates - before.updates, now.examples_seen - before.examples_seen
        is_on = is_on or (updates > 0 and round(examples / updates) == batch)
        before = now
        return is_on

    session.set_training(True)
    # Compiling, and finding the pace, is not part of the rate.
    first = session.snapshot.updates
    robot.wait_until(look, 120, "Starting to train")
    robot.wait_until(lambda: session.snapshot.updates > first + 100, 120, "Finding the pace")
    start, first = time.perf_counter(), session.snapshot.updates
    robot.wait_until(lambda: time.perf_counter() - start > seconds, 60, "Training")
    rate = (session.snapshot.updates - first) / (time.perf_counter() - start)
    session.set_training(False)
    robot.wait_until(lambda: session.snapshot.tested_at == session.snapshot.updates, 60, "Pausing")
    return rate


def _headless(batch: int, seconds: float):
    """The trainer in this process, in calls as long as those of `netglow train`."""
    from core import data
    from core.backend.pace import Pace
    from core.backend.trainer import Trainer
    from core.data import Digits
    from core.experiment import Experiment, Hyperparameters
    from core.parameters import initialise
    from core.snapshot import Snapshot

    experiment = Experiment(hyperparameters=Hyperparameters(batch_size=batch))
    start = Snapshot(initialise(experiment.network, 0))
    trainer = Trainer(experiment, data.load(Digits()), start)
    trainer.compile()
    pace = Pace(target_s=0.1)

    def measure() -> float:
        begin, first = time.perf_counter(), trainer.updates
        while (now := time.perf_counter()) - begin < seconds:
            trainer.run(pace.updates)
            pace.took(pace.updates, time.perf_counter() - now)
        return (trainer.updates - first) / (time.perf_counter() - begin)

    return measure


def _rate(way, seconds: float):
    """Return a function that measures its updates a second, for so long."""
    way(1)  # compiles it
    updates = enough(way, seconds)

    def measure() -> float:
        begin = time.perf_counter()
        way(updates)
        return updates / (time.perf_counter() - begin)

    return measure


if __name__ == "__main__":
    main()
