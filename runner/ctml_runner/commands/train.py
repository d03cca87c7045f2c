"""``ctml train``: a model learns, and what it learned is kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from rich.console import Console

from ctml_runner.errors import FINE, INTERRUPTED, LearnerError
from ctml_runner.lab.config import ConfigFile, read_config
from ctml_runner.lab.training.enrolment import enrol
from ctml_runner.lab.training.interrupt import Interrupt, interruptible
from ctml_runner.lab.training.log import Log, log_path
from ctml_runner.lab.training.messages import Notice
from ctml_runner.lab.training.saving import Saving
from ctml_runner.lab.training.screens import Lines, Objects, bar
from ctml_runner.lab.training.session import Screen, Session
from ctml_runner.lab.weights import Kept, put_aside, read_weights, require_same
from ctml_runner.screen.live.terminal import is_for_drawing


def train(config: Path, *, corpus: Path | None, resume: bool, as_json: bool, plain: bool) -> int:
    """Train what a config asks for; return the exit code.

    Args:
        config: the config's file.
        corpus: what to learn from, in place of what the config says.
        resume: whether to go on where a training stopped.
        as_json: whether a program reads it.
        plain: only lines, whatever the terminal can do.

    Raises:
        LearnerError: the config, the corpus or the weights are not as they must be, or a number
            was NaN or infinite on the way.
        ToolError: a process that computes is gone.
    """
    file = _with_corpus(read_config(config), corpus)
    with _alone(file), _screen(as_json=as_json, plain=plain) as screen, interruptible() as wish:
        done = _train(file, screen, wish, resume=resume)
    return FINE if done else INTERRUPTED


def _train(file: ConfigFile, screen: Screen, wish: Interrupt, *, resume: bool) -> bool:
    kept = _kept(file) if resume else None
    enrolled = enrol(file, kept)
    if kept is not None:
        require_same(file, kept, enrolled.corpus)
    log = Log(log_path(file.weights))
    session = Session(
        file, enrolled, Saving(file.weights, file.config, enrolled.corpus), log, screen, wish
    )
    try:
        if kept is None:
            _put_aside(file, screen)
        return session.run(kept.losses if kept else ())
    finally:
        enrolled.pupil.close()


def _kept(file: ConfigFile) -> Kept:
    return read_weights(file.weights, f"ctml train {file.file}")


def _put_aside(file: ConfigFile, screen: Screen) -> None:
    """Keep what a training before this one left; a new one never overwrites it at once."""
    try:
        aside = put_aside(file.weights)
        put_aside(log_path(file.weights))
    except OSError as error:
        raise _unwritable(file, error) from error
    if aside is not None:
        screen.show(Notice(f"the weights that were there are kept as {aside.name}"))


def _with_corpus(file: ConfigFile, corpus: Path | None) -> ConfigFile:
    if corpus is None:
        return file
    training = msgspec.structs.replace(file.config.training, corpus=str(corpus.absolute()))
    return file.with_config(msgspec.structs.replace(file.config, training=training))


@contextmanager
def _alone(file: ConfigFile) -> Iterator[None]:
    """Let nobody else train into the same weights meanwhile.

    Raises:
        LearnerError: somebody does already, or nothing can be written there.
    """
    try:
        file.weights.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file.weights.with_name(f".{file.weights.name}.lock"), timeout=0)
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


@contextmanager
def _screen(*, as_json: bool, plain: bool) -> Iterator[Screen]:
    if as_json:
        yield Objects()
        return
    console = Console(highlight=False, markup=False, emoji=False)
    if plain or not is_for_drawing(os.environ):
        yield Lines(console)
        return
    with bar(console) as drawn:
        yield drawn
