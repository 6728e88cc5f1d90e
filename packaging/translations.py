"""The catalogues of the window's texts: found in the source, compiled, and a language to test by.

    .venv/bin/python packaging/translations.py extract    # after texts have changed
    .venv/bin/python packaging/translations.py compile    # after a catalogue was edited

Qt's lupdate and lrelease come with PySide6. A catalogue, `netglow_LANGUAGE.ts` in
`resources/translations/`, is edited by hand or in Qt Linguist; compiled, it is a `.qm` beside it.
The English one has only what a count does to a text, "1 word" and "2 words", which `extract` makes
of "%n word(s)" by itself.
"""

import argparse
import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "resources" / "translations"
ENGLISH = "en"

# What a translation leaves as it is: {places}, %n, tags, kinds of files.
_KEPT = re.compile(r"(\{[^{}]*\}|%n|<[^<>]*>|&\w+;|\(\*\.\w+\))")
_FORMS = re.compile(r"\((e?s)\)")
_ACCENTS = str.maketrans(
    "acdegilnorstuyzACDEGILNORSTUYZ",
    "áçďéğíłñöřšťúýžÁÇĎÉĞÍŁÑÖŘŠŤÚÝŽ",
)


def main() -> int:
    """Do what the command line says; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract", help="bring every catalogue up to the source, then compile")
    commands.add_parser("compile", help="make the .qm files of all catalogues")
    pseudo = commands.add_parser("pseudo", help="make a language that is English, but accented")
    pseudo.add_argument("file", type=Path, metavar="FILE.qm")
    arguments = parser.parse_args()
    if arguments.command == "pseudo":
        make_pseudo(arguments.file)
        return 0
    if arguments.command == "extract":
        for catalogue in sorted(CATALOGUES.glob("*.ts")):
            extract(catalogue, plurals_only=catalogue.stem.endswith(f"_{ENGLISH}"))
        fill(CATALOGUES / f"netglow_{ENGLISH}.ts", english_form)
    for catalogue in sorted(CATALOGUES.glob("*.ts")):
        compile_one(catalogue, catalogue.with_suffix(".qm"))
    return 0


def extract(catalogue: Path, plurals_only: bool = False) -> None:
    """Bring `catalogue` up to the texts in the source; what is gone from there is dropped."""
    language = catalogue.stem.partition("_")[2]
    with tempfile.TemporaryDirectory() as folder:
        _run(
            "lupdate",
            *("-silent", "-no-obsolete", "-locations", "none", "-source-language", ENGLISH),
            *("-target-language", language, *(["-pluralonly"] if plurals_only else [])),
            *_readable_sources(Path(folder)),
            *("-ts", catalogue),
        )


def _readable_sources(folder: Path) -> list[Path]:
    """Copy the modules that have texts into `folder`, as lupdate understands them.

    In Python it sees that a text has forms for counts only where the count is a figure.
    """
    copies = []
    for path in sorted(path for room in ("core", "gui") for path in ROOT.glob(f"{room}/**/*.py")):
        source = path.read_bytes()
        lines = source.splitlines(keepends=True)
        for row, start, end, figure in sorted(_figures(ast.parse(source)), reverse=True):
            line = lines[row]
            lines[row] = line[:start] + figure + line[end:]
        copies.append(folder / "-".join(path.relative_to(ROOT).parts))
        copies[-1].write_bytes(b"".join(lines))
    return copies


def _figures(tree: ast.Module) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield where a figure is to stand, and what with it: in place of a count, or after a text.

    A text of the core with "word(s)" in it is given no count before it is said.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("translate"), args=[_, _, _, ast.Name() as count]):
                yield count.lineno - 1, count.col_offset, count.end_col_offset, b"1"
            case ast.Call(func=ast.Name("QT_TRANSLATE_NOOP"), args=[_, ast.Constant() as text]):
                if _FORMS.search(text.value):
                    yield text.end_lineno - 1, text.end_col_offset, text.end_col_offset, b', "", 1'


def compile_one(catalogue: Path, compiled: Path) -> None:
    """Make `compiled` of `catalogue`; a language that has no words yet gets none."""
    if not any(one.get("type") is None for one in ElementTree.parse(catalogue).iter("translation")):
        compiled.unlink(missing_ok=True)
        return
    _run("lrelease", "-silent", "-nounfinished", catalogue, "-qm", compiled)


def fill(catalogue: Path, form: Callable[[str, int], str]) -> None:
    """Finish what is unfinished in `catalogue`: `form` has the text by source and number of form.

    Form 0 is for one, 1 for all other counts.
    """
    tree = ElementTree.parse(catalogue)
    for message in tree.iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        if translation is None or translation.get("type") != "unfinished":
            continue
        forms = translation.findall("numerusform")
        for number, element in enumerate(forms or [translation]):
            element.text = form(source, number)
        del translation.attrib["type"]
    text = ElementTree.tostring(tree.getroot(), encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    catalogue.write_text(f"{head}{text}\n", encoding="utf-8")


def english_form(source: str, number: int) -> str:
    """Return "%n word(s)" with one word (form 0), or with several."""
    return _FORMS.sub(r"\1" if number else "", source)


def accented(source: str, number: int = 1) -> str:
    """Return an English text accented and about a third longer, as other languages are."""
    parts = _KEPT.split(english_form(source, number))
    return "".join(part if index % 2 else _accent(part) for index, part in enumerate(parts))


def _accent(text: str) -> str:
    # A menu's letter must not become two.
    longer = re.sub(r"(?<!&)[aeiouyAEIOUY]", lambda vowel: 2 * vowel.group(), text)
    return longer.translate(_ACCENTS)


def make_pseudo(compiled: Path) -> None:
    """Make a catalogue in which every text is accented and longer."""
    catalogue = compiled.with_name(f"pseudo_{ENGLISH}.ts")
    extract(catalogue)
    fill(catalogue, accented)
    compile_one(catalogue, compiled)


def _run(tool: str, *words: object) -> None:
    """Run a tool of PySide6 from the root. SystemExit: it is not there, or it failed."""
    package = importlib.util.find_spec("PySide6")
    folders = package.submodule_search_locations if package else None
    program = folders and shutil.which(tool, path=folders[0])
    if not program:
        sys.exit(f"There is no {tool} here: run this by the .venv's Python, which has PySide6.")
    if subprocess.run([program, *map(str, words)], cwd=ROOT).returncode:
        sys.exit(f"{tool} failed.")


if __name__ == "__main__":
    sys.exit(main())
