"""Wrong lines, judged by a real mypy: each is answered by one sentence about the subject."""

import json
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from ctml_runner.course.compose import compose_part
from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.findings import read_types
from ctml_runner.judging.process import Ended, How
from ctml_runner.judging.typecheck import FLAGS
from ctml_runner.judging.verdict import Outcome, Span, Types, Verdict
from ctml_runner.teaching.explain import About, Explanation, explain

WRONG = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
"""Wrong lines, each followed by what is said of it, behind ``#> ``."""

CHECKS = """\
# --- checks ---
from typing import assert_type as same

def test_uses() -> None:
    embed(Token(1))
    same(maybe(), int)
    gone(1)
    gone(2)

def refused() -> None:  # never called
    _ = embed(TokenId(7))  # type: ignore[arg-type]  # seven is no token
"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Verdict, str]:
    """What mypy says of all the wrong lines at once."""
    folder = tmp_path_factory.mktemp("wrong")
    path = PurePosixPath("00_wrong/01_wrong.py")
    exercise = Exercise("wrong", "00_wrong", 1, path, "Wrong", "", "", CHECKS)
    composed = compose_part(exercise, WRONG)
    (folder / "e_wrong.py").write_text(composed.text, encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", *FLAGS, f"--cache-dir={folder}", "e_wrong.py"]
    ran = subprocess.run(mypy, cwd=folder, capture_output=True, text=True, check=False)
    facts = (json.dumps({"mypy": ran.stdout.splitlines()}),)
    types = read_types(composed, Ended(How.DONE, facts, "", 0), 0.0)
    assert isinstance(types, Types)
    verdict = Verdict("wrong", Outcome.FAILED, types.faults, types.refusals_missing)
    return verdict, composed.text


def test_every_wrong_line_is_answered_by_what_met_what(judged: tuple[Verdict, str]) -> None:
    said = [one.headline for one in explain(*judged) if one.headline.startswith("Line ")]
    headlines = [headline.partition(": ")[2] for headline in said]
    assert headlines == [line[3:] for line in WRONG.split("\n") if line.startswith("#> ")]


def test_an_explanation_names_its_line_underlines_its_span_and_keeps_the_raw_message(
    judged: tuple[Verdict, str],
) -> None:
    line = WRONG.split("\n").index("Embedding() >> Softmax()") + 1
    found = [one for one in explain(*judged) if one.headline.startswith(f"Line {line}: ")]
    assert found == [
        Explanation(
            about=About.TYPES,
            headline=f"Line {line}: the arrow `Embedding` ends in `Vector`, `Softmax` starts at "
            "`Logits`, and nothing stands between them.",
            detail="`f >> g` needs the end of `f` to be the start of `g`. An arrow from `Vector` "
            "to `Logits` has to come in between, or one of the two is the wrong one, or in the "
            "wrong place.",
            span=Span(line, 16, line, 25),
            source="Embedding() >> Softmax()",
            raw='Unsupported operand types for >> ("Embedding" and "Softmax")  [operator]',
        )
    ]


def test_a_fault_in_the_checks_says_what_of_the_part_they_use(judged: tuple[Verdict, str]) -> None:
    checks = [one.headline for one in explain(*judged) if one.headline.startswith("The check")]
    marker = judged[1].split("\n").index("# --- checks ---") + 1
    asked = "`embed` asks for a `TokenId` as its first argument, and is given a `Token`."
    assert checks == [
        f"The check on line {marker + 4} uses your `embed` and `Token`: {asked}",
        f"The check on line {marker + 5} expects `int` here, and your code gives `int | None`.",
        f"The check on line {marker + 6} needs `gone`, and your part does not define it any more.",
    ]


def test_a_refusal_that_did_not_come_is_told_with_its_reason(judged: tuple[Verdict, str]) -> None:
    marker = judged[1].split("\n").index("# --- checks ---") + 1
    embed = judged[1].split("\n").index("def embed(token: TokenId) -> Vector:") + 1
    token_id = judged[1].split("\n").index('TokenId = NewType("TokenId", int)') + 1
    assert [one for one in explain(*judged) if one.about is About.REFUSAL] == [
        Explanation(
            about=About.REFUSAL,
            headline="`_ = embed(TokenId(7))` should have been refused, because seven is no token.",
            detail=f"The types let line {marker + 10} of the checks through, so they say too "
            f"little. Look at your `embed` (line {embed}) and `TokenId` (line {token_id}).",
            span=Span(marker + 10, 5, marker + 10, 26),
            source="    _ = embed(TokenId(7))",
            raw=f'line {marker + 10}: no error with the code "arg-type"; expected one: '
            "seven is no token",
        )
    ]
