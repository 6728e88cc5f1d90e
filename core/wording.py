"""Sentences whose words the reader's language decides: an English text, and what is filled in.

The core hands them on as values. `str()` has the English sentence, for the command line; the
window looks the text up in its catalogue first (`gui/translation.py`).
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct

from core.sentences import plain

CONTEXT = "Core"  # of all texts from here, in the catalogues of translations

Value: TypeAlias = "str | int | float | Sentence"
LookUp: TypeAlias = Callable[[str, int], str]  # an English text and a count -> what is said

_BYTE = re.compile(r"\\x[0-9a-f]{2}")  # as Python writes those that are not letters
# No more of str.format: a text may come from another process, and reads no attributes here.
_PLACE = re.compile(r"\{(\w+)(?::(,?(?:\.\d)?[fg%]?))?\}")
_FORMS = re.compile(r"\((e?s)\)")
_MOST = 2**31 - 1  # that Qt counts to


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for the name
    """Return `text` as it is; by this name lupdate finds it, to be translated when it is shown."""
    return text


def percent(share: float, decimals: int = 1) -> str:
    """Return a share, 0 to 1, as it is written everywhere: 97.0 %."""
    return f"{100 * share:.{decimals}f} %"


def form_of(count: float) -> int:
    """Return the whole number by which a text has its form: a fraction is several, as 2 are."""
    return int(count) if 0 <= count <= _MOST and count == int(count) else 2


def english_form(text: str, count: int) -> str:
    """Return "word(s)" for one, or for several; without a count, −1, it stays as it is."""
    return _FORMS.sub("" if count == 1 else r"\1", text) if count >= 0 else text


class Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    """An English text with {places}, and what is to stand in them, by name.

    `text` is its own key in the catalogues. A value may be a sentence, too: a reason in a sentence,
    which loses its full stop where the sentence goes on. A text that says "{count} word(s)" has its
    forms: what is filled in for `count` chooses.
    """

    text: str
    data: dict[str, Value] = {}

    def __str__(self) -> str:
        return self.worded(english_form)

    def worded(self, look_up: LookUp) -> str:
        """Return the sentence in the words that `look_up` has for English texts and their counts.

        The count is −1 where none chooses a form. A place that has no value, or none of that
        format, stays as it is written.
        """

        def fill(place: re.Match[str]) -> str:
            name, form = place.groups()
            value = self.data.get(name)
            if isinstance(value, Sentence):
                words = value.worded(look_up)
                return words.rstrip(".。") if place.end() < len(place.string) else words
            if value is None or (form and isinstance(value, str)):
                return place.group()
            if form and form.endswith("%"):
                return percent(float(value), int(form.rpartition(".")[2][:-1] or 0))
            return format(value, form or "")

        return _PLACE.sub(fill, look_up(self.text, self._form()))

    def _form(self) -> int:
        count = self.data.get("count")
        if isinstance(count, int | float) and _FORMS.search(self.text):
            return form_of(count)
        return -1


def one_of(names: Sequence[str]) -> Sentence:
    """Return the names as a choice: "a", "a or b", "a or b or c"; nothing where there are none."""
    return _listed(names, QT_TRANSLATE_NOOP("Core", "{names} or {name}"))


def all_of(names: Sequence[str]) -> Sentence:
    """Return the names as a list: "a", "a and b", "a and b and c"; nothing where there are none."""
    return _listed(names, QT_TRANSLATE_NOOP("Core", "{names} and {name}"))


def _listed(names: Sequence[str], two: str) -> Sentence:
    first, *others = names or [""]
    said = Sentence(first)
    for name in others:
        said = Sentence(two, {"names": said, "name": name})
    return said


class SentenceError(ValueError):
    """A value is wrong; `sentence` says what and why.

    The error's text is the sentence in English, plain and short whatever it quotes.
    """

    def __init__(self, text: str, **data: Value) -> None:
        self.sentence = Sentence(text, data)
        super().__init__(text)

    def __str__(self) -> str:
        return plain(str(self.sentence))  # made when it is wanted: many are raised to ask whether


# What systems say most; looked up by its text, where a system does not speak the language itself.
_OF_SYSTEM = (
    QT_TRANSLATE_NOOP("Core", "File exists"),
    QT_TRANSLATE_NOOP("Core", "Is a directory"),
    QT_TRANSLATE_NOOP("Core", "No space left on device"),
    QT_TRANSLATE_NOOP("Core", "No such file or directory"),
    QT_TRANSLATE_NOOP("Core", "Permission denied"),
    QT_TRANSLATE_NOOP("Core", "Read-only file system"),
)


def said(error: OSError) -> Sentence:
    """Return what the system says is wrong: its own words, or the sentence given in their place."""
    words: object = error.strerror
    return words if isinstance(words, Sentence) else Sentence(str(words or error))


def of_error(error: Exception) -> Sentence:
    """Return what went wrong: what the system says of a file, or the error's own words."""
    if isinstance(error, SentenceError):
        return error.sentence
    if not isinstance(error, OSError) or not error.strerror:
        return Sentence(str(error))
    if not error.filename:
        return Sentence("{reason}.", {"reason": said(error)})
    return Sentence("{file}: {reason}.", {"file": str(error.filename), "reason": said(error)})


def of_decoding(error: Exception) -> Sentence:
    """Return why msgspec cannot read something: in words of ours, with the place, or in its own."""
    cause = error.__cause__
    if not isinstance(cause, SentenceError):
        return Sentence(_BYTE.sub("?", str(error)))
    place = str(error).removeprefix(str(cause)).removeprefix(" - at ")
    if not place:
        return cause.sentence
    text = QT_TRANSLATE_NOOP("Core", "{reason} - at {place}")
    return Sentence(text, {"reason": cause.sentence, "place": place})


def english(error: Exception) -> str:
    """Return what went wrong in one plain English line, for the command line."""
    return plain(str(of_error(error)))
