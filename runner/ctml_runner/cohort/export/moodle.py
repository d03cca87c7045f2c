"""Moodle: a sheet for its import of grades, each grade with its feedback beside it.

The headings are those of Moodle's own export: ``NAME (Real)`` and ``NAME (Feedback)``; at the
import each is mapped to its grade item once. https://docs.moodle.org/en/Grade_import
"""

from collections.abc import Iterator

from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.person import Person, number, sentence
from ctml_runner.cohort.export.sheet import Cell, sheet
from ctml_runner.cohort.marks import late_files, total
from ctml_runner.judging.verdict import Outcome


def moodle(material: Material) -> Export:
    """Return the sheet."""
    return Export({"moodle.csv": sheet([_header(material), *_rows(material)])})


def _header(material: Material) -> list[Cell]:
    names = (material.gathered.plan.name, *material.gathered.plan.slugs)
    graded = [f"{name} ({part})" for name in names for part in ("Real", "Feedback")]
    return ["ID number", "Email address", "Full name", *graded, "Sandbox level"]


def _rows(material: Material) -> Iterator[list[Cell]]:
    for person in material.people:
        learner = person.learner
        cells: list[Cell] = [learner.sis_id or learner.id, learner.email, learner.name]
        cells += [number(total(person.marks)), _summary(person)]
        for one in person.earned:
            cells += [number(one.mark.points), sentence(person, one)]
        yield [*cells, person.level]


def _summary(person: Person) -> str:
    passed = sum(mark.outcome is Outcome.PASSED for mark in person.marks)
    level = "" if person.level is None else f"; graded in a sandbox of level {person.level}"
    late = f"; late: {told}" if (told := late_files(person.marks)) else ""
    return f"{passed} of {len(person.marks)} exercises passed{late}{level}"
