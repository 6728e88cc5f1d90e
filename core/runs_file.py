"""The other runs of a window in the `.netglow` file of one, as data alone.

runs.json              which runs there are, in order, and how each is shown; "": the file's own
runs/0/netglow.json    and what else a run of its own file has (core.project_file), and so on
runs/0/times.npy       float64 [points, columns of core.stopwatch]
times.npy              the same of the file's own run

A file with one run has none of these, and who does not know them still reads the file's own.
"""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.experiment import Hyperparameters
from core.project_file import looked_at, read_run, run_parts
from core.run import Run
from core.runs import COLOURS, Kept, Runs
from core.sentences import plain
from core.stopwatch import Stopwatch
from core.wording import QT_TRANSLATE_NOOP, SentenceError, of_decoding
from core.zip_parts import Pieces, npy, read_array, read_bytes

MOST = 200  # runs in a file
_JSON, _TIMES = "runs.json", "times.npy"
_MAX_JSON = 1 << 20
_LONGEST_NAME = 200


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    place: str  # "": the file's own run
    colour: int = 0
    hidden: bool = False
    pinned: bool = False
    thinned: bool = False
    rates: Hyperparameters | None = None  # of its last update, if others were chosen since
    began: int = 0


class _Rows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    runs: tuple[_Row, ...]
    parents: dict[str, str] = {}  # of those that are not here any more


def parts_of_others(runs: Runs, own: str) -> dict[str, Pieces]:
    """Return what is written of `runs` beside the run of id `own`; nothing where it is alone."""
    if all(kept.run.id == own for kept in runs.kept):
        return {}
    rows, parts = [], dict[str, Pieces]()
    for number, kept in enumerate(runs.kept):
        place = "" if kept.run.id == own else f"runs/{number}/"
        told = kept.colour, kept.hidden, kept.pinned, kept.thinned
        rates = kept.left.experiment.hyperparameters if kept.left else None
        rows.append(_Row(place, *told, rates, kept.began))
        if place:
            parts |= run_parts(kept.run, place)
        parts[f"{place}{_TIMES}"] = npy(kept.watch.points)
    text = msgspec.json.encode(_Rows(tuple(rows), _ways_up(runs)))
    return {_JSON: [memoryview(text)], **parts}


def _ways_up(runs: Runs) -> dict[str, str]:
    """Return the parents that those who are here need, in short: many may have come and gone.

    With them and each run's own parent, family and tree are the same.
    """
    here, ways = {kept.run.id for kept in runs.kept}, dict[str, str]()
    for kept in runs.kept:
        up, seen = kept.run.parent, set[str]()
        while up not in here and up not in seen and runs.parents.get(up):
            seen.add(up)
            up = runs.parents[up]
        if seen:
            ways[kept.run.parent] = up
    return ways


def load_runs(path: Path) -> Runs | None:
    """Read all runs of the file at `path`, its own among them; None: there is no other.

    Errors as those of core.project_file.load.
    """
    return looked_at(path, _read)


def _read(archive: zipfile.ZipFile) -> Runs | None:
    if _JSON not in archive.namelist():
        return None
    own = read_run(archive)
    try:
        rows = msgspec.json.decode(read_bytes(archive, _JSON, _MAX_JSON), type=_Rows)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "its runs.json is wrong: {reason}."),
            reason=of_decoding(error),
        ) from error
    _check(rows.runs)
    found = Runs(parents=rows.parents)
    for row in rows.runs:
        run = read_run(archive, row.place, row.thinned) if row.place else own
        if found.find(run.id):
            raise SentenceError(QT_TRANSLATE_NOOP("Core", "two of its runs have the same id."))
        found = found.put_back(_kept(archive, row, run), len(found))
    return found


def _check(rows: Sequence[_Row]) -> None:
    own = [row for row in rows if not row.place]
    if len(rows) > MOST or len(own) != 1 or own[0].thinned:
        raise SentenceError(QT_TRANSLATE_NOOP("Core", "its list of runs is wrong."))


def _kept(archive: zipfile.ZipFile, row: _Row, run: Run) -> Kept:
    times = read_array(archive, f"{row.place}{_TIMES}", None, "<f8")
    name = plain(run.name, _LONGEST_NAME)
    if name != run.name:
        run = msgspec.structs.replace(run, name=name)
    colour = row.colour % COLOURS
    watch = Stopwatch.restore(times)
    left = None
    if row.rates and row.rates != run.experiment.hyperparameters:
        experiment = msgspec.structs.replace(run.experiment, hyperparameters=row.rates)
        thin = msgspec.structs.replace(run, experiment=experiment)
        left = thin if row.thinned else run.changed(row.rates)
    return Kept(run, colour, row.hidden, row.pinned, watch, row.thinned, left, max(row.began, 0))
