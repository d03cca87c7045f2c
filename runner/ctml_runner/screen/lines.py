"""JSON lines: one object a message, for programs."""

import sys
from dataclasses import asdict
from typing import TextIO, assert_never

import msgspec

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


def encode(value: object) -> str:
    """Return `value` as JSON on one line."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def to_object(message: Message) -> Object:
    """Return a message as the object that programs read; ``event`` says which it is."""
    match message:
        case messages.Ready(workspace, done, total):
            return {"event": "ready", "workspace": str(workspace), "done": done, "total": total}
        case messages.Task(exercise, file, done, total):
            return {
                "event": "task",
                "exercise": exercise.slug,
                "title": exercise.title,
                "task": exercise.task,
                "file": str(file),
                "done": done,
                "total": total,
            }
        case messages.Checking(exercise):
            return {"event": "checking", "exercise": exercise.slug}
        case messages.TypesKnown(exercise, types):
            return {
                "event": "types",
                "exercise": exercise.slug,
                "clean": types.clean,
                **asdict(types),
            }
        case messages.Judged():
            return verdict_object(message)
        case messages.Advanced(passed, exercise, file, done, total):
            return {
                "event": "advanced",
                "passed": passed.slug,
                "exercise": exercise.slug,
                "file": str(file),
                "done": done,
                "total": total,
            }
        case messages.Finished(total):
            return {"event": "finished", "total": total}
        case messages.Hint(exercise, rung, of, text):
            return {
                "event": "hint",
                "exercise": exercise.slug,
                "rung": rung,
                "of": of,
                "text": text,
            }
        case messages.Listing(rows):
            return {"event": "list", "exercises": [row_object(row) for row in rows]}
        case messages.Checked():
            return checked_object(message)
        case messages.Keys():
            return {"event": "keys"}
        case messages.Raw(verdict):
            return {
                "event": "raw",
                "exercise": verdict.exercise,
                "type_errors": verdict.type_errors,
            }
        case messages.Notice(what, next_step):
            return {"event": "notice", "what": what, "next": next_step}
        case messages.Problem(error):
            where = None if error.where is None else str(error.where)
            return {"event": "problem", "what": error.what, "where": where, "next": error.next_step}
        case _:
            assert_never(message)


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
        "chapter": row.exercise.chapter,
        "title": row.exercise.title,
        "done": row.done,
        "current": row.current,
    }
