"""What the optimizers are called, and the shares that they keep."""

from gui.translation import translate

_TITLES = {
    "sgd": "SGD",
    "momentum": "Momentum",
    "nesterov": "Nesterov",
    "rmsprop": "RMSprop",
    "adam": "Adam",
}


def optimizer_title(name: str) -> str:
    """Return what people call the optimizer called `name`."""
    return _TITLES.get(name, name)


def share_words(name: str) -> tuple[str, str, str]:
    """Return the title and the tooltip of a share, "momentum" …, and what changing it is called."""
    return {
        "momentum": (
            translate("OptimizerWords", "Momentum"),
            translate("OptimizerWords", "Share of the last update that is kept"),
            translate("OptimizerWords", "Change momentum"),
        ),
        "decay": (
            translate("OptimizerWords", "Decay"),
            translate("OptimizerWords", "Share of the mean squared gradient that is kept"),
            translate("OptimizerWords", "Change decay"),
        ),
        "beta_1": (
            translate("OptimizerWords", "β₁"),
            translate("OptimizerWords", "β₁: share of the mean gradient that is kept"),
            translate("OptimizerWords", "Change β₁"),
        ),
        "beta_2": (
            translate("OptimizerWords", "β₂"),
            translate("OptimizerWords", "β₂: share of the mean squared gradient that is kept"),
            translate("OptimizerWords", "Change β₂"),
        ),
    }[name]
