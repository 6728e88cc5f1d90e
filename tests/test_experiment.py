"""Experiments to and from JSON, and the sentence that refuses every wrong one."""

import json
import math
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.data import READY_SOURCES
from core.data.tasks import Classes
from core.experiment import Experiment, Hyperparameters, from_json, to_json
from core.initialisers import INITIALISERS
from core.losses import LOSSES, taking
from core.network import MAX_LAYERS, MAX_NEURONS, Layer, Network
from core.optimizers import OPTIMIZERS
from core.wording import SentenceError

neurons = st.integers(1, MAX_NEURONS)
below_one = st.floats(0, 1, exclude_max=True)
above_zero_to_one = st.floats(0, 1, exclude_min=True)
hyperparameters = st.builds(
    Hyperparameters,
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    learning_rate=st.floats(0, 1000, exclude_min=True),
    batch_size=st.integers(1, 65536),
    momentum=below_one,
    decay=below_one,
    beta_1=below_one,
    beta_2=below_one,
    epsilon=above_zero_to_one,
    l2=st.floats(0, 10),
)


@st.composite
def networks(draw, inputs, outputs):
    loss = draw(st.sampled_from(taking(outputs)))
    output_activations = list(LOSSES[loss].output_activations or ACTIVATIONS)
    layer = st.builds(Layer, neurons, st.sampled_from(list(ACTIVATIONS)))
    hidden = draw(st.lists(layer, max_size=MAX_LAYERS - 1))
    last = Layer(outputs, draw(st.sampled_from(output_activations)))
    return Network(inputs, (*hidden, last), loss, draw(st.sampled_from(list(INITIALISERS))))


@st.composite
def experiments(draw):
    of_classes = [one for one in READY_SOURCES.values() if isinstance(one.task, Classes)]
    source = draw(st.sampled_from(of_classes))
    return Experiment(
        network=draw(networks(source.input.count, source.task.width)),
        source=source,
        hyperparameters=draw(hyperparameters),
        seed=draw(st.integers(0, 2**32 - 1)),
    )


def json_with(place, value):
    """The default experiment as JSON, with `value` at `place`, as in "network.layers.0.neurons"."""
    whole = part = json.loads(to_json(Experiment()))
    *path, last = [int(name) if name.isdigit() else name for name in place.split(".")]
    for name in path:
        part = part[name]
    part[last] = value
    return json.dumps(whole).encode()


def refusal(text):
    """The sentence with which `text` is refused."""
    with pytest.raises(ValueError, match=r"^This is not an experiment: ") as caught:
        from_json(text)
    assert type(caught.value) is SentenceError
    sentence = str(caught.value)
    assert re.fullmatch(r".*[^.]\.", sentence, re.DOTALL)
    return sentence


@given(experiments())
def test_every_experiment_comes_back_from_json_as_it_was(experiment):
    assert from_json(to_json(experiment)) == experiment


def test_json_is_indented_text_that_any_reader_can_read():
    text = to_json(Experiment())
    assert json.loads(text)["network"]["layers"][-1] == {"neurons": 10, "activation": "softmax"}
    assert b'\n  "network": {\n    "inputs": 256,' in text


def test_what_is_left_out_has_its_default():
    assert from_json(b"{}") == Experiment()
    assert from_json(b'{"hyperparameters": {"batch_size": 8}}') == Experiment(
        hyperparameters=Hyperparameters(batch_size=8)
    )


def test_hyperparameters_of_before_there_was_regularisation_have_none():
    text = json.loads(to_json(Experiment()))
    assert text["hyperparameters"].pop("l2") == 0
    assert from_json(json.dumps(text).encode()) == Experiment()


def test_an_integer_does_for_a_number():
    experiment = from_json(json_with("hyperparameters.learning_rate", 1))
    assert experiment.hyperparameters.learning_rate == 1.0


def test_title_and_sizes_are_those_people_write():
    assert Network().sizes == (256, 64, 32, 10)
    assert Network().title == "256-64-32-10"


