"""What ends a training before its time, in words: what, where, and what is left of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from ctml.errors import DivergedError, LostWorkerError
from ctml_runner.errors import LearnerError, ToolError
from ctml_runner.lab.config import ConfigFile
from ctml_runner.lab.training.saving import Saving


def diverged(file: ConfigFile, saving: Saving, error: DivergedError) -> LearnerError:
    """Return what is told when a number was NaN or infinite.

    Args:
        file: the config.
        saving: knows what is on the disk.
        error: what the engine said.
    """
    return file.wrong(
        f"training went wrong: {error.given}; {kept(saving)}",
        "training",
        "learning_rate",
        next_step=_smaller_steps(file),
    )


def _smaller_steps(file: ConfigFile) -> str:
    """Return what to write for steps that go less far."""
    training = file.config.training
    smaller = f"smaller steps: learning_rate = {training.learning_rate / 10:g}"
    return smaller if training.clip else f"{smaller}   (or set a clip, such as clip = 1.0)"


def lost_worker(file: ConfigFile, saving: Saving, error: LostWorkerError) -> ToolError:
    """Return what is told when a process that computed is gone."""
    again = file.command() if saving.saved is None else file.command("--resume")
    return ToolError(f"{error}; {kept(saving)}", where=saving.path, next_step=again)


def unwritable(file: ConfigFile, saving: Saving, step: int, error: OSError) -> LearnerError:
    """Return what is told when what was learned last can't be written."""
    again = file.command() if saving.saved is None else file.command("--resume")
    return LearnerError(
        f"the weights of step {step:,} can't be written: {error.strerror}; {kept(saving)}",
        where=saving.path,
        next_step=f"make room, then: {again}",
    )


@contextmanager
def enough_memory(file: ConfigFile) -> Iterator[None]:
    """Tell an array that finds no room as what it is: a config that asks for too much.

    Raises:
        LearnerError: so it is.
    """
    try:
        yield
    except MemoryError as error:
        raise LearnerError(
            f"there isn't enough memory for this training: {error}",
            where=file.file,
            next_step="a smaller batch, context or model",
        ) from error


def kept(saving: Saving) -> str:
    """Return what stands on the disk, in words."""
    if saving.saved is None:
        return "nothing was saved yet"
    return f"the weights of step {saving.saved:,} are kept"
