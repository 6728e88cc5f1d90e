"""Icons in any colour."""

import pytest

from gui.icons import icon


def test_icons_take_the_colour_asked_for_and_fade_when_disabled(qapp):
    red = icon("train", "#ff0000").pixmap(24, 24).toImage().pixelColor(11, 12)
    assert (red.red(), red.green(), red.alpha()) == (255, 0, 255)
    faint = icon("train").pixmap(24, 24, mode=icon("train").Mode.Disabled).toImage()
    assert 0 < faint.pixelColor(11, 12).alpha() < 128
    with pytest.raises(FileNotFoundError):
        icon("no such icon")
