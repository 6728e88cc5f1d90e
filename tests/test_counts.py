"""What is counted: one is one, and in every language the count chooses the form."""

import pytest

from core.conclusions.comparing import layers, neurons
from core.cpu_title import cpu_title
from core.data import Plane
from core.experiment import Experiment, Hyperparameters
from core.health import Remark
from core.histograms import Signs
from core.mutations import AddNeurons, words
from core.network import Layer, Network
from core.neuron_use import Use
from core.stops import after_so_many
from core.sweep import Axis, Sweep
from core.sweeps import Sweeps
from gui.activation_view.words import sampled_text
from gui.device_words import device_words
from gui.experiments.form import counted
from gui.health_words import remark_words
from gui.histograms.words import sentence, warnings
from gui.landscape.words import examples_words, surface_words
from gui.pace_slider import pace_words
from gui.runs.words import progress_words
from gui.translation import worded
from tests.test_landscape_view import show_landscape  # noqa: F401 - a fixture

TRAINED = Experiment(Network(2, (Layer(1, "sigmoid"),), "mean squared error"), Plane("circle"))


def _sweep(runs: int, updates: int) -> Sweeps:
    rates = tuple(0.1 * (place + 1) for place in range(runs))
    return Sweeps((Sweep(TRAINED, (Axis("learning_rate", rates),), 1, updates),))


def _used(count: int) -> Use:
    return Use(None, None, count, count, 0)  # what is drawn is not said


@pytest.mark.parametrize(
    ("tell", "one", "two"),
    [
        (
            lambda n: progress_words(n, 0.5, 0.25),
            "1 update, loss: train 0.5000, test 0.2500",
            "2 updates, loss: train 0.5000, test 0.2500",
        ),
        (pace_words, "1 update/s", "2 updates/s"),
        (lambda n: counted(_sweep(1, n)), "One run of 1 update", "One run of 2 updates"),
        (lambda n: sampled_text(_used(n)), "z of the 1 example", "z of the 2 examples"),
        (
            lambda n: sentence("activations", n, n),
            "What the neurons of each layer put out, for 1 of the 1 training example.",
            "What the neurons of each layer put out, for 2 of the 2 training examples.",
        ),
        (lambda n: warnings(Signs(n, dead=1))[0], "1 of 1 neuron dead", "1 of 2 neurons dead"),
        (
            lambda n: remark_words(Remark("dead", 3, 1, n)),
            "Layer 3: 1 of 1 neuron dead, always 0",
            "Layer 3: 1 of 2 neurons dead, always 0",
        ),
        (
            lambda n: worded(after_so_many(Hyperparameters(stop_after=n, stop_unit="updates"))),
            "Training has made its 1 update and stopped.",
            "Training has made its 2 updates and stopped.",
        ),
        (
            lambda n: worded(after_so_many(Hyperparameters(stop_after=n, stop_unit="epochs"))),
            "Training has made its 1 epoch and stopped.",
            "Training has made its 2 epochs and stopped.",
        ),
        (lambda n: str(layers(n)), "1 hidden layer", "2 hidden layers"),
        (lambda n: str(neurons(n)), "1 hidden neuron", "2 hidden neurons"),
        (
            lambda n: worded(words(AddNeurons(1, n))),
            "one neuron more in layer 1",
            "2 neurons more in layer 1",
        ),
        (lambda n: device_words(cpu_title(n)), "CPU, 1 thread", "CPU, 2 threads"),
    ],
)
def test_one_is_not_said_as_several(qapp, tell, one, two):
    assert (tell(1), tell(2)) == (one, two)


def test_large_numbers_are_counted(qapp):
    assert progress_words(2**40, 1, 1).startswith("1,099,511,627,776 updates, ")
    text = counted(Sweeps((*_sweep(2, 1).sweeps, *_sweep(3, 10**9).sweeps)))
    assert text == "5 runs, 3,000,000,002 updates in all"


def test_a_loss_of_one_example_after_one_update_says_so(show_landscape):  # noqa: F811
    shown = show_landscape()
    shown.choose("along")
    survey = shown.model.survey
    inputs, targets = survey.objective.inputs[:1], survey.objective.targets[:1]
    objective = survey.objective._replace(inputs=inputs, targets=targets, of=1)
    one = survey._replace(objective=objective)
    assert examples_words(one) == "Mean over the 1 training example, at update 0."
    assert "after 1 update. Up: " in surface_words(survey, 1)
