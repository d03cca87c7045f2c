"""Crew: all workers of an engine, and the memory that they share."""

from collections.abc import Sequence

import numpy as np

from ctml.errors import LostWorkerError
from ctml.models.fused.colleague import Colleague, Elsewhere, Here
from ctml.models.fused.layout import Layout
from ctml.models.fused.orders import Order
from ctml.models.fused.rows import Rows, SharedTable
from ctml.models.fused.share import Job, Share
from ctml.models.transformer_sizes import TransformerSizes
from ctml.optim import AdamW
from ctml.tensor import Precision


class Crew:
    """One worker right here, or several processes, each on one core."""

    def __init__(
        self, sizes: TransformerSizes, rule: AdamW, workers: int, precision: Precision
    ) -> None:
        """Take the memory and start the processes.

        Args:
            sizes: what the transformer is made of.
            rule: how it moves.
            workers: how many; one needs no process.
            precision: of all numbers.

        Raises:
            LostWorkerError: a process could not begin.
        """
        shape = (3 + workers, Layout.of(sizes).length)
        jobs = [Job(sizes, rule, place, workers) for place in range(workers)]
        self.colleagues: list[Colleague] = []
        if workers == 1:
            self.rows = Rows.over(np.zeros(shape, precision.value))
            self.colleagues.append(Here(Share(jobs[0], self.rows)))
        else:
            table = SharedTable.made(shape, precision)
            self.rows = Rows.over(table.opened())
            self._start(jobs, table)

    def do(self, orders: Sequence[Order]) -> list[float]:
        """Return the answers of the first workers to one order each.

        Args:
            orders: as many as there are workers, or fewer.

        Raises:
            LostWorkerError: a worker is gone; the others are then done with theirs.
        """
        asked = self.colleagues[: len(orders)]
        lost: LostWorkerError | None = None
        for colleague, order in zip(asked, orders, strict=True):
            try:
                colleague.begin(order)
            except LostWorkerError as error:
                lost = error
        if lost:
            raise lost
        return [colleague.answer() for colleague in asked]

    def close(self) -> None:
        """End all processes; a second time there are none left."""
        while self.colleagues:
            self.colleagues.pop().close()

    def _start(self, jobs: Sequence[Job], table: SharedTable) -> None:
        try:
            for job in jobs:
                self.colleagues.append(Elsewhere(job, table))
            for colleague in self.colleagues:
                colleague.answer()
        except BaseException:  # a Ctrl-C, too, leaves nothing behind
            self.close()
            raise
        finally:
            table.remove_file()
