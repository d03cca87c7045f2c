"""How safely each mark was given, beside a form that has no place for it.

Canvas takes any column that it doesn't know for a new assignment, and Exercism's results have no
key for it: there the level of each learner's exercise stands in a sheet of its own.
"""

from ctml_runner.cohort.export.formats import Material
from ctml_runner.cohort.export.sheet import sheet

LEVELS = "levels.csv"
"""What the sheet is called."""

HEADER = ("id", "exercise", "outcome", "level")


def levels(material: Material) -> dict[str, bytes]:
    """Return the sheet by its name: a line for each mark, the level empty if nothing was judged."""
    rows = (
        (person.learner.id, mark.exercise, mark.outcome.value, mark.level)
        for person in material.people
        for mark in person.marks
    )
    return {LEVELS: sheet([HEADER, *rows])}
