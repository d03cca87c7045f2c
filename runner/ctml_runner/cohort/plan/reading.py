"""Reading ``cohort.toml``."""

from datetime import timedelta
from pathlib import Path

import msgspec

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.plan.checking import Source, check
from ctml_runner.cohort.plan.file import Grading, Stuck, Top, Worth
from ctml_runner.cohort.plan.late import late_rule
from ctml_runner.cohort.plan.values import Item, Limits, Plan
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.workspace.rules import solutions_rule
from ctml_runner.errors import InstructorError
from ctml_runner.settings.toml_text import NotTomlError, toml_tree


class _File(Top, frozen=True):
    """The whole file."""

    exercises: dict[str, int | Worth] = msgspec.field(default_factory=dict)
    grading: Grading = Grading()
    stuck: Stuck = Stuck()


def read_plan(folder: CohortFolder, curriculum: Curriculum) -> Plan:
    """Read the plan of a cohort.

    Args:
        folder: the cohort's folder.
        curriculum: the installed course, which knows what exercises there are.

    Raises:
        InstructorError: the file can't be read, isn't TOML, or holds a key or a value that means
            nothing; what is allowed is told, and the nearest name that is known.
    """
    source = Source(folder.plan, _text(folder.plan))
    tree = _tree(source)
    check(tree, source, curriculum)
    return _plan(msgspec.convert(tree, _File))


def _plan(file: _File) -> Plan:
    rule, late = solutions_rule(file.solutions), late_rule(file.late)
    assert rule is not None, "checked"  # noqa: S101
    assert late is not None, "checked"  # noqa: S101
    return Plan(
        name=file.name,
        course=file.course,
        items=tuple(_item(slug, worth) for slug, worth in file.exercises.items()),
        due=file.due,
        grace=timedelta(minutes=file.grace_minutes),
        limits=_limits(file.grading),
        least_level=file.grading.least_level,
        solutions=rule,
        any_order=file.any_order,
        stuck_attempts=file.stuck.attempts,
        stuck_hours=file.stuck.hours,
        workshop=file.workshop,
        share=file.share,
        late=late,
        zone=file.zone,
    )


def _item(slug: str, worth: int | Worth) -> Item:
    match worth:
        case Worth(points=points, must=must):
            return Item(slug, points, must)
        case points:
            return Item(slug, points)


def _limits(grading: Grading) -> Limits:
    return Limits(grading.seconds, grading.memory_mib, grading.processes, grading.files_mib)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InstructorError(
            "cohort.toml is not UTF-8 text",
            where=file,
            line=error.object[: error.start].count(b"\n") + 1,
            next_step="save the file as UTF-8",
        ) from None
    except OSError as error:
        raise InstructorError(
            f"cohort.toml can't be read: {error.strerror}",
            where=file,
            next_step="make it readable, then type the command again",
        ) from error


def _tree(source: Source) -> dict[str, object]:
    try:
        return toml_tree(source.text)
    except NotTomlError as error:
        raise InstructorError(
            f"cohort.toml is not TOML: {error.why}",
            where=source.file,
            line=error.line,
            next_step='a line is like: name = "Spring class"   or, below [exercises]: token_id = 2',
        ) from None
