"""Spoiled inputs for every parser: clear errors only, soon, in little memory, and nothing is done.

`packaging/fuzz.py` gives each 100,000 of them.
"""

import contextlib
import itertools
import os
import time
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.wording import SentenceError
from tests.parsers import PARSERS, unfit
from tests.watched import watched

SOON = 2.0  # seconds of the processor; a busy machine counts some of others' work
WRITING = ("open ", "os.", "tempfile.mkstemp ")
EXAMPLES = 150


@pytest.fixture(scope="module")
def warm(qapp, tmp_path_factory):
    """What is loaded, or made once, at the first of all."""
    for name, parser in PARSERS.items():
        for content in parser.made_seeds():
            parser.check(content, parser.place_in(tmp_path_factory.mktemp(name), content))


@pytest.fixture
def read(warm, tmp_path):
    """A function that gives a parser an input, and looks at what it does."""
    numbers = itertools.count()

    def check(name, content):
        parser = PARSERS[name]
        path = parser.place_in(tmp_path / str(next(numbers)), content)
        began = time.process_time()
        with watched() as seen:
            said = parser.check(content, path)
        assert time.process_time() - began < SOON
        assert not [one for one in seen if not (parser.mends and one.startswith(WRITING))]
        assert not parser.suffix or os.listdir(path.parent) == [path.name]
        return said

    return check


@pytest.mark.parametrize("name", PARSERS)
def test_spoiled_inputs_are_read_or_refused_in_a_sentence(read, name):
    refused = []

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def spoil(number):
        refused.append(bool(read(name, PARSERS[name].spoiled(Random(number)))))

    spoil()
    # Spoiled enough to be refused, and not so much that nothing is read: settings always are.
    assert name in ("settings", "options", "clipboard", "recent") or 0.1 < np.mean(refused) < 1


@pytest.mark.parametrize(
    "name", [name for name in PARSERS if name not in ("settings", "clipboard")]
)
def test_seeds_are_read(read, name):
    parser = PARSERS[name]
    seeds = parser.made_seeds()
    said = [read(name, seed) for seed in seeds]
    assert sum(not one for one in said) >= len(seeds) / 2, said


@pytest.mark.parametrize(
    ("sentence", "fit"),
    [
        ("a.netglow is not a saved network: it has no netglow.json.", True),
        ("", False),
        ("embedded null byte", False),
        ("x" * 300 + ".", False),
        ("The end\x1b[2J.", False),
        ("Invalid value b'ab'.", False),
        (r"Invalid opcode '\xc1'.", False),
        ("<core.run.Run object at 0x7f> is wrong.", False),
        ("There is no /tmp/netglow-x/lock here.", False),
    ],
)
def test_sentences_for_people_are_told_from_others(sentence, fit):
    assert (unfit(sentence) == "") is fit


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (lambda path: path.write_bytes(b""), "for writing"),
        (lambda path: path.mkdir(), "os.mkdir"),
        (lambda path: os.system("true"), "os.system"),
        (lambda path: compile("1", "text", "eval"), "compile"),
        (lambda path: __import__("antigravity_of_tests", {}), "import"),
    ],
    ids=["writes", "folder", "process", "code", "module"],
)
def test_deeds_are_seen(tmp_path, deed, told):
    with watched() as seen, contextlib.suppress(ImportError):
        deed(tmp_path / "new")
    assert any(told in one for one in seen)
    with watched() as seen:
        (tmp_path / "nothing").exists()
        with pytest.raises(SentenceError):
            raise SentenceError("No.")
    assert seen == []
