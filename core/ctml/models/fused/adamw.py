"""FusedAdamW: a step of AdamW on a stretch of one long row, in place."""

import math
from dataclasses import dataclass

import numpy as np

from ctml.models.fused.orders import Move
from ctml.optim import AdamW
from ctml.tensor import Array

CHUNK = 32 * 1024
"""So many numbers at a time, and their means, stay in the nearer memory."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the row of all numbers, and of what belongs to them.

    Attributes:
        theta: θ, the numbers, shape [N].
        g: their slopes, shape [N].
        m: the running mean of the slopes, shape [N].
        v: the running mean of their squares, shape [N].
    """

    theta: Array
    g: Array
    m: Array
    v: Array

    def part(self, here: slice) -> "Stretch":
        """Return a shorter stretch of the same memory.

        Args:
            here: from where to where.
        """
        return Stretch(self.theta[here], self.g[here], self.m[here], self.v[here])


class FusedAdamW:
    """The step of ``ctml.optim.AdamW``, chunk by chunk, without a new array.

    m ← β1·m + (1 - β1)·g        v ← β2·v + (1 - β2)·g²
    θ ← (1 - rate·λ)·θ - rate / (1 - β1^t) · m / (√v / √(1 - β2^t) + ε)
    """

    def __init__(self, rule: AdamW, stretch: Stretch) -> None:
        """Take what it needs, once.

        Args:
            rule: the settings; the learning rate is told at each step.
            stretch: what it moves.
        """
        self._rule = rule
        starts = range(0, stretch.theta.size, CHUNK)
        self._chunks = [stretch.part(slice(start, start + CHUNK)) for start in starts]
        self._work: Array = np.empty(CHUNK, stretch.theta.dtype)

    def step(self, move: Move) -> None:
        """Move θ, m and v; g is used up.

        Args:
            move: how far, and which step it is.
        """
        for chunk in self._chunks:
            if move.shrink != 1:
                np.multiply(chunk.g, move.shrink, out=chunk.g)
            self._remember(chunk)
            self._descend(chunk, move)

    def _remember(self, chunk: Stretch) -> None:
        (g, m, v), adam, work = (chunk.g, chunk.m, chunk.v), self._rule.adam, self._room(chunk)
        np.multiply(g, g, out=work)
        work *= 1 - adam.beta2
        v *= adam.beta2
        v += work
        g *= 1 - adam.beta1
        m *= adam.beta1
        m += g

    def _descend(self, chunk: Stretch, move: Move) -> None:
        theta, adam, work = chunk.theta, self._rule.adam, self._room(chunk)
        np.sqrt(chunk.v, out=work)
        work *= 1 / math.sqrt(1 - adam.beta2**move.step)
        work += adam.epsilon
        np.divide(chunk.m, work, out=work)
        work *= move.rate / (1 - adam.beta1**move.step)
        theta *= 1 - move.rate * self._rule.decay
        theta -= work

    def _room(self, chunk: Stretch) -> Array:
        return self._work[: chunk.theta.size]
