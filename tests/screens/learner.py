"""A learner at a terminal: they write into their files, and the journal says what was noticed."""

import json
from pathlib import Path

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise


def solve(workspace: Path, curriculum: Curriculum, exercise: Exercise) -> None:
    """Write the solution into the learner's file."""
    write(workspace, exercise, curriculum.solution(exercise).part)


def write(workspace: Path, exercise: Exercise, part: str) -> None:
    """Write a learner's part above the shipped checks."""
    text = f"{part.rstrip()}\n\n\n{exercise.checks}"
    (workspace / exercise.path).write_text(text, encoding="utf-8")


def facts(workspace: Path, kind: str) -> list[dict[str, object]]:
    """Return what the journal tells of one kind, in order."""
    lines = (workspace / ".ctml" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line)["fact"] for line in lines]
    return [fact for fact in told if fact["kind"] == kind]
