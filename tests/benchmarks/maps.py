"""Maps of all neurons against Keras, one neuron at a time; and the whole window while it trains.

The scene is a plane source in a real window: faces of all neurons, edges, charts. Snapshots that
were painted are counted, and updates with the window shown and hidden in turns, so that what else
the machine does meets both alike.
"""

import os
import statistics
import time

import common
from responsiveness import frames_painted, gaps

SIZES = (2, 8, 8, 8, 8, 8, 8, 1)
SIDE = 100
REPEATS = 15
KERAS_NEURONS = 6  # predicted, of all; the rest takes as long
TURNS = 3
SECONDS = 4.0  # of each turn, shown and hidden
SETTLE = 1.5  # s, before a turn counts
PEER_UPDATES, PLAYGROUND_UPDATES = 2888, 571  # a second, measured with this network beside ours


def main() -> None:
    parser = common.parser(__doc__.splitlines()[0])
    parser.add_argument("--shape", default="circle", help="of the points (default: %(default)s)")
    parser.add_argument("--batch", type=int, default=10, help="(default: %(default)s)")
    parser.add_argument("--neurons", type=int, default=8, help="in a layer (default: %(default)s)")
    parser.add_argument("--no-keras", action="store_true", help="leave Keras out")
    arguments = parser.parse_args()
    result = maps(arguments.no_keras)
    result |= scene(arguments.shape, arguments.batch, arguments.neurons)
    result["load"] = os.getloadavg()[0]
    common.report(result, arguments.json)


def maps(no_keras: bool) -> dict:
    """Return how long the maps of all neurons take, and what Keras takes for the same."""
    from core.maps import Grid, View, neuron_maps
    from core.parameters import initialise

    experiment = plane_experiment("circle", 10, SIZES[1])
    network, kind = experiment.network, experiment.source.input
    parameters = initialise(network, 0)
    grid = Grid(View.of(kind), SIDE, SIDE)
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        neuron_maps(network, parameters, kind, grid)
        times.append(1000 * (time.perf_counter() - start))
    result = {"maps_ms": statistics.median(times)}
    if no_keras:
        return result
    common.say("Loading Keras")
    import keras

    inputs = keras.Input((SIZES[0],))
    layers, tensor = [], inputs
    for layer, own in zip(network.layers, parameters, strict=True):
        dense = keras.layers.Dense(layer.neurons, activation=layer.activation)
        tensor = dense(tensor)
        dense.set_weights([own.weights, own.biases])
        layers.append(tensor)
    points = grid.coordinates()
    took = []
    for index in range(KERAS_NEURONS):
        # One neuron's output at a time, the plain way: a model that ends in it.
        one = keras.Model(inputs, layers[index][:, index % layers[index].shape[1]])
        one.predict(points[:32], verbose=0)  # it is traced
        start = time.perf_counter()
        one.predict(points, verbose=0)
        took.append(1000 * (time.perf_counter() - start))
    neurons = sum(layer.neurons for layer in network.layers)
    result["keras_predict_ms"] = neurons * statistics.median(took)
    result["speedup"] = result["keras_predict_ms"] / result["maps_ms"]
    return result


def scene(shape: str, batch: int, neurons: int) -> dict:
    """Train in a real window; return what it shows a second, and what it updates."""
    common.say("Opening the window")
    _qt, window = common.open_window(plane_experiment(shape, batch, neurons), (1280, 800))
    session = window.session
    frames = frames_painted(window)
    session.set_training(True)
    gaps(SETTLE)
    found, shown, cpu, rates = [], [], [], {True: [], False: []}
    for turn in range(TURNS):
        for seen in (True, False) if turn % 2 == 0 else (False, True):
            window.setVisible(seen)
            common.say(f"turn {turn + 1} of {TURNS}, {'shown' if seen else 'hidden'}")
            gaps(SETTLE)
            frames.clear()
            updates, start = session.snapshot.updates, time.perf_counter()
            used = time.process_time()
            ticks = gaps(SECONDS)
            taken = time.perf_counter() - start
            rates[seen].append((session.snapshot.updates - updates) / taken)
            if seen:
                found += ticks
                shown.append(len(frames) / taken)
                cpu.append((time.process_time() - used) / taken)
    session.set_training(False)
    window.close()
    means = {seen: statistics.mean(each) for seen, each in rates.items()}
    return {
        "scene_fps_training": statistics.mean(shown),
        "updates_per_s": means[True],
        "updates_per_s_hidden": means[False],
        "watching_costs": 1 - means[True] / means[False],
        "times_peer": means[True] / PEER_UPDATES,
        "playground_updates_per_s": PLAYGROUND_UPDATES,
        "window_processors": statistics.mean(cpu),
        "gap_ms_p99": 1000 * common.percentile(found, 0.99),
    }


def plane_experiment(shape: str, batch: int, neurons: int):
    """Return Playground's largest network, or one with so many neurons a layer, on a plane."""
    from core.data import Plane
    from core.experiment import Experiment, Hyperparameters, fitted
    from core.network import Layer, Network

    source = Plane(shape)
    hidden = (Layer(neurons, "tanh"),) * (len(SIZES) - 2)
    network = fitted(Network(SIZES[0], (*hidden, Network().layers[-1])), source)
    rates = Hyperparameters(optimizer="sgd", learning_rate=0.03, batch_size=batch)
    return Experiment(network, source, rates)


if __name__ == "__main__":
    main()
