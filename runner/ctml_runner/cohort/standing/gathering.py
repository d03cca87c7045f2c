"""Gathering: everything that a cohort's folder holds of its learners, read once, as one value."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.form import JOURNAL_FILE
from ctml_runner.cohort.gradebook import Gradebook, read_gradebook
from ctml_runner.cohort.grading.grader import grader_digest
from ctml_runner.cohort.marks import Marks, marks
from ctml_runner.cohort.plan import Plan, read_plan
from ctml_runner.cohort.received import Received, read_journal, read_received, submission
from ctml_runner.cohort.results import Results, read_results
from ctml_runner.cohort.roster import Learner, Roster, read_roster
from ctml_runner.cohort.standing.picture import ClassPicture, Row, picture
from ctml_runner.cohort.standing.standing import Patience, patience, standings
from ctml_runner.cohort.way_out import way_out
from ctml_runner.cohort.words import counted
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.errors import InstructorError
from ctml_runner.journal import Record


@dataclass(frozen=True, slots=True)
class Gathered:
    """A class as its folder tells it.

    Attributes:
        folder: where it stands.
        curriculum: what there is to learn.
        plan: what counts.
        roster: who learns.
        received: by the learner's id, what was collected; who sent nothing is missing.
        results: what was graded.
        marks: everybody's marks.
        notes: what an instructor should know, a sentence each.
    """

    folder: CohortFolder
    curriculum: Curriculum
    plan: Plan
    roster: Roster
    received: Mapping[str, Received]
    results: Results
    marks: Marks
    notes: tuple[str, ...] = field(default=())


def gather(folder: CohortFolder, curriculum: Curriculum) -> Gathered:
    """Read a cohort's folder.

    Raises:
        InstructorError: the plan, the roster or the results can't be used, or can't be read.
    """
    plan = read_plan(folder, curriculum)
    roster = read_roster(folder)
    results = read_results(folder)
    try:
        gradebook = read_gradebook(folder)
        received = _received(folder, roster)
        strangers = (*_nobodys(folder, roster), *_without_journal(folder, roster))
    except OSError as error:
        raise _unreadable(folder, error) from error
    given = marks(plan, roster, received, results.newest, gradebook.marks)
    damaged = _damaged(results, gradebook)
    notes = (*roster.problems, *damaged, *strangers, *given.notes)
    made = Gathered(folder, curriculum, plan, roster, received, results, given, notes)
    return replace(made, notes=(*notes, *_outdated(made)))


def look(gathered: Gathered, now: datetime) -> ClassPicture:
    """Read the journals, and return where everybody stands.

    A journal that can't be read counts as empty: it serves nobody's marks, and a note tells of it.
    """
    until = patience(gathered.plan, now)
    rows = [_row(gathered, learner, until) for learner in gathered.roster.learners]
    return picture(gathered.plan, rows, gathered.results.newest)


def _row(gathered: Gathered, learner: Learner, until: Patience) -> Row:
    records: Sequence[Record] = ()
    with suppress(OSError):
        records = read_journal(gathered.folder, learner)
    given = gathered.marks.by[learner.id]
    return Row(learner, standings(gathered.plan, learner.id, records, until, given))


def _received(folder: CohortFolder, roster: Roster) -> dict[str, Received]:
    found = ((learner.id, read_received(folder, learner)) for learner in roster.learners)
    return {learner: received for learner, received in found if received is not None}


def _nobodys(folder: CohortFolder, roster: Roster) -> list[str]:
    """Tell of submissions whose learner is no longer in the roster."""
    known = {learner.folder for learner in roster.learners}
    try:
        stands = sorted(one.name for one in folder.submissions.iterdir() if one.is_dir())
    except FileNotFoundError:
        return []
    strangers = [name for name in stands if name not in known and not name.startswith(".")]
    return [f"submissions/{name} belongs to nobody in the roster" for name in strangers]


def _without_journal(folder: CohortFolder, roster: Roster) -> Iterator[str]:
    """Tell of journals that are there and can't be read."""
    for learner in roster.learners:
        journal = submission(folder, learner) / JOURNAL_FILE
        if journal.exists() and not (journal.is_file() and os.access(journal, os.R_OK)):
            yield (
                f"{learner.id}: {journal.relative_to(folder.root)} can't be read, so what happened "
                "on the way is not known"
            )


def _outdated(gathered: Gathered) -> Iterator[str]:
    """Tell of verdicts that count, and that grading here and now would ask for again."""
    limits, by_slug = gathered.plan.limits, gathered.curriculum.by_slug
    graders = {slug: grader_digest(by_slug[slug], limits) for slug in gathered.plan.slugs}
    counting = [mark for mark in gathered.marks.all if mark.level is not None]
    results = [gathered.results.newest[mark.learner, mark.exercise] for mark in counting]
    if old := sum(one.grader != graders[one.exercise] for one in results):
        yield (
            f"{counted(old, 'verdict')} of another version of the exercises, their limits or the"
            " tools than are here; ctml cohort grade judges anew"
        )


def _damaged(results: Results, gradebook: Gradebook) -> list[str]:
    notes = []
    if results.unread:
        notes.append(f"{counted(results.unread, 'line')} of the results can't be read, and is left")
    if gradebook.damaged:
        lines = ", ".join(str(number) for number in gradebook.damaged)
        notes.append(f"gradebook.jsonl: line {lines} can't be read; give the mark again")
    return notes


def _unreadable(folder: CohortFolder, error: OSError) -> InstructorError:
    return InstructorError(
        f"a file of the cohort can't be read: {error.strerror}: {error.filename}",
        where=folder.root,
        next_step=way_out(error, folder.root),
    )
