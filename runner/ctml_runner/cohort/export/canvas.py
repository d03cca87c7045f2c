"""Canvas: the instructor's own gradebook back again, with our columns filled in and no other.

An assignment is ours if its title is an exercise's slug or title, or the cohort's name, which
stands for the sum. Whose a row is, Canvas's own ids tell.
https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ctml_runner.cohort.export.canvas_sheet import Sheet, read_sheet, written
from ctml_runner.cohort.export.formats import Export, Material
from ctml_runner.cohort.export.person import Person, number
from ctml_runner.cohort.marks import counted, total
from ctml_runner.cohort.names import alike
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
    filled = _Filled(material, sheet, columns)
    return Export({"canvas.csv": written(sheet, filled.rows())}, tuple(filled.notes()))


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

    def rows(self) -> list[list[str]]:
        """Return every row, ours filled in."""
        known = _by_key(self.material)
        filled = [list(row) for row in self.sheet.rows]
        for row in filled[self.sheet.students :]:
            person = self._whose(tuple(row), known)
            if person is not None:
                for at, slug in self.columns.items():
                    row.extend([""] * (at + 1 - len(row)))
                    row[at] = str(_points(person, slug))
        return filled

    def _whose(
        self, row: tuple[str, ...], known: Mapping[tuple[str, str], Person]
    ) -> Person | None:
        keys = ((name, alike(cell)) for name, cell in self.sheet.keys(row))
        return next((known[key] for key in keys if key in known), None)

    def notes(self) -> Iterator[str]:
        """Tell who is in one of the two lists alone, and where the points differ."""
        known = _by_key(self.material)
        people = [self._whose(row, known) for row in self.sheet.rows[self.sheet.students :]]
        found = {one.learner.id for one in people if one is not None}
        for person in self.material.people:
            if person.learner.id not in found:
                yield f"{person.learner.id}: is not in the gradebook of Canvas"
        if strangers := sum(one is None for one in people):
            yield f"{counted(strangers, 'row')} of the gradebook left as it was: nobody of ours"
        yield from self._differing()

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


def _by_key(material: Material) -> dict[tuple[str, str], Person]:
    """Return everybody by what Canvas may call them: the column's name and the cell."""
    found: dict[tuple[str, str], Person] = {}
    for person in material.people:
        learner = person.learner
        names = (
            ("ID", learner.id),
            ("SIS Login ID", learner.email),
            ("SIS Login ID", learner.login),
            ("SIS User ID", learner.id),
            ("SIS User ID", learner.sis_id),
        )
        found.update({(column, alike(name)): person for column, name in names if name})
    return found


def _points(person: Person, slug: str) -> int | float:
    marks = [mark for mark in person.marks if slug in {SUM, mark.exercise}]
    return number(total(marks))
