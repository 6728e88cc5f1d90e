"""Why a training cannot go on, in a sentence."""

from core.sentences import plain
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError

NOT_FINITE = QT_TRANSLATE_NOOP(
    "Core",
    "Training stopped after {count:,} update(s): the loss is no longer a finite number."
    " A smaller learning rate usually helps; Reset begins again.",
)
OUT_OF_MEMORY = QT_TRANSLATE_NOOP(
    "Core", "There is not enough memory for this network with this batch size. {reason}"
)
FAILED = QT_TRANSLATE_NOOP("Core", "The backend could not do that. {kind}: {reason}")


def reason_of(error: Exception) -> Sentence:
    """Return what an error says in its first line; TensorFlow adds pages."""
    from tensorflow.errors import OpError, ResourceExhaustedError

    if isinstance(error, SentenceError):
        return error.sentence
    reason = plain((str(error) or type(error).__name__).splitlines()[0])
    if isinstance(error, MemoryError | ResourceExhaustedError):
        return Sentence(OUT_OF_MEMORY, {"reason": reason})
    if isinstance(error, OpError | ValueError):
        return Sentence("{reason}", {"reason": reason})
    return Sentence(FAILED, {"kind": type(error).__name__, "reason": reason})
