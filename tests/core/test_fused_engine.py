"""The fused engine takes the steps of the readable one, in one process or two, and ends clean."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.core import small_language_models as small

from ctml.data import WindowLength
from ctml.domain import LearningRate, NamedArrays, VocabSize
from ctml.errors import DivergedError, InvalidShapeError, InvalidValueError, LostWorkerError
from ctml.models import (
    Bigram,
    BigramSizes,
    Engine,
    EngineState,
    FusedEngine,
    Positions,
    ReadableEngine,
    Transformer,
    start_engine,
)
from ctml.models.fused import rows
from ctml.models.fused.colleague import Elsewhere
from ctml.nn import Beginning
from ctml.tensor import Precision

RATE = LearningRate(0.01)
SHARED = Path("/dev/shm")
BATCHES = [small.batch(5, seed=seed) for seed in range(6)]


def trained(engine: Engine, batches: range) -> EngineState:
    for place in batches:
        engine.step(BATCHES[place], RATE)
    return engine.state


def shared_files() -> list[str]:
    folders = {SHARED, Path(tempfile.gettempdir())}
    return sorted(
        str(path) for folder in folders for path in folder.glob("ctml-*") if path.is_file()
    )


@pytest.fixture(scope="module")
def pair() -> Iterator[FusedEngine]:
    """Yield an engine of two processes, for tests that don't end one."""
    with FusedEngine(small.transformer(), small.rule(), 2) as engine:
        yield engine


def assert_near(ours: NamedArrays, theirs: NamedArrays, rtol: float) -> None:
    ours.require_fit("assert_near", theirs)
    for name, wanted in theirs.items():
        np.testing.assert_allclose(ours[name], wanted, 0, rtol * np.abs(wanted).max(), err_msg=name)


@pytest.mark.parametrize(
    ("precision", "rtol"), [(Precision.DOUBLE, 1e-10), (Precision.SINGLE, 2e-4)]
)
@pytest.mark.parametrize("clip", [None, 0.5])
def test_its_steps_are_those_of_the_readable_engine(
    precision: Precision, rtol: float, clip: float | None
) -> None:
    model, rule = small.transformer(precision=precision), small.rule(clip=clip)
    with FusedEngine(model, rule) as fused, ReadableEngine(model, rule) as readable:
        ours, theirs = trained(fused, range(6)), trained(readable, range(6))
        losses = fused.judge(BATCHES[0]).value, readable.judge(BATCHES[0]).value
        assert fused.model.arrays == ours.arrays
    assert ours.memory.step == theirs.memory.step
    assert_near(ours.arrays, theirs.arrays, rtol)
    assert_near(ours.memory.first, theirs.memory.first, rtol)
    assert_near(ours.memory.second, theirs.memory.second, rtol)
    np.testing.assert_allclose(*losses, rtol)


def test_two_processes_take_the_steps_of_one(pair: FusedEngine) -> None:
    with FusedEngine(small.transformer(), small.rule(), state=pair.state) as alone:
        theirs = trained(alone, range(6))
        ours = trained(pair, range(6))
        assert_near(ours.arrays, theirs.arrays, 1e-10)
        assert_near(ours.memory.second, theirs.memory.second, 1e-10)
        for texts in (1, 3, 40):
            batch = small.batch(texts)
            np.testing.assert_allclose(pair.judge(batch).value, alone.judge(batch).value, 1e-12)


def test_a_batch_of_fewer_windows_than_workers_is_no_different(pair: FusedEngine) -> None:
    with FusedEngine(small.transformer(), small.rule(), state=pair.state) as alone:
        for engine in (pair, alone):
            engine.step(small.batch(1), RATE)
        assert_near(pair.state.arrays, alone.state.arrays, 1e-10)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_training_that_goes_on_equals_one_that_never_stopped_to_the_bit(workers: int) -> None:
    model = small.transformer(Positions.ROTARY, precision=Precision.SINGLE)
    with FusedEngine(model, small.rule(), workers) as whole:
        half = trained(whole, range(3))
        end = trained(whole, range(3, 6))
    with FusedEngine(model, small.rule(), workers, half) as second:
        assert trained(second, range(3, 6)) == end


def test_the_engine_is_chosen_by_the_model() -> None:
    dropping = Transformer.initial(small.sizes(Positions.LEARNED, dropout=0.1), Beginning.seeded(1))
    bigram = Bigram.initial(
        BigramSizes(VocabSize(small.VOCAB), WindowLength(small.CONTEXT)), Beginning.seeded(1)
    )
    for model, kind in (
        (small.transformer(), FusedEngine),
        (dropping, ReadableEngine),
        (bigram, ReadableEngine),
    ):
        with start_engine(model, small.rule()) as engine:
            assert type(engine) is kind
            assert engine.step(small.batch(2), RATE).value > 0
    with pytest.raises(InvalidValueError, match=r"FusedEngine refuses a dropout of 0\.1"):
        FusedEngine(dropping, small.rule())


