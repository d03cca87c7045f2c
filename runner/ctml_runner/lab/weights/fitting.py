"""Fitting: a model with the numbers of its weights, if they are its."""

from typing import TypeVar

import numpy as np

from ctml.domain import Err, NamedArrays, Ok
from ctml.finetune import fitted
from ctml.nn import Module
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import ConfigFile

M = TypeVar("M", bound=Module)


def with_weights(file: ConfigFile, model: M, arrays: NamedArrays) -> M:
    """Return a model with these numbers.

    Args:
        file: the config.
        model: the model that it asks for, in single precision, whatever its numbers are.
        arrays: those that were learned.

    Raises:
        LearnerError: an array is missing, unknown, or of another shape; it is named.
    """
    single = {name: array.astype(np.float32) for name, array in arrays.items()}
    match fitted(model, single):
        case Ok(value=learned):
            return learned
        case Err(error=misfit):
            first, *others = misfit.problems
            more = f" (and {len(others)} more)" if others else ""
            raise LearnerError(
                f"these weights are of another model than the config has now: {first}{more}",
                where=file.weights,
                next_step=f"put [model] back as it was; or train anew: {file.command()}",
            )
