"""The scene of a curve fit, worked out once for all that is asked until something changes."""

from PySide6.QtCore import QRectF

from core.curve_fit import CurveFit
from gui import theme
from gui.maps.curve_scene import CurveData, CurveScene, largest_of, reach_for, scene_of, view_of
from gui.maps.frame import Frame
from gui.maps.keys import Kept
from gui.theme import Theme

_MOST_TICKS = 7


class KeptScene:
    """Keeps a scene, and how far the axis reaches: it stands still while the network learns."""

    def __init__(self) -> None:
        self._reach = 0.0
        self._reaches, self._scenes = Kept[float](), Kept[CurveScene]()

    @property
    def made(self) -> int:
        """How many scenes were worked out."""
        return self._scenes.made

    def restart(self) -> None:
        """Forget how far the axis reaches: something else is seen."""
        self._reach, self._reaches = 0.0, Kept()

    def of(
        self,
        fit: CurveFit,
        data: CurveData,
        room: QRectF,
        now: Theme,
        parts: str,
        neuron: int | None,
        least: float = 0.0,
    ) -> CurveScene:
        """Return what is seen of `fit` and `data` in a room; the axis reaches `least` at least."""

        def reach() -> float:
            return reach_for(largest_of(fit, data, parts, least), self._reach)

        def scene() -> CurveScene:
            most = (
                min(max(3, int(room.width() / (9 * unit))), _MOST_TICKS),
                min(max(3, int(room.height() / (6 * unit))), _MOST_TICKS),
            )
            return scene_of(frame, fit, data, now, parts, neuron, most)

        self._reach = self._reaches.of(reach, fit, data, parts, least)
        frame, unit = Frame(view_of(self._reach), room), theme.space(1)
        return self._scenes.of(scene, fit, data, frame, now, parts, neuron, unit)
