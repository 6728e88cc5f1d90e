"""Sentences: one short line of plain text, whatever a file or a process says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt

from core.sentences import MOST, plain
from gui.errors import sentence

MARK_UP = st.text(st.sampled_from("< >/!?&;#xb12ltimg=\"'\n\u202e\x1b-"))


@given(st.text(max_size=3000) | MARK_UP, st.integers(10, 400))
def test_any_text_becomes_one_short_line(text, most):
    line = plain(text, most)
    assert len(line) <= most
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in line)
    assert line == line.strip()
    assert "  " not in line
    assert not Qt.mightBeRichText(line)
    assert plain(line, most) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("There is no file a.png.", "There is no file a.png."),
        ("1 < 2 and 3 <4, x<=y", "1 < 2 and 3 <4, x<=y"),
        ("two\nlines\r\n\tand\u2028more", "two lines and more"),
        ("\x1b[2J\x07red\x9b", "[2Jred"),
        ("<h1>big</h1><!-- x --><img src=y>", "‹h1>big‹/h1>‹!-- x -->‹img src=y>"),
        ("< b>x</ b>< img src=y>", "‹ b>x‹/ b>‹ img src=y>"),
        ("a &lt;b &#x202e; R&D & more; AT&T", "a ＆lt;b ＆#x202e; R&D & more; AT&T"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("zero\u200bwidth", "zerowidth"),
        ("ein Größe 中文 ½", "ein Größe 中文 ½"),
    ],
)
def test_what_is_left_out(text, line):
    assert plain(text) == line


def test_of_what_is_too_long_the_middle_is_missing():
    line = plain("begin " + "x" * 5000 + " end")
    assert len(line) == MOST
    assert line.startswith("begin x")
    assert line.endswith("x end")
    assert "…" in line


def test_megabytes_take_no_time():
    assert len(plain("\x1b" * 50_000_000)) <= MOST


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(2, "No such file", "a\n\x1b[31m<b>" + "long" * 200),
        ValueError("many\nlines " * 200),
        OSError("no errno <i>at all</i>"),
    ],
)
def test_every_error_is_one_sentence(error):
    text = sentence(error)
    assert 0 < len(text) <= MOST
    assert text.isprintable()
    assert not Qt.mightBeRichText(text)
