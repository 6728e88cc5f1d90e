"""The form of an experiment: a ready one, or what to vary of the network that is shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.data import DrawnCurve
from core.experiment import MOST_UPDATES, Experiment
from core.sweep import MOST_SEEDS, MOST_TRIALS, Sweep
from core.sweeps import Sweeps
from core.wording import Sentence, form_of
from gui import theme
from gui.errors import sentence
from gui.experiments.axis_row import AxisRow
from gui.experiments.quantities import quantities
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import DecadesBox, WholeBox
from gui.panels.source_words import title as title_of
from gui.panels.typed_text import Refused
from gui.translation import translate, worded
from gui.widgets import ThemedWidget, inked, labelled, quiet, spaced

_FIRST = "learning_rate", "hidden"  # what is varied before anybody chose
_SEEDS, _UPDATES = 3, 1000  # as are these


class ExperimentForm(ThemedWidget):
    """Asks what to vary; `asked` says it, or why it cannot be."""

    changed = Signal()

    def __init__(
        self,
        base: Callable[[], Experiment],
        ready: Sequence[tuple[str, Sentence]] = (),
        make_ready: Callable[[str], tuple[Sweep, ...]] = lambda name: (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._base, self._make_ready = base, make_ready
        self._made: dict[str, tuple[Sweep, ...]] = {}
        self.axes: list[AxisRow] = []
        self.ready = labelled(
            QComboBox(),
            "readyExperiment",
            translate("Experiments", "Ready experiments"),
            translate("Experiments", "An experiment that is ready to start, or one of your own"),
        )
        self.ready.addItem(translate("Experiments", "Your own experiment"), "")
        for name, title in ready:
            self.ready.addItem(worded(title), name)
        self._add = labelled(
            QToolButton(),
            "axisAdd",
            translate("Experiments", "Vary something else, too"),
            translate("Experiments", "Vary something else, too: every combination is tried"),
        )
        self._add.setText(translate("Experiments", "Vary more"))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.clicked.connect(lambda: self.add_axis())
        self._seeds = labelled(
            WholeBox(1, MOST_SEEDS, _SEEDS),
            "experimentSeeds",
            translate("Experiments", "Seeds"),
            translate(
                "Experiments",
                "How many times each setting is run, each time with other random numbers",
            ),
        )
        self._updates = labelled(
            DecadesBox(1, MOST_UPDATES, whole=True),
            "experimentUpdates",
            translate("Experiments", "Updates"),
            translate("Experiments", "How many updates every run makes"),
        )
        self._updates.setDecimals(0)
        self._updates.setValue(_UPDATES)
        self._sample = labelled(
            DecadesBox(1, MOST_TRIALS, whole=True, off=translate("Experiments", "all")),
            "experimentSample",
            translate("Experiments", "Settings that are tried"),
            translate("Experiments", "Try so many combinations, chosen by chance, or all"),
        )
        self._count = labelled(QLabel(wordWrap=True), "experimentCount")
        self._see = labelled(QLabel(wordWrap=True), "experimentSee")
        self._lay_out()
        for name in _FIRST:
            self.add_axis(name)
        self.ready.activated.connect(lambda: self._take_ready())
        for box in (self._seeds, self._updates, self._sample):
            box.valueChanged.connect(self._take)
        self._well = True  # what is asked for can be
        self.follow_theme()
        self._take()

    @property
    def count_words(self) -> str:
        """How many runs it will be, or what is missing."""
        return self._count.text()

    def asked(self) -> tuple[Sweep, ...]:
        """Return the sweeps that are asked for. Refused: they cannot be; str() says why."""
        if name := str(self.ready.currentData() or ""):
            if name not in self._made:
                self._made[name] = self._make_ready(name)
            return self._made[name]
        axes = tuple(row.axis() for row in self.axes)
        base = self._base()
        try:
            return (
                Sweep(
                    Experiment(base.network, base.source, base.hyperparameters, base.seed),
                    axes,
                    self._seeds.value(),
                    round(self._updates.value()),
                    round(self._sample.value()),
                    base.seed,
                ),
            )
        except ValueError as error:
            raise Refused(sentence(error)) from error

    def add_axis(self, name: str = "") -> None:
        """Vary something more: what is called `name`, or the first that is not varied yet."""
        base, taken = self._base(), [row.name for row in self.axes]
        free = [one for one in quantities(base) if one not in taken]
        if not free:
            return
        row = AxisRow(base, name if name in free else free[0])
        row.changed.connect(self._take)
        row.removed.connect(lambda: self._remove(row))
        self.axes.append(row)
        self._rows.addWidget(row)
        self._take()

    def look_again(self) -> None:
        """Another network or other data may be shown: vary that."""
        for row in self.axes:
            row.set_base(self._base())
        self._take()

    def choose_ready(self, name: str) -> None:
        """Ask for a ready experiment; "": for one of one's own."""
        self.ready.setCurrentIndex(max(self.ready.findData(name), 0))
        self._take_ready()

    # What users do.

    def _remove(self, row: AxisRow) -> None:
        self.axes.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._take()

    def _take_ready(self) -> None:
        own = not self.ready.currentData()
        self._own.setVisible(own)
        self._take()

    def _take(self) -> None:
        names = [row.name for row in self.axes]
        for row in self.axes:
            row.set_names(names)
        self._add.setEnabled(len(self.axes) < len(quantities(self._base())))
        try:
            asked = Sweeps(self.asked())
            text, self._well = f"{counted(asked)}. {data_words(asked)}".strip(), True
        except Refused as refused:
            text, self._well = str(refused), False
        if text != self._count.text():
            self._count.setText(text)
        self._ink_count()
        self.changed.emit()

    def _ink_count(self) -> None:
        inked(self._count, theme.current().muted if self._well else theme.current().error)

    # How it looks.

    def _lay_out(self) -> None:
        guard_fields(self.ready, self._seeds, self._updates, self._sample)
        self._rows = spaced(QVBoxLayout(), spacing=1)
        options = spaced(QHBoxLayout(), spacing=1.5)
        options.addWidget(self._add)
        options.addStretch(1)
        for title, field in (
            (translate("Experiments", "Seeds"), self._seeds),
            (translate("Experiments", "Updates"), self._updates),
            (translate("Experiments", "Try"), self._sample),
        ):
            label = quiet(QLabel(title))
            label.setBuddy(field)
            options.addWidget(label)
            options.addWidget(field)
        self._own = QWidget()
        own = spaced(QVBoxLayout(self._own), spacing=1.5)
        own.addLayout(self._rows)
        own.addLayout(options)
        first = spaced(QHBoxLayout(), spacing=2)
        first.addWidget(self.ready)
        first.addWidget(self._see, 1)
        inside = QWidget()
        inner = spaced(QVBoxLayout(inside), (0, 1, 0, 1), 1.5)
        inner.addLayout(first)
        inner.addWidget(self._own)
        inner.addWidget(self._count)
        inner.addStretch(1)
        scroll = labelled(
            QScrollArea(), "experimentForm", translate("Experiments", "What is tried")
        )
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        spaced(QVBoxLayout(self)).addWidget(scroll)

    def say(self, see: str) -> None:
        """Say beside the choice what there is to see."""
        if see != self._see.text():
            self._see.setText(see)

    def paint_theme(self) -> None:
        now = theme.current()
        self._add.setIcon(icon("add"))
        self._add.setIconSize(theme.icon_size())
        self._see.setFont(theme.font("small"))
        inked(self._see, now.muted)
        self._ink_count()


