"""Which faces the diagram wishes for."""

from collections.abc import Sequence

from core.maps import Grid
from core.snapshot import Snapshot
from gui.colouring import Colouring
from gui.diagram.curve_faces import has_faces
from gui.diagram.faces import Wish
from gui.diagram.scene import Scene
from gui.selection import Selection
from gui.session import Session


def shows_maps(session: Session, colouring: Colouring) -> bool:
    """Whether neurons show maps, or curves: that is chosen, and there is a plane, or an x."""
    return colouring.neurons == "maps" and has_faces(session.experiment.input)


def wish_of(
    session: Session,
    snapshot: Snapshot,
    colouring: Colouring,
    selection: Selection,
    beside: Sequence[Scene] = (),
    plane: Grid | None = None,
) -> Wish | None:
    """Return the faces that are wanted of a snapshot: of all neurons, or to see one from close by.

    None: there are none. They have the scales of those `beside` them, and bring along the maps that
    another view shows of the `plane`.
    """
    shown = colouring.neurons == "maps"
    close = selection.neuron is not None
    if not shown and not close:
        return None
    wish = Wish.of(session.experiment, snapshot.parameters, shown, close)
    if wish is None:
        return None
    # The other view may not have heard yet that there is no plane any more.
    plane = None if wish.kind.on_line else plane
    return wish._replace(beside=tuple((one.network, one.parameters) for one in beside), plane=plane)
