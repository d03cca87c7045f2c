"""Replaying: the inputs of a law are drawn once and used for every part.

hypothesis draws them from the seed; then a law is a plain loop. What the learner's part says can
so neither choose the inputs nor be shrunk, and ``assume`` in a law is no way to skip one.
"""

import copy
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import hypothesis
from hypothesis import Phase

EXAMPLES = 25
"""Inputs of each law, as many as in the watch."""

_OF_HYPOTHESIS = "hypothesis"


class _Inner(Protocol):
    """What ``@given`` keeps of the function under it; hypothesis lets others replace it."""

    inner_test: Callable[..., None]


@runtime_checkable
class Law(Protocol):
    """A test under ``@given``."""

    hypothesis: _Inner

    def __call__(self) -> None:
        """Draw inputs and test each."""


@dataclass(frozen=True, slots=True)
class Given:
    """One input of a law: its arguments, by place and by name."""

    places: tuple[object, ...]
    names: Mapping[str, object]


class NotReplayed(Exception):  # noqa: N818  # what happened: the check can't cross
    """The inputs of a law can't be drawn before a part is there."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A law with its inputs.

    Attributes:
        test: the function under ``@given``.
        inputs: what it is called with.
    """

    test: Callable[..., None]
    inputs: tuple[Given, ...]

    def run(self) -> None:
        """Call the law with each input; what it changes in one, no other call sees."""
        for one in self.inputs:
            self.test(*copy.deepcopy(one.places), **copy.deepcopy(dict(one.names)))


def use_profile() -> None:
    """Load the one profile of grading: no shrinking, no database, no deadline."""
    hypothesis.settings.register_profile(
        "ctml-wall",
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("ctml-wall")


def draw(law: Law, name: str, seed: int) -> Replay:
    """Draw the inputs of a law from a seed that nobody knows who is judged.

    Raises:
        NotReplayed: it draws while it runs (``st.data``), or what it draws asks the learner's part.
    """
    test = law.hypothesis.inner_test
    inputs: list[Given] = []

    def note(*places: object, **names: object) -> None:
        inputs.append(Given(copy.deepcopy(places), copy.deepcopy(names)))

    law.hypothesis.inner_test = note
    try:
        hypothesis.seed(_seed_of(name, seed))(law)()
    except Exception as error:
        raise NotReplayed(f"{name}: its inputs can't be drawn: {error}") from error
    finally:
        law.hypothesis.inner_test = test
    if not inputs:
        raise NotReplayed(f"{name}: nothing was drawn for it")
    drawn = (one for given in inputs for one in (*given.places, *given.names.values()))
    if any(type(one).__module__.partition(".")[0] == _OF_HYPOTHESIS for one in drawn):
        raise NotReplayed(f"{name}: it draws while it runs")
    return Replay(test, tuple(inputs))


def _seed_of(name: str, seed: int) -> int:
    """Return a seed of the law's own."""
    return int.from_bytes(hashlib.sha256(f"{seed} {name}".encode()).digest()[:8], "big")
