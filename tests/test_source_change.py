"""How a source is chosen and shaped: what is meant for one that is gone changes no other."""

from core.beginnings import beginning
from core.data import Gate, Plane
from gui.panels.source_change import SourceChange
from gui.session import Session


def test_a_number_typed_for_a_source_that_is_gone_is_passed_over(qtbot):
    session = Session(beginning(Plane("circle", 60)))
    change = SourceChange(session, session)
    change.shape("Change count", count=80)
    assert session.experiment.source == Plane("circle", 80)
    session.change_experiment(beginning(Gate("XOR")), "Choose XOR")
    before = session.experiment.source
    change.shape("Change count", count=90)  # the field tells what was typed when it goes
    assert session.experiment.source == before
