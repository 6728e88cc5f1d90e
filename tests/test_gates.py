"""Gates: their truth tables, written out; all rows are there to learn, and nothing else."""

import re

import msgspec
import numpy as np
import pytest

from core import data
from core.data import GATES, Gate, Source
from core.data.tasks import Classes

# What each gate says of (0, 0), (0, 1), (1, 0), (1, 1), and of 000, 001 … 111.
TWO = {
    "AND": "0001", "OR": "0111", "NAND": "1110", "NOR": "1000", "XOR": "0110", "XNOR": "1001",
}  # fmt: skip
THREE = {
    "AND": "00000001", "OR": "01111111", "NAND": "11111110", "NOR": "10000000",
    "XOR": "01101001", "XNOR": "10010110",
}  # fmt: skip


def test_every_gate_is_written_out_here():
    assert GATES.keys() == TWO.keys() == THREE.keys()


@pytest.mark.parametrize("inputs", [2, 3])
@pytest.mark.parametrize("gate", GATES)
def test_a_gate_is_its_truth_table(gate, inputs):
    loaded = data.load(Gate(gate, inputs))
    assert loaded.train is loaded.test  # nothing is held back
    rows = [tuple(map(int, f"{row:0{inputs}b}")) for row in range(2**inputs)]
    said = "".join(map(str, loaded.train.labels.tolist()))
    assert [tuple(row) for row in loaded.train.inputs.tolist()] == rows
    assert said == {2: TWO, 3: THREE}[inputs][gate]
    np.testing.assert_array_equal(loaded.train.coordinates, loaded.train.inputs)
    np.testing.assert_array_equal(loaded.train.targets[:, 1], loaded.train.labels)
    np.testing.assert_array_equal(loaded.train.targets.sum(axis=1), 1)


def test_its_inputs_are_named_and_two_of_them_lie_on_a_plane():
    assert Gate("OR").input.input_names == ("x₁", "x₂")
    assert Gate("OR", 3).input.input_names == ("x₁", "x₂", "x₃")
    assert (Gate("OR").input.on_plane, Gate("OR", 3).input.on_plane) == (True, False)
    assert Gate("OR").task == Classes(("0", "1"))
    assert Gate("OR").task.default_output == (1, "sigmoid")


@pytest.mark.parametrize("source", [Gate(gate, inputs) for gate in GATES for inputs in (2, 3)])
def test_json_brings_a_gate_back(source):
    assert msgspec.json.decode(msgspec.json.encode(source), type=Source) == source


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("MAYBE",), "There is no gate “MAYBE”; there are AND, OR, NAND, NOR, XOR, XNOR."),
        (("AND", 1), "A gate has 2 or 3 inputs, not 1."),
        (("AND", 4), "A gate has 2 or 3 inputs, not 4."),
    ],
)
def test_what_is_no_gate_is_refused_in_a_sentence(arguments, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        Gate(*arguments)
