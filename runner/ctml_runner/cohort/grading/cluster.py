"""Grading on a Dask cluster: the same graders, at home in its workers, which only start sandboxes.

Each worker proves the level of its own machine, and keeps its own warm cache of the type checker.
"""

import asyncio
import contextlib
import logging
import socket
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from distributed import Client, Future, Worker, WorkerPlugin, get_worker

from ctml_runner.cohort.grading.batch import Batch
from ctml_runner.cohort.grading.grader import grader_digest
from ctml_runner.cohort.grading.lanes import Lanes
from ctml_runner.cohort.grading.session import choose_box
from ctml_runner.cohort.results import Graded
from ctml_runner.errors import CtmlError, ToolError
from ctml_runner.judging.setup import warm_cache
from ctml_runner.wall.scratch import Scratch

_NAME = "ctml-grading"
_AHEAD = 2  # batches a thread that are sent before they are needed
_PATIENCE = "10s"
_LOOK = 10  # seconds after which we look whether there are workers at all
_LOOKS = 3  # so often in vain; a worker that died may be on its way back


class Graders(WorkerPlugin):
    """The graders of one worker: made when it joins, ended when it leaves.

    Args:
        least: the weakest level of sandbox that is allowed.
        disposable: whether the operator says that the workers' machines are thrown away.
    """

    name = _NAME

    def __init__(self, least: int, *, disposable: bool) -> None:
        self._least = least
        self._disposable = disposable

    def setup(self, worker: Worker) -> None:
        """Prove the machine's level, and warm up."""
        del worker
        self._scratch = Scratch("grading")
        box = choose_box(self._least, disposable=self._disposable)
        warm_cache(self._scratch.path, lambda _: None)
        self.lanes = Lanes(box, self._scratch.path / "cache")

    def teardown(self, worker: Worker) -> None:
        """End all graders, and leave nothing."""
        del worker
        self.lanes.close()
        self._scratch.remove()


def _grade(batch: Batch) -> list[Graded]:
    """Grade a batch in the worker that this runs in."""
    graders = get_worker().plugins[_NAME]
    if not isinstance(graders, Graders):
        raise TypeError(_NAME)
    return graders.lanes.grade(batch)


def grade_there(
    batches: Iterable[Batch], address: str, least: int, *, disposable: bool
) -> Generator[list[Graded], None, None]:
    """Yield the verdicts of each batch as a cluster grades it, a few batches ahead.

    Args:
        batches: what is to be graded.
        address: the cluster's scheduler, such as ``tcp://host:8786``.
        least: the weakest level of sandbox that is allowed, in every worker.
        disposable: whether the operator says that the workers' machines are thrown away.

    Raises:
        ToolError: there is nobody at the address, no worker, one with another ctml, or none any
            more.
        InstructorError: a worker's machine holds too low a level.
    """
    with _connect(address) as client:
        cluster = Cluster(client, address)
        with _there(address):
            client.register_plugin(Graders(least, disposable=disposable))
            threads = cluster.threads
            if not threads:
                raise ToolError(
                    f"the cluster at {address} has no workers", next_step=f"dask worker {address}"
                )
        yield from _grade_with(cluster, batches, threads * _AHEAD)


def _connect(address: str) -> Client:
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # we tell what goes wrong
    try:
        client: Client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # distributed tells no types here
    except (OSError, TimeoutError, ValueError, socket.gaierror) as error:
        raise ToolError(
            f"there is no Dask cluster at {address}",
            next_step="dask scheduler, then dask worker ADDRESS on each machine",
        ) from error
    return client


@contextlib.contextmanager
def _there(address: str) -> Iterator[None]:
    """Turn whatever goes wrong on other machines within into an error that a user may read."""
    try:
        yield
    except CtmlError:
        raise
    except (Exception, asyncio.CancelledError) as error:
        said = str(error).strip().splitlines()
        raise ToolError(
            f"the cluster at {address} failed: {type(error).__name__}"
            + (f": {said[0]}" if said else ""),
            next_step="look at its workers, which need the ctml that is installed here; then type"
            " the command again, which goes on where it stopped",
        ) from error


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster and where it is."""

    client: Client
    address: str

    @property
    def threads(self) -> int:
        """How many batches all workers together can grade at a time."""
        told: dict[str, int] = self.client.nthreads()  # type: ignore[no-untyped-call]  # no types here
        return sum(told.values())

    def send(self, batch: Batch) -> "Future[list[Graded]]":
        """Let a worker grade a batch.

        Raises:
            ToolError: the cluster is gone.
        """
        with _there(self.address):
            future: Future[list[Graded]] = self.client.submit(_grade, batch, pure=False)
            return future

    def verdicts(self, future: "Future[list[Graded]]") -> list[Graded]:
        """Wait for what a worker finds, as long as there are workers.

        Raises:
            ToolError: there are none any more, or grading failed there.
        """
        with _there(self.address):
            alone = 0
            while alone < _LOOKS:
                try:
                    return future.result(timeout=_LOOK)
                except TimeoutError:
                    if future.status == "error":  # it is the worker's, not ours
                        raise
                    alone = 0 if self.threads else alone + 1
            raise ToolError(
                f"the cluster at {self.address} has no workers any more",
                next_step=f"dask worker {self.address}; then type the command again, which goes on"
                " where it stopped",
            )


def _grade_with(
    cluster: Cluster, batches: Iterable[Batch], ahead: int
) -> Generator[list[Graded], None, None]:
    """Keep so many batches under way, and yield their verdicts in the order they were sent."""
    waiting = iter(batches)
    under_way: deque[tuple[str, Future[list[Graded]]]] = deque()
    while True:
        while len(under_way) < ahead and (batch := next(waiting, None)) is not None:
            under_way.append((grader_digest(batch.exercise, batch.limits), cluster.send(batch)))
        if not under_way:
            return
        digest, future = under_way.popleft()
        graded = cluster.verdicts(future)
        if any(one.grader != digest for one in graded):
            raise ToolError(
                "a worker of the cluster has another version of Python, ctml or its tools",
                next_step="install on every worker what is installed here",
            )
        yield graded