def data_words(sweeps: Sweeps) -> str:
    """Return what is trained on, in words; of a drawn curve, which is seen, nothing."""
    sources = [sweep.base.source for sweep in sweeps.sweeps]
    titles = dict.fromkeys(title_of(one) for one in sources if not isinstance(one, DrawnCurve))
    text = translate("Experiments", "Data: {data}.")
    return text.format(data=", ".join(titles)) if titles else ""


def counted(sweeps: Sweeps) -> str:
    """Return how many runs there will be, in words."""
    several = len(sweeps.sweeps) > 1
    updates = sweeps.updates if several else sweeps.sweeps[0].updates
    runs, seeds = sweeps.runs, sweeps.sweeps[0].seeds
    settings = runs // seeds
    of_settings, of_seeds, of_runs, of_updates = map(form_of, (settings, seeds, runs, updates))
    counts = {
        "settings": translate("Experiments", "{count} setting(s)", "", of_settings),
        "seeds": translate("Experiments", "{count} seed(s)", "", of_seeds),
        "runs": translate("Experiments", "{count} run(s)", "", of_runs),
        "updates": translate("Experiments", "{count} update(s)", "", of_updates),
    }
    if several:
        text = translate("Experiments", "{runs}, {updates} in all")
    elif runs == 1:
        text = translate("Experiments", "One run of {updates}")
    elif settings == 1:
        text = translate("Experiments", "One setting × {seeds} = {runs} of {updates}")
    elif seeds == 1:
        text = translate("Experiments", "{settings}, one run each of {updates}")
    else:
        text = translate("Experiments", "{settings} × {seeds} = {runs} of {updates}")
    numbers = {"settings": settings, "seeds": seeds, "runs": runs, "updates": updates}
    return text.format(
        **{name: said.format(count=f"{numbers[name]:,}") for name, said in counts.items()}
    )
