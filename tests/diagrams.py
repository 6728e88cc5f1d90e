"""What tests of the diagram share: networks of any size in a session, pixels of a widget."""

import numpy as np
from PySide6.QtGui import QImage

from core.data import Given
from core.data.given import GivenExample
from core.data.inputs import Picture, Row
from core.data.tasks import Classes
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.snapshot import Snapshot
from gui import theme
from gui.colouring import Colouring
from gui.diagram.view import Diagram
from gui.selection import Selection
from gui.session import Session

PICTURES = {count * count: Picture(count, count) for count in (16, 28, 64)}


def network_of(sizes, activation="tanh"):
    hidden = tuple(Layer(size, activation) for size in sizes[1:-1])
    if sizes[-1] == 1:
        return Network(sizes[0], (*hidden, Layer(1, "sigmoid")), "mean squared error")
    return Network(sizes[0], (*hidden, Layer(sizes[-1], "softmax")))


def source_of(sizes):
    """A source of inputs and classes for layer `sizes`; its one example is zeros."""
    inputs = PICTURES.get(sizes[0]) or Row(tuple(map(str, range(sizes[0]))))
    names = tuple(f"class {index}" for index in range(sizes[-1]))
    task = Classes(names if len(names) > 1 else ("other", *names))
    return Given(inputs, task, (GivenExample((0.0,) * sizes[0]),))


def session_of(*sizes, seed=0):
    """A session of a network of layer `sizes`, an example chosen."""
    session = Session(Experiment(network_of(sizes), source_of(sizes), seed=seed))
    inputs = np.random.default_rng(0).random(sizes[0]).astype(np.float32)
    session.set_example(Example(inputs, 0, "test", 0))
    return session


def diagram_of(session):
    """A diagram of the session, with owners of its own."""
    return Diagram(session, Selection(session, session), Colouring(session))


def pixels(widget_or_image):
    """The image as [rows, columns] uint32 0x00RRGGBB."""
    image = widget_or_image
    if not isinstance(image, QImage):
        image = image.grab().toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    array = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return array[:, : image.width()] & 0xFFFFFF


def between(diagram, pair=0):
    """The picture's part strictly between two layers."""
    layout = diagram.layout_now
    left, right = layout.columns[pair], layout.columns[pair + 1]
    reach = [column.radius or column.half_width for column in (left, right)]
    top, bottom = layout.room.y, layout.room.y + layout.room.height
    return pixels(diagram)[
        int(top) : int(bottom), int(left.x + reach[0] + 4) : int(right.x - reach[1] - 4)
    ]


def with_weights(session, change):
    """Set a snapshot whose parameters are changed in place by `change(parameters)`."""
    old = session.snapshot
    parameters = tuple(
        layer._replace(weights=layer.weights.copy(), biases=layer.biases.copy())
        for layer in old.parameters
    )
    change(parameters)
    session.set_snapshot(Snapshot(parameters, updates=old.updates + 1))


def ink(diagram, pair=0):
    """How many pixels between two layers are not the background."""
    background = int(theme.current().window[1:], 16)
    return np.count_nonzero(between(diagram, pair) != background)
