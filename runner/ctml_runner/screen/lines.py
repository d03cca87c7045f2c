"""JSON lines: one object a message, for programs."""

import sys
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import TextIO, assert_never

import msgspec

from ctml_runner.course.exercise import Exercise
from ctml_runner.teaching import messages
from ctml_runner.teaching.messages import Message

Object = dict[str, object]


class JsonLines:
    """A screen for programs.

    Args:
        stream: where the lines go.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout

    def show(self, message: Message) -> None:
        """Write one object on one line."""
        self._stream.write(encode(to_object(message)) + "\n")
        self._stream.flush()

    def lend(self, work: Callable[[], None]) -> bool:  # noqa: ARG002  # what every screen is asked
        """Return False: a program reads here, and has no terminal to give away."""
        return False


def encode(value: object) -> str:
    """Return `value` as JSON on one line."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def to_object(message: Message) -> Object:
    """Return a message as the object that programs read; ``event`` says which it is."""
    match message:
        case messages.Judged():
            return verdict_object(message)
        case messages.Checked():
            return checked_object(message)
        case messages.Task(exercise):
            return {**_told("task", message), "title": exercise.title, "task": exercise.task}
        case messages.TypesKnown(exercise, types):
            about = {"event": "types", "exercise": exercise.slug, "clean": types.clean}
            return {**about, **asdict(types)}
        case messages.Listing(rows):
            return {"event": "list", "exercises": [row_object(row) for row in rows]}
        case messages.Raw(verdict):
            return {
                "event": "raw",
                "exercise": verdict.exercise,
                "type_errors": verdict.type_errors,
            }
        case messages.CheckingAll():
            return _told("checking_all", message)
        case messages.ChapterEnded(chapter, learned):
            whys = {one.exercise.slug: one.why for one in learned}
            return {"event": "chapter", "chapter": chapter, "learned": whys}
        case messages.Finished(total, challenges):
            waiting = [challenge.slug for challenge in challenges]
            return {"event": "finished", "total": total, "challenges": waiting}
        case messages.Shared(exercise, files):
            written = [str(file) for file in files]
            return {"event": "shared", "exercise": exercise.slug, "files": written}
        case messages.Notice(what, next_step):
            return {"event": "notice", "what": what, "next": next_step}
        case messages.Problem(error):
            where = None if error.where is None else str(error.where)
            return {"event": "problem", "what": error.what, "where": where, "next": error.next_step}
        case (
            messages.Ready()
            | messages.Checking()
            | messages.Advanced()
            | messages.Hint()
            | messages.Keys()
            | messages.Welcome()
            | messages.Question()
            | messages.Restored()
            | messages.Solution()
        ):
            return _told(type(message).__name__.lower(), message)
        case _:
            assert_never(message)


def _told(event: str, message: Message) -> Object:
    """Return the fields of a message by their names: an exercise as its slug, a path as text."""
    named = {field.name: getattr(message, field.name) for field in fields(message)}
    return {"event": event, **{name: _plain(value) for name, value in named.items()}}


def _plain(value: object) -> object:
    match value:
        case Exercise(slug=slug):
            return slug
        case Path():
            return str(value)
        case _:
            return value


def verdict_object(judged: messages.Judged) -> Object:
    """Return a verdict with what is said of it."""
    feedback = judged.feedback
    return {
        "event": "verdict",
        **asdict(judged.verdict),
        "explanations": feedback.explanations,
        "misconception": feedback.misconception or None,
        "hint": feedback.hint or None,
        "why": feedback.why or None,
    }


def checked_object(checked: messages.Checked) -> Object:
    """Return what checking every exercise found."""
    return {
        "event": "checked",
        "passed": sum(verdict.passed for verdict in checked.verdicts),
        "total": len(checked.verdicts),
        "seconds": checked.seconds,
        "verdicts": checked.verdicts,
    }


def row_object(row: messages.Row) -> Object:
    """Return one row of the list."""
    return {
        "slug": row.exercise.slug,
        "place": row.exercise.place,
        "chapter": row.exercise.chapter,
        "title": row.exercise.title,
        "done": row.done,
        "current": row.current,
        "attempts": row.attempts,
        "waits_for": [exercise.slug for exercise in row.waits_for],
        "skipped": row.skipped,
        "must": row.must,
    }
