"""Feedback: a page about one learner's own work, in which hostile words are only words."""

import re
from pathlib import Path

import msgspec
import pytest
from tests.cohort.generated import CURRICULUM, NOW, make_class

from ctml_runner.cohort.feedback.claims import bodies, claims
from ctml_runner.cohort.feedback.markdown import code, escaped, prose
from ctml_runner.cohort.feedback.page import page
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.gradebook import append_mark, hand_mark
from ctml_runner.cohort.results import Graded, TestMark, append
from ctml_runner.cohort.standing.gathering import Gathered, gather
from ctml_runner.commands.cohort.feedback import feedback

HOSTILE = "](javascript:alert(1)) <script>alert(1)</script> # a *b* `c` ![x](http://evil.example)"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    return gather(make_class(tmp_path_factory.mktemp("class"), 12, 6), CURRICULUM)


def again(gathered: Gathered, learner: str, slug: str, **changes: object) -> Gathered:
    """Return the class after another verdict on a learner's file."""
    before = gathered.results.newest[learner, slug]
    after = msgspec.convert({**msgspec.to_builtins(before), **changes}, Graded)
    append(gathered.folder.results, [after])
    return gather(gathered.folder, CURRICULUM)


def test_what_passed_is_told_with_why_it_matters(gathered: Gathered) -> None:
    text = page(gathered, gathered.roster.by_id["s0000"])
    assert text.startswith("# Spring class: feedback for Ada Lovelace\n")
    assert "6 of 6 exercises passed: **15 of 15 points**." in text
    assert prose(CURRICULUM.solution(CURRICULUM.by_slug["annotate"]).why) in text
    assert "`token_of(7)`" in text
    assert "Graded in a sandbox of level 2." in text
    assert "What is still open" not in text


def test_what_failed_is_told_in_the_words_of_the_subject(gathered: Gathered) -> None:
    who, slug = next(
        k for k, r in gathered.results.newest.items() if r.outcome == "failed" and r.codes
    )
    result = gathered.results.newest[who, slug]
    text = page(gathered, gathered.roster.by_id[who])
    assert prose(result.hint) in text
    assert f"(`{result.codes[0].removeprefix('refused:')}`)." in text
    assert "`ctml goto " in text


def test_a_refusal_that_failed_to_come_is_not_called_an_objection(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 1, 2), CURRICULUM)
    codes = ["arg-type", "refused:operator"]
    after = again(gathered, "s0000", "save_me", outcome="failed", codes=codes, tests=[], hint="")
    text = page(after, after.roster.by_id["s0000"])
    assert "- The type checker objects (`arg-type`).\n" in text
    assert "should refuse a line of the checks, and lets it pass (`operator`).\n" in text


def test_a_failed_test_is_named_with_its_claim_and_never_with_its_inputs(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 2, 4), CURRICULUM)
    exercise = CURRICULUM.by_slug["save_me"]
    name, claim = next(iter(claims(exercise).items()))
    secret = "agree(got=41234, want=98765)"
    after = again(
        gathered, "s0000", "save_me", outcome="failed", hint="", said=secret, codes=[],
        tests=[{"name": name, "passed": False}],
    )  # fmt: skip
    text = page(after, after.roster.by_id["s0000"])
    assert f"- `{name}` fails. What should hold: {prose(claim)}" in text
    assert "41234" not in text
    assert "98765" not in text


def test_why_nothing_was_judged_is_told_in_our_own_words(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 1, 2), CURRICULUM)
    said = "line 3 is not UTF-8 text"
    after = again(gathered, "s0000", "save_me", outcome="not_run", said=said, codes=[], tests=[])
    text = page(after, after.roster.by_id["s0000"])
    assert "\nNothing was judged: line 3 is not UTF-8 text.\n" in text


@pytest.mark.parametrize("outcome", ["escaped", "timed_out", "crashed", "failed"])
def test_every_outcome_has_words_of_its_own_and_shows_nothing_that_was_said(
    tmp_path: Path, outcome: str
) -> None:
    gathered = gather(make_class(tmp_path, 1, 2), CURRICULUM)
    after = again(
        gathered, "s0000", "save_me", outcome=outcome, said=HOSTILE, hint="", codes=[], tests=[]
    )  # fmt: skip
    text = page(after, after.roster.by_id["s0000"])
    assert "evil" not in text
    assert "### 0.1 `save_me`: edit, save, read, repeat (0/2)" in text


