"""Files: open, save, drop, and the list of recent ones; what fails is told and changes nothing."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from core import recent
from core.identity import SUFFIX
from core.sentences import plain
from gui import settings
from gui.diagram.view import Diagram
from gui.document import Document
from gui.dropping import FileDrops
from gui.errors import sentence
from gui.file_status import FileStatus
from gui.keeping import Keeper
from gui.leaving import wire_leaving
from gui.main_window import MainWindow
from gui.portrait import Portraits
from gui.recent_menu import wire_recent
from gui.translation import translate
from gui.wiring import save_picture_of


def wire_files(window: MainWindow, document: Document, keeper: Keeper, diagram: Diagram) -> None:
    """Save and open; what fails is told in a sentence and changes nothing."""
    actions = window.actions_by_name
    open_it = opener(window, document)

    def save_as(then: Callable[[], object] = lambda: None) -> None:
        from gui import dialogs

        document.stop_opening()  # what is saved is what is seen
        proposed = document.origin or Path(f"{window.session.experiment.network.title}{SUFFIX}")
        dialogs.ask_save(window, str(proposed), lambda path: save_to(path, then))

    def save_to(path: Path, then: Callable[[], object] = lambda: None) -> None:
        def finish(error: Exception | None) -> None:
            if error is None:
                then()
                return
            from gui import dialogs

            # What was trained is still here: another place may take it, or this one later.
            told = translate("Window", "{reason} The network is not saved, but still open here.")
            dialogs.tell_error(
                window,
                told.format(reason=sentence(error)),
                translate("Window", "Save as …"),
                lambda: save_as(then),
                lambda: save_to(path, then),
            )

        document.save_beside(path, finish)

    def save(then: Callable[[], object] = lambda: None) -> None:
        if document.path:
            save_to(document.path, then)
        else:
            save_as(then)

    def open_other() -> None:
        from gui import dialogs

        dialogs.ask_open(window, open_it)

    def tell(text: str) -> None:
        from gui import dialogs

        dialogs.tell_error(window, text)

    def show_title() -> None:
        origin = document.origin
        name = origin.name if origin else window.session.experiment.network.title
        window.network_name = name
        # Qt puts the mark of unsaved changes in the place of "[*]", but not of two.
        window.setWindowTitle(f"{plain(name).replace('[*]', '[*][*]')}[*] – Netglow")
        modified = document.modified or origin != document.path
        if modified != window.isWindowModified():  # told at every snapshot
            window.setWindowModified(modified)

    def note(path: Path) -> None:
        with contextlib.suppress(OSError):  # then it is not on the list
            recent.note(settings.recent_folder(), path)

    document.picture = Portraits(diagram, lambda: window.session.run.id)
    window.statusBar().addWidget(FileStatus(document))
    actions["openAction"].triggered.connect(open_other)
    actions["saveAction"].triggered.connect(lambda: save())
    actions["saveAsAction"].triggered.connect(lambda: save_as())
    actions["saveImageAction"].triggered.connect(
        lambda: save_picture_of(window)(diagram, "network.png")
    )
    wire_leaving(window, document, keeper, save, save_as)
    wire_recent(window, open_it)
    FileDrops(window, open_it, tell)
    document.filed.connect(note)
    document.changed.connect(show_title)
    show_title()


def opener(window: MainWindow, document: Document) -> Callable[[Path], None]:
    """Return what opens a file in the window; what fails is told in a sentence."""

    def tell(error: Exception | None) -> None:
        if error is not None:
            from gui import dialogs

            dialogs.tell_error(window, sentence(error))

    return lambda path: document.open_beside(path, tell)
