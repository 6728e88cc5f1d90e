"""What the backend was asked for of the walk: the gradients of batches, one after another."""

from collections import deque

import numpy as np

from core.backend.messages import CheckGradients, GradientsChecked
from core.backend.packing import pack_array, unpack_proof
from core.network import Network
from core.parameters import check
from core.walkthrough import Proof
from gui.translation import translate


class Questions:
    """Batches whose gradients were asked for and have not come, in their order."""

    def __init__(self) -> None:
        self._asked: deque[tuple[np.ndarray, int]] = deque()  # inputs, and how many slots it tells

    def ask(self, run: int, inputs: np.ndarray, targets: np.ndarray, slots: int) -> CheckGradients:
        """Return what is to be sent: the answer is of these `inputs`, with so many `slots`."""
        self._asked.append((inputs, slots))
        return CheckGradients(run, pack_array(inputs), pack_array(targets))

    def answered(self, message: GradientsChecked, network: Network) -> tuple[np.ndarray, Proof]:
        """Return the inputs that were asked of first, and the proof of them.

        ValueError: nobody asked that, or it does not fit `network`.
        """
        proof = unpack_proof(message)
        inputs, expected = self._asked.popleft() if self._asked else (None, -1)
        if inputs is None or len(proof.slots.arrays) != expected:
            raise ValueError(translate("Questions", "It answered a question that was never asked."))
        for parameters in (proof.gradients, *proof.slots.arrays):
            check(parameters, network)
        return inputs, proof

    def forget(self) -> None:
        """No answer will come."""
        self._asked.clear()
