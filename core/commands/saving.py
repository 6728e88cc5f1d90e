"""What a command has come to is not lost where its file cannot be written."""

from collections.abc import Callable
from pathlib import Path

from core import files
from core.commands.output import path_text


def saved(what: str, path: Path, write: Callable[[Path], object], kept: str) -> str:
    """Have `write` write the file at `path`; return what is wrong, and where `what` is then.

    Hours of work are not lost because a disk is full: there is a folder for temporary files, where
    it is called `kept`, for its own name may be what is wrong.
    OSError: nor can it be written there.
    """
    try:
        write(path)
    except OSError as error:
        try:
            spare = files.spare(kept)
            write(spare)
        except OSError:
            raise error from None
        return (
            f"{what} is in {spare}, for {path_text(path)} could not be written: {error.strerror}."
        )
    return ""
