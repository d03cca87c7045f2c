"""The grader's own digest: when anything that judges has changed, it judges again."""

import hashlib
import importlib.metadata
import platform
import re
from functools import cache

import msgspec

from ctml_runner.cohort.plan import Limits
from ctml_runner.course.exercise import Exercise

_TOOLS = ("ctml", "hypothesis", "mypy", "numpy", "pytest")


def grader_digest(exercise: Exercise, limits: Limits) -> str:
    """Return the sha256 of all that judges a file of `exercise`.

    That is the exercise as shipped, the limits, and the versions of Python, ctml, the tools, and
    whatever the exercise needs.
    """
    needs = (re.split(r"[<>=!~ ]", need, maxsplit=1)[0] for need in exercise.needs)
    versions = [platform.python_version(), *(f"{name} {_version(name)}" for name in _TOOLS)]
    versions += [f"{name} {_version(name)}" for name in needs]
    told = msgspec.json.encode([exercise.slug, exercise.text, exercise.limit, limits, versions])
    return hashlib.sha256(told).hexdigest()


def unmet_need(exercise: Exercise) -> str:
    """Return the first distribution that `exercise` needs and that isn't installed, or nothing."""
    for need in exercise.needs:
        if not _version(re.split(r"[<>=!~ ]", need, maxsplit=1)[0]):
            return need
    return ""


@cache  # asked for each of a class's exercises, and what is installed stays so meanwhile
def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
