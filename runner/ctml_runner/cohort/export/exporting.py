"""Exporting: marks put into one form, and each file of it in its place, whole or not at all."""

from pathlib import Path
from typing import assert_never

from ctml_runner.cohort.export.canvas import canvas
from ctml_runner.cohort.export.classroom50 import classroom50
from ctml_runner.cohort.export.derived import place_derived
from ctml_runner.cohort.export.exercism import exercism
from ctml_runner.cohort.export.formats import Export, Format, Material, Order
from ctml_runner.cohort.export.gradescope import gradescope
from ctml_runner.cohort.export.json_file import json_file
from ctml_runner.cohort.export.junit import junit
from ctml_runner.cohort.export.moodle import moodle
from ctml_runner.cohort.export.person import instant, people
from ctml_runner.cohort.export.plain import plain
from ctml_runner.cohort.export.pseudonyms import pseudonymous, secret
from ctml_runner.cohort.standing.gathering import Gathered


def material(gathered: Gathered, order: Order) -> Material:
    """Return what an export is made from; with pseudonyms, if they were asked for.

    Raises:
        InstructorError: the secret of the pseudonyms can't be used.
        OSError: it can't be read or written.
    """
    shown = gathered.roster.learners
    if order.anonymous:
        key = secret(gathered.folder)
        shown = tuple(pseudonymous(learner, key) for learner in shown)
    found = list(people(gathered, shown, anonymous=order.anonymous))
    if order.anonymous:
        found.sort(key=lambda person: person.learner.id)  # the roster's order would tell who is who
    return Material(gathered, tuple(found), order)


def export(made_from: Material) -> Export:
    """Return the files of the form that was asked for.

    Raises:
        InstructorError: for Canvas, its gradebook is missing or not one.
    """
    match made_from.order.format:
        case Format.GRADESCOPE:
            return gradescope(made_from)
        case Format.CANVAS:
            return canvas(made_from)
        case Format.CLASSROOM50:
            return classroom50(made_from)
        case Format.JUNIT:
            return junit(made_from)
        case Format.MOODLE:
            return moodle(made_from)
        case Format.EXERCISM:
            return exercism(made_from)
        case Format.CSV:
            return plain(made_from)
        case _:
            assert_never(made_from.order.format)


def put(made_from: Material, made: Export) -> Path:
    """Write an export into its own folder below ``exports``, and return that folder.

    Beside its files stands ``about.json``: what it tells of, and how strong the sandbox was.

    Raises:
        OSError: it can't be written; every file is whole, or as it was.
    """
    order = made_from.order
    name = f"{order.format}-anon" if order.anonymous else f"{order.format}"
    folder = made_from.gathered.folder.exports / name
    for path, data in made.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        place_derived(folder / path, data)
    folder.mkdir(parents=True, exist_ok=True)
    place_derived(folder / "about.json", json_file(_about(made_from, made)))
    return folder


def stale(folder: Path, made: Export) -> int:
    """Return how many files of a former export still stand in the folder."""
    expected = {folder / path for path in made.files} | {folder / "about.json"}
    return sum(path.is_file() and path not in expected for path in folder.rglob("*"))


def _about(made_from: Material, made: Export) -> dict[str, object]:
    gathered, order = made_from.gathered, made_from.order
    graders = {result.grader for person in made_from.people for result in person.results}
    return {
        "format": order.format.value,
        "cohort": gathered.plan.name,
        "course": gathered.plan.course,
        "written": instant(order.now),
        "learners": len(made_from.people),
        "files": len(made.files),
        "anonymous": order.anonymous,
        "level": gathered.marks.level,
        "least_level": gathered.plan.least_level,
        "graders": sorted(graders),
    }
