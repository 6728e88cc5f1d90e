"""The window's document: which file holds which run, and what no file holds."""

import pytest

from gui.document import Document
from gui.session import Session
from tests.saved import small_project


@pytest.fixture
def document(qapp):
    return Document(Session(small_project().experiment))


def test_document_knows_what_no_file_holds(document, tmp_path):
    session = document._session
    assert not document.modified
    session.set_snapshot(small_project().snapshot)
    assert document.modified
    document.save(tmp_path / "a")
    assert document.path == tmp_path / "a.netglow"
    assert not document.modified
    session.reset()
    # A run that starts afresh has no file yet, and nothing to lose.
    assert (document.path, document.modified) == (None, False)
    session.undo_stack.undo()
    assert (document.path, document.modified) == (tmp_path / "a.netglow", False)


def test_opened_document_is_the_sessions_run(document, saved):
    document.open(saved)
    assert document._session.snapshot.updates == 40
    assert (document.path, document.modified) == (saved, False)
    document._session.undo_stack.undo()
    assert document._session.snapshot.updates == 0
    assert (document.path, document.modified) == (None, False)


def test_document_that_cannot_be_opened_changes_nothing(document, saved):
    saved.write_bytes(b"broken")
    run = document._session.run
    with pytest.raises(ValueError, match="is not a saved network"):
        document.open(saved)
    assert document._session.run is run
    assert document.path is None
    assert document._session.undo_stack.count() == 0
