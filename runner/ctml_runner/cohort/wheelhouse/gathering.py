"""Gathering: every wheel that ctml needs on a target, and the proof that none is missing.

pip asks the conditions of requirements (``colorama; sys_platform == "win32"``) of the Python
that it runs in, even where it gathers for another. So what it brought is walked again, by the
wheels' own metadata and the target's own answers, and what is missing is fetched by name.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ctml_runner.cohort.wheelhouse.pip import pip
from ctml_runner.cohort.wheelhouse.target import Target
from ctml_runner.cohort.wheelhouse.wheel import Wheel, wheels_in
from ctml_runner.errors import InstructorError

_ROUNDS = 8
"""How often what is missing is fetched; each round goes at least one requirement deeper."""


def gather(own: Path, folder: Path, target: Target) -> None:
    """Fetch into `folder` whatever ctml needs on `target`.

    Args:
        own: ctml's own wheel.
        folder: where the wheels are gathered.
        target: where ctml is to be installed.

    Raises:
        InstructorError: there is no network, or no wheel of something for the target.
        ToolError: pip failed.
    """
    into = "--only-binary=:all:", "--dest", str(folder)
    pip("download", *into, *target.options, str(own), about=target.told)
    for _ in range(_ROUNDS):
        lacking = missing(wheels_in(folder), target)
        if not lacking:
            return
        pip("download", *into, *target.options, *map(str, lacking), about=target.told)
    raise InstructorError(
        f"for {target.told} this can't be gathered: {', '.join(map(str, lacking))}",
        next_step="leave that target out",
    )


def missing(wheels: Sequence[Wheel], target: Target) -> tuple[Requirement, ...]:
    """Return what ctml requires on `target`, itself or through others, and no wheel meets."""
    tags = target.tags()
    usable = [wheel for wheel in wheels if wheel.tags & tags]
    lacking: dict[str, Requirement] = {}
    seen: set[str] = set()
    ahead = [Requirement("ctml")]
    while ahead:
        required = ahead.pop()
        found = next((wheel for wheel in usable if wheel.meets(required)), None)
        if found is None:
            lacking[str(required)] = _bare(required)
        elif str(required) not in seen:
            seen.add(str(required))
            ahead.extend(_required(found, required, target))
    return tuple(lacking.values())


def _required(wheel: Wheel, by: Requirement, target: Target) -> Iterator[Requirement]:
    """Yield what a wheel requires on the target, with the extras that it was asked for with."""
    for requirement in wheel.requires:
        answers = ({**target.environment, "extra": extra} for extra in ("", *by.extras))
        if requirement.marker is None or any(map(requirement.marker.evaluate, answers)):
            yield requirement


def _bare(requirement: Requirement) -> Requirement:
    """Return the requirement without its condition, which pip would ask of the wrong Python."""
    bare = Requirement(str(requirement))
    bare.marker = None
    bare.name = canonicalize_name(bare.name)
    return bare
