"""Text from files and processes, made fit to be shown: one short line, nothing but characters."""

import re
import unicodedata

MOST = 300  # characters of a sentence

# What Qt would take for a tag, or for a character by its name or number.
_TAG, _NAMED = r"<(?=\s*[/!?a-zA-Z])", r"&(?=#|\w+;)"


def plain(text: str, most: int = MOST) -> str:
    """Return `text` as one line of at most `most` characters, which no screen takes for more.

    What moves cursors or turns the direction of writing is left out, line ends become spaces, a
    tag's "<" becomes "‹" and the "&" of "&lt;" becomes "＆". Of what is too long the middle is
    missing: "…".
    """
    if len(text) > 4 * most:  # a file may say megabytes
        text = f"{text[: 2 * most]} … {text[-2 * most :]}"
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    kept = "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")
    line = re.sub(_NAMED, "＆", re.sub(_TAG, "‹", " ".join(kept.split())))
    if len(line) <= most:
        return line
    end = most // 3
    return f"{line[: most - end - 1]}…{line[-end:]}"
