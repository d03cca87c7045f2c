"""``ctml cohort workshop``: the pages of a workshop, made from its plan."""

from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder, find_cohort
from ctml_runner.cohort.plan import Plan, read_plan
from ctml_runner.cohort.workshop.pages import pages
from ctml_runner.cohort.workshop.writing import write_pages
from ctml_runner.commands.cohort.telling import writing
from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.workspace import current_folder


def workshop(place: Path) -> None:
    """Write the pages of the cohort that we are in; what was changed in them is kept beside.

    Raises:
        InstructorError: there is no cohort, its plan means nothing, or it can't be written.
    """
    folder, curriculum = find_cohort(current_folder() / place), read_curriculum()
    tell_pages(folder, read_plan(folder, curriculum), curriculum)
    print("  next:  print card.md for every seat, and read instructor.md")


def tell_pages(folder: CohortFolder, plan: Plan, curriculum: Curriculum) -> None:
    """Write the pages, and tell where they are.

    Raises:
        InstructorError: they can't be written.
    """
    with writing(folder.workshop):
        written = write_pages(folder, pages(plan, curriculum))
    print(f"wrote {folder.workshop}")
    print(f"  {', '.join(file.name for file in written.files)}")
    for kept in written.kept:
        print(f"  what you had is kept: {kept.name}")
