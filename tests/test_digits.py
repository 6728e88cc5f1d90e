"""The digits dataset, the stroke templates, and that one is made from the other."""

import importlib
from pathlib import Path

import numpy as np
import pytest

from core import data
from core.data import Digits, digits

PACKAGING = Path(__file__).parents[1] / "packaging"


@pytest.fixture(scope="module")
def dataset():
    return data.load(Digits())


@pytest.fixture
def maker(monkeypatch):
    """packaging/make_digits.py, which imports its neighbour like any script."""
    monkeypatch.syspath_prepend(PACKAGING)
    return importlib.import_module("make_digits")


@pytest.fixture
def templates(maker):
    return maker.load_templates()


def test_shapes_and_types(dataset):
    assert dataset.source == Digits()
    assert Digits().input.count == 256
    assert dataset.train.inputs.shape == (67_000, 256)
    assert dataset.test.inputs.shape == (1_000, 256)
    for inputs, labels in (
        (dataset.train.inputs, dataset.train.labels),
        (dataset.test.inputs, dataset.test.labels),
    ):
        assert inputs.dtype == np.float32
        assert labels.dtype == np.int32
        assert len(inputs) == len(labels)
        assert inputs.min() == 0
        # Every picture is divided by its peak.
        assert (inputs.max(axis=1) == 1).all()


def test_every_class_has_its_share(dataset):
    assert (np.bincount(dataset.test.labels) == 100).all()
    for part in np.split(dataset.train.labels, [digits.REAL, 3 * digits.REAL]):
        share = np.bincount(part, minlength=10) / len(part)
        np.testing.assert_allclose(share, 0.1, atol=0.02)
    # Any stretch of the real digits is mixed too.
    assert len(set(dataset.train.labels[:60])) == 10


def test_no_test_digit_is_trained_on(dataset):
    trained = {picture.tobytes() for picture in dataset.train.inputs}
    assert not any(picture.tobytes() in trained for picture in dataset.test.inputs)


def test_a_varied_copy_resembles_its_own_original_most(dataset):
    real, first, second = dataset.train.inputs[: 3 * digits.REAL].reshape(3, digits.REAL, 256)
    labels = dataset.train.labels
    np.testing.assert_array_equal(labels[: digits.REAL], labels[digits.REAL : 2 * digits.REAL])
    np.testing.assert_array_equal(labels[: digits.REAL], labels[2 * digits.REAL : 3 * digits.REAL])
    for copy in (first, second):
        own = np.abs(copy - real).mean()
        other = np.abs(copy - np.roll(real, 1, axis=0)).mean()
        assert own < 0.6 * other


def test_a_linear_reader_of_real_digits_reads_drawn_ones(dataset):
    """Neither labels nor drawings are shuffled."""
    wanted = np.eye(10, dtype=np.float32)[dataset.train.labels[: digits.REAL]]
    weights = np.linalg.lstsq(dataset.train.inputs[: digits.REAL], wanted)[0]
    read = (dataset.train.inputs[3 * digits.REAL :] @ weights).argmax(axis=1)
    assert (read == dataset.train.labels[3 * digits.REAL :]).mean() > 0.45


def test_templates_are_valid(templates):
    names = [(template["label"], template["name"]) for template in templates]
    assert len(set(names)) == len(names)
    for template in templates:
        assert template.keys() == {"label", "name", "strokes"}
        assert template["label"] in range(10)
        assert template["strokes"]
        for stroke in template["strokes"]:
            points = np.array(stroke)
            assert points.ndim == 2
            assert points.shape[1] == 2
            assert len(np.unique(points, axis=0)) >= 2
            assert points.min() >= 0
            assert points.max() <= 1


def test_every_digit_is_written_in_many_ways(templates):
    ways = np.bincount([template["label"] for template in templates], minlength=10)
    assert ways.min() >= 20


def test_every_template_can_be_drawn(maker, templates):
    for index, template in enumerate(templates):
        picture = maker.draw_digit(template["strokes"], maker.seeded(index))
        assert picture.max() == 1
        assert 10 < picture.sum() < 150


def test_the_embedded_digits_are_drawn_from_the_templates(maker, templates, dataset):
    first, last = maker.drawn(templates, 20), maker.drawn_in_any_size(templates, 20)
    for place, drawn in ((0, first), (maker.DRAWN, last)):
        start = 3 * digits.REAL + place
        embedded = dataset.train.inputs[start : start + 20] * 15
        # One shade of play: processors differ in the last bit of a sine.
        np.testing.assert_allclose(embedded, drawn / 17, atol=1.001)
        assert (np.abs(embedded - drawn / 17) > 0.5).mean() < 0.02
    assert len(dataset.train) == 3 * digits.REAL + maker.DRAWN + maker.IN_ANY_SIZE


PLUS = [[(0.5, 0), (0.5, 1)], [(0, 0.5), (1, 0.5)]]


def test_a_wide_pen_draws_upright_strokes_thicker_than_level_ones(maker):
    def thickness(pen: float) -> tuple[float, float]:
        pictures = [maker.draw_digit(PLUS, maker.seeded(7, i), pen=pen) for i in range(8)]
        mean = np.mean(pictures, axis=0)
        return mean[2:5].sum() / 3, mean[:, 2:5].sum() / 3

    upright, level = thickness(1.0)
    assert upright == pytest.approx(level, rel=0.25)
    upright, level = thickness(3.0)
    assert upright > 1.8 * level


def test_few_pixels_blur_a_picture_and_some_digits_in_any_size_are_of_few(maker):
    def sharpness(picture: np.ndarray) -> float:
        return float(np.abs(np.diff(picture, axis=1)).max())

    plain = [maker.draw_digit(PLUS, maker.seeded(7, i)) for i in range(40)]
    few = [maker.draw_digit(PLUS, maker.seeded(7, i), pixel=8) for i in range(40)]
    some = [maker.in_any_size(PLUS, maker.seeded(7, i)) for i in range(40)]
    blurred = min(map(sharpness, plain)) * 0.95
    assert max(map(sharpness, few)) < blurred
    assert 4 <= sum(sharpness(one) < blurred for one in some) <= 20


def test_the_split_keeps_a_hundred_of_each_class_for_the_test(maker):
    labels = np.repeat(np.arange(10, dtype=np.uint8), 150)
    train, test = maker.split(labels)
    assert sorted([*train, *test]) == list(range(1500))
    assert (np.bincount(labels[test]) == 100).all()


def test_a_varied_digit_is_normalised(maker):
    picture = np.zeros((28, 28), np.float32)
    picture[4:24, 12:16] = 1
    varied = maker.vary(picture, maker.seeded(7))
    assert varied.shape == (16, 16)
    assert varied.max() == 1
    again = maker.vary(picture, maker.seeded(7))
    np.testing.assert_array_equal(varied, again)