def test_nobody_else_is_named(gathered: Gathered) -> None:
    for learner in gathered.roster.learners:
        text = page(gathered, learner)
        others = [one for one in gathered.roster.learners if one != learner]
        assert not [one.name for one in others if one.name in text]
        assert not [one.id for one in others if one.id in text]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 1, 2, names=(HOSTILE,))
    append_mark(cohort, hand_mark("s0000", "save_me", 1.0, HOSTILE))
    gathered = gather(cohort, CURRICULUM)
    text = page(gathered, gathered.roster.by_id["s0000"])
    assert "<" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search(r"https?://", text)
    assert "Marked by hand: " in text


def test_all_points_by_hand_leave_nothing_open_and_fewer_do(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 1, 1)
    again(gather(cohort, CURRICULUM), "s0000", "save_me", outcome="not_run", codes=[], tests=[])

    def told(points: float) -> str:
        append_mark(cohort, hand_mark("s0000", "save_me", points, "in the lab"))
        gathered = gather(cohort, CURRICULUM)
        return page(gathered, gathered.roster.by_id["s0000"])

    whole, part = told(1.0), told(0.5)
    assert "## What was marked by hand\n\n### 0.1 `save_me`" in whole
    assert "What is still open" not in whole
    assert "Nothing of it is open." in whole
    assert "## What is still open\n\n### 0.1 `save_me`" in part
    assert "`ctml goto save_me`" in part
    assert whole.count("in the lab") == part.count("in the lab") == 1


def test_what_was_not_handed_in_is_one_list(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 1, 3)
    for received in cohort.submissions.rglob("received.json"):
        received.unlink()
    gathered = gather(cohort, CURRICULUM)
    text = page(gathered, gathered.roster.by_id["s0000"])
    assert text.count("\n- 0.") == 3
    assert "## What was not handed in\n\n- 0.1 `save_me`: edit, save, read, repeat (0/2)\n" in text
    assert "still open" not in text
    assert "`ctml goto save_me`" in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("# a\n## b", r"\# a \#\# b"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("a@b.example", r"a\@b.example"),
        ("see http://x or www.x.y", r"see http:\//x or www\.x.y"),
        ("![a](b)", r"!\[a\](b)"),
        ("\x1b[2Ja\u202e", r"\[2Ja"),
        ("by hand (lab): well, done.", "by hand (lab): well, done."),
    ],
)
def test_signs_with_a_meaning_lose_it(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_a_courses_own_code_stays_code() -> None:
    assert prose("mypy refuses `f(*a)` and <b>.") == "mypy refuses `f(*a)` and &lt;b&gt;."
    assert code("test_one") == "`test_one`"
    assert code("`; rm") == r"\`; rm"


def test_claims_and_bodies_come_from_the_shipped_checks() -> None:
    exercise = CURRICULUM.by_slug["save_me"]
    assert list(claims(exercise)) == list(bodies(exercise))
    assert all("agree(" in body for body in bodies(exercise).values())


def test_the_command_writes_a_page_for_everybody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cohort: CohortFolder = make_class(tmp_path, 3, 2, now=NOW)
    feedback(cohort.root)
    assert sorted(path.name for path in cohort.feedback.iterdir()) == [
        "s0000.md",
        "s0001.md",
        "s0002.md",
    ]
    assert capsys.readouterr().out == f"wrote 3 pages: {cohort.feedback}\n"


def test_a_test_that_is_not_shipped_any_more_is_named_without_a_claim(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 1, 2), CURRICULUM)
    gone = [msgspec.to_builtins(TestMark("test_gone", passed=False))]
    after = again(gathered, "s0000", "save_me", outcome="failed", tests=gone, codes=[], hint="")
    assert "- `test_gone` fails.\n" in page(after, after.roster.by_id["s0000"])
