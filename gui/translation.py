"""The window's language: every text goes through `translate`, which catalogues answer.

Everywhere in `gui`: `translate("Room", "A whole sentence with {name}.").format(name=...)`, context
and text written out, for lupdate reads the source: the context names the module's room. A count
chooses the form: `translate("Room", "%n example(s)", "", n)`, English by its catalogue too.
"""

from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.wording import CONTEXT, Sentence

CATALOGUES = files("resources") / "translations"

# As each calls itself. A catalogue of no words yet is not compiled, and then not offered.
LANGUAGES = {"en": "English", "zh_CN": "中文"}

translate = QCoreApplication.translate


def worded(sentence: Sentence) -> str:
    """Return a sentence of the core in the window's language."""
    return sentence.worded(lambda text: translate(CONTEXT, text))


def languages() -> dict[str, str]:
    """Return the languages there are words for: name -> what it calls itself."""
    return {
        name: title
        for name, title in LANGUAGES.items()
        if (CATALOGUES / f"netglow_{name}.qm").is_file()
    }


def speak(language: str) -> None:
    """Say every text from now on in `language`: a name of `LANGUAGES`, or the "system"'s.

    What has no words in it is English. Needs the QApplication.
    """
    application = QCoreApplication.instance()
    for old in application.findChildren(_Catalogue):
        application.removeTranslator(old)
        old.setParent(None)
    wanted = QLocale.system() if language == "system" else QLocale(language)
    # The last is asked first. English, asked last, has but the forms of counts.
    _Catalogue.install(QLocale(QLocale.Language.English), "netglow", str(CATALOGUES))
    if _Catalogue.install(wanted, "netglow", str(CATALOGUES)):
        # Qt's own words: the buttons of dialogs.
        qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _Catalogue.install(wanted, "qtbase", qts)


class _Catalogue(QTranslator):
    @classmethod
    def install(cls, locale: QLocale, name: str, folder: str) -> bool:
        """Load the catalogue `name` in the language of `locale`; return whether there is one."""
        application = QCoreApplication.instance()
        catalogue = cls(application)
        if catalogue.load(locale, name, "_", folder):
            return application.installTranslator(catalogue)
        catalogue.setParent(None)
        return False
