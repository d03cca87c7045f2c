"""A plain sheet: one line for each learner's exercise, with all that is known of the mark."""

from collections.abc import Iterator

from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.person import Person, number
from ctml_runner.cohort.export.sheet import Cell, sheet
from ctml_runner.cohort.marks import Mark

HEADER = (
    *("id", "name", "email", "login", "sis_id", "section"),
    *("exercise", "points", "maximum", "outcome", "level"),
    *("late_seconds", "late_share", "by_hand", "why", "codes", "failed_tests"),
)


def plain(material: Material) -> Export:
    """Return the sheet."""
    rows = (row for person in material.people for row in _rows(person))
    return Export({"marks.csv": sheet([HEADER, *rows])})


def _rows(person: Person) -> Iterator[list[Cell]]:
    learner = person.learner
    who = (learner.id, learner.name, learner.email, learner.login, learner.sis_id, learner.section)
    for one in person.earned:
        mark, result = one.mark, one.result
        codes = () if result is None else result.codes
        failed = () if result is None else tuple(t.name for t in result.tests if not t.passed)
        yield [
            *who,
            *(mark.exercise, number(mark.points), mark.maximum, mark.outcome.value, mark.level),
            *(int(mark.late.total_seconds()), number(mark.share), mark.by_hand, _why(person, mark)),
            *(" ".join(codes), " ".join(failed)),
        ]


def _why(person: Person, mark: Mark) -> str:
    """Return why, and who gave a mark by hand: this sheet is the instructor's own."""
    why = person.why(mark)
    return (
        why
        if person.anonymous or not mark.by
        else why.replace("by hand", f"by hand ({mark.by})", 1)
    )
