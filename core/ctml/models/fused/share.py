"""Share: what one of several workers does of a training step."""

from dataclasses import dataclass
from typing import assert_never

import numpy as np

from ctml.models.fused.adamw import FusedAdamW, Stretch
from ctml.models.fused.layout import ALIGNED, Layout
from ctml.models.fused.network import FusedNetwork
from ctml.models.fused.orders import FindLoss, FindSlopes, Gather, Move, Order
from ctml.models.fused.rows import Rows
from ctml.models.fused.tables import Tables
from ctml.models.transformer_sizes import TransformerSizes
from ctml.optim import AdamW

SHAPES_KEPT = 4
"""For so many shapes of batches the memory is kept: full and last ones, of training and judging."""


@dataclass(frozen=True, slots=True)
class Job:
    """Which share of which training it is.

    Attributes:
        sizes: what the transformer is made of.
        rule: how it moves.
        place: which of the workers it is, from 0.
        workers: how many there are.
    """

    sizes: TransformerSizes
    rule: AdamW
    place: int
    workers: int


class Share:
    """Own windows of each batch, and an own stretch of the row of all numbers.

    First each worker finds the slopes of its windows. Then each adds up all slopes in its stretch,
    and moves the numbers there. Nobody waits for a sum that another one makes alone.
    """

    def __init__(self, job: Job, rows: Rows) -> None:
        """Take what it needs, once.

        Args:
            job: which share it is.
            rows: all numbers of the training.
        """
        self._job, self._rows = job, rows
        self._tables = Tables.of(Layout.of(job.sizes), rows.values, rows.slopes[job.place])
        self._networks: dict[tuple[int, ...], FusedNetwork] = {}
        self._here = here = _stretch(rows.values.size, job)
        stretch = Stretch(rows.values, rows.slopes[0], rows.first, rows.second).part(here)
        self._adamw = FusedAdamW(job.rule, stretch)

    def carry_out(self, order: Order) -> float:
        """Do what is asked for, and return the answer.

        Args:
            order: what to do.
        """
        with np.errstate(all="ignore"):  # the engine looks at what comes of it
            match order:
                case FindLoss(tokens, targets, count):
                    return self._network(tokens.shape).loss(tokens, targets, count)
                case FindSlopes(tokens, targets, count):
                    return self._network(tokens.shape).slopes(tokens, targets, count)
                case Gather(rows):
                    return self._gather(rows)
                case Move():
                    self._adamw.step(order)
                    return 0.0
                case _:
                    assert_never(order)

    def _network(self, shape: tuple[int, ...]) -> FusedNetwork:
        network = self._networks.pop(shape, None)
        if network is None:
            while len(self._networks) >= SHAPES_KEPT:
                del self._networks[next(iter(self._networks))]  # the one not used for longest
            network = FusedNetwork(self._job.sizes, self._tables, *shape)
        self._networks[shape] = network
        return network

    def _gather(self, rows: int) -> float:
        first, *others = (row[self._here] for row in self._rows.slopes[:rows])
        for other in others:
            first += other
        return float(np.dot(first, first))


def _stretch(length: int, job: Job) -> slice:
    units = length // ALIGNED
    start, end = (units * place // job.workers for place in (job.place, job.place + 1))
    return slice(start * ALIGNED, end * ALIGNED)
