"""A network that diverged: everything that says how good it is says that it is not finite."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from core import project_file
from core.commands import train
from core.data import Digits
from core.data.tasks import Values
from core.example import Example
from core.history import History
from core.parameters import LayerParameters
from core.run import Run
from core.snapshot import DIVERGED, NOT_MEASURED, Metrics, Snapshot
from gui.colouring import Colouring
from gui.diagram.edge_labels import edge_labels, label_of
from gui.panels.loss_panel import LossPanel
from gui.panels.predictions import Predictions
from gui.panels.training_panel import TrainingPanel
from gui.status_bar import StatusBar
from gui.theme import DARK, LIGHT
from tests.helpers import make_trainer, tiny_experiment
from tests.panels import DATA, field, of_values, snapshot


def broken(parameters):
    """Parameters of the same shapes, none of which is a number."""
    return tuple(
        LayerParameters(*(np.full_like(part, np.nan) for part in one)) for one in parameters
    )


EXPERIMENTS = [
    tiny_experiment(),
    tiny_experiment(output="sigmoid"),
    tiny_experiment(output="linear", loss="mean squared error"),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_what_is_measured_of_it_is_known_to_be_bad(experiment):
    trainer = make_trainer(experiment)
    trainer.run(3)
    assert trainer.snapshot().train.finite
    trainer = make_trainer(experiment, Snapshot(broken(trainer.parameters())))
    assert trainer.measure_test() == trainer.measure_train() == DIVERGED
    assert trainer.snapshot().test == DIVERGED
    trainer.run(1)
    assert trainer.snapshot().train == DIVERGED


def test_an_update_that_breaks_it_leaves_no_score_of_before():
    experiment = tiny_experiment()
    trainer = make_trainer(experiment)
    trainer.run(3)
    assert trainer.snapshot().train.finite
    trainer.apply(np.full((1, 4), np.inf, np.float32), np.eye(3, dtype=np.float32)[:1])
    assert not np.isfinite(trainer.parameters()[0].weights).all()
    trainer.measure_test()
    assert trainer.snapshot().train == trainer.snapshot().test == DIVERGED


@pytest.mark.parametrize(
    ("metrics", "marked"),
    [
        (NOT_MEASURED, NOT_MEASURED),
        (Metrics(0.5, 0.75), Metrics(0.5, 0.75)),
        (Metrics(0.5), Metrics(0.5)),  # values that do not vary have no R²
        (Metrics(math.nan, 0.75), Metrics(math.inf, 0.75)),
        (Metrics(math.inf, 0.75), Metrics(math.inf, 0.75)),
        (Metrics(math.inf), DIVERGED),
        (Metrics(math.inf, -math.inf), DIVERGED),
    ],
)
def test_measured_and_unknown_are_told_apart(metrics, marked):
    np.testing.assert_equal(tuple(metrics.marked), tuple(marked))
    assert metrics.finite == math.isfinite(marked.loss) or math.isnan(marked.loss)


def test_the_curve_and_what_is_newest_in_it_keep_it():
    history, good = History(), Metrics(0.5, 0.75)
    for updates, metrics in enumerate([good, good, DIVERGED, DIVERGED]):
        history.add(Snapshot((), updates, updates, 10, metrics, metrics, updates))
    assert np.isposinf(history.column("train_loss")[2:]).all()
    assert np.isneginf(history.column("test_score")[2:]).all()
    for now in (DIVERGED, NOT_MEASURED):  # NOT_MEASURED: after a pause
        assert history.newest("train", now) == history.newest("test", now) == DIVERGED


def test_a_saved_network_that_diverged_is_one_when_it_is_opened(tmp_path):
    run = Run.start(tiny_experiment())
    lost = broken(run.snapshot.parameters)
    run = run.at(Snapshot(lost, 7, 7, 50, test=DIVERGED, tested_at=7))
    project_file.save(tmp_path / "lost.netglow", run)
    assert project_file.load(tmp_path / "lost.netglow").snapshot.test == DIVERGED


def test_every_view_says_so_and_goes_on_saying_it(
    qtbot, show_panel, session, training_rate, actions
):
    panel = show_panel(TrainingPanel, training_rate, actions)
    charts = show_panel(LossPanel)
    predictions = show_panel(Predictions, Colouring(session))
    bar = StatusBar(session, training_rate)
    qtbot.addWidget(bar)

    def status_is_not_finite():
        return field(bar, "trainingStatus").text().endswith("the loss is not finite")

    session.set_example(Example(DATA.test.inputs[0], 3, "test", 0))
    for updates in (100, 200):
        session.set_snapshot(snapshot(session, updates))
    lost = broken(session.snapshot.parameters)
    for updates in (300, 301, 302):  # stepping on
        now = snapshot(session, updates, DIVERGED, DIVERGED, lost)
        session.set_snapshot(replace(now, train=DIVERGED, test=DIVERGED))
        panel.refresh()
        charts.charts.redraw()
        for name in ("trainLoss", "trainAccuracy", "testLoss", "testAccuracy"):
            assert field(panel, f"{name}Value").text() == "not finite", name
        assert charts.charts.loss.text == "Loss: train not finite, test not finite"
        assert charts.charts.score.text == "Accuracy: train not finite, test not finite"
        assert "The loss has not been finite since epoch" in field(charts, "lossWarning").text()
        assert predictions.answer.words == "? not finite training has diverged"
        assert {bar.text for bar in predictions.answer.bars} == {"NaN"}
        qtbot.waitUntil(status_is_not_finite)
        charts.grab()
        predictions.grab()
    session.reset()
    panel.refresh()
    assert field(panel, "testAccuracyValue").text() == "–"
    qtbot.waitUntil(lambda: not status_is_not_finite())


def test_it_has_the_colour_of_no_sign(session_of, show):
    for now in (DARK, LIGHT):
        signs = [now.sign(value) for value in (-np.inf, -1.0, 0.0, 2.0, np.inf, np.nan)]
        assert signs == [*[now.negative] * 2, *[now.positive] * 3, now.error]
    session = session_of(2, 2, 2)
    lost = [LayerParameters(*map(np.copy, layer)) for layer in session.snapshot.parameters]
    lost[0].weights[0, 1] = np.nan
    lost[1].weights[:] = np.nan
    session.set_snapshot(replace(session.snapshot, parameters=tuple(lost)))
    diagram = show(session)
    seen = diagram.layout_now, diagram.picture, DARK, diagram.font()
    labels = edge_labels(*seen)  # the rest is said once for all
    assert [label.edge for label in labels] == [(0, 0, 0), (0, 1, 0), (0, 1, 1)]
    one = label_of(*seen, (1, 0, 1))
    assert (one.text, one.ink) == ("not a number", DARK.error)


def test_of_values_too(show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    charts = show_panel(LossPanel)
    session.set_run(of_values())
    for updates in (10, 20):
        now = snapshot(session, updates)
        session.set_snapshot(replace(now, train=DIVERGED, test=DIVERGED))
    panel.refresh()
    for name in ("Loss", "Accuracy", "Rmse"):
        assert field(panel, f"train{name}Value").text() == "not finite"
        assert field(panel, f"test{name}Value").text() == "not finite"
    charts.charts.redraw()
    assert charts.charts.score.text == "R²: train not finite, all examples not finite"


def test_the_command_line_says_so():
    assert train.words(DIVERGED, Digits().task) == "loss not finite, accuracy not finite"
    values = Values(("y",))
    assert train.words(DIVERGED, values) == "loss not finite, RMSE not finite, R² not finite"
    assert train.words(Metrics(0.5, math.nan, 0.25), values).endswith("R² not measured")
