"""A worker process: it is handed a job, and carries out orders until nobody is left to give any.

It has one BLAS thread, and a session of its own, so that a Ctrl-C at the terminal does not reach
it. When the process that started it ends, in whatever way, its input ends, and so does the worker.
"""

import pickle
import sys
from typing import IO

from ctml.models.fused.orders import FindLoss, FindSlopes, Gather, Move
from ctml.models.fused.rows import Rows, SharedTable
from ctml.models.fused.share import Job, Share


def main() -> None:
    """Read a job, a table and then orders from standard input, and write an answer to each."""
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(asked: IO[bytes], answered: IO[bytes]) -> None:
    """Carry out orders until there are no more.

    Args:
        asked: a job, the table it is done on, and then orders.
        answered: a number when it is ready to begin, and one for each order.
    """
    job, table = received(asked), received(asked)
    if not isinstance(job, Job) or not isinstance(table, SharedTable):
        return
    share = Share(job, Rows.over(table.opened()))
    send(answered, 0.0)
    while isinstance(order := received(asked), FindLoss | FindSlopes | Gather | Move):
        send(answered, share.carry_out(order))


def send(to: IO[bytes], message: object) -> None:
    """Write a message at once.

    Args:
        to: the way to another process.
        message: a value.
    """
    pickle.dump(message, to, protocol=pickle.HIGHEST_PROTOCOL)
    to.flush()


def received(source: IO[bytes]) -> object:
    """Return the next message; None if there are no more.

    Args:
        source: the way from another process of ours.
    """
    try:
        message: object = pickle.load(source)  # noqa: S301 - it comes from our own process
    except EOFError:
        return None
    return message
