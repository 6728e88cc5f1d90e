"""The window in somebody else's application: it looks and is cleared up as in its own."""

import pytest

from gui import qt_application


@pytest.mark.parametrize(("own", "given"), [(False, ["Fusion", "garbage"]), (True, [])])
def test_another_application_gets_what_ours_has(qapp, monkeypatch, own, given):
    found = []
    monkeypatch.setattr(type(qapp), "setStyle", found.append)
    monkeypatch.setattr(
        qt_application, "collect_in_event_loop", lambda application: found.append("garbage")
    )
    monkeypatch.setattr(qt_application, "Application", type(qapp) if own else str)
    qt_application.adopt(qapp)
    assert found == given


def test_without_windows_there_is_nothing_to_adopt():
    with pytest.raises(RuntimeError, match="needs a QApplication"):
        qt_application.adopt(None)
