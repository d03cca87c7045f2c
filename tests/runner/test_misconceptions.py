"""Fingerprints: what a wrong answer leaves, and which known one it is matched with."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml_runner.course.exercise import Misconception
from ctml_runner.errors import AuthorError
from ctml_runner.judging.verdict import (
    Escape,
    MissedRefusal,
    Outcome,
    Span,
    TestFailure,
    TypeFault,
    Verdict,
)
from ctml_runner.teaching.misconceptions import (
    ENOUGH,
    START,
    Known,
    dump_recorded,
    fingerprint,
    load_recorded,
    match,
    overlap,
)

FACTS = st.frozensets(st.sampled_from("abcdefgh"), max_size=6)
NAMES = st.text("xyz", min_size=1, max_size=3)
KNOWN = st.lists(
    st.builds(Known, NAMES, st.sampled_from(["", "one hint", "another"]), FACTS),
    max_size=5,
    unique_by=lambda one: one.name,
)

MESSAGE = 'Argument 1 to "embed" has incompatible type "int"; expected "TokenId"'
FAULT = TypeFault(Span(12, 1, 12, 9), "arg-type", MESSAGE, MESSAGE, (), "embed(7)", in_checks=False)
DIFFERS = "the value differs: expected 2.0, got 4.0"
VERDICT = Verdict(
    "mean",
    Outcome.FAILED,
    type_errors=(FAULT, replace(FAULT, span=Span(25, 1, 25, 9), in_checks=True)),
    refusals_missing=(MissedRefusal(30, "operator", "no order", "a < b"),),
    test_failures=(
        TestFailure("test_mean", "", "Disagreement", DIFFERS, "2.0", "4.0", check_line=27),
        TestFailure("test_sum", "", "NameError", "name 'x' is not defined", line=3, check_line=28),
        TestFailure("test_law", "", "AssertionError", "", "1", "2", None, "", 29, "", "x=1"),
        TestFailure("test_end", "", "missing", "the test never ran"),
    ),
    escapes=(Escape(Span(3, 1, 3, 4), "Any", "why", "x: Any"),),
)


def test_a_fingerprint_tells_each_fact_roughly_and_exactly() -> None:
    words = "arg-type Argument # to @ has incompatible type @; expected @"
    assert fingerprint(VERDICT, 20) == {
        "part arg-type",
        f"part {words}",
        "checks+5 arg-type",
        f"checks+5 {words}",
        "checks+10 refused:operator",
        "part escape:Any",
        "test_mean Disagreement",
        "test_mean checks+7 Disagreement value",
        "test_mean got 4",
        "test_sum NameError",
        "test_sum checks+8 NameError",
        "test_law AssertionError",
        "test_law checks+9 AssertionError",
        "test_end missing",
    }


def test_lines_added_to_the_part_change_nothing() -> None:
    moved = Verdict(
        "mean",
        Outcome.FAILED,
        type_errors=tuple(
            replace(one, span=Span(one.span.line + 9, 3, one.span.line + 9, 8))
            for one in VERDICT.type_errors
        ),
        refusals_missing=(MissedRefusal(39, "operator", "no order", "a < b"),),
        test_failures=tuple(
            replace(one, check_line=one.check_line and one.check_line + 9, line=1)
            for one in VERDICT.test_failures
        ),
        escapes=(Escape(Span(8, 1, 8, 4), "Any", "why", "y: Any"),),
    )
    assert fingerprint(moved, 29) == fingerprint(VERDICT, 20)


def test_names_and_numbers_in_messages_change_nothing() -> None:
    renamed = replace(FAULT, message=MESSAGE.replace("embed", "look_up").replace("1", "2"))
    one, other = (Verdict("e", Outcome.FAILED, (fault,)) for fault in (FAULT, renamed))
    assert fingerprint(one, 20) == fingerprint(other, 20)


def test_a_prediction_is_known_by_the_type_that_was_predicted() -> None:
    message = 'Expression is of type "int | None", not "int"'
    predicted = replace(FAULT, code="assert-type", message=message)
    assert fingerprint(Verdict("e", Outcome.FAILED, (predicted,)), 20) == {
        "part assert-type",
        f"part assert-type {message}",
    }


def test_the_words_of_a_syntax_error_change_nothing_since_they_differ_between_versions() -> None:
    syntax = replace(FAULT, code="syntax", message="expected ':'")
    assert fingerprint(Verdict("e", Outcome.FAILED, (syntax,)), 20) == {"part syntax"}


def test_two_answers_that_fail_one_check_differently_leave_different_fingerprints() -> None:
    fails = [replace(VERDICT.test_failures[0], got=got) for got in ("4.0", "0.0", "4.00001")]
    prints = [fingerprint(Verdict("e", Outcome.FAILED, test_failures=(f,)), 20) for f in fails]
    assert prints[0] != prints[1]
    assert prints[0] == prints[2]


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.CRASHED, Outcome.NOT_RUN])
def test_what_is_no_mistake_leaves_no_fingerprint(outcome: Outcome) -> None:
    assert fingerprint(replace(VERDICT, outcome=outcome), 20) == frozenset()


def test_running_out_of_time_is_a_fact() -> None:
    assert fingerprint(Verdict("e", Outcome.TIMED_OUT), 20) == {"part timed_out"}


@given(FACTS.filter(bool), KNOWN)
def test_the_equal_set_wins(found: frozenset[str], known: list[Known]) -> None:
    others = [one for one in known if one.fingerprint != found]
    equal = Known("equal", "its own hint", found)
    assert match(found, [*others, equal]) == equal


@given(FACTS, KNOWN.flatmap(lambda known: st.tuples(st.just(known), st.permutations(known))))
def test_the_order_of_what_is_known_does_not_matter(
    found: frozenset[str], known: tuple[list[Known], list[Known]]
) -> None:
    assert match(found, known[0]) == match(found, known[1])


@given(FACTS, KNOWN)
def test_a_match_is_the_greatest_overlap_and_enough(
    found: frozenset[str], known: list[Known]
) -> None:
    best = max((overlap(found, one.fingerprint) for one in known), default=0.0)
    match_ = match(found, known)
    if match_ is None:
        winners = [one for one in known if overlap(found, one.fingerprint) == best]
        assert best < ENOUGH or not found or any(one.hint == "" for one in winners)
    else:
        assert match_ in known
        assert match_.hint != ""
        assert overlap(found, match_.fingerprint) == best >= ENOUGH


@given(FACTS.filter(bool), KNOWN)
def test_the_untouched_start_is_nobodys_mistake(found: frozenset[str], known: list[Known]) -> None:
    assert match(found, [*known, Known(START, "", found)]) is None


@pytest.mark.parametrize(
    ("found", "matched"), [("ab", True), ("abx", True), ("abxy", True), ("abxyz", False)]
)
def test_half_of_all_facts_shared_is_enough(found: str, *, matched: bool) -> None:
    one = Known("one", "its hint", frozenset("ab"))
    assert match(frozenset(found), [one]) == (one if matched else None)


UNBEGUN = Known(START, "", frozenset("abcd"))


def test_a_mistake_is_known_while_other_tasks_are_as_at_the_start() -> None:
    one = Known("one", "its hint", frozenset("ax"))
    assert match(frozenset("abcdx"), [UNBEGUN, one]) == one
    assert match(frozenset("bcdx"), [UNBEGUN, one]) == one


def test_a_mistake_of_which_only_a_part_is_known_is_not_taken_out_of_an_open_start() -> None:
    assert match(frozenset("abcdxy"), [UNBEGUN, Known("one", "its hint", frozenset("x"))]) is None


def test_two_mistakes_alike_beyond_the_start_decide_nothing_unless_they_share_a_hint() -> None:
    one, other = (Known(name, f"the hint of {name}", frozenset(f"x{name}")) for name in "ab")
    assert match(frozenset("abcdx"), [UNBEGUN, one, other]) is None
    shared = Known("b", one.hint, other.fingerprint)
    assert match(frozenset("abcdx"), [UNBEGUN, one, shared]) == one


def test_the_equal_set_wins_over_what_is_equal_beyond_the_start() -> None:
    one, equal = Known("a", "one hint", frozenset("x")), Known("b", "another", frozenset("abx"))
    assert match(frozenset("abx"), [UNBEGUN, one, equal]) == equal


def test_without_facts_nothing_is_matched() -> None:
    assert match(frozenset(), [Known("one", "hint", frozenset())]) is None


HINTED = Misconception("mean", "an alias", "a", "b", "arg-type", "Both names mean int.")
RECORDED = {
    "sum": (Known(START, "", frozenset({"part misc"})),),
    "mean": (
        Known("an alias", HINTED.hint, frozenset({"part b", "checks+1 a"})),
        Known(START, "", frozenset({"part c"})),
    ),
}
TEXT = """\
{
  "mean": {
    "an alias": [
      "checks+1 a",
      "part b"
    ],
    "the start as shipped": [
      "part c"
    ]
  },
  "sum": {
    "the start as shipped": [
      "part misc"
    ]
  }
}
"""


def test_fingerprints_are_recorded_one_fact_a_line_sorted_and_without_hints() -> None:
    assert dump_recorded(RECORDED) == TEXT


def test_recorded_fingerprints_come_back_with_their_hints(tmp_path: Path) -> None:
    path = tmp_path / "fingerprints.json"
    path.write_text(dump_recorded(RECORDED), encoding="utf-8")
    assert load_recorded(path, [HINTED]) == RECORDED


def test_a_record_whose_misconception_is_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "fingerprints.json"
    path.write_text(TEXT, encoding="utf-8")
    start = Known(START, "", frozenset({"part c"}))
    assert load_recorded(path, []) == {"sum": RECORDED["sum"], "mean": (start,)}


def test_without_a_file_nothing_is_recorded(tmp_path: Path) -> None:
    assert load_recorded(tmp_path / "fingerprints.json", [HINTED]) == {}


@pytest.mark.parametrize("text", ["{", "[]", '{"mean": {"an alias": [1]}}', ""])
def test_a_damaged_file_is_the_authors_to_mend(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fingerprints.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthorError) as caught:
        load_recorded(path, [HINTED])
    assert (caught.value.where, caught.value.next_step) == (path, "ctml dev check")
