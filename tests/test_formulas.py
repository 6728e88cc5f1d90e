"""Tooltips of formulas: what each activation, loss and optimizer computes, and nothing more."""

import pytest

from core.activations import ACTIVATIONS
from core.losses import LOSSES
from core.optimizers import OPTIMIZERS
from gui.formulas import activation_tip, loss_tip, optimizer_tip


@pytest.mark.parametrize(
    ("name", "tip"),
    [
        ("step", "f(z) = 1 if z > 0, else 0\nRange: {0, 1}"),
        ("sign", "f(z) = 1 if z > 0, −1 if z < 0, else 0\nRange: {−1, 0, 1}"),
        (
            "prelu",
            "f(z) = z if z > 0, else α·z\nRange: (−∞, ∞)\nEach neuron learns its own α.",
        ),
        ("softmax", "f(z) = eᶻ/(Σⱼ e^zⱼ)\nRange: (0, 1)\nThe outputs sum to 1."),
    ],
)
def test_an_activation_is_told_by_formula_range_and_note(name, tip):
    assert activation_tip(name) == tip


def test_a_loss_is_told_for_each_output_that_changes_it():
    assert loss_tip("mean squared error") == "Cⁿ = 1/m·Σᵢ (aᵢ − ŷᵢ)²"
    lines = loss_tip("cross-entropy").splitlines()
    assert [line.partition(":")[0] for line in lines] == list(LOSSES["cross-entropy"].values)
    assert all(line.partition(": ")[2].startswith("Cⁿ = −") for line in lines)


def test_an_optimizer_is_told_line_by_line():
    """Slots change (←), what is short for something is equal to it (=)."""
    assert optimizer_tip("sgd") == "θ ← θ − η·g"
    signs = [line.split()[:2] for line in optimizer_tip("adam").splitlines()]
    assert signs == [["m", "←"], ["v", "←"], ["ηₜ", "="], ["θ", "←"]]


@pytest.mark.parametrize(
    ("table", "tip"),
    [(ACTIVATIONS, activation_tip), (LOSSES, loss_tip), (OPTIMIZERS, optimizer_tip)],
)
def test_every_entry_has_a_tip_of_its_own(table, tip):
    tips = {tip(name) for name in table}
    assert len(tips) == len(table)
    assert all(tips)
