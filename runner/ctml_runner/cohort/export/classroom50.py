"""Classroom 50: a ``result.json`` for each learner who handed in, by ``classroom50/result/v1``.

https://github.com/foundation50/classroom50/wiki/Advanced-Autograding; scores there are integers,
and its links lead to commits. A cohort's files need not come from commits: ``commit``,
``release`` and ``review`` name the very files by their digest instead.
"""

import hashlib
import re
from collections.abc import Iterator

from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.json_file import json_file
from ctml_runner.cohort.export.person import Earned, Person, instant
from ctml_runner.cohort.received import Received
from ctml_runner.judging.verdict import Outcome

SCHEMA = "classroom50/result/v1"

_NAMED = 3

Object = dict[str, object]


def classroom50(material: Material) -> Export:
    """Return a ``result.json`` for each learner who handed in something."""
    handed_in = [(one, one.received) for one in material.people if one.received is not None]
    files = {
        f"{person.learner.folder}/result.json": json_file(_result(material, person, received))
        for person, received in handed_in
    }
    return Export(files, tuple(_notes(material)))


def _result(material: Material, person: Person, received: Received) -> Object:
    name = _slug(material.gathered.plan.name)
    came = max((received.came(slug) for slug in received.files), default=received.sent)
    digest = _digest(person, received)
    tests = [_test(one) for one in person.earned]
    result: Object = {
        "schema": SCHEMA,
        "classroom": material.order.classroom or name,
        "assignment": material.order.assignment or name,
        "assignment_type": "individual",
        "owner": person.learner.login or person.learner.id,
        "submission": f"submit/{instant(came).replace(':', '-')}-{digest[:7]}",
        "commit": f"urn:sha256:{digest}",
        "release": f"urn:sha256:{digest}",
        "review": f"urn:sha256:{digest}",
        "datetime": instant(came),
        "score": sum(integer(one.mark.points, one.mark.maximum) for one in person.earned),
        "max-score": sum(one.mark.maximum for one in person.earned),
        "tests": tests,
    }
    if graded := max((one.graded for one in person.results), default=None):
        result["graded_at"] = instant(graded)
    return result


def _test(one: Earned) -> Object:
    mark = one.mark
    return {
        "test-name": mark.exercise,
        "passed": mark.outcome is Outcome.PASSED,
        "score": integer(mark.points, mark.maximum),
        "max-score": mark.maximum,
        "outcome": mark.outcome.value,
        "level": mark.level,
    }


def integer(points: float, maximum: int) -> int:
    """Return points as this form has them: whole, and from nothing to the maximum."""
    return max(0, min(int(points), maximum))


def _digest(person: Person, received: Received) -> str:
    """Return what names the files; for a pseudonym nothing that could be compared with files."""
    files = "\n".join(f"{slug} {digest}" for slug, digest in sorted(received.files.items()))
    text = person.learner.id if person.anonymous else files
    return hashlib.sha256(text.encode()).hexdigest()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "ctml"


def _notes(material: Material) -> Iterator[str]:
    missing = sum(person.received is None for person in material.people)
    if missing:
        yield f"{missing} handed in nothing, and have no result in Classroom 50"
    cut = [
        f"{person.learner.id} {mark.exercise} {mark.points:g} as {whole}"
        for person in material.people
        for mark in person.marks
        if (whole := integer(mark.points, mark.maximum)) != mark.points
    ]
    if cut:
        more = f" and {len(cut) - _NAMED} more" if len(cut) > _NAMED else ""
        yield (
            f"Classroom 50 takes whole points, up to the maximum: {', '.join(cut[:_NAMED])}{more}"
        )
