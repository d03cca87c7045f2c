"""Checkpoints: arrays by name, held against a model before a single number is taken over."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeVar

import numpy as np

from ctml.domain import Err, NamedArrays, Ok, Result
from ctml.finetune.misfit import Misfit, Missing, NotFinite, Problem, Unknown, WrongKind, WrongShape
from ctml.nn import Module
from ctml.tensor import Tensor

AnyArray: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.generic]]
"""A numpy array of anything; a file may hold what it likes."""

M = TypeVar("M", bound=Module)


def fitted(model: M, checkpoint: Mapping[str, AnyArray]) -> Result[M, Misfit]:
    """Return ``Ok`` with the model and the checkpoint's numbers, or ``Err`` with all that differs.

    Nothing is stretched, cut, converted or left out: a model that took over what happens to fit
    would run, and be wrong.

    Args:
        model: of which the checkpoint should be one; its own numbers don't matter.
        checkpoint: the names, shapes and kinds of ``model.state``, in the model's precision.
    """
    wanted = model.tensors
    problems = [*_by_name(wanted, checkpoint), *_by_array(wanted, checkpoint)]
    if problems:
        return Err(Misfit.of(problems))
    floats = {name: checkpoint[name].astype(np.float64) for name in wanted}
    return Ok(model.with_state(NamedArrays(floats)))


def _by_name(wanted: Mapping[str, Tensor], given: Mapping[str, AnyArray]) -> Iterator[Problem]:
    for name in wanted.keys() - given.keys():
        yield Missing(name, wanted[name].shape)
    for name in given.keys() - wanted.keys():
        yield Unknown(name, given[name].shape)


def _by_array(wanted: Mapping[str, Tensor], given: Mapping[str, AnyArray]) -> Iterator[Problem]:
    for name in wanted.keys() & given.keys():
        array, tensor = given[name], wanted[name]
        if array.shape != tensor.shape:
            yield WrongShape(name, array.shape, tensor.shape)
        if array.dtype != tensor.values.dtype:
            yield WrongKind(name, array.dtype.name, tensor.values.dtype.name)
        elif not np.isfinite(array.astype(np.float64)).all():
            yield NotFinite(name)
