"""Speaking: how tokens are chosen, as a config and the command line say it."""

from collections.abc import Mapping

import msgspec

from ctml.inference import Sampling
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import Sampling as Told
from ctml_runner.lab.config.key import as_toml, keys


def sampling_of(told: Told) -> Sampling:
    """Return how each token is chosen, as the core has it."""
    return Sampling(told.temperature, told.top_k or None, told.top_p, told.repetition_penalty)


def told_otherwise(told: Told, options: Mapping[str, float | int | None]) -> Told:
    """Return what a config says with what the command line says in its place.

    Args:
        told: what the config says.
        options: by the keys of [sampling]; None where nothing was said.

    Raises:
        LearnerError: a value is none that the key may have.
    """
    said = {name: value for name, value in options.items() if value is not None}
    for key in keys(Told):
        if key.name in said and not key.fits(said[key.name]):
            option = f"--{key.name.replace('_', '-')}"
            raise LearnerError(
                f"{option} can't be {as_toml(said[key.name])}; it may be {key.allowed}",
                next_step=f"leave {option} out, or give it such a value",
            )
    return msgspec.structs.replace(told, **said)