# Where, what stands there, and what the sentence must say.
WRONG = [
    ("colour", "red", "unknown field `colour`"),
    ("network.colour", "red", "unknown field `colour`"),
    ("network.layers.0.colour", "red", "unknown field `colour`"),
    ("hyperparameters.colour", "red", "unknown field `colour`"),
    ("network", None, "`$.network`"),
    ("network", [], "`$.network`"),
    ("network.inputs", "256", "`$.network.inputs`"),
    ("network.inputs", 0, f"1 to {MAX_NEURONS} inputs, not 0"),
    ("network.inputs", MAX_NEURONS + 1, f"1 to {MAX_NEURONS} inputs, not {MAX_NEURONS + 1}"),
    ("network.inputs", 255, "256 in the examples, 255 in the network"),
    ("network.layers", {}, "`$.network.layers`"),
    ("network.layers", [], "1 to 10 layers after its input, not 0"),
    ("network.layers", [{"neurons": 1}] * 11, "1 to 10 layers after its input, not 11"),
    ("network.layers.0", {}, "`neurons`"),
    ("network.layers.0", 64, "`$.network.layers[0]`"),
    ("network.layers.0.neurons", 0, f"1 to {MAX_NEURONS} neurons, not 0"),
    ("network.layers.1.neurons", 0, "`$.network.layers[1]`"),
    ("network.layers.0.neurons", -3, f"1 to {MAX_NEURONS} neurons, not -3"),
    ("network.layers.0.neurons", MAX_NEURONS + 1, f"1 to {MAX_NEURONS} neurons"),
    ("network.layers.0.neurons", 10**30, f"1 to {MAX_NEURONS} neurons, not 1000"),
    ("network.layers.0.neurons", 2.5, "`$.network.layers[0].neurons`"),
    ("network.layers.0.neurons", True, "`$.network.layers[0].neurons`"),
    ("network.layers.0.neurons", None, "`$.network.layers[0].neurons`"),
    ("network.layers.0.activation", "rectifier", "no activation “rectifier”; there are linear, "),
    ("network.layers.0.activation", "", "no activation “”"),
    ("network.layers.0.activation", 7, "`$.network.layers[0].activation`"),
    ("network.layers.2.activation", "relu", "cross-entropy needs an output layer with softmax or "),
    ("network.layers.2.neurons", 9, "10 classes"),
    ("network.loss", "hinge", "no loss “hinge”; there are cross-entropy, "),
    ("network.initialiser", "lucky", "no initialiser “lucky”; there are glorot uniform, "),
    ("source", {"type": "faces"}, "`$.source.type`"),
    ("source", 5, "`$.source`"),
    ("hyperparameters.optimizer", "newton", "no optimizer “newton”; there are sgd, "),
    ("hyperparameters.learning_rate", 0, "learning rate must be above 0 and at most 1000, not 0"),
    (
        "hyperparameters.learning_rate",
        -0.1,
        "learning rate must be above 0 and at most 1000, not -0.1",
    ),
    (
        "hyperparameters.learning_rate",
        1001,
        "learning rate must be above 0 and at most 1000, not 1001",
    ),
    ("hyperparameters.learning_rate", 10**400, "`$.hyperparameters.learning_rate`"),
    ("hyperparameters.learning_rate", "fast", "`$.hyperparameters.learning_rate`"),
    ("hyperparameters.batch_size", 0, "1 to 65536 examples, not 0"),
    ("hyperparameters.batch_size", 65537, "1 to 65536 examples, not 65537"),
    ("hyperparameters.momentum", 1, "momentum must be at least 0 and below 1, not 1"),
    ("hyperparameters.momentum", -0.1, "momentum must be at least 0 and below 1, not -0.1"),
    ("hyperparameters.decay", 1, "decay must be at least 0 and below 1, not 1"),
    ("hyperparameters.beta_1", 1, "beta_1 must be at least 0 and below 1, not 1"),
    ("hyperparameters.beta_2", 1, "beta_2 must be at least 0 and below 1, not 1"),
    ("hyperparameters.epsilon", 0, "epsilon must be above 0 and at most 1, not 0"),
    ("hyperparameters.epsilon", 2, "epsilon must be above 0 and at most 1, not 2"),
    ("hyperparameters.l2", -0.1, "l2 must be at least 0 and at most 10, not -0.1"),
    ("hyperparameters.l2", 10.5, "l2 must be at least 0 and at most 10, not 10.5"),
    ("seed", -1, "from 0 to 4294967295, not -1"),
    ("seed", 2**32, "from 0 to 4294967295, not 4294967296"),
    ("seed", "lucky", "`$.seed`"),
]


