"""How numbers are written on screen."""

import pytest

from gui.numbers import loss_text


@pytest.mark.parametrize(
    ("loss", "written"),
    [
        (0.12345, "0.1235"),
        (59.821, "59.82"),
        (2.967e9, "2.967×10⁹"),  # as the notice of an explosion and the chart have it
        (float("nan"), "–"),
        (float("inf"), "not finite"),
    ],
)
def test_a_loss_is_written_as_all_other_numbers_are(loss, written):
    assert loss_text(loss) == written
