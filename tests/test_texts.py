"""Every text that people read is found by Qt's lupdate, whole, and can be said otherwise."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.processes import ROOT
from tests.texts import modules, offences, texts

_LUPDATE = shutil.which("pyside6-lupdate", path=Path(sys.executable).parent) or shutil.which(
    "pyside6-lupdate"
)


def test_texts_are_written_out_for_lupdate():
    found = {
        path.as_posix(): offences((ROOT / path).read_text(encoding="utf-8")) for path in modules()
    }
    assert len(found) > 400
    assert found.pop("gui/translation.py")  # it alone calls Qt's own
    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('def f(n): return translate("A", "%n word(s)", "", n)', []),
        ('def f(): return translate("A", "{a} and {b}").format(a=1, b=2)', []),
        ('X = QT_TRANSLATE_NOOP("A", "Later.")', []),
        ("_RAISED = text.translate(TABLE)", []),
        ('def f(self): return self.tr("Word")', ["tr"]),
        ('def f(): return _tr("Word")', ["_tr"]),
        ("from gui.translation import translate as t", ["translate as t"]),
        ("def f(): tr = translate", ["tr", "translate by another name"]),
        ('def f(): QCoreApplication.translate("A", "b")', ["QCoreApplication.translate"]),
        ('X = translate("A", "b")', ["said at import: translate('A', 'b')"]),
        ('def f(x): translate("A", x)', ["not written out: translate('A', x)"]),
        ("def f(x): translate('A', f'{x}')", ["not written out: translate('A', f'{x}')"]),
        ('def f(): translate("A", " b")', ["a fragment: ' b'"]),
        ('def f(): translate("A", "b {}")', ["a fragment: 'b {}'"]),
        ('def f(): translate("A", "%n b")', ["a count without its forms: '%n b'"]),
        ('X = QT_TRANSLATE_NOOP("A", "{count:,} word(s)")', []),
        (
            'X = QT_TRANSLATE_NOOP("A", "{n} word(s)")',
            ["a count without its forms: '{n} word(s)'"],
        ),
        (
            'X = QT_TRANSLATE_NOOP("A", "{count} of %n b")',
            ["a count without its forms: '{count} of %n b'"],
        ),
        ('def f(): translate("A", "{n} of {all} runs")', ["several, or one: '{all} runs'"]),
        (
            'X = QT_TRANSLATE_NOOP("A", "{count:,} training examples")',
            ["several, or one: '{count:,} training examples'"],
        ),
        ('X = QT_TRANSLATE_NOOP("A", "1 to {most:,} runs, {one} in all runs")', []),
        (
            'def f(x): translate("A", "%n b", "", len(x))',
            ["a count that lupdate cannot read: len(x)"],
        ),
        ('def f(): translate("A", "a"), translate("B", "b")', ["contexts ['A', 'B']"]),
        ('def f(): "a" + translate("A", "b").format(c=1)', None),
    ],
)
def test_the_rules_find_their_offenders(source, found):
    said = offences(source)
    assert said == set(found) if found is not None else said.pop().startswith("joined:")


@pytest.mark.skipif(not _LUPDATE, reason="no pyside6-lupdate")
def test_lupdate_finds_every_text(tmp_path):
    converted = list(modules())
    catalogue = tmp_path / "all.ts"
    subprocess.run(
        [_LUPDATE, *map(str, converted), "-ts", str(catalogue)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    found = {
        (context.findtext("name"), message.findtext("source"))
        for context in ElementTree.parse(catalogue).iter("context")
        for message in context.iter("message")
    }
    written = {text[:2] for path in converted for text in texts((ROOT / path).read_text("utf-8"))}
    assert found == written != set()
