"""Gradescope: a ``results.json`` for each learner, as its autograders write it; plain text only.

https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from collections.abc import Iterator

from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.json_file import json_file
from ctml_runner.cohort.export.person import Earned, Person, number, sentence
from ctml_runner.cohort.marks import late_files, total
from ctml_runner.cohort.plan.late import told_rule
from ctml_runner.judging.verdict import Outcome

Object = dict[str, object]


def gradescope(material: Material) -> Export:
    """Return a ``results.json`` for each learner."""
    return Export(
        {
            f"{person.learner.folder}/results.json": json_file(_results(material, person))
            for person in material.people
        }
    )


def _results(material: Material, person: Person) -> Object:
    return {
        "score": number(total(person.marks)),
        "execution_time": round(sum(result.seconds for result in person.results), 3),
        "output": "\n".join(_output(material, person)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "cohort": material.gathered.plan.name,
            "course": material.gathered.plan.course,
            "learner": person.learner.id,
            "level": person.level,
            "graders": sorted({result.grader for result in person.results}),
        },
        "tests": [_test(material, person, one) for one in person.earned],
    }


def _output(material: Material, person: Person) -> Iterator[str]:
    passed = sum(mark.outcome is Outcome.PASSED for mark in person.marks)
    yield f"{passed} of {len(person.marks)} exercises passed."
    if late := late_files(person.marks):
        yield f"Late: {late} ({told_rule(material.gathered.plan.late)})."
    if person.level is not None:
        yield f"Graded in a sandbox of level {person.level}."
    yield f"Written by ctml for {material.gathered.plan.name}."


def _test(material: Material, person: Person, one: Earned) -> Object:
    mark, result = one.mark, one.result
    exercise = material.gathered.curriculum.by_slug[mark.exercise]
    return {
        "score": number(mark.points),
        "max_score": mark.maximum,
        "status": "passed" if mark.outcome is Outcome.PASSED else "failed",
        "name": f"{exercise.slug}: {exercise.gist}",
        "name_format": "text",
        "number": exercise.place,
        "output": sentence(person, one),
        "output_format": "text",
        "tags": [exercise.chapter],
        "visibility": "visible",
        "extra_data": {
            "exercise": mark.exercise,
            "outcome": mark.outcome.value,
            "level": mark.level,
            "late_seconds": int(mark.late.total_seconds()),
            "late_share": number(mark.share),
            "by_hand": mark.by_hand,
            "codes": [] if result is None else list(result.codes),
            "tests": {} if result is None else {test.name: test.passed for test in result.tests},
        },
    }
