"""How many updates to make in one call, so that the window hears of them at display rate."""

_DISPLAY_S = 0.016
_MOST = 1 << 16


class Pace:
    """Learns from every call how many updates fit into `target_s` seconds."""

    def __init__(self, target_s: float = _DISPLAY_S) -> None:
        self.updates = 1
        self._target_s = target_s

    def took(self, updates: int, seconds: float) -> None:
        """A call of so many `updates` took `seconds`: plan the next, growing at most fourfold."""
        fitting = updates * self._target_s / max(seconds, 1e-6)
        self.updates = int(min(max(fitting, 1), 4 * self.updates, _MOST))
