"""Canvas: the instructor's own gradebook back again, with our columns filled in and no other.

An assignment is ours if its title is an exercise's slug or title, or the cohort's name, which
stands for the sum. Whose a row is, Canvas's own ids tell.
https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ctml_runner.cohort.export.canvas_people import layers, whose
from ctml_runner.cohort.export.canvas_sheet import Sheet, read_sheet, written
from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.levels import levels
from ctml_runner.cohort.export.person import Person, number
from ctml_runner.cohort.marks import total
from ctml_runner.cohort.names import alike
from ctml_runner.cohort.words import counted
from ctml_runner.errors import InstructorError

SUM = ""
"""Stands in place of a slug for all of them."""


def canvas(material: Material) -> Export:
    """Return the gradebook with our columns filled in.

    Raises:
        InstructorError: no gradebook was named, pseudonyms were asked for, or nothing in it is
            ours.
    """
    path = material.order.canvas
    if path is None:
        raise InstructorError(
            "for Canvas, ctml fills in the gradebook that Canvas exported, and none was named",
            next_step="in Canvas: Grades, Export; then: ctml cohort export --format canvas"
            " --canvas FILE",
        )
    if material.order.anonymous:
        raise InstructorError(
            "Canvas knows learners by their names and numbers; pseudonyms mean nothing to it",
            next_step="ctml cohort export --format csv --anon",
        )
    sheet = read_sheet(path)
    columns = _columns(material, sheet)
    if not columns:
        titles = ", ".join(repr(title) for title in sheet.assignments.values()) or "none"
        raise InstructorError(
            f"no assignment in it is an exercise of this cohort; there are: {titles}",
            where=path,
            next_step=f"call an assignment {material.gathered.plan.slugs[0]!r}, say, or"
            f" {material.gathered.plan.name!r} for the sum, and export again",
        )
    known = layers(material.people)
    students = [whose(known, sheet.keys(row)) for row in sheet.rows[sheet.students :]]
    filled = _Filled(material, sheet, columns, students)
    files = {"canvas.csv": written(sheet, filled.rows())} | levels(material)
    return Export(files, tuple(filled.notes()))


def _columns(material: Material, sheet: Sheet) -> dict[int, str]:
    """Return the slug of each column that is ours, ``SUM`` for the sum."""
    plan, by_slug = material.gathered.plan, material.gathered.curriculum.by_slug
    ours = {alike(plan.name): SUM}
    for slug in plan.slugs:
        for name in (by_slug[slug].title, by_slug[slug].gist, slug.replace("_", " "), slug):
            ours[alike(name)] = slug
    titles = {at: alike(title) for at, title in sheet.assignments.items()}
    return {at: ours[title] for at, title in titles.items() if title in ours}


@dataclass(frozen=True, slots=True)
class _Filled:
    material: Material
    sheet: Sheet
    columns: Mapping[int, str]
    whose: Sequence[Sequence[Person]]
    """For each row of a student, whom it may be about."""

    def rows(self) -> list[list[str]]:
        """Return every row, ours filled in."""
        filled = [list(row) for row in self.sheet.rows]
        for row, people in zip(filled[self.sheet.students :], self.whose, strict=True):
            if len(people) == 1:
                for at, slug in self.columns.items():
                    row.extend([""] * (at + 1 - len(row)))
                    if not _is_excused(row[at]):
                        row[at] = str(_points(people[0], slug))
        return filled

    def notes(self) -> Iterator[str]:
        """Tell who is in one of the two lists alone, or twice, and where the points differ."""
        found = Counter(people[0].learner.id for people in self.whose if len(people) == 1)
        maybe = {one.learner.id for people in self.whose if len(people) > 1 for one in people}
        for person in self.material.people:
            name = person.learner.id
            if name not in maybe | found.keys():
                yield f"{name}: is not in the gradebook of Canvas"
            elif found[name] > 1:
                yield f"{name}: has {found[name]} rows in the gradebook of Canvas; all were filled"
        yield from self._left()
        yield from self._differing()

    def _left(self) -> Iterator[str]:
        if strangers := sum(not people for people in self.whose):
            yield f"{counted(strangers, 'row')} of the gradebook left as it was: nobody of ours"
        for people in self.whose:
            if len(people) > 1:
                names = ", ".join(one.learner.id for one in people)
                yield f"1 row of the gradebook left as it was: it may be about any of {names}"
        rows = zip(self.sheet.rows[self.sheet.students :], self.whose, strict=True)
        ours = [row for row, people in rows if len(people) == 1]
        if excused := sum(_is_excused(*row[at : at + 1]) for row in ours for at in self.columns):
            yield f"{counted(excused, 'cell')} left as it was: EX, which is excused"

    def _differing(self) -> Iterator[str]:
        plan = self.material.gathered.plan
        for at, slug in self.columns.items():
            ours = plan.maximum if slug == SUM else plan.by_slug[slug].points
            theirs = self.sheet.possible[at].strip() if at < len(self.sheet.possible) else ""
            if not _equal(theirs, ours):
                title = self.sheet.header[at]
                yield f"{title}: Canvas has {theirs or 'no'} points possible, the plan {ours}"


def _equal(theirs: str, ours: int) -> bool:
    try:
        return float(theirs.replace(",", ".")) == ours
    except ValueError:
        return False


def _is_excused(cell: str = "") -> bool:
    return cell.strip().upper() == "EX"


def _points(person: Person, slug: str) -> int | float:
    marks = [mark for mark in person.marks if slug in {SUM, mark.exercise}]
    return number(total(marks))
