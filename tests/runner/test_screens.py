"""What is seen: whole screens of plain lines, and the objects that programs read."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.errors import LearnerError
from ctml_runner.judging.verdict import Outcome, Span, TypeFault, Types, Verdict
from ctml_runner.screen.lines import JsonLines, encode
from ctml_runner.screen.plain import Plain
from ctml_runner.teaching import messages
from ctml_runner.teaching.explain import About, Explanation
from ctml_runner.teaching.messages import Message
from ctml_runner.teaching.tutor import Feedback, Learned

SOURCE = "vector = embed(7)"
SPAN = Span(12, 16, 12, 17)
FAULT = TypeFault(SPAN, "arg-type", "plain", "the raw words", (), SOURCE, in_checks=False)
FAILED = Verdict(
    "token_id", Outcome.FAILED, (FAULT,), output="7\n", file_digest="ab", seconds=0.0415
)
EXPLAINED = Explanation(About.TYPES, "7 meets TokenId.", "Say what it counts.", SPAN, SOURCE, "raw")


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read_curriculum()


def plain(message: Message, *, width: int = 80, terminal: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=terminal, no_color=True)
    Plain(console).show(message)
    return stream.getvalue()


def lines(message: Message) -> dict[str, object]:
    stream = io.StringIO()
    JsonLines(stream).show(message)
    assert stream.getvalue().count("\n") == 1
    found = json.loads(stream.getvalue())
    assert isinstance(found, dict)
    return found


def judged(curriculum: Curriculum, **feedback: str) -> messages.Judged:
    told = Feedback((EXPLAINED,), **feedback)
    return messages.Judged(curriculum.find("token_id"), FAILED, told, rungs=1)


def test_a_failure_shows_ticks_output_and_the_underlined_line(curriculum: Curriculum) -> None:
    assert plain(judged(curriculum)) == (
        "\n"
        "  [x] types: 1 to mend   [ok] tests   42 ms\n"
        "  token_id: not yet\n"
        "\n"
        "  your code printed:\n"
        "  | 7\n"
        "\n"
        "  7 meets TokenId.\n"
        "    12 | vector = embed(7)\n"
        "       |                ^\n"
        "  Say what it counts.\n"
        "\n"
        "  h: hint 2 of 3\n"
    )


def test_the_hint_of_a_known_misconception_comes_unasked(curriculum: Curriculum) -> None:
    text = plain(judged(curriculum, misconception="alias", hint="Both names mean int."))
    assert text.endswith("  Hint: Both names mean int.\n")
    assert "h: hint" not in text


@pytest.mark.parametrize(("rungs", "offer"), [(0, "hint 1 of 3"), (3, "the last again")])
def test_a_hint_is_offered_by_its_number_and_the_last_one_again(
    curriculum: Curriculum, rungs: int, offer: str
) -> None:
    text = plain(replace(judged(curriculum), rungs=rungs))
    assert text.endswith(f"\n  h: {offer}\n")


def test_the_last_hint_names_the_lesson_of_the_course_and_none_for_a_challenge(
    curriculum: Curriculum,
) -> None:
    for slug, last in (
        ("save_me", "The lesson, in another terminal: ctml read 00_first_steps"),
        ("missing_middle", ""),
    ):
        text = plain(messages.Hint(curriculum.find(slug), 3, 3, "Look."))
        assert text.splitlines()[-1] == f"  That was the last. {last}".rstrip()


def test_the_checks_own_complaints_are_not_counted_beside_the_learners(
    curriculum: Curriculum,
) -> None:
    follows = replace(FAULT, in_checks=True)
    told = judged(curriculum)
    mixed = replace(FAILED, type_errors=(FAULT, follows, follows))
    alone = replace(FAILED, type_errors=(follows, follows))
    assert "types: 1 to mend" in plain(replace(told, verdict=mixed))
    assert "types: 2 to mend" in plain(replace(told, verdict=alone))


def test_a_pass_tells_why(curriculum: Curriculum) -> None:
    verdict = Verdict("token_id", Outcome.PASSED, seconds=0.02)
    message = messages.Judged(curriculum.find("token_id"), verdict, Feedback(why="It counts."), 0)
    assert plain(message) == (
        "\n  [ok] types   [ok] tests   20 ms\n  token_id: passed\n\n  Why: It counts.\n"
    )


def test_long_lines_go_on_as_far_in_as_they_began_on_a_terminal(curriculum: Curriculum) -> None:
    text = plain(judged(curriculum, misconception="m", hint="word " * 20), width=40, terminal=True)
    rows = [Text.from_ansi(row).plain for row in text.split("\n")]
    assert all(len(row) <= 40 for row in rows)
    assert all(row.startswith("  ") for row in rows[rows.index("  7 meets TokenId.") :] if row)


def test_a_task_is_wrapped_anew_on_a_terminal_and_as_in_the_file_anywhere_else(
    curriculum: Curriculum,
) -> None:
    task = messages.Task(curriculum.find("save_me"), Path("/w/a.py"), 0, 21)
    begin = "  A language model first cuts a text into pieces; here the pieces are words."
    assert f"{begin}\n" in plain(task)
    wide = Text.from_ansi(plain(task, width=100, terminal=True)).plain
    assert f"{begin} `count_words`" in wide


def test_after_a_pass_the_next_is_named_once(curriculum: Curriculum) -> None:
    one, two = curriculum.course[:2]
    assert plain(messages.Advanced(one, two, Path("/w/b.py"), 1, 21)) == (
        "\nsave_me has passed.\nNext: Annotate: say what goes in and what comes out\n"
        "  /w/b.py\n  n: its task\n"
    )


def test_a_new_chapter_names_its_lesson(curriculum: Curriculum) -> None:
    last, first = curriculum.find("keep_values"), curriculum.find("token_id")
    rows = plain(messages.Advanced(last, first, Path("/w/b.py"), 6, 21)).splitlines()
    lesson = "  A new chapter. Its lesson, in another terminal: ctml read 01_domain_objects"
    assert rows[-1] == lesson
    challenge = curriculum.find("missing_middle")
    assert "lesson" not in plain(messages.Advanced(last, challenge, Path("/w/b.py"), 21, 21))


def test_code_that_is_too_long_is_cut_off_so_that_its_mark_stays_below_it(
    curriculum: Curriculum,
) -> None:
    long = f"vector = embed(7){' + embed(7)' * 9}"
    told = Feedback((Explanation(About.TYPES, "No.", "", SPAN, long, "raw"),))
    text = plain(
        messages.Judged(curriculum.find("token_id"), FAILED, told, 0), width=40, terminal=True
    )
    rows = [Text.from_ansi(row).plain for row in text.split("\n")]
    at = rows.index("  No.")
    assert rows[at + 1 : at + 4] == [
        "    12 | vector = embed(7) + embed(7) +…",
        "       |                ^",
        "",
    ]


def test_a_path_and_code_in_a_sentence_are_never_broken(curriculum: Curriculum) -> None:
    path = Path("/a rather long/folder name", *["with more"] * 5, "01_token_id.py")
    task = messages.Task(curriculum.find("token_id"), path, 0, 14)
    rows = [Text.from_ansi(row).plain for row in plain(task, width=40, terminal=True).split("\n")]
    assert f"  {path}" in rows
    hint = "word " * 6 + "`-> tuple[float, float]:` word"
    text = plain(judged(curriculum, misconception="m", hint=hint), width=40, terminal=True)
    assert "`-> tuple[float, float]:`" in Text.from_ansi(text).plain


@pytest.mark.parametrize(
    ("verdict", "ticks"),
    [
        (
            Verdict("token_id", Outcome.FAILED, (replace(FAULT, code="syntax"),), seconds=0.02),
            "[x] types: can't be read   [-] tests: not run",
        ),
        (
            Verdict("token_id", Outcome.TIMED_OUT, said="too long", seconds=10),
            "[ok] types   [x] tests: stopped",
        ),
    ],
)
def test_tests_that_did_not_run_to_their_end_are_not_called_ok(
    curriculum: Curriculum, verdict: Verdict, ticks: str
) -> None:
    shown = plain(messages.Judged(curriculum.find("token_id"), verdict, Feedback(), 0))
    assert f"  {ticks}   " in shown


def test_text_of_the_learner_is_never_taken_for_markup(curriculum: Curriculum) -> None:
    verdict = Verdict("token_id", Outcome.FAILED, output="[bold]:smile:[/] [red]", seconds=0)
    message = messages.Judged(curriculum.find("token_id"), verdict, Feedback(), 0)
    assert "  | [bold]:smile:[/] [red]\n" in plain(message)


def test_control_characters_of_the_learner_never_reach_the_terminal(curriculum: Curriculum) -> None:
    verdict = Verdict("token_id", Outcome.FAILED, output="\x1b[2J\x1b]0;x\x07\rhidden", seconds=0)
    message = messages.Judged(curriculum.find("token_id"), verdict, Feedback(), 0)
    text = plain(message)
    assert not {"\x1b", "\x07", "\r"} & set(text)
    assert "hidden" in text


def test_the_raw_message_is_always_reachable() -> None:
    assert plain(messages.Raw(FAILED)) == "  line 12: the raw words  [arg-type]\n"


def test_every_message_has_plain_lines_and_an_object(curriculum: Curriculum) -> None:
    one, two = curriculum.course[:2]
    everything: list[Message] = [
        messages.Ready(Path("/w"), 1, 14),
        messages.Task(one, Path("/w/a.py"), 0, 14),
        messages.Advanced(one, two, Path("/w/b.py"), 1, 14),
        messages.Welcome(Path("/w"), 14),
        messages.Finished(14, (two,)),
        messages.Finished(14, ()),
        messages.ChapterEnded("00_first_steps", (Learned(one, "It is so. And more."),)),
        messages.Shared(one, (Path("/w/cards/a.md"),)),
        messages.Question(one, "Put it back?"),
        messages.Restored(one, "reset", Path("/w/a.py")),
        messages.Restored(one, "undo", Path("/w/a.py")),
        messages.Solution(one, "x = 1\n", "because"),
        messages.Hint(one, 3, 3, "look"),
        messages.Listing((messages.Row(one, done=True, current=False),)),
        messages.Checked((FAILED,), 1.0),
        messages.Keys(),
        messages.Raw(FAILED),
        messages.Notice("polling", "wait"),
        messages.Problem(LearnerError("gone", where=Path("/w/a.py"), next_step="ctml init")),
        messages.Checking(one),
        judged(curriculum),
    ]
    names = [lines(message)["event"] for message in everything]
    assert names == [
        "ready", "task", "advanced", "welcome", "finished", "finished", "chapter", "shared",
        "question", "restored", "restored", "solution", "hint", "list", "checked", "keys", "raw",
        "notice", "problem", "checking", "verdict",
    ]  # fmt: skip
    assert all(plain(message).strip() for message in everything)


def test_the_verdict_object_has_all_that_programs_were_promised(curriculum: Curriculum) -> None:
    found = lines(judged(curriculum, misconception="alias", hint="Both."))
    assert found["exercise"] == "token_id"
    assert found["outcome"] == "failed"
    assert found["file_digest"] == "ab"
    assert found["seconds"] == 0.0415
    assert found["refusals_missing"] == found["test_failures"] == found["escapes"] == []
    assert found["output"] == "7\n"
    assert (found["hint"], found["misconception"], found["why"]) == ("Both.", "alias", None)
    assert found["type_errors"] == [json.loads(encode(FAULT))]
    assert found["explanations"] == [json.loads(encode(EXPLAINED))]


def test_the_types_object_says_whether_they_are_clean(curriculum: Curriculum) -> None:
    one = curriculum.course[0]
    found = lines(messages.TypesKnown(one, Types((FAULT,), seconds=0.01)))
    assert (found["event"], found["exercise"], found["clean"]) == ("types", one.slug, False)
    assert lines(messages.TypesKnown(one, Types()))["clean"] is True
