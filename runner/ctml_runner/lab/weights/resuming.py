"""Resuming: whether a training may go on with weights that are there."""

from collections.abc import Mapping

import msgspec

from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import ConfigFile, Schedule, Training
from ctml_runner.lab.config.key import as_toml
from ctml_runner.lab.weights.kept import Kept

_FREE = {"corpus", "steps", "epochs", "log_every", "sample_every"}
"""What may change on the way. The corpus is known by its text. Where the learning rates follow a
schedule, another length changes those of the steps that are left; the rest decides no step."""


def require_same_training(file: ConfigFile, kept: Kept) -> None:
    """Do nothing, if the training that made these weights was told what this config says.

    Raises:
        LearnerError: it would be another training; what differs is named.
    """
    _require_equal(file, "model", _said(kept.config.model), _said(file.config.model))
    _require_equal(file, "training", _said(kept.config.training), _said(file.config.training))


def require_same_corpus(file: ConfigFile, kept: Kept, corpus: str) -> None:
    """Do nothing, if these weights were learned from that corpus.

    Args:
        file: the config.
        kept: the weights.
        corpus: the SHA-256 of what is to be learned from.

    Raises:
        LearnerError: they were learned from another one.
    """
    if kept.corpus != corpus:
        raise _other(file, "[training] corpus was another text", "corpus")


def require_steps_left(file: ConfigFile, taken: int, steps: int) -> None:
    """Do nothing, if a training has not gone further than it is to go.

    Args:
        file: the config.
        taken: the steps that were taken.
        steps: how many there are to be.

    Raises:
        LearnerError: it has.
    """
    if taken > steps:
        key = "steps" if file.config.training.steps else "epochs"
        raise file.wrong(
            f"the training has taken {taken:,} steps already, and the config asks for {steps:,}",
            "training",
            key,
            next_step=f"write a larger number; or begin anew, without --resume: {file.command()}",
        )


def other_rates(file: ConfigFile, kept: Kept) -> str | None:
    """Return what there is to know where another length gives other learning rates.

    Args:
        file: the config.
        kept: the weights that the training goes on with.

    Returns:
        None if each step has the rate that it would have had.
    """
    then, now = kept.config.training, file.config.training
    if now.schedule is Schedule.CONSTANT or (then.steps, then.epochs) == (now.steps, now.epochs):
        return None
    key = "steps" if now.steps else "epochs"
    was, given = (_length(one) for one in (then, now))
    return (
        f"[training] asked for {was} before, and asks for {given} now: schedule ="
        f" {as_toml(now.schedule.value)} counts on the {key}, so the learning rates of what is left"
        f" are those of a training that was to take {given} from its beginning"
    )


def _length(training: Training) -> str:
    if training.steps:
        return f"{training.steps:,} steps"
    return f"{training.epochs:g} epochs"


def _said(table: msgspec.Struct) -> Mapping[str, object]:
    told: object = msgspec.to_builtins(table)
    return told if isinstance(told, dict) else {}


def _require_equal(
    file: ConfigFile, table: str, then: Mapping[str, object], now: Mapping[str, object]
) -> None:
    for key in sorted({*then, *now} - _FREE, key=lambda name: (name != "name", name)):
        if then.get(key) != now.get(key):
            was, given = (_value(one.get(key)) for one in (then, now))
            raise _other(file, f"[{table}] {key} was {was}, and is {given} now", key, table)


def _value(value: object) -> str:
    return "not set" if value is None else as_toml(value)


def _other(file: ConfigFile, what: str, key: str, table: str = "training") -> LearnerError:
    return file.wrong(
        f"the training can't go on as another one: {what}",
        table,
        key,
        next_step=f"put it back; or begin anew, without --resume: {file.command()}",
    )
