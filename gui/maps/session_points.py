"""The examples on a map: which there are, and which of them the network answers wrongly."""

import numpy as np

from core import data
from core.data.inputs import Point
from gui.maps.keys import Kept
from gui.maps.points import PointSet, answered_wrongly
from gui.session import Session

# Products a·w of all points together: so many take a few ms, and while training, too, it is told
# which are answered wrongly; more would hold up the window even at rest.
_LIVE, _AT_REST = 400_000, 4_000_000


class SessionPoints:
    """The points of the session's data, asked of the network as far as that is quick."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._points: PointSet | None = None
        self._source: object = None  # that they are of
        self._wrong = Kept[np.ndarray | None]()

    @property
    def shown(self) -> PointSet | None:
        """The examples; None: there are none, or they are of data that is just being changed."""
        source = self._session.experiment.source
        return self._points if self._source is source or self._source == source else None

    @property
    def few(self) -> bool:
        """Whether the network can be asked for all of them at every snapshot."""
        return self._products <= _LIVE

    @property
    def wrong(self) -> np.ndarray | None:
        """Which are answered wrongly, bool [points]; None: it is not told."""
        session, points = self._session, self.shown
        if points is None or self._products > (_LIVE if session.training else _AT_REST):
            return None
        asked = session.snapshot.parameters, points
        return self._wrong.of(lambda: answered_wrongly(session.experiment, *asked), *asked)

    def take(self, plane: Point | None) -> None:
        """Take the session's data, whose inputs are of `plane`; None: there is no map of them."""
        source = self._session.experiment.source
        if source != self._source or plane is None:
            self._source = source
            loaded = data.load(source) if plane and source else None
            self._points = PointSet.of(loaded) if loaded and len(loaded.train) else None

    @property
    def _products(self) -> int:
        """How many products it takes to ask the network for all points."""
        weights = sum(layer.weights.size for layer in self._session.snapshot.parameters)
        return weights * len(self.shown or ())
