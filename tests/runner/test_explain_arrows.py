"""Arrows of the core and of the learner: a real mypy's words become where they start and end."""

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
from ctml_runner.judging.verdict import Outcome, Types, Verdict
from ctml_runner.teaching.explain import Explanation, explain
from ctml_runner.teaching.explain.arrows import Arrow, arrows_of_core

WRONG = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
"""Wrong lines, each followed by the first thing that is said of it, and what it means."""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Explanation, ...]:
    """What is said of all the wrong lines, judged by a real mypy at once."""
    folder = tmp_path_factory.mktemp("wrong")
    path = PurePosixPath("00_wrong/01_wrong.py")
    exercise = Exercise("wrong", "00_wrong", 1, path, "Wrong", "", "", "# --- checks ---\n")
    composed = compose_part(exercise, WRONG)
    (folder / "e_wrong.py").write_text(composed.text, encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", *FLAGS, f"--cache-dir={folder}", "e_wrong.py"]
    ran = subprocess.run(mypy, cwd=folder, capture_output=True, text=True, check=False)
    facts = (json.dumps({"mypy": ran.stdout.splitlines()}),)
    types = read_types(composed, Ended(How.DONE, facts, "", 0), 0.0)
    assert isinstance(types, Types)
    return explain(Verdict("wrong", Outcome.FAILED, types.faults), composed.text)


def test_a_wrong_arrow_is_answered_by_its_ends(said: tuple[Explanation, ...]) -> None:
    told = [line[3:] for line in WRONG.split("\n") if line.startswith(("#> ", "#| "))]
    first = {one.source: one for one in reversed(said)}
    in_order = sorted(first.values(), key=lambda one: one.span.line if one.span else 0)
    headlines = [one.headline.partition(": ")[2] for one in in_order]
    meanings = [one.detail for one in in_order]
    pairs = zip(headlines, meanings, strict=True)
    assert [text for pair in pairs for text in pair] == told


def test_what_follows_from_a_failed_joint_is_not_told_as_well(
    said: tuple[Explanation, ...],
) -> None:
    judge = [one for one in said if one.source.startswith("judge: ")]
    assert [one.raw.rpartition("  ")[2] for one in judge] == ["[operator]"]


def test_the_ends_of_the_cores_arrows_are_read_from_its_files() -> None:
    assert (
        arrows_of_core("ctml.pipeline").items()
        >= {
            "Embedding": Arrow("TokenId", "Vector"),
            "LinearToLogits": Arrow("Vector", "Logits"),
            "Softmax": Arrow("Logits", "Distribution"),
        }.items()
    )
    assert arrows_of_core("ctml.pipeline.softmax") == {"Softmax": Arrow("Logits", "Distribution")}


@pytest.mark.parametrize("module", ["ctml", "ctml.nonesuch", "ctml.domain", "os.path"])
def test_a_module_without_arrows_has_none(module: str) -> None:
    assert arrows_of_core(module) == {}