@pytest.mark.parametrize(("place", "value", "said"), WRONG)
def test_a_wrong_value_is_refused_with_a_sentence_that_names_it(place, value, said):
    sentence = refusal(json_with(place, value))
    assert said in sentence
    assert ". " not in sentence


@pytest.mark.parametrize("place", ["seed", "hyperparameters.learning_rate"])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_json_numbers_that_are_not_finite_are_refused(place, value):
    assert "malformed" in refusal(json_with(place, value))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(
    "name", ["learning_rate", "momentum", "decay", "beta_1", "beta_2", "epsilon", "l2"]
)
def test_a_number_that_is_not_finite_is_refused_when_an_experiment_is_made(name, value):
    with pytest.raises(ValueError, match=rf"{name.replace('learning_', '.*')} must .*not {value}"):
        Hyperparameters(**{name: value})


def test_a_change_is_checked_as_a_new_experiment_is():
    with pytest.raises(ValueError, match="256 in the examples, 4 in the network"):
        msgspec.structs.replace(Experiment(), network=Network(inputs=4))
    with pytest.raises(ValueError, match="needs an output layer with softmax or sigmoid, not relu"):
        Network(layers=(Layer(10, "relu"),))


@pytest.mark.parametrize("field", ["seed", "source"])
def test_an_experiment_cannot_be_changed_in_place(field):
    with pytest.raises(AttributeError):
        setattr(Experiment(), field, getattr(Experiment(), field))


def test_truncated_json_is_refused_wherever_it_ends():
    text = to_json(Experiment())
    for length in range(len(text)):
        refusal(text[:length])


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b"digits",
        bytes(range(256)),
        b"\xff\xfe{\x00}\x00",
        b'{"dataset": "\xff"}',
        b'{"dataset": "\\ud800"}',
        b'{"seed": 1} {"seed": 2}',
        b'{"seed": ' + b"9" * 10_000 + b"}",
        b'{"seed": 1e999}',
    ],
)
def test_what_is_not_an_experiment_in_json_is_refused(text):
    refusal(text)


@pytest.mark.parametrize(
    "opening", [b"[", b'{"a":', b'{"network":', b'{"dataset":[', b'{"network":{"layers":[']
)
@pytest.mark.parametrize("depth", [100, 100_000])
def test_deep_nesting_is_refused(opening, depth):
    refusal(opening * depth)
    refusal(opening + b"[" * depth + b"]" * depth)
    refusal(opening + b'{"neurons":' * depth)


def from_json_or_refusal(text):
    try:
        experiment = from_json(text)
    except ValueError:
        refusal(text)
    else:
        assert from_json(to_json(experiment)) == experiment


@given(st.binary() | st.text().map(str.encode))
def test_random_bytes_are_read_or_refused(text):
    from_json_or_refusal(text)


@given(experiments(), st.data())
def test_an_experiment_with_damaged_bytes_is_read_or_refused(experiment, data):
    text = bytearray(to_json(experiment))
    for _ in range(data.draw(st.integers(1, 3))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    from_json_or_refusal(bytes(text))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
    max_leaves=5,
)
PLACES = sorted({place for place, _, _ in WRONG})


@given(st.sampled_from(PLACES), anything)
def test_anything_at_any_place_is_read_or_refused(place, value):
    from_json_or_refusal(json_with(place, value))
