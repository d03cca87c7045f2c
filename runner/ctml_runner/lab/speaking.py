"""Speaking: how a config says that tokens are chosen, as the core has it."""

from ctml.inference import Sampling
from ctml_runner.lab.config import Sampling as Told


def sampling_of(told: Told) -> Sampling:
    """Return how each token is chosen."""
    return Sampling(told.temperature, told.top_k or None, told.top_p, told.repetition_penalty)
