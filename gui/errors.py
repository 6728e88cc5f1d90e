"""What went wrong, in a sentence for people."""


def sentence(error: Exception) -> str:
    """Return the error as a sentence: what the system says of a file, or the error's own words."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    return str(error)
