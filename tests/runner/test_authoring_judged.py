"""What dev check proves by judging: with a real judge and a real mypy, a mutant for each rule."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ctml_runner.authoring.cold import Said, differences, open_cold
from ctml_runner.authoring.finding import Finding
from ctml_runner.authoring.proof import Proof
from ctml_runner.authoring.proving import Prover, Wrong
from ctml_runner.authoring.record import record_is_current, recorded
from ctml_runner.authoring.rules import BY_JUDGING
from ctml_runner.authoring.sources import read_course
from ctml_runner.authoring.wrong_answers import wrong_answers
from ctml_runner.course.compose import compose_part
from ctml_runner.judging.setup import open_judge
from ctml_runner.judging.verdict import Outcome, Span, TypeFault, Verdict
from ctml_runner.wall.opening import open_wall

TEXT = (Path(__file__).parent / "test_authoring_course.txt").read_text(encoding="utf-8")
EX, SOL, TOML = (
    "exercises/01_tiny/01_double.py",
    "solutions/01_tiny/01_double.py",
    "solutions/01_tiny/misconceptions.toml",
)
LAW = "    agree(divmod(double(Count(value)).value, 2), (value, 0))\n"
WEAK_LAW = "    agree(double(Count(value)).value % 2, 0)\n"
VALUES = "    agree(double(Count(2)).value, 4)\n    agree(double(Count(3)).value, 6)\n"
THE_LAW = (
    "@given(st.integers(0, 9))\ndef test_even(value: int) -> None:\n"
    f'    """What was doubled is even, and half of it is what it was."""\n{LAW}\n\n'
)
PLEASED = "    assert (double(Count(2)).value == 4) is True\n"
PLEASED_LAW = "    assert (double(Count(value)).value % 2 == 0) is True\n"
FLATTERED = "double is an object that answers every question as would please"
BY_HEART = (
    "an answer by heart is not noticed: double knows what the examples ask, and guesses the rest"
)
UNTYPED = "Function is missing a type annotation for one or more parameters [no-untyped-def]"
THREE = [(SOL, "value * 2", "value * 3"), (TOML, "value * 2", "value * 3")]
SAME = 'to = "    return Count(2 + count.value)"'
APART = "the solution fails no test beside the checks, and test_double across the wall"
NOT_THERE = "the checks of double can't cross the wall: NameError: name 'Count' is not defined"
ALL = "return-value, test_double, test_even"
TWINS = "'a bare number' can't be told from 'two more': the same checks fail in the same way"

# The rule; edits of files; what is found: (file, line, what).
Edit = tuple[str, str, str]
Wanted = tuple[str, int, str]
MUTANTS: list[tuple[str, list[Edit], list[Wanted]]] = [
    ("start", [(EX, "    return count\n", "    return Count(count.value * 2)\n")],
     [(EX, 1, "the start does not fail: it is passed")]),
    ("start", [(SOL, "Start: test_double", "Start: test_equal")],
     [(SOL, 3, "'Start: test_equal' is not what the start says first: test_double, test_even")]),
    ("passes", THREE,
     [(EX, 37, "the solution fails test_double: the value differs: expected 4, got 6"),
      (EX, 56, "the solution fails test_even: the value at [1] differs: expected 0, got 1")]),
    ("passes", [(SOL, "def double(count: Count)", "def double(count)")],
     [(SOL, 22, f"the solution has a type error: {UNTYPED}")]),
    ("passes", [(SOL, "value * 2)\n", "value * 2)  # type: ignore\n")],
     [(SOL, 23, 'the solution has a type error: Unused "type: ignore" comment [unused-ignore]'),
      (SOL, 23, "the solution escapes by type: ignore")]),
    ("refused", [(EX, "    _ = double(2)  #", "    _ = double(Count(2))  #")],
     [(EX, 60, "this is not refused with [arg-type], not even with the solution in place")]),
    ("as told", [(TOML, 'says = "return-value"', 'says = "arg-type"')],
     [(TOML, 8, f"'a bare number' does not fail with 'arg-type' but with {ALL}")]),
    ("as told", [(TOML, 'to = "count.value + 2"', 'to = "2 * count.value"')],
     [(TOML, 1, "the misconception 'two more' does not fail: it is passed")]),
    ("own hint", [(TOML, 'to = "    return count.value * 2"', SAME)],
     [(TOML, 8, TWINS)]),
    ("wrong answers", [(EX, VALUES, "    agree(double(Count(2)).value, 4)\n"), (EX, LAW, WEAK_LAW)],
     [(SOL, 22, "a constant answer is not noticed: double answers Count(4), always"),
      (SOL, 22, BY_HEART)]),
    ("wrong answers", [(EX, LAW, WEAK_LAW)], [(SOL, 22, BY_HEART)]),
    ("wrong answers", [(EX, THE_LAW, "")], [(SOL, 22, BY_HEART)]),
    ("wrong answers", [(EX, "st.integers(0, 9)", "st.just(5)")], [(SOL, 22, BY_HEART)]),
    ("wrong answers", [(SOL, "\n\ndef double", "\n\nSPARE = 1\n\n\ndef double")],
     [(SOL, 22, "a deleted definition is not noticed: SPARE is deleted")]),
    ("wrong answers", [(EX, VALUES, PLEASED), (EX, LAW, PLEASED_LAW)],
     [(SOL, 22, f"the flatterer is not noticed: {FLATTERED}"), (SOL, 22, BY_HEART)]),
    ("both rooms", [(EX, VALUES, VALUES + "    agree(double(Count(2)), Count(4))\n")],
     [(SOL, 1, APART)]),
    ("both rooms", [(EX, "def test_equal", "ONE = Count(1)\n\n\ndef test_equal")],
     [(EX, 1, NOT_THERE)]),
]  # fmt: skip


MakeProver = Callable[[Wrong], Prover]


@pytest.fixture(scope="module")
def make_prover(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeProver]:
    hidden = tmp_path_factory.mktemp("judge") / ".ctml"
    with open_judge(hidden) as judge, open_cold(hidden) as cold, open_wall(None) as wall:
        yield lambda wrong: Prover(judge, cold, wall, wrong)


@pytest.fixture
def prover(make_prover: MakeProver) -> Prover:
    return make_prover(lambda _: ())


def prove(root: Path, prover: Prover, edits: list[Edit]) -> Proof:
    for piece in TEXT.split("=== ")[1:]:
        name, _, text = piece.partition("\n")
        for file, old, new in edits:
            if file == name:
                assert old in text
                text = text.replace(old, new, 1)
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    [entry] = read_course(root).entries
    return prover.prove(entry)


def findings(proof: Proof, rule: str = "") -> list[Finding]:
    rules = [known for known in BY_JUDGING if not rule or known.name == rule]
    return [finding for known in rules for finding in known.check(proof)]


def test_a_clean_exercise_is_proven_and_its_record_is_current(
    tmp_path: Path, make_prover: MakeProver
) -> None:
    proof = prove(tmp_path, make_prover(wrong_answers), [])
    assert findings(proof) == []
    record = tmp_path / "solutions" / "fingerprints.json"
    assert [one.what for one in record_is_current(tmp_path, [proof])] == [
        "the misconceptions' fingerprints are not recorded"
    ]
    record.write_text(recorded([proof]), encoding="utf-8")
    assert list(record_is_current(tmp_path, [proof])) == []
    record.write_text(recorded([proof]).replace("two more", "two less"), encoding="utf-8")
    [stale] = record_is_current(tmp_path, [proof])
    assert (stale.next_step, stale.line > 1) == ("ctml dev check --record", True)


@pytest.mark.parametrize(
    "mutant", MUTANTS, ids=lambda mutant: f"{mutant[0]}: {mutant[2][0][2]}"[:50]
)
def test_a_mutant_is_found_by_its_rule(
    tmp_path: Path, make_prover: MakeProver, mutant: tuple[str, list[Edit], list[Wanted]]
) -> None:
    rule, edits, wanted = mutant
    prover = make_prover(wrong_answers if rule == "wrong answers" else lambda _: ())
    found = findings(prove(tmp_path, prover, edits), rule)
    assert [(str(one.file), one.line, one.what) for one in found] == wanted
    assert all(one.next_step for one in found)


def test_where_the_start_passes_the_tests_the_types_decide_and_nothing_is_by_heart(
    tmp_path: Path, make_prover: MakeProver
) -> None:
    untyped = "def double(count):\n    return Count(count.value * 2)\n"
    edits = [
        (EX, "def double(count: Count) -> Count:\n    return count\n", untyped),
        (EX, THE_LAW, ""),
    ]
    proof = prove(tmp_path, make_prover(wrong_answers), edits)
    assert proof.start.verdict.type_errors
    assert findings(proof, "wrong answers") == []


def test_a_start_that_is_a_known_misconception_has_its_hint(tmp_path: Path, prover: Prover) -> None:
    edits = [(TOML, 'to = "count.value + 2"', 'to = "count.value"')]
    proof = prove(tmp_path, prover, edits)
    assert findings(proof, "own hint") == []
    assert [known.name for known in proof.known] == ["two more", "a bare number"]


def test_the_second_opinion_compares_error_for_error(tmp_path: Path, prover: Prover) -> None:
    entry = prove(tmp_path, prover, []).entry
    composed = compose_part(entry.exercise, entry.exercise.start)
    refusal = composed.marker_line + composed.checks.refusals[0].offset
    fault = TypeFault(Span(3, 5, 3, 6), "misc", "short", "whole", (), "", in_checks=False)
    verdict = Verdict("double", Outcome.FAILED, (fault,))
    refused = Said(refusal, 16, "arg-type", "refused")
    same = Said(3, 5, "misc", "whole")
    assert differences(composed, verdict, (same, refused)) == ()
    assert differences(composed, verdict, (Said(3, 5, "misc", "other"), refused)) == (
        "only the judge says 3:5: whole [misc]",
        "only mypy says 3:5: other [misc]",
    )
    assert differences(composed, verdict, (same,)) == (
        f"line {refusal}: the refusal is missing for mypy alone",
    )
    assert differences(composed, verdict, (same, same, refused)) == (
        "the judge tells 1 errors and mypy 2",
    )


def test_every_rule_has_a_mutant() -> None:
    told = {mutant[0] for mutant in MUTANTS} | {"second opinion"}
    assert told == {rule.name for rule in BY_JUDGING}
