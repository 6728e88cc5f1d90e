"""Sentences of the core: English on the command line, the window's language in the window."""

import math

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from core.experiment import Experiment, from_json, to_json
from core.network import Layer, Network
from core.wording import (
    Sentence,
    SentenceError,
    all_of,
    english,
    of_decoding,
    of_error,
    one_of,
)
from gui.errors import sentence
from gui.translation import worded

REASON = Sentence("it is {size:,} bytes long", {"size": 12345})
NESTED = Sentence("{file} cannot be opened: {reason}.", {"file": "a.png", "reason": REASON})
GERMAN = {
    NESTED.text: "{reason}, also öffnet sich {file} nicht.",
    REASON.text: "sie hat {size:,} Bytes",
    "{count:,} example(s) of {file}": "{file}: {count:,} Beispiel",
}


class German(QTranslator):
    """Has words for what the core says."""

    def isEmpty(self):  # noqa: N802 - Qt calls it
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        said = GERMAN.get(text) if context == "Core" else None
        return f"{said}e" if said and n > 1 else said


def test_a_sentence_in_a_sentence():
    assert str(NESTED) == "a.png cannot be opened: it is 12,345 bytes long."
    assert NESTED.worded(lambda text, _: GERMAN.get(text, text)) == (
        "sie hat 12,345 Bytes, also öffnet sich a.png nicht."
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 example of a.png"),
        (2, "2 examples of a.png"),
        (0, "0 examples of a.png"),
        (1.0, "1.0 example of a.png"),
        (1.5, "1.5 examples of a.png"),
        (2**31, "2,147,483,648 examples of a.png"),
        (math.inf, "inf examples of a.png"),
        (math.nan, "nan examples of a.png"),
    ],
)
def test_a_count_chooses_the_form(qapp, count, said):
    told = Sentence("{count:,} example(s) of {file}", {"count": count, "file": "a.png"})
    assert (str(told), worded(told)) == (said, said)


def test_a_count_chooses_the_form_in_the_windows_language(qapp):
    german = German()
    qapp.installTranslator(german)
    told = [Sentence("{count:,} example(s) of {file}", {"count": n, "file": "b"}) for n in (1, 2)]
    said = [
        worded(one) for one in (*told, Sentence("{why}: {file}", {"why": told[1], "file": "c"}))
    ]
    qapp.removeTranslator(german)
    assert said == ["b: 1 Beispiel", "b: 2 Beispiele", "b: 2 Beispiele: c"]


def test_what_does_not_count_has_no_forms():
    assert str(Sentence("1 root error(s) found: {reason}", {"reason": "x"})) == (
        "1 root error(s) found: x"
    )
    assert str(Sentence("{count} (s)", {"count": "several"})) == "several (s)"


def test_a_sentence_that_goes_on_has_one_full_stop():
    inner = Sentence("It is broken.")
    said = {text: str(Sentence(text, {"why": inner})) for text in ("No: {why}.", "No. {why}")}
    assert said == {"No: {why}.": "No: It is broken.", "No. {why}": "No. It is broken."}


def test_what_json_has_wrong_is_said_in_words_of_ours_with_its_place():
    text = to_json(Experiment()).replace(b'"neurons": 64', b'"neurons": 0')
    with pytest.raises(SentenceError) as caught:
        from_json(text)
    reason = caught.value.sentence.data["reason"]
    assert reason.data["reason"].data == {"most": 4096, "neurons": 0}
    assert str(caught.value) == (
        "This is not an experiment: A layer must have 1 to 4096 neurons, not 0 - at"
        " `$.network.layers[0]`."
    )


@pytest.mark.parametrize(
    ("text", "data", "said"),
    [
        ("{share:.1%} of {n}", {"share": 0.125, "n": 8}, "12.5 % of 8"),
        ("{share:.0%}", {"share": 0.97}, "97 %"),
        ("{rate:g}", {"rate": 1e-05}, "1e-05"),
        ("{name}", {"name": "{other}", "other": "no"}, "{other}"),
        ("{missing} {n:.1f}", {"n": "word"}, "{missing} {n:.1f}"),
        (
            "{n.__class__} {n[0]} {n!r} {n:999999999}",
            {"n": 1},
            "{n.__class__} {n[0]} {n!r} {n:999999999}",
        ),
        ("{ and {}", {}, "{ and {}"),
    ],
)
def test_only_names_and_formats_of_numbers_are_filled_in(text, data, said):
    assert str(Sentence(text, data)) == said


@pytest.mark.parametrize(
    ("names", "choice", "together"),
    [("", "", ""), ("a", "a", "a"), ("abc", "a or b or c", "a and b and c")],
)
def test_names_in_a_row(names, choice, together):
    assert str(one_of(names)) == choice
    assert str(all_of(names)) == together


def test_a_sentence_travels():
    data = msgspec.msgpack.encode(NESTED)
    assert msgspec.msgpack.decode(data, type=Sentence) == NESTED


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Layer(0), "A layer must have 1 to 4096 neurons, not 0."),
        (lambda: Network(initialiser="x"), "There is no initialiser “x”; there are "),
        (lambda: Network(layers=()), "A network must have 1 to 10 layers after its input, not 0."),
    ],
)
def test_a_wrong_value_says_so_in_english(make, said):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is looked at below
        make()
    assert str(caught.value).startswith(said)
    assert english(caught.value) == str(caught.value)


def test_the_window_says_it_in_its_language(qapp):
    error = SentenceError(NESTED.text, **NESTED.data)
    german = German()
    qapp.installTranslator(german)
    try:
        assert sentence(error) == "sie hat 12,345 Bytes, also öffnet sich a.png nicht."
        assert worded(REASON) == "sie hat 12,345 Bytes"
        assert english(error) == str(NESTED)
        assert QCoreApplication.translate("Other", REASON.text) == REASON.text
    finally:
        qapp.removeTranslator(german)
    assert sentence(error) == str(NESTED)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(2, "No such file", "a.png"), "a.png: No such file."),
        (PermissionError(13, REASON, "a.png"), "a.png: it is 12,345 bytes long."),
        (OSError(28, "No space"), "No space."),
        (OSError("The picture cannot be made."), "The picture cannot be made."),
        (ValueError("{file} is wrong"), "{file} is wrong"),
    ],
)
def test_what_went_wrong(error, said):
    assert str(of_error(error)) == english(error) == said


def test_bytes_that_another_program_sent_are_in_no_sentence():
    error = ValueError(r"invalid opcode '\xc1' (byte 0)")
    assert str(of_decoding(error)) == "invalid opcode '?' (byte 0)"
