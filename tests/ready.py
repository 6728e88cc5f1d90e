"""Sessions of the ready networks."""

from core import data
from core.example import Example
from core.ready_networks import READY_NETWORKS
from gui.session import Session


def session_with(name):
    """A session of a ready network, its example chosen."""
    run = READY_NETWORKS[name].run()
    session = Session(run.experiment)
    session.set_run(run)
    train = data.load(run.experiment.source).train
    session.set_example(Example.of(train, "train", READY_NETWORKS[name].shown))
    session.undo_stack.clear()
    return session