def test_a_number_that_is_not_finite_is_told_by_name_and_nothing_moves() -> None:
    model = small.transformer(precision=Precision.SINGLE)
    huge = NamedArrays(
        {
            n: a * (1e38 if n == "blocks.1.feed_forward.w_out" else 1)
            for n, a in model.arrays.items()
        }
    )
    with FusedEngine(model.with_arrays(huge), small.rule()) as engine:
        before = engine.state
        first = r"after 0 steps; first with blocks\.1\.feed_forward\.w_out, where numbers reach"
        with pytest.raises(DivergedError, match=rf"^FusedEngine\.step refuses .*{first} 1\.5e\+38"):
            engine.step(small.batch(2), RATE)
        with pytest.raises(DivergedError, match=rf"^FusedEngine\.judge refuses .*{first}"):
            engine.judge(small.batch(2))
        assert engine.state == before
        with (
            ReadableEngine(engine.model, small.rule()) as readable,
            pytest.raises(DivergedError, match=rf"^ReadableEngine\.step refuses .*{first}"),
        ):
            readable.step(small.batch(2), RATE)


def test_a_parameter_that_became_infinite_is_the_first_to_be_told() -> None:
    with FusedEngine(
        small.transformer(precision=Precision.SINGLE), small.rule(0.0, None)
    ) as engine:
        engine.step(small.batch(2), LearningRate(1e39))
        with pytest.raises(DivergedError, match=r"a number in embedding\.table that is not finite"):
            engine.step(small.batch(2), RATE)
        with pytest.raises(DivergedError, match=r"FusedEngine\.state .*, after 1 step: it needs"):
            _ = engine.state


def test_what_does_not_fit_is_refused(pair: FusedEngine) -> None:
    with pytest.raises(InvalidShapeError, match="windows of at most 7 tokens"):
        pair.step(small.batch(2, small.CONTEXT + 1), RATE)
    other = ReadableEngine(small.transformer(tied=True), small.rule()).state
    with pytest.raises(InvalidShapeError):
        FusedEngine(small.transformer(), small.rule(), state=other)
    with pytest.raises(InvalidValueError, match="workers"):
        start_engine(small.transformer(), small.rule(), 0)
    engine = FusedEngine(small.transformer(), small.rule())
    engine.close()
    engine.close()
    with pytest.raises(InvalidValueError, match="after it was closed"):
        engine.step(small.batch(2), RATE)


def test_a_worker_that_is_killed_is_told_and_the_last_state_is_still_there() -> None:
    with FusedEngine(small.transformer(), small.rule(), 2) as engine:
        before = trained(engine, range(2))
        os.kill(processes(engine)[1], signal.SIGKILL)
        with pytest.raises(
            LostWorkerError, match=r"worker process 2 is gone \(ended by signal 9\)"
        ):
            engine.step(BATCHES[2], RATE)
        assert engine.state == before
        with pytest.raises(LostWorkerError):
            engine.step(BATCHES[2], RATE)


def processes(engine: FusedEngine) -> list[int]:
    workers = engine._crew.colleagues
    return [one.process_id for one in workers if isinstance(one, Elsewhere)]


def test_closing_leaves_no_process_and_no_file() -> None:
    before = shared_files()
    engine = FusedEngine(small.transformer(), small.rule(), 2)
    workers = processes(engine)
    assert len(workers) == 2
    assert shared_files() == before  # the file is gone as soon as all have it in memory
    engine.close()
    assert not any(map(alive, workers))


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


PROGRAM = """
import sys
from tests.core import small_language_models as small
from ctml.domain import LearningRate
from ctml.models import FusedEngine
from ctml.models.fused.colleague import Elsewhere

engine = FusedEngine(small.transformer(), small.rule(), 2)
workers = (one for one in engine._crew.colleagues if isinstance(one, Elsewhere))
print(*(one.process_id for one in workers), flush=True)
try:
    while True:
        engine.step(small.batch(5), LearningRate(0.01))
except KeyboardInterrupt:
    taken = engine.state.memory.step.count
    engine.step(small.batch(5), LearningRate(0.01))
    print(engine.state.memory.step.count - taken, flush=True)
"""
"""It has no main guard and never closes the engine: neither is needed."""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_however_the_program_ends_it_leaves_no_process_and_no_file(ending: signal.Signals) -> None:
    before = shared_files()
    program = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert program.stdout
    workers = [int(number) for number in program.stdout.readline().split()]
    time.sleep(0.2)
    program.send_signal(ending)
    try:
        said, complained = program.communicate(timeout=30)
    finally:
        program.kill()
    assert (said, complained) == (("1\n" if ending == signal.SIGINT else ""), "")
    assert len(workers) == 2
    until = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(alive, workers))
    assert shared_files() == before


def test_a_worker_that_cannot_begin_says_why_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = shared_files()
    monkeypatch.setattr("ctml.models.fused.colleague._BEGIN", "raise SystemExit('no room')")
    with pytest.raises(
        LostWorkerError, match=r"worker process 1 is gone \(ended with code 1: no room\)"
    ):
        FusedEngine(small.transformer(), small.rule(), 2)
    assert shared_files() == before


def test_where_memory_has_no_folder_a_temporary_file_will_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rows, "MEMORY_FOLDER", tmp_path / "nowhere")
    table = rows.SharedTable.made((2, 16), Precision.SINGLE)
    mine, theirs = table.opened(), table.opened()
    table.remove_file()
    mine[1, 3] = 5
    assert theirs[1, 3] == 5
    assert not table.path.exists()
    with pytest.raises(OSError, match=r"."):
        rows.SharedTable.made((2**30, 2**20), Precision.DOUBLE)
