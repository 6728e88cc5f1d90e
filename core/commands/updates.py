"""Any update of a saved training, from the record in its file, for commands."""

from pathlib import Path

from core import project_file
from core.checkpoint import Checkpoint
from core.commands.input import readable
from core.commands.output import path_text
from core.experiment import Experiment
from core.heavy_imports import heavy_imports, quiet_loading
from core.record_file import load_record
from core.run import Run
from core.snapshot import Snapshot
from core.timeline import Record, Way


class Updates:
    """The record of a file. OSError: it cannot be read; ValueError: it has none, in a sentence."""

    def __init__(self, path: Path) -> None:
        with readable(path) as file:
            self.run: Run = project_file.load(file)
            record = load_record(file, self.run)
        if record is None or not record.checkpoints:
            raise ValueError(
                f"{path_text(path)} has no record of its training. `netglow train --record` and the"
                " window save one."
            )
        self.record: Record = record
        self._device = ""
        self._last: Checkpoint | None = None

    def at(self, update: int) -> tuple[Experiment, Snapshot]:
        """Return what was trained at an update, and its exact snapshot. ValueError: it is lost."""
        begin, changes, _ = self.record.way_to(update)
        last = self._last
        if last is not None and begin.update < last.update <= update:
            begin, changes = last, tuple(one for one in changes if one.update > last.update)
        if begin.update == update:
            return self.record.standing(begin)
        snapshot = self._again(Way(begin, changes, update))
        experiment = self.record.at(update)
        assert experiment is not None
        self._last = Checkpoint.of(snapshot, experiment)
        return experiment, snapshot

    def _again(self, way: Way) -> Snapshot:
        """Train from a checkpoint to the update: TensorFlow is loaded where that is needed."""
        from core.backend.replay import Replaying

        if not self._device:
            with heavy_imports(), quiet_loading():
                from core.backend import devices

                devices.set_up()
                found = devices.list_devices()
                self._device = devices.choose("", found, way.checkpoint.experiment).tensorflow_name
        replaying = Replaying(way, self._device)
        while not replaying.done:
            replaying.work()
        return replaying.snapshot()
