"""FusedEngine: trains a transformer as fast as a framework does."""

import math
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import numpy as np

from ctml.data import WindowBatch
from ctml.domain import AdamState, IntArray, LearningRate, Loss
from ctml.errors import DivergedError, InvalidValueError, LostWorkerError
from ctml.models.divergence import Watched, after
from ctml.models.engine import Engine, EngineState, TrainingRule
from ctml.models.fused.crew import Crew
from ctml.models.fused.layout import Layout, named_views
from ctml.models.fused.orders import FindLoss, FindSlopes, Gather, Move
from ctml.models.readable_engine import judged, require_ids, with_slopes
from ctml.models.transformer import Transformer
from ctml.nn import Eval

WINDOWS_AT_ONCE = 16
"""So many windows a worker judges at once; more would need more memory and be no faster."""

R = TypeVar("R")


class FusedEngine(Engine):
    """An ``Engine`` for transformers without dropout, held against the readable one by tests.

    The windows of a batch are shared out among its workers, each with a whole network over memory
    that was taken once. Then the row of all numbers is shared out: each worker adds up all slopes
    in its stretch and moves it. Three times a step they wait for one another, and for nothing else.

    What an engine does, it does in a thread of its own: a Ctrl-C interrupts who waits for it and
    not the step, so that ``state`` is always that after a whole step.
    """

    def __init__(
        self,
        model: Transformer,
        rule: TrainingRule,
        workers: int = 1,
        state: EngineState | None = None,
    ) -> None:
        """Begin with a model, or go on where a training of it ended.

        Args:
            model: what is trained, in the precision of its numbers.
            rule: how a gradient becomes a step.
            workers: how many processes share the work, each on one core; 1 computes right here.
            state: where to go on; None begins with the model's own numbers.

        Raises:
            InvalidValueError: the model has dropout, or another bend than the tanh form of GELU.
            InvalidShapeError: the state belongs to another model.
            LostWorkerError: a process could not begin.
        """
        if model.sizes.dropout or not model.bends_by_gelu:
            given = f"a dropout of {model.sizes.dropout}" if model.sizes.dropout else "another bend"
            needed = "a transformer without dropout that bends by the tanh form of GELU"
            raise InvalidValueError("FusedEngine", given, needed)
        start = state or EngineState(model.arrays, rule.adamw.start(model))
        model.arrays.require_fit("FusedEngine.state", start.arrays)
        self._model, self._rule, self._workers = model, rule, workers
        self._layout, self._step = Layout.of(model.sizes), start.memory.step
        self._lost: LostWorkerError | None = None
        self._thread = ThreadPoolExecutor(1, "fused-engine")
        self._crew = Crew(model.sizes, rule.adamw, workers, model.embedding.table.precision)
        self._end = weakref.finalize(self, _end, self._thread, self._crew)
        rows, packed = self._crew.rows, self._layout.packed
        packed(start.arrays, rows.values)
        packed(start.memory.first, rows.first)
        packed(start.memory.second, rows.second)

    def step(self, batch: WindowBatch, rate: LearningRate) -> Loss:
        """Take one step, and return the loss on the batch before it.

        Args:
            batch: what is learned from.
            rate: the learning rate of this step.

        Raises:
            InvalidShapeError: the windows are longer than the model's context.
            InvalidValueError: an id is outside the vocabulary, or the engine was closed.
            DivergedError: a number was NaN or infinite; it names the array that it began with.
            LostWorkerError: a worker process is gone.
        """
        require_ids(batch, self._model)
        return self._undisturbed(lambda: self._stepped(batch, rate.value))

    def judge(self, batch: WindowBatch) -> Loss:
        """Return the loss on a batch that is not learned from.

        Args:
            batch: what is judged by; it may have any number of windows.

        Raises:
            InvalidShapeError: the windows are longer than the model's context.
            InvalidValueError: an id is outside the vocabulary, or the engine was closed.
            DivergedError: a number was NaN or infinite.
            LostWorkerError: a worker process is gone.
        """
        require_ids(batch, self._model)
        return self._undisturbed(lambda: self._judged(batch))

    @property
    def model(self) -> Transformer:
        """The model as it is now.

        Raises:
            InvalidValueError: the engine was closed.
            DivergedError: the last step led beyond every float.
            LostWorkerError: a worker was lost while numbers were being moved.
        """
        return self._model.with_arrays(self.state.arrays)

    @property
    def state(self) -> EngineState:
        """All that it takes to go on from here.

        Raises:
            InvalidValueError: the engine was closed.
            DivergedError: the last step led beyond every float.
            LostWorkerError: a worker was lost while numbers were being moved.
        """
        return self._undisturbed(self._told)

    def close(self) -> None:
        """End its processes and give back its memory; a second time does nothing."""
        self._end()

    def _undisturbed(self, work: Callable[[], R]) -> R:
        if not self._end.alive:
            raise InvalidValueError("FusedEngine", "work after it was closed", "an open engine")
        return self._thread.submit(work).result()

    def _stepped(self, batch: WindowBatch, rate: float) -> Loss:
        if self._lost:
            raise self._lost
        parts = list(_parts(batch, self._workers, len(batch)))
        orders = [FindSlopes(*part, batch.targets.size) for part in parts]
        loss = sum(self._crew.do(orders))
        length = math.sqrt(sum(self._crew.do([Gather(len(parts))] * self._workers)))
        if not math.isfinite(loss + length):
            raise self._diverged("step", lambda one: with_slopes(one, batch, Eval()))
        self._move(Move(rate, self._step.count + 1, self._shrink(length)))
        return Loss(max(loss, 0.0))

    def _move(self, order: Move) -> None:
        try:
            self._crew.do([order] * self._workers)
        except LostWorkerError as error:
            self._lost = error  # some numbers were moved, others were not
            raise
        self._step = self._step.next()

    def _shrink(self, length: float) -> float:
        limit = self._rule.clip.limit if self._rule.clip else math.inf
        return limit / length if length > limit else 1.0

    def _judged(self, batch: WindowBatch) -> Loss:
        loss, count = 0.0, batch.targets.size
        together = WINDOWS_AT_ONCE * self._workers
        for start in range(0, len(batch), together):
            some = WindowBatch(
                batch.inputs[start : start + together], batch.targets[start : start + together]
            )
            orders = [FindLoss(*part, count) for part in _parts(some, self._workers, len(some))]
            loss += sum(self._crew.do(orders))
        if not math.isfinite(loss):
            raise self._diverged("judge", lambda one: judged(one, batch))
        return Loss(max(loss, 0.0))

    def _told(self) -> EngineState:
        if self._lost:
            raise self._lost
        self._require_finite("state")
        rows, unpacked = self._crew.rows, self._layout.unpacked
        memory = AdamState(self._step, unpacked(rows.first), unpacked(rows.second))
        return EngineState(unpacked(rows.values), memory)

    def _diverged(self, work: str, readably: Callable[[Transformer], object]) -> DivergedError:
        """Return what there is to say, found by the readable path, which looks at every number."""
        self._require_finite(work)
        now = self._model.with_arrays(self._layout.unpacked(self._crew.rows.values))
        watched = Watched(f"FusedEngine.{work}", now, self._step)
        return watched.diverged("a number that is NaN or infinite", readably)

    def _require_finite(self, work: str) -> None:
        rows = self._crew.rows
        for row in (rows.values, rows.first, rows.second):
            for name, array in named_views(self._layout.views(row)).items():
                if not np.isfinite(array).all():
                    given = f"a number in {name} that is not finite, {after(self._step)}"
                    raise DivergedError(f"FusedEngine.{work}", given, "finite numbers")


def _parts(batch: WindowBatch, workers: int, windows: int) -> Iterator[tuple[IntArray, IntArray]]:
    bounds = [windows * place // workers for place in range(workers + 1)]
    for start, end in pairwise(bounds):
        if start < end:
            yield batch.inputs[start:end], batch.targets[start:end]


def _end(thread: ThreadPoolExecutor, crew: Crew) -> None:
    thread.shutdown(wait=True, cancel_futures=True)
    crew.close()
