"""Composing: what is read of a saved file, and what is refused with a reason."""

import pytest

from ctml_runner.course.compose import MAX_BYTES, Composed, NotComposed, compose, digest_of
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import MARKER, Exercise


@pytest.fixture(scope="module")
def exercise(curriculum: Curriculum) -> Exercise:
    return curriculum.find("token_id")


def composed(exercise: Exercise, data: bytes) -> Composed:
    found = compose(exercise, data)
    assert isinstance(found, Composed), found
    return found


def refused(exercise: Exercise, data: bytes) -> tuple[str, str]:
    found = compose(exercise, data)
    assert isinstance(found, NotComposed), found
    assert found.digest == digest_of(data)
    return found.why, found.next_step


UNDO = (
    "undo the last edit in your editor; or: ctml reset SLUG, or press x where the watch runs"
    "   (what you wrote is kept)"
)


def test_the_shipped_file_is_composed_as_it_is(exercise: Exercise) -> None:
    data = exercise.text.encode()
    found = composed(exercise, data)
    assert (found.part, found.marker_line, found.checks_edited, found.digest) == (
        exercise.start,
        exercise.start.count("\n") + 1,
        False,
        digest_of(data),
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n\n\n",
        lambda data: data.replace(MARKER.encode(), MARKER.encode() + b"  "),
    ],
    ids=["BOM", "CRLF", "CR", "no last newline", "more newlines", "spaces behind the marker"],
)
def test_an_editors_habits_change_nothing(exercise: Exercise, change: object) -> None:
    assert callable(change)
    data = exercise.text.encode()
    plain, habit = composed(exercise, data), composed(exercise, change(data))
    assert (habit.text, habit.marker_line, habit.checks_edited) == (
        plain.text,
        plain.marker_line,
        False,
    )


def test_the_digest_is_of_the_bytes_as_saved(exercise: Exercise) -> None:
    data = b"\xef\xbb\xbf" + exercise.text.replace("\n", "\r\n").encode()
    assert composed(exercise, data).digest == digest_of(data)


@pytest.mark.parametrize(
    ("data", "why", "next_step"),
    [
        (b"", f"the line '{MARKER}' is gone, so the checks can't be found", UNDO),
        (b"x = 1\n", f"the line '{MARKER}' is gone, so the checks can't be found", UNDO),
        (b"a\nb\n\xff\n", "line 3 is not UTF-8 text", "save the file as UTF-8"),
        ("é".encode("latin-1"), "line 1 is not UTF-8 text", "save the file as UTF-8"),
        ("x".encode("utf-16"), "line 1 is not UTF-8 text", "save the file as UTF-8"),
        (b"a\n\0\n", "line 2 holds a NUL byte; Python can't read it", "delete that character"),
        (b"# coding: latin-1\n", "the file calls itself latin-1; ctml reads UTF-8",
         "delete that line"),
        (b"\n# -*- coding: cp1252 -*-\n", "the file calls itself cp1252; ctml reads UTF-8",
         "delete that line"),
    ],
    ids=["empty", "no marker", "byte", "latin-1", "utf-16", "NUL", "cookie", "second line"],
)  # fmt: skip
def test_what_cannot_be_judged_is_refused_with_what_to_do(
    exercise: Exercise, data: bytes, why: str, next_step: str
) -> None:
    assert refused(exercise, data) == (why, next_step.replace("SLUG", exercise.slug))


def test_five_megabytes_are_no_exercise(exercise: Exercise) -> None:
    data = b"#" * 5_000_000
    assert refused(exercise, data) == (
        f"the file has 5,000,000 bytes; an exercise is a page, at most {MAX_BYTES:,}",
        UNDO.replace("SLUG", exercise.slug),
    )


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf_8", "utf-8-unix"])
def test_every_spelling_of_utf_8_is_read(exercise: Exercise, name: str) -> None:
    data = f"# -*- coding: {name} -*-\n{exercise.text}".encode()
    assert composed(exercise, data).part.startswith("# -*- coding")


def test_a_form_feed_moves_no_line(exercise: Exercise) -> None:
    data = ("\f\n\f" + exercise.text).encode()
    assert composed(exercise, data).marker_line == exercise.start.count("\n") + 2


def test_edited_checks_are_noticed_and_never_used(exercise: Exercise) -> None:
    found = composed(exercise, f"x = 1\n{MARKER}\ndef test_embed() -> None: ...\n".encode())
    assert found.checks_edited
    assert found.text == "x = 1\n" + composed(exercise, exercise.text.encode()).checks.text


def test_the_first_marker_counts_even_inside_a_string(exercise: Exercise) -> None:
    found = composed(exercise, f'X = """\n{MARKER}\n"""\n{exercise.text}'.encode())
    assert (found.part, found.marker_line, found.checks_edited) == ('X = """\n', 2, True)


def test_an_indented_marker_is_none(exercise: Exercise) -> None:
    why, _ = refused(exercise, f"x = 1\n  {MARKER}\n".encode())
    assert "is gone" in why


def test_the_ignores_of_refusals_are_blanked_and_kept_as_what_must_come(
    exercise: Exercise,
) -> None:
    found = composed(exercise, exercise.text.encode())
    assert "type: ignore" not in found.checks.text
    assert [(refusal.code, refusal.source) for refusal in found.checks.refusals] == [
        ("arg-type", "_ = embed(7)"),
        ("arg-type", "_ = embed(VocabSize(3))"),
        ("assignment", "token: TokenId = 2"),
    ]
    lines = found.text.split("\n")
    for refusal in found.checks.refusals:
        assert lines[found.marker_line + refusal.offset - 1].strip() == refusal.source
