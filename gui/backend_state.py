"""What the backend process is doing, as the session holds it and views show it."""

from msgspec import Struct
from msgspec.structs import replace

from core.sentences import plain


class BackendState(Struct, frozen=True):
    """What the backend process is doing, in a phase and a sentence.

    Phases: "loading" (TensorFlow is being imported), "ready", "compiling", "training" and "ended".
    `text` says what is wrong, if anything. `device` computes; `devices` are the (name, title) pairs
    to choose from, and `gpu_problem` says why a GPU that is there is not among them.

    `silent_s` says for how many seconds nothing has come from a backend that runs; 0: it speaks.
    `busy_s` says for how many it has been `doing` one thing, if that is unusually long: "updating",
    "compiling" or "working"; 0: it is not. `log` has the last lines that a lost one has printed,
    `goes_on` says that training was on then, and `restarted` what happened to the one before, where
    this one was started by itself.
    """

    phase: str = "loading"
    text: str = ""
    device: str = ""
    devices: tuple[tuple[str, str], ...] = ()
    gpu_problem: str = ""
    silent_s: int = 0
    busy_s: int = 0
    doing: str = ""
    log: str = ""
    goes_on: bool = False
    restarted: str = ""

    def changed(self, **changes: str | bool | tuple[tuple[str, str], ...]) -> "BackendState":
        """Return it with other words, made plain: what a process says may be anything."""
        now = {
            name: plain(change) if isinstance(change, str) else change
            for name, change in changes.items()
        }
        return replace(self, **now)

    def lost(self, text: str, log: str, goes_on: bool) -> "BackendState":
        """Return it as it is once the process has ended by itself, as `text` and `log` say."""
        known = replace(self, silent_s=0, busy_s=0, restarted="")
        return replace(known, phase="ended", text=plain(text), log=log, goes_on=goes_on)

    @property
    def device_title(self) -> str:
        """What the device is that computes, such as "CPU, 7 threads"."""
        return dict(self.devices).get(self.device, self.device)

    @property
    def answers(self) -> bool:
        """Whether it is heard from: what it was asked for is to come, though it may be busy."""
        return self.phase not in ("loading", "ended") and not self.silent_s

    @property
    def may_be_replaced(self) -> bool:
        """Whether another backend may be wanted: it has ended, does not answer, or is long busy."""
        return self.phase == "ended" or self.silent_s > 0 or self.busy_s > 0
