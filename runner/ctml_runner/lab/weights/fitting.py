"""Fitting: whether weights belong to a model, and the first array in which they don't."""

from ctml.domain import NamedArrays
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import ConfigFile


def require_fit(file: ConfigFile, needed: NamedArrays, given: NamedArrays) -> None:
    """Do nothing, if the weights of a config are those of its model.

    Args:
        file: the config.
        needed: the arrays of the model, whatever is in them.
        given: the arrays of the weights.

    Raises:
        LearnerError: an array is missing, unknown, or of another shape; it is named.
    """
    misfit = _first_misfit(needed, given)
    if misfit:
        raise LearnerError(
            f"these weights are of another model than {file.file} has now: {misfit}",
            where=file.weights,
            next_step=f"put [model] back as it was, or train anew: ctml train {file.file}",
        )


def _first_misfit(needed: NamedArrays, given: NamedArrays) -> str:
    for name, array in needed.items():
        if name not in given:
            return f"they have no array {name!r}"
        if given[name].shape != array.shape:
            return f"{name!r} has the shape {given[name].shape}, and needs {array.shape}"
    unknown = [name for name in given if name not in needed]
    return f"the model has no array {unknown[0]!r}" if unknown else ""
