"""How long the walkthrough takes: to begin, for a step, for a frame; and is it TensorFlow's?

`start_ms` is from Walk to the painted first step, `step_ms_p95` from a key to the painted step,
over steps of every phase and grain, and a frame is one more moment of a step that plays.
"""

import time

import common

SIZE = 1440, 900
CASES = ((2, 3, 1), (256, 64, 32, 10), (784, 128, 64, 10))
STEPS = 60  # of each grain
FRAMES = 12  # of each of a few steps that move


def main() -> None:
    arguments = common.parser(__doc__.splitlines()[0]).parse_args()
    from gui.headless import application

    _application = application()
    common.report({"cases": [measure(sizes) for sizes in CASES]}, arguments.json)


def measure(sizes: tuple[int, ...]) -> dict:
    """Return the figures of one network."""
    from core.walkthrough import GRAINS

    common.say("-".join(map(str, sizes)))
    window, diagram, player, panel = _open(sizes)
    began = time.perf_counter()
    player.begin()
    _paint(diagram, panel)
    started = time.perf_counter() - began
    taken = []
    for grain in GRAINS:
        player.set_grain(grain)
        count = player.count
        for index in range(0, count, max(1, count // STEPS)):
            began = time.perf_counter()
            player.go(index)
            _paint(diagram, panel)
            taken.append(time.perf_counter() - began)
    frames = _frames(player, diagram)
    difference = _difference(player.walk)
    window.close()
    return {
        "layers": list(sizes),
        "start_ms": 1000 * started,
        "step_ms_p95": 1000 * common.percentile(taken, 0.95),
        "step_ms_longest": 1000 * max(taken),
        "frame_ms_p50": 1000 * common.percentile(frames, 0.5),
        "frame_ms_p95": 1000 * common.percentile(frames, 0.95),
        "max_difference_to_tensorflow": difference,
    }


def _open(sizes: tuple[int, ...]):
    """Return a window without backend, its diagram, the player, and the walkthrough's panel."""
    import numpy as np

    from core.example import Example
    from gui import settings, theme
    from gui.backend_state import BackendState
    from gui.colouring import Colouring
    from gui.diagram.view import Diagram
    from gui.document import Document
    from gui.examples import Examples
    from gui.keeping import Keeper
    from gui.main_window import MainWindow
    from gui.panels.data_panel import DataPanel
    from gui.panels.loss_panel import LossPanel
    from gui.selection import Selection
    from gui.session import Session
    from gui.walk.panel import WalkthroughPanel
    from gui.walk.player import Player
    from gui.walk.wiring import wire_walk

    theme.apply("dark")
    session = Session(common.experiment(sizes))
    session.set_backend(BackendState(phase="ended", text="A benchmark has none."))
    inputs = np.random.default_rng(0).random(sizes[0], np.float32)
    session.set_example(Example(inputs, 0, "pad"))  # there is no dataset to load
    document = Document(session, parent=session)
    keeper = Keeper(session, document, settings.kept_folder(), parent=session)
    window = MainWindow(session, document, keeper)
    selection, colouring = Selection(session, session), Colouring(session)
    examples = Examples(session, parent=session)
    diagram = Diagram(session, selection, colouring)
    player, plot = Player(session, parent=session), LossPanel(session)
    panel = WalkthroughPanel(session, player, colouring, window.actions_by_name)
    window.arrange([diagram], [("Data", DataPanel(session, examples))], [], _bottom(plot, panel))
    wire_walk(window, player, panel, diagram, examples, plot)
    window.resize(*SIZE)
    window.show()
    diagram.wait_for_picture()
    return window, diagram, player, panel


def _bottom(plot, panel) -> list:
    return [("Loss and accuracy", plot), ("Walkthrough", panel)]


def _paint(diagram, panel) -> None:
    """Have the step rendered and painted, words, matrices and network."""
    from PySide6.QtWidgets import QApplication

    panel.page.render_step()
    diagram.repaint()
    panel.page.matrices.repaint()
    QApplication.processEvents()


def _frames(player, diagram) -> list[float]:
    """Return the seconds from a moment of a playing step to its picture."""
    from PySide6.QtWidgets import QApplication

    taken = []
    for grain in ("layer", "neuron"):
        player.set_grain(grain)
        moving = [
            place
            for index in range(0, player.count, max(1, player.count // STEPS))
            if player.walk.stages[(place := player.walk.place(grain, index)).stage].kind
            in ("pre-activation", "delta", "update")
        ]
        for place in moving[:: max(1, len(moving) // 10)]:
            player.go(player.walk.index(grain, place))
            for frame in range(FRAMES):
                began = time.perf_counter()
                player.set_progress(frame / FRAMES)
                diagram.repaint()
                taken.append(time.perf_counter() - began)
            QApplication.processEvents()
    return taken


def _difference(walk) -> float:
    """Return the largest difference of loss and gradients from tf.GradientTape's."""
    import tensorflow as tf

    from core.backend import tensors
    from core.data.tasks import HIGHEST
    from core.parameters import LayerParameters
    from core.walkthrough import Proof

    layers = [[tf.constant(array) for array in layer] for layer in walk.parameters]
    with tf.GradientTape() as tape:
        for layer in layers:
            tape.watch(layer)
        losses, _ = tensors.measure(
            walk.network,
            HIGHEST,
            tuple(LayerParameters(*layer) for layer in layers),
            tf.constant(walk.inputs),
            tf.constant(walk.targets),
        )
        loss = tf.reduce_mean(losses)
    zero = tf.UnconnectedGradients.ZERO
    gradients = tape.gradient(loss, layers, unconnected_gradients=zero)
    found = tuple(LayerParameters(*(part.numpy() for part in layer)) for layer in gradients)
    return walk.difference(Proof(0, float(loss), found, walk.slots))


if __name__ == "__main__":
    main()
