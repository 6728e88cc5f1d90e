"""What devices are called in the window's language; files keep their English titles."""

from core.cpu_title import threads_of
from gui.translation import translate


def device_words(title: str) -> str:
    """Return what a device is called: a CPU by its threads, any other as it calls itself."""
    count = threads_of(title)
    return title if count is None else translate("Devices", "CPU, %n thread(s)", "", count)
