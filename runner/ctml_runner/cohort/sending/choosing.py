"""Choosing what is sent: every exercise that was worked on, and the newest of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from ctml_runner.cohort.form import JOURNAL, PART
from ctml_runner.course.compose import digest_of
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.updating.decide import is_as_shipped
from ctml_runner.course.workspace import Workspace
from ctml_runner.errors import LearnerError
from ctml_runner.journal import History, Judged


class Standing(Enum):
    """How an exercise stands when it is sent, as the journal tells."""

    PASSED = "passed"
    OPEN = "not passed yet"
    CHANGED = "not judged as it is now"
    UNTOUCHED = "not begun"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is sent of a workspace.

    Attributes:
        parts: for each slug, the learner's file.
        standing: how every exercise of the workspace stands.
        left_out: what can't be sent, a line each.
    """

    parts: Mapping[str, bytes]
    standing: Mapping[Exercise, Standing]
    left_out: tuple[str, ...]

    def that_are(self, standing: Standing) -> list[str]:
        """Return the exercises that stand so."""
        return [exercise.slug for exercise, so in self.standing.items() if so is standing]


def choose(workspace: Workspace, curriculum: Curriculum, history: History) -> Choice:
    """Choose what is sent; what can't be read stops nothing else.

    Args:
        workspace: the learner's folder.
        curriculum: the exercises that it has.
        history: its journal.
    """
    judged = {
        record.fact.exercise: record.fact
        for record in history.records
        if isinstance(record.fact, Judged)
    }
    parts: dict[str, bytes] = {}
    standing: dict[Exercise, Standing] = {}
    left_out: list[str] = []
    for exercise in curriculum.exercises:
        data, why = _read(workspace, exercise)
        last = judged.get(exercise.slug)
        standing[exercise] = _standing(exercise, data, last)
        if why and (last is not None or workspace.file(exercise).exists()):
            left_out.append(f"{exercise.path}: {why}")
        if data is not None and standing[exercise] is not Standing.UNTOUCHED:
            parts[exercise.slug] = data
    return Choice(MappingProxyType(parts), MappingProxyType(standing), tuple(left_out))


def _read(workspace: Workspace, exercise: Exercise) -> tuple[bytes | None, str]:
    """Return the learner's file, or None and why it can't be sent."""
    try:
        data = workspace.read(exercise)
    except LearnerError as error:
        return None, error.what
    if len(data) > PART:
        return None, f"it has {len(data):,} bytes; at most {PART:,} are judged"
    return data, ""


def _standing(exercise: Exercise, data: bytes | None, last: Judged | None) -> Standing:
    if last is None:
        untouched = data is None or is_as_shipped(data, exercise.text.encode())
        return Standing.UNTOUCHED if untouched else Standing.CHANGED
    if data is None or digest_of(data) != last.digest:
        return Standing.CHANGED
    return Standing.PASSED if last.outcome == "passed" else Standing.OPEN


def newest(journal: bytes, most: int = JOURNAL) -> bytes:
    """Return the journal's newest whole lines, as many as are sent."""
    if len(journal) <= most:
        return journal
    return journal[-most:].partition(b"\n")[2]
