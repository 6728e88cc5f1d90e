"""What stands in the menus and in the toolbar: actions by name, in groups of one purpose each."""

from gui.translation import translate

# Training; the example; what was changed; the walk; the view. The pad has buttons of its own.
TOOLBAR = (
    ("trainAction", "stepAction", "resetAction"),
    ("previousExampleAction", "nextExampleAction", "randomExampleAction"),
    ("undoAction", "redoAction"),
    ("walkthroughAction",),
    ("fitAction",),
)
TEXT_SIZES = ("largerTextAction", "smallerTextAction", "normalTextAction")
WITH_TEXT = ("trainAction", "stepAction", "resetAction", "walkthroughAction")


def menus() -> tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]:
    """Return name, title and groups of actions of every menu."""
    return (
        (
            "file",
            translate("Window", "&File"),
            (
                ("openAction", "openLastAction"),
                ("saveAction", "saveAsAction"),
                ("saveImageAction",),
                ("quitAction",),
            ),
        ),
        (
            "edit",
            translate("Window", "&Edit"),
            (
                ("undoAction", "redoAction"),
                ("addNeuronAction", "removeNeuronAction", "addLayerAction", "removeLayerAction"),
                ("freezeAction", "pinAction"),
                ("undoStrokeAction", "clearPadAction", "pastePictureAction", "freshPadAction"),
            ),
        ),
        (
            "train",
            translate("Window", "&Train"),
            (
                ("trainAction", "stepAction", "resetAction"),
                ("slowerAction", "fasterAction"),
                (
                    *("pastBackAction", "pastForwardAction"),
                    *("pastCheckpointBackAction", "pastCheckpointForwardAction", "nowAction"),
                ),
                ("restoreTrainedAction", "rivalAction", "raceAction"),
                ("stopSickAction",),
                ("restartAction", "restartsItselfAction"),
            ),
        ),
        (
            "walk",
            translate("Window", "&Walk"),
            (
                ("walkthroughAction",),
                ("walkPlayAction", "walkNextAction", "walkBackAction"),
                ("walkNextPhaseAction", "walkBackPhaseAction", "walkStartAction", "walkEndAction"),
                ("applyAction", "slopeAction"),
                ("copyWalkTextAction", "copyWalkMarkdownAction", "copyWalkLatexAction"),
            ),
        ),
        (
            "example",
            translate("Window", "E&xample"),
            (("previousExampleAction", "nextExampleAction", "randomExampleAction"),),
        ),
        (
            "view",
            translate("Window", "&View"),
            (("fitAction",),),
        ),
        (
            "help",
            translate("Window", "&Help"),
            (
                ("whatsThisAction", "shortcutsAction", "guideAction"),
                ("logAction",),
                ("aboutAction",),
            ),
        ),
    )
