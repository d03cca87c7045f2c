"""The handout: a workspace with a class's exercises and rules, made once, then brought on."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.handing.archive import write_archive
from ctml_runner.cohort.handing.start import START, put_start, start_page
from ctml_runner.cohort.plan import Plan
from ctml_runner.course.carried import carried, course_digest
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.updating import Changed, Report, update
from ctml_runner.course.workspace import Workspace, editor
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.course.workspace.record import CourseRecord, read_record
from ctml_runner.course.workspace.rules import write_rules
from ctml_runner.errors import InstructorError, LearnerError
from ctml_runner.journal import Journal


@dataclass(frozen=True, slots=True)
class Handout:
    """What lies ready to be handed out.

    Attributes:
        exercises: how many there are in it.
        course: the version of its course.
        size: bytes of the zip.
        changed: files that are not as the course has them, because somebody changed them there.
    """

    exercises: int
    course: str
    size: int
    changed: tuple[str, ...]


def hand_out(folder: CohortFolder, plan: Plan, curriculum: Curriculum, version: str) -> Handout:
    """Make the handout, or put back what is missing from it.

    Args:
        folder: the cohort's.
        plan: which exercises, by which rules.
        curriculum: the installed course.
        version: of ctml.

    Raises:
        InstructorError: the one that is there is of another course or another plan, or
            something else stands in its place.
        OSError: it can't be written.
    """
    workspace, part = Workspace(folder.workspace), plan.rules.narrow(curriculum)
    made = CourseRecord(version, course_digest(carried(part)))
    if workspace.sign.exists() and read_record(workspace) != made:
        raise InstructorError(
            "the handout has another course than the one installed, or other exercises than the"
            " plan; nothing was changed",
            where=workspace.root,
            next_step="ctml cohort handout --update   (keeps what you changed in it)",
        )
    try:
        make_workspace(workspace.root, part, version)
    except LearnerError as error:
        raise _in_the_way(folder, error) from error
    return _finished(folder, plan, part, version)


def update_handout(
    folder: CohortFolder, plan: Plan, curriculum: Curriculum, version: str
) -> tuple[Handout, Report]:
    """Bring the handout up to the installed course and the plan; what was changed in it stays.

    Args:
        folder: the cohort's.
        plan: which exercises, by which rules.
        curriculum: the installed course.
        version: of ctml.

    Raises:
        InstructorError: there is no handout yet, or its course is newer than the installed one.
        OSError: it can't be written.
    """
    workspace = Workspace(folder.workspace)
    if not workspace.sign.exists():
        raise InstructorError(
            "there is no handout yet", where=workspace.root, next_step="ctml cohort handout"
        )
    keeper = folder.hidden / "handout"  # what is kept of it is no learner's
    keeper.mkdir(parents=True, exist_ok=True)
    try:
        part = plan.rules.narrow(curriculum)
        report = update(workspace, part, version, Journal(keeper / "journal.jsonl"))
    except LearnerError as error:
        step = error.next_step.replace("ctml update", "ctml cohort handout --update")
        raise InstructorError(error.what, where=error.where, next_step=step) from error
    return _finished(folder, plan, part, version), _without_machine(report)


def _finished(folder: CohortFolder, plan: Plan, part: Curriculum, version: str) -> Handout:
    workspace = Workspace(folder.workspace)
    for machine in (workspace.root, workspace.shipped):  # `ctml init` makes the learner's own
        (machine / editor.FILE).unlink(missing_ok=True)
    write_rules(workspace, plan.rules)
    own = () if put_start(folder, start_page(plan, version)) else (START,)
    size = write_archive(folder, plan.name)
    return Handout(len(plan.items), version, size, (*own, *_changed(workspace, part)))


def _changed(workspace: Workspace, part: Curriculum) -> Iterator[str]:
    for where, data in carried(part).items():
        file = workspace.root / where
        if file.is_file() and file.read_bytes() != data:
            yield where.as_posix()


def _without_machine(report: Report) -> Report:
    done = (d for d in report.done if not (isinstance(d, Changed) and d.file.name == editor.FILE))
    return Report(report.before, report.after, tuple(done))


def _in_the_way(folder: CohortFolder, error: LearnerError) -> InstructorError:
    if isinstance(error.__cause__, OSError):
        step = "make room, or make it writable; then type: ctml cohort handout"
        return InstructorError(error.what, where=error.where, next_step=step)
    aside = folder.workspace.with_name("workspace-aside")
    move = f"mv {shlex.quote(str(folder.workspace))} {shlex.quote(str(aside))}"
    return InstructorError(
        error.what, where=error.where, next_step=f"{move}; then: ctml cohort handout"
    )
