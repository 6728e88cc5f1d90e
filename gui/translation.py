"""The window's language: every text goes through `translate`, which catalogues answer.

Everywhere in `gui`: `translate("Room", "A whole sentence with {name}.").format(name=...)`, context
and text written out, for lupdate reads the source: the context names the module's room. A count
chooses the form: `translate("Room", "%n example(s)", "", n)`, English by its catalogue too. One
that may be large or a fraction is written by `format`, and chooses as `form_of(count)`:
`translate("Room", "{count} update(s)", "", n)`.
"""

from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.wording import CONTEXT, Sentence, english_form

CATALOGUES = files("resources") / "translations"

# As each calls itself. A catalogue of no words yet is not compiled, and then not offered.
LANGUAGES = {"en": "English", "zh_CN": "中文"}

translate = QCoreApplication.translate


def worded(sentence: Sentence) -> str:
    """Return a sentence of the core in the window's language."""
    return sentence.worded(_said)


def _said(text: str, count: int) -> str:
    """Return a text of the core in this language; one that no catalogue has, in English."""
    return english_form(translate(CONTEXT, text, "", count), count)


def languages() -> dict[str, str]:
    """Return the languages there are words for: name -> what it calls itself."""
    return {
        name: title
        for name, title in LANGUAGES.items()
        if (CATALOGUES / f"netglow_{name}.qm").is_file()
    }


_spoken: list[QTranslator] = []  # what is asked now; to look for them in Qt would take 10 ms


def speak(language: str) -> None:
    """Say every text from now on in `language`: a name of `LANGUAGES`, or the "system"'s.

    What has no words in it is English. Needs the QApplication.
    """
    while _spoken:
        QCoreApplication.removeTranslator(_spoken.pop())
    wanted = QLocale.system() if language == "system" else QLocale(language)
    # The last is asked first. English, asked last, has but the forms of counts.
    _install(QLocale("en"), "netglow", str(CATALOGUES))
    if _install(wanted, "netglow", str(CATALOGUES)):
        # Qt's own words: the buttons of dialogs.
        _install(wanted, "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _install(locale: QLocale, name: str, folder: str) -> bool:
    """Load the catalogue `name` in the language of `locale`; return whether there is one."""
    catalogue = QTranslator()
    if not catalogue.load(locale, name, "_", folder):
        return False
    _spoken.append(catalogue)
    return QCoreApplication.installTranslator(catalogue)
