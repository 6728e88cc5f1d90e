"""Where the diagram looks: how much enlarged and how far moved, and the layout that comes of it."""

from gui.diagram.layout import BASE, Layout, arrange

MAX_ZOOM = 40.0
_KEPT = 4  # layouts: as many diagrams may share a camera


class Camera:
    """Zoom and offset of a view, in device-independent pixels."""

    def __init__(self) -> None:
        self._zoom, self._x, self._y = 1.0, 0.0, 0.0
        self._layouts: dict[tuple[object, ...], Layout] = {}  # the newest: of what was asked for

    def fit(self) -> None:
        """Show the whole network."""
        self._zoom, self._x, self._y = 1.0, 0.0, 0.0

    def zoom_at(self, x: float, y: float, factor: float) -> None:
        """Zoom by `factor` with the point (x, y) standing still; never below the whole network."""
        zoom = min(max(self._zoom * factor, 1.0), MAX_ZOOM)
        factor = zoom / self._zoom
        if zoom == 1:
            self.fit()
            return
        self._zoom, self._x, self._y = zoom, x - (x - self._x) * factor, y - (y - self._y) * factor

    def move(self, dx: float, dy: float) -> None:
        """Move the network."""
        self._x, self._y = self._x + dx, self._y + dy

    def layout(
        self,
        sizes: tuple[int, ...],
        width: float,
        height: float,
        picture_shape: tuple[int, int] | None = None,
        answers: float = 150.0,
        em: float = BASE,
        square: bool = False,
    ) -> Layout:
        """Return the layout of what `layout.arrange` takes, as it is seen.

        The same places are the same object: what was made for them is kept.
        """
        seen = self._zoom, self._x, self._y
        made_for = sizes, width, height, picture_shape, answers, em, square, seen
        if made_for not in self._layouts:
            found = arrange(sizes, width, height, picture_shape, answers, em, square)
            if len(self._layouts) >= _KEPT:
                del self._layouts[next(iter(self._layouts))]  # the oldest
            self._layouts[made_for] = found if seen == (1, 0, 0) else found.zoomed(*seen)
        return self._layouts[made_for]
