"""Exercism: a ``results.json`` of version 3 for each learner's exercise.

https://exercism.org/docs/building/tooling/test-runners/interface
"""

from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.json_file import json_file
from ctml_runner.cohort.export.levels import levels
from ctml_runner.cohort.export.person import Earned, Person, sentence
from ctml_runner.cohort.export.trials import Ending, Trial, trials
from ctml_runner.judging.verdict import Outcome

LONGEST = 65_535
"""Characters of a message that the site keeps."""

Object = dict[str, object]


def exercism(material: Material) -> Export:
    """Return a ``results.json`` for each learner's exercise."""
    return Export(
        {
            f"{person.learner.folder}/{one.mark.exercise}/results.json": json_file(
                _results(material, person, one)
            )
            for person in material.people
            for one in person.earned
        }
        | levels(material)
    )


def _results(material: Material, person: Person, one: Earned) -> Object:
    tried = trials(material.gathered.curriculum.by_slug[one.mark.exercise], one)
    status = _status(one, tried)
    level = "" if one.mark.level is None else f" Sandbox level {one.mark.level}."
    message = f"{sentence(person, one)}.{level}"[:LONGEST] if status == "error" else None
    return {
        "version": 3,
        "status": status,
        "message": message,
        "tests": [_test(trial, one.mark.outcome) for trial in tried] if status != "error" else [],
    }


def _status(one: Earned, tried: tuple[Trial, ...]) -> str:
    if one.mark.outcome is Outcome.PASSED:
        return "pass"
    ran = any(trial.ending is not Ending.NEVER_RAN for trial in tried[1:])
    failed = any(trial.ending is not Ending.PASS for trial in tried)
    return "fail" if ran and failed else "error"


def _test(trial: Trial, outcome: Outcome) -> Object:
    return {
        "name": trial.name,
        "status": trial.ending.value,
        "message": None if trial.ending is Ending.PASS else _message(trial, outcome),
        "output": None,
        "test_code": trial.body,
        "task_id": 1,  # an exercise is one task
    }


def _message(trial: Trial, outcome: Outcome) -> str:
    told = ""
    if trial.ending is Ending.NEVER_RAN:
        told = (
            "the time was up before it ran; " if outcome is Outcome.TIMED_OUT else "it never ran; "
        )
    return f"{told}{trial.claim or trial.name}"[:LONGEST]
