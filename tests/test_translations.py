"""The catalogues: every count has its English forms, what is compiled is what is written."""

import importlib
import re
from xml.etree import ElementTree

import pytest

from gui import settings, translation
from gui.translation import speak, translate
from tests.processes import ROOT, run_python
from tests.texts import modules, texts

CATALOGUES = ROOT / "resources" / "translations"
_PLACES = re.compile(r"\{[^{}]*\}|%n")


@pytest.fixture
def recipe(monkeypatch):
    """The module packaging/translations.py."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("translations")


def messages(name):
    """Yield context, source, and the forms of the translation; of none that is unfinished."""
    for context in ElementTree.parse(CATALOGUES / name).iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            if said.get("type") is None:
                forms = [form.text for form in said.iter("numerusform")] or [said.text]
                yield context.findtext("name"), message.findtext("source"), forms


def test_every_count_has_its_english_forms():
    written = {
        (text.context, text.text)
        for path in modules()
        for text in texts((ROOT / path).read_text("utf-8"))
        if text.counted
    }
    found = {(context, source): forms for context, source, forms in messages("netglow_en.ts")}
    assert found.keys() >= written != set(), "run packaging/translations.py extract"
    for (_, source), (one, several) in found.items():
        assert "(s)" not in one + several
        # Where there are always several, the text says so itself.
        assert (one != several) == ("(s)" in source or "(es)" in source)


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.ts")), ids=lambda path: path.name)
def test_a_translation_keeps_the_places_of_its_source(path):
    for _, source, forms in messages(path.name):
        for form in forms:
            assert sorted(_PLACES.findall(form)) == sorted(_PLACES.findall(source)), source


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.ts")), ids=lambda path: path.name)
def test_what_is_compiled_is_what_is_written(recipe, path, tmp_path):
    compiled = tmp_path / "compiled.qm"
    recipe.compile_one(path, compiled)
    shipped = path.with_suffix(".qm")
    assert compiled.exists() == shipped.exists()
    if shipped.exists():
        assert compiled.read_bytes() == shipped.read_bytes(), "run packaging/translations.py"


def test_a_language_without_words_is_not_compiled(recipe, tmp_path):
    compiled = tmp_path / "netglow_xx.qm"
    compiled.write_bytes(b"of earlier")
    catalogue = compiled.with_suffix(".ts")
    catalogue.write_text("""<!DOCTYPE TS><TS version="2.1" language="xx"><context><name>A</name>
        <message><source>a</source><translation type="unfinished"/></message></context></TS>""")
    recipe.compile_one(catalogue, compiled)
    assert not compiled.exists()


def test_extracting_keeps_what_is_translated(recipe, tmp_path):
    catalogue = tmp_path / "netglow_de.ts"
    catalogue.write_text("""<!DOCTYPE TS><TS version="2.1" language="de"><context>
        <name>NetworkPanel</name>
        <message numerus="yes"><source>%n input(s)</source><translation>
        <numerusform>%n Eingang</numerusform><numerusform>%n Eingänge</numerusform>
        </translation></message>
        <message><source>Gone</source><translation>Weg</translation></message>
        </context></TS>""")
    recipe.extract(catalogue)
    read = catalogue.read_text("utf-8")
    assert "<numerusform>%n Eingänge</numerusform>" in read
    assert "Change loss" in read
    assert "Gone" not in read


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Save as …", "Šáávéé ááš …"),
        ("E&xample", "ÉÉ&xáámpłéé"),
        ("{count} of %n word(s)", "{count} ööf %n wööřďš"),
        ("A <b>net</b> (*.png)", "ÁÁ <b>ñééť</b> (*.png)"),
    ],
)
def test_the_accented_language_keeps_what_is_no_word(recipe, source, said):
    assert recipe.accented(source) == said


@pytest.fixture
def german(qapp, recipe, tmp_path, monkeypatch):
    """German words for two texts, as a language to choose."""
    for name in ("en", "de"):
        catalogue = tmp_path / f"netglow_{name}.ts"
        german = "Genullt" if name == "de" else "Reset"
        catalogue.write_text(f"""<!DOCTYPE TS><TS version="2.1" language="{name}"><context>
            <name>Actions</name><message><source>Reset</source>
            <translation>{german}</translation></message></context></TS>""")
        recipe.compile_one(catalogue, catalogue.with_suffix(".qm"))
    monkeypatch.setattr(translation, "CATALOGUES", tmp_path)
    monkeypatch.setattr(translation, "LANGUAGES", {"en": "English", "de": "Deutsch", "fr": "…"})
    yield
    monkeypatch.undo()
    speak("en")


def test_the_chosen_language_is_spoken(german):
    assert translation.languages() == {"en": "English", "de": "Deutsch"}
    speak("de")
    assert translate("Actions", "Reset") == "Genullt"
    assert translate("Actions", "Train") == "Train"
    speak("fr")
    assert translate("Actions", "Reset") == "Reset"


@pytest.mark.parametrize(("wanted", "said"), [("de", "Genullt"), ("fr", "Reset")])
def test_the_systems_language_is_spoken(german, monkeypatch, wanted, said):
    from PySide6.QtCore import QLocale

    locale = QLocale(wanted)
    monkeypatch.setattr(translation.QLocale, "system", lambda: locale)
    speak("system")
    assert translate("Actions", "Reset") == said


def test_a_count_chooses_the_form(qapp):
    speak("en")
    said = [translate("NetworkPanel", "%n input(s)", "", count) for count in (1, 2)]
    assert said == ["1 input", "2 inputs"]


def test_commands_that_draw_count_in_english():
    code = (
        "from gui.headless import application; from gui.translation import translate;"
        "made = application(); print(translate('NetworkPanel', '%n input(s)', '', 2))"
    )
    ended = run_python("-c", code)
    assert ended.stdout.strip() == "2 inputs", ended.stderr


def test_the_menu_remembers_the_language(qtbot, german):
    from PySide6.QtGui import QAction

    from gui.app import create_window

    settings.put("language", "de")
    window = create_window()
    qtbot.addWidget(window)
    assert window.actions_by_name["resetAction"].text() == "Genullt"
    choices = {
        name: window.findChild(QAction, f"{name}Language") for name in ("system", "en", "de")
    }
    assert [name for name, action in choices.items() if action.isChecked()] == ["de"]
    choices["en"].trigger()
    assert settings.get("language") == "en"
    window.close()
