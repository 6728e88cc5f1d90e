"""How numbers are written on screen."""

import pytest

from core.wording import Sentence
from gui.numbers import accuracy_text, epoch_text, loss_text, percent, r_squared_text


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


def test_many_epochs_are_told_in_as_much_room():
    epochs = (0, 8.126, 9_999.5, 30_851.62, 123_456.7)
    assert list(map(epoch_text, epochs)) == ["0.00", "8.13", "9,999.50", "30,851.6", "123,457"]


@pytest.mark.parametrize("written", [loss_text, accuracy_text, epoch_text, r_squared_text])
@pytest.mark.parametrize("value", [1.5e304, -1.5e304])
def test_whatever_a_file_says_is_written_in_few_figures(written, value):
    assert len(written(value)) < 15


@pytest.mark.parametrize("share", [0.0, 0.0005, 0.125, 0.97, 0.9985, 1.0])
def test_a_share_is_written_in_one_way_wherever_it_is_from(share):
    said = str(Sentence("{share:.1%}", {"share": share}))
    assert said == accuracy_text(100 * share) == percent(share)
    assert said.endswith(" %")
