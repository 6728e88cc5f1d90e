"""What went wrong, in a sentence for people."""

from core.sentences import plain
from core.wording import of_error
from gui.translation import worded


def sentence(error: Exception) -> str:
    """Return the error as a sentence in the window's language: the system's words, or its own.

    One line of bounded length, whatever file names and contents it quotes.
    """
    return plain(worded(of_error(error)))
