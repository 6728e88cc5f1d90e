"""Draws what is not a digit: letters, signs, numbers of two digits, scrawls and textures.

Build time only. A detector of digits learns from them what to refuse.
"""

from collections.abc import Callable

import numpy as np
from digit_strokes import CANVAS, draw_digit, in_any_size
from letters_and_signs import Strokes, letters, signs, with_serifs
from scipy import ndimage

from core.digit_image import normalise

# A digit turned by a quarter, or seen in a mirror, that is not another digit then.
_TURNED, _MIRRORED = (2, 3, 4, 5, 7), (3, 4, 6, 7, 9)


def drawing_of(ways: list[dict]) -> list[Callable[[np.random.Generator], np.ndarray]]:
    """Return the ways to draw what is not a digit, each as often as it stands here.

    `ways` are the templates of digits: two side by side, turned and mirrored ones are made of them.
    """
    all_letters, all_signs = list(letters().values()), list(signs().values())

    def letter(random: np.random.Generator) -> np.ndarray:
        strokes = all_letters[random.integers(len(all_letters))]
        if random.random() < 0.4:
            strokes = with_serifs(strokes, random)
        return in_any_size(strokes, random)

    def sign(random: np.random.Generator) -> np.ndarray:
        return in_any_size(all_signs[random.integers(len(all_signs))], random)

    def pair(random: np.random.Generator) -> np.ndarray:
        left, right = (ways[random.integers(len(ways))]["strokes"] for _ in range(2))
        gap = random.uniform(0.75, 1.1)
        return in_any_size(left + _moved(right, lambda x, y: (x + gap, y)), random)

    def turned(random: np.random.Generator) -> np.ndarray:
        clockwise = random.random() < 0.5
        strokes = _one_of(ways, _TURNED, random)
        return in_any_size(
            _moved(strokes, lambda x, y: (1 - y, x) if clockwise else (y, 1 - x)), random
        )

    def mirrored(random: np.random.Generator) -> np.ndarray:
        strokes = _one_of(ways, _MIRRORED, random)
        return in_any_size(_moved(strokes, lambda x, y: (1 - x, y)), random)

    drawn = [*[letter] * 14, *[sign] * 5, pair, pair, turned, mirrored]
    return [*drawn, *[scrawl, meander, texture, blots] * 3]


def scrawl(random: np.random.Generator) -> np.ndarray:
    """Return strokes to and fro: one long one, or some short ones."""
    count = int(random.integers(1, 6))
    strokes = []
    for _ in range(count):
        points = random.integers(7, 25) if count == 1 else random.integers(3, 7)
        walk = random.random((int(points), 2))
        corners = np.repeat(walk, 1 + (random.random(len(walk)) < 0.4), axis=0)
        strokes.append([walk[0], *corners[1:-1], walk[-1]])
    return draw_digit(strokes, random)


def meander(random: np.random.Generator) -> np.ndarray:
    """Return one long line that winds on as it likes, within bounds."""
    heading, turning = random.uniform(0, 2 * np.pi), 0.0
    place, step = random.random(2), random.uniform(0.1, 0.25)
    stroke = [place]
    for _ in range(int(random.integers(12, 36))):
        turning = 0.7 * turning + random.normal(0, 0.5)
        heading += turning
        ahead = place + step * np.array([np.cos(heading), np.sin(heading)])
        if ahead.min() < 0 or ahead.max() > 1:
            heading += np.pi / 2
            continue
        place = ahead
        stroke.append(place)
    return draw_digit([[stroke[0], *stroke]], random)


def texture(random: np.random.Generator) -> np.ndarray:
    """Return what grain, shadows and photographs leave: noise, fine or soft, with or without edge.

    A large canvas averages its grain away, as large pictures do.
    """
    side = int(random.choice([CANVAS, 3 * CANVAS]))
    noise = random.normal(0, 1, (side, side))
    if random.random() < 0.7:
        noise = ndimage.gaussian_filter(noise, side / CANVAS * np.exp(random.uniform(-1, 2.3, 2)))
        noise /= noise.std()
    y, x = np.indices(noise.shape) / side * 2 - 1
    noise += random.normal(0, 0.7) * x + random.normal(0, 0.7) * y
    sharpness, level = np.exp(random.uniform(-1, 3)), random.uniform(-2, 2.5)
    picture = np.clip((noise - level) * sharpness, 0, 1)
    if random.random() < 0.5:
        reach, power = random.uniform(0.4, 0.9, 2), np.exp(random.uniform(0.3, 2.5))
        picture *= np.abs(x / reach[0]) ** power + np.abs(y / reach[1]) ** power < 1
    return normalise(picture)


def blots(random: np.random.Generator) -> np.ndarray:
    """Return filled shapes, round to square, on top of one another, each in a grey of its own."""
    y, x = np.indices((CANVAS, CANVAS)) / CANVAS * 2 - 1
    picture = np.zeros((CANVAS, CANVAS))
    for _ in range(int(random.integers(1, 8))):
        angle, (across, down) = random.uniform(0, np.pi), random.uniform(-0.6, 0.6, 2)
        along = (x - across) * np.cos(angle) + (y - down) * np.sin(angle)
        beside = (y - down) * np.cos(angle) - (x - across) * np.sin(angle)
        # Never so slim that it could be a 1.
        width = random.uniform(0.15, 0.6)
        height, power = width * random.uniform(0.5, 2), np.exp(random.uniform(0.3, 2.5))
        inside = np.abs(along / width) ** power + np.abs(beside / height) ** power < 1
        picture[inside] = random.random()
    return normalise(ndimage.gaussian_filter(picture, random.uniform(0, 2)))


def _one_of(ways: list[dict], labels: tuple[int, ...], random: np.random.Generator) -> Strokes:
    chosen = [way["strokes"] for way in ways if way["label"] in labels]
    return chosen[random.integers(len(chosen))]


def _moved(strokes: Strokes, move: Callable[[float, float], tuple[float, float]]) -> Strokes:
    return [[move(x, y) for x, y in stroke] for stroke in strokes]
