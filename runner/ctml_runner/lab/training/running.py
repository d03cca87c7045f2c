"""Running: one training from its config to its weights, with nobody else at them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import ConfigFile
from ctml_runner.lab.training.enrolment import enrol
from ctml_runner.lab.training.faults import enough_memory
from ctml_runner.lab.training.interrupt import Interrupt
from ctml_runner.lab.training.log import Log, failed_log_path, log_path
from ctml_runner.lab.training.messages import Begun, Noted, Notice
from ctml_runner.lab.training.saving import Saving
from ctml_runner.lab.training.session import Screen, Session
from ctml_runner.lab.weights import (
    Kept,
    other_rates,
    put_aside,
    put_back,
    read_weights,
    require_same_corpus,
    require_same_training,
    require_steps_left,
)


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training.

    Attributes:
        done: whether it got to its last step, and was not interrupted.
        begun: what was told at its start.
        last: the last line of its log; None if there was none in this run.
    """

    done: bool
    begun: Begun
    last: Noted | None


def run_training(
    file: ConfigFile, screen: Screen, interrupt: Interrupt, *, resume: bool
) -> Trained:
    """Train what a config asks for.

    Args:
        file: the config.
        screen: where it is seen.
        interrupt: whether somebody wants it to end.
        resume: whether to go on where a training stopped.

    Raises:
        LearnerError: the corpus or the weights are not as they must be, or a number was NaN or
            infinite on the way, or there is not memory enough.
        ToolError: a process that computes is gone.
    """
    with _alone(file), enough_memory(file):
        kept = _kept(file) if resume else None
        enrolled = enrol(file, kept)
        saving = Saving(file.weights, file.config, enrolled.corpus)
        log = Log(log_path(file.weights))
        session = Session(file, enrolled, saving, log, screen, interrupt)
        try:
            if interrupt.wanted:
                raise KeyboardInterrupt  # nothing is put aside for a training without a step
            interrupt.begin()
            with _prepared(session, kept):
                done = session.run(kept.losses if kept else ())
        finally:
            interrupt.end()
            enrolled.pupil.close()
    return Trained(done, enrolled.begun, session.last)


def _kept(file: ConfigFile) -> Kept:
    kept = read_weights(file.weights, file.command())
    require_same_training(file, kept)
    return kept


@contextmanager
def _prepared(session: Session, kept: Kept | None) -> Iterator[None]:
    """See that a training may go on; or put aside what one before left, if this one is new.

    What was put aside for a training that fails before it has saved anything is put back; its own
    log is kept beside.
    """
    file, enrolled = session.file, session.enrolled
    if kept is not None:
        require_same_corpus(file, kept, enrolled.corpus)
        require_steps_left(file, kept.step, enrolled.begun.steps)
        changed = other_rates(file, kept) if kept.step < enrolled.begun.steps else None
        if changed is not None:
            session.screen.show(Notice(changed))
        yield
        return
    try:
        aside = put_aside(file.weights, log_path(file.weights))
    except OSError as error:
        raise _unwritable(file, error) from error
    if aside is not None:
        session.screen.show(Notice(f"the weights that were there are kept as {aside.name}"))
    try:
        yield
    except BaseException:
        if aside is not None and session.saving.saved is None:
            session.screen.show(Notice(_undone(file, aside)))
        raise


def _undone(file: ConfigFile, aside: Path) -> str:
    """Put back what was put aside, keep the log of what failed beside it, and tell so."""
    log, failed = log_path(file.weights), failed_log_path(file.weights)
    told = "the weights that were there are back in their place"
    if log.exists():
        log.replace(failed)
        told += f"; the log of this training is kept as {failed.name}"
    put_back(aside, file.weights, log)
    return told


@contextmanager
def _alone(file: ConfigFile) -> Iterator[None]:
    """Let nobody else train into the same weights meanwhile.

    Raises:
        LearnerError: somebody does already, or nothing can be written there.
    """
    lock = FileLock(file.weights.with_name(f".{file.weights.name}.lock"), timeout=0)
    try:
        file.weights.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise LearnerError(
            "another training is writing these weights",
            where=file.weights,
            next_step="wait for it; or give this config another [weights] path",
        ) from None
    except OSError as error:
        raise _unwritable(file, error) from error
    try:
        yield
    finally:
        lock.release()


def _unwritable(file: ConfigFile, error: OSError) -> LearnerError:
    return file.wrong(
        f"[weights] path: {file.weights} can't be written: {error.strerror}",
        "weights",
        "path",
        next_step="choose a path in a folder of yours",
    )
