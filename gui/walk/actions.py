"""The actions of the walk, as those of the whole window are in gui/actions.py."""

from gui.declared import Declared
from gui.translation import translate


def walk_actions() -> dict[str, Declared]:
    """Return them by name; not a constant, for their words are the language's."""
    return {
        "walkthroughAction": Declared(
            translate("Actions", "Walk"),
            "walk",
            ("W",),
            translate("Actions", "Walk the current example through the network, step by step"),
        ),
        "walkPlayAction": Declared(
            translate("Actions", "Play"),
            "train",
            ("Space",),
            translate("Actions", "Play or pause the walk"),
        ),
        "walkNextAction": Declared(
            translate("Actions", "Next step"),
            "next",
            ("Right",),
            translate("Actions", "Go one step forward"),
        ),
        "walkBackAction": Declared(
            translate("Actions", "Previous step"),
            "previous",
            ("Left",),
            translate("Actions", "Go one step back"),
        ),
        "walkNextPhaseAction": Declared(
            translate("Actions", "Next phase"),
            "phase-next",
            ("Shift+Right",),
            translate("Actions", "Go to the next phase of the walk"),
        ),
        "walkBackPhaseAction": Declared(
            translate("Actions", "Previous phase"),
            "phase-back",
            ("Shift+Left",),
            translate("Actions", "Go back to the start of a phase"),
        ),
        "walkStartAction": Declared(
            translate("Actions", "Start"),
            "first",
            ("Home",),
            translate("Actions", "Go to the start of the walk"),
        ),
        "walkEndAction": Declared(
            translate("Actions", "End"),
            "last",
            ("End",),
            translate("Actions", "Go to the end of the walk"),
        ),
        "applyAction": Declared(
            translate("Actions", "Apply this update"),
            "",
            ("Ctrl+Return",),
            translate("Actions", "Make exactly this update with TensorFlow"),
        ),
        "slopeAction": Declared(
            translate("Actions", "Check slope …"),
            "",
            ("Ctrl+Shift+F",),
            translate(
                "Actions", "Compare the gradient of the current weight with finite differences"
            ),
        ),
        "copyWalkTextAction": Declared(
            translate("Actions", "Copy as text"),
            "",
            ("Ctrl+Shift+C",),
            translate("Actions", "Copy this step of the walk as plain text"),
        ),
        "copyWalkMarkdownAction": Declared(
            translate("Actions", "Copy as Markdown"),
            "",
            (),
            translate("Actions", "Copy this step of the walk as Markdown with formulas"),
        ),
        "copyWalkLatexAction": Declared(
            translate("Actions", "Copy as LaTeX"),
            "",
            (),
            translate("Actions", "Copy this step of the walk as LaTeX"),
        ),
    }
