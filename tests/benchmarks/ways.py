"""Ways to train a network on the digits that benchmarks compare ours with.

Each is a function that makes so many updates of a network of `sizes` at batch size `batch`.
"""

import time

import numpy as np

ADAM = (0.001, 0.9, 0.999, 1e-7)


def enough(way, seconds: float) -> int:
    """Return how many updates take so long."""
    updates = 10
    while True:
        begin = time.perf_counter()
        way(updates)
        took = time.perf_counter() - begin
        if took > seconds / 10:
            return max(1, round(updates * seconds / took))
        updates *= 4


def digits():
    """Inputs, float32 [examples, inputs], and labels of all training examples."""
    from core.data import Digits, load

    train = load(Digits()).train
    return train.inputs, train.labels


def batches(batch: int) -> np.ndarray:
    """Batches to begin with again and again, int32 [batches, examples]."""
    count = len(digits()[0]) // batch * batch
    order = np.random.default_rng(0).permutation(count).astype(np.int32)
    return order.reshape(-1, batch)


def weights(sizes) -> list[np.ndarray]:
    """Weights and biases to begin with, layer by layer."""
    from core.network import Layer, Network
    from core.parameters import initialise

    inputs, *hidden, outputs = sizes
    network = Network(inputs, (*map(Layer, hidden), Layer(outputs, "softmax")))
    return [array for layer in initialise(network, 0) for array in layer[:2]]


def adam(parameters, means, squares, gradients, count, root):
    """One update of Adam, of lists of arrays of any library."""
    rate, beta_1, beta_2, epsilon = ADAM
    pairs = list(zip(means, squares, gradients, strict=True))
    means = [m + (g - m) * (1 - beta_1) for m, _, g in pairs]
    squares = [v + (g * g - v) * (1 - beta_2) for _, v, g in pairs]
    rate = rate * root(1 - beta_2**count) / (1 - beta_1**count)
    moved = zip(parameters, means, squares, strict=True)
    return [p - rate * m / (root(v) + epsilon) for p, m, v in moved], means, squares


def bare(sizes, batch: int, device: str):
    """The least in TensorFlow that trains this network: no metrics, no seed, a stored order."""
    import tensorflow as tf

    with tf.device(device):
        inputs, labels = map(tf.constant, digits())
        order = tf.constant(batches(batch))
        flat = list(map(tf.constant, weights(sizes)))
        zeros = [tf.zeros_like(array) for array in flat]

    @tf.function(jit_compile=True)
    def run(state, inputs, labels, order, steps):
        def update(done, count, parameters, means, squares):
            chosen = order[done % len(order)]
            with tf.GradientTape() as tape:
                tape.watch(parameters)
                a = tf.gather(inputs, chosen)
                for place in range(0, len(parameters) - 2, 2):
                    a = tf.nn.relu(a @ parameters[place] + parameters[place + 1])
                loss = tf.reduce_mean(
                    tf.nn.sparse_softmax_cross_entropy_with_logits(
                        tf.gather(labels, chosen), a @ parameters[-2] + parameters[-1]
                    )
                )
            gradients, count = tape.gradient(loss, parameters), count + 1
            return done + 1, count, *adam(parameters, means, squares, gradients, count, tf.sqrt)

        return tf.while_loop(lambda done, *_: done < steps, update, (tf.constant(0), *state))[1:]

    held = [(tf.constant(0.0), flat, zeros, zeros)]

    def make(updates: int) -> None:
        with tf.device(device):
            held[0] = run(held[0], inputs, labels, order, tf.constant(updates))
        held[0][0].numpy()

    return make


def keras_fit(sizes, batch: int, device: str):
    """What a learner writes first: Sequential, compile, fit."""
    import keras
    import tensorflow as tf

    inputs, labels = digits()
    with tf.device(device):
        layers = [keras.layers.Dense(neurons, "relu") for neurons in sizes[1:-1]]
        output = keras.layers.Dense(sizes[-1], "softmax")
        model = keras.Sequential([keras.Input((sizes[0],)), *layers, output])
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

    def make(updates: int) -> None:
        most = len(inputs) // batch
        with tf.device(device):
            while updates:
                part = min(updates, most)
                model.fit(inputs[: part * batch], labels[: part * batch], batch, verbose=0)
                updates -= part

    return make
