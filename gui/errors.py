"""What went wrong, in a sentence for people."""

from core.sentences import plain


def sentence(error: Exception) -> str:
    """Return the error as a sentence: what the system says of a file, or the error's own words.

    One line of bounded length, whatever file names and contents it quotes.
    """
    if isinstance(error, OSError) and error.strerror:
        return plain(
            f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
        )
    return plain(str(error))
