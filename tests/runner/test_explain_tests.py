"""Tests that did not pass, and everything else that a verdict can hold, in words."""

import pytest

from ctml_runner.judging.verdict import (
    Escape,
    MissedRefusal,
    Outcome,
    Span,
    TestFailure,
    TypeFault,
    Verdict,
)
from ctml_runner.teaching.explain import About, Explanation, explain

SOURCE = """\
def mean(values: list[float]) -> float:
    return sum(values) / len(values)

# --- checks ---
from ctml.checks import agree

def test_mean() -> None:
    \"\"\"The mean of equal numbers is that number.\"\"\"
    agree(mean([2.0, 2.0]), 2.0)
"""
CLAIM = "The mean of equal numbers is that number."


def failure(
    kind: str, message: str, expected: str | None = None, got: str | None = None
) -> TestFailure:
    check = "agree(mean([2.0, 2.0]), 2.0)"
    return TestFailure(
        "test_mean", "", kind, message, expected, got, check_line=9, check_source=check
    )


def raised(kind: str, message: str) -> TestFailure:
    return TestFailure(
        "test_mean", "", kind, message, line=2, source="return sum(values)", check_line=9
    )


def told(*failures: TestFailure) -> list[str]:
    verdict = Verdict("mean", Outcome.FAILED, test_failures=failures)
    return [one.headline for one in explain(verdict, SOURCE)]


def test_a_disagreement_is_told_whole() -> None:
    message = "the value differs: expected 2.0, got 4.0"
    one = TestFailure(
        "test_mean", CLAIM, "Disagreement", message, "2.0", "4.0",
        line=2, source="return sum(values)", check_line=9,
        check_source="agree(mean([2.0, 2.0]), 2.0)", counterexample="values=[2.0, 2.0]",
    )  # fmt: skip
    assert explain(Verdict("mean", Outcome.FAILED, test_failures=(one,)), SOURCE) == (
        Explanation(
            about=About.TEST,
            headline="`test_mean` expects 2.0, and gets 4.0.",
            detail="The smallest input that breaks it: values=[2.0, 2.0]. "
            "What should hold: The mean of equal numbers is that number.",
            span=Span(9, 5, 9, 33),
            source="    agree(mean([2.0, 2.0]), 2.0)",
            raw=f"test_mean: Disagreement: {message}",
        ),
    )


def test_types_and_shapes_and_dtypes_are_told_before_values() -> None:
    value = failure("Disagreement", "the value at [1] differs: expected 4, got 3", "4", "3")
    dtype = failure("Disagreement", "the dtype differs: …", "float64", "float32")
    shape = failure("Disagreement", "the shape differs: …", "shape (3, 2)", "shape (2, 3)")
    type_ = failure("Disagreement", "the type at .ids differs: …", "tuple", "list")
    assert told(value, dtype, shape, type_) == [
        "`test_mean` expects the type tuple at `.ids`, and gets list.",
        "`test_mean` expects shape (3, 2), and gets shape (2, 3).",
        "`test_mean` expects the dtype float64, and gets float32.",
        "`test_mean` expects 4 at `[1]`, and gets 3.",
    ]


@pytest.mark.parametrize(
    ("one", "headline"),
    [
        (
            failure("Disagreement", "the shape at .values differs: …", "shape (3,)", "shape (1,)"),
            "`test_mean` expects 3 numbers at `.values`, and gets 1 number.",
        ),
        (
            failure("AssertionError", "assert 3 == 4", "4", "3"),
            "`test_mean` expects 4, and gets 3.",
        ),
        (
            failure("AssertionError", "assert 3 == 3", "3", "3"),
            "`test_mean` expects 3, and gets something that only looks like it.",
        ),
        (
            failure("AssertionError", "assert False\n +  where False = f()"),
            "`test_mean` does not hold: False.",
        ),
        (failure("AssertionError", ""), "`test_mean` does not hold."),
        (
            failure("Failed", "DID NOT RAISE <class 'ctml.errors.InvalidShapeError'>"),
            "`test_mean` expects `InvalidShapeError` to be raised, and nothing is raised.",
        ),
        (
            failure("Failed", "DID NOT RAISE ValueError"),
            "`test_mean` expects `ValueError` to be raised, and nothing is raised.",
        ),
        (
            failure("TypeError", "a set can't be compared"),
            "`test_mean` stops: the check on line 9 raises TypeError: a set can't be compared.",
        ),
    ],
)
def test_a_check_that_does_not_hold_says_expected_and_got(one: TestFailure, headline: str) -> None:
    assert told(one) == [headline]


def test_an_assert_of_the_learners_own_is_told_with_its_line() -> None:
    (headline,) = told(raised("AssertionError", "assert ()"))
    means = "what the `assert` there demands does not hold"
    assert headline == f"`test_mean` stops: line 2 raises AssertionError: {means}."


def test_an_exception_underlines_the_learners_line() -> None:
    (one,) = explain(
        Verdict("mean", Outcome.FAILED, test_failures=(raised("ZeroDivisionError", ""),)), SOURCE
    )
    assert (one.span, one.source) == (Span(2, 5, 2, 37), SOURCE.splitlines()[1])


def test_a_file_that_stops_at_import_says_that_no_test_could_run() -> None:
    stopped = TestFailure("", "", "NameError", "name 'x' is not defined", line=1)
    assert explain(Verdict("mean", Outcome.FAILED, test_failures=(stopped,)), SOURCE) == (
        Explanation(
            about=About.TEST,
            headline="Line 1 raises NameError: the name `x` is not known when this line runs.",
            detail="Is it spelled differently where it is made, or defined only further down? No "
            "test could run, since the file stops there.",
            span=Span(1, 1, 1, 40),
            source=SOURCE.splitlines()[0],
            raw="NameError: name 'x' is not defined",
        ),
    )


def test_tests_that_never_ran_are_told_together() -> None:
    died = "the code ended its own process with exit status 0"
    missing = [TestFailure(name, "", "missing", died) for name in ("test_a", "test_b", "test_c")]
    assert told(*missing) == [f"`test_a`, `test_b` and `test_c` never ran: {died}."]


RAISES = """\
# --- checks ---
def test_nan() -> None:
    with pytest.raises(ValueError):
        Distribution((math.nan, 0.5))
    with pytest.raises(ValueError, match="none"):  # and one of another kind
        _ = Distribution(())

def test_more() -> None:
    with pytest.raises(ValueError):
        row = (1.5, -0.5)
        Distribution(row)
    with pytest.raises(ValueError):
        Distribution(
            (math.nan, 0.5),
        )
    with pytest.raises(ValueError): Distribution(())
"""


def not_raised(line: int) -> Explanation:
    source = RAISES.splitlines()[line - 1].strip()
    one = TestFailure(
        "test_nan", "", "Failed", "DID NOT RAISE ValueError", check_line=line, check_source=source
    )
    (told,) = explain(Verdict("mean", Outcome.FAILED, test_failures=(one,)), RAISES)
    return told


def test_what_should_have_raised_is_framed_and_said() -> None:
    assert not_raised(3) == Explanation(
        about=About.TEST,
        headline="`Distribution((math.nan, 0.5))` should raise a `ValueError`, and is accepted.",
        detail="Which line of your part looks at this, and what does it ask?",
        span=Span(4, 9, 4, 38),
        source="        Distribution((math.nan, 0.5))",
        raw="test_nan: Failed: DID NOT RAISE ValueError",
    )
    headline = "`Distribution(())` should raise a `ValueError`, and is accepted."
    assert not_raised(5).headline == headline


@pytest.mark.parametrize(
    ("line", "framed"),
    [
        (9, "row = (1.5, -0.5)"),
        (12, "Distribution("),
        (16, "with pytest.raises(ValueError): Distribution(())"),
    ],
)
def test_more_than_one_plain_line_that_should_raise_is_only_framed(line: int, framed: str) -> None:
    told = not_raised(line)
    headline = "`test_nan` expects `ValueError` to be raised, and nothing is raised."
    assert (told.headline, told.source.strip()) == (headline, framed)


def test_the_spaces_of_a_value_are_its_own_and_line_breaks_are_not() -> None:
    text = failure("AssertionError", "", "'rust  makes'", "['rust', \n 'a \\'  b']")
    (headline,) = told(text)
    assert headline == "`test_mean` expects 'rust  makes', and gets ['rust', 'a \\'  b']."


def test_a_missing_refusal_of_no_name_of_the_part_asks_what_allows_it() -> None:
    missed = MissedRefusal(5, "attr-defined", "a text does not grow", "text.append(3)")
    (one,) = explain(Verdict("e", Outcome.FAILED, refusals_missing=(missed,)), SOURCE)
    assert one.detail == (
        "The types let line 5 of the checks through, so they say too little. "
        "What in your part still allows it?"
    )


FAULT = TypeFault(Span(2, 5, 2, 11), "misc", "A.", "A.", (), "    return 1", in_checks=False)
IN_CHECKS = TypeFault(Span(9, 5, 9, 9), "misc", "B.", "B.", (), "    agree(1)", in_checks=True)
SYNTAX = TypeFault(Span(3, 1, 3, 2), "syntax", "expected ':'", "", (), "", in_checks=False)
EARLIER = TypeFault(Span(1, 5, 1, 9), "misc", "C.", "C.", (), "def mean", in_checks=False)
REFUSAL = MissedRefusal(9, "arg-type", "a list counts nothing", "mean(3)")
ESCAPE = Escape(Span(1, 18, 1, 21), "Any", "Any switches the checker off", "def mean(values: Any)")


def test_what_is_found_is_told_in_the_order_in_which_it_is_worth_reading() -> None:
    verdict = Verdict(
        "mean",
        Outcome.FAILED,
        type_errors=(IN_CHECKS, FAULT, SYNTAX, EARLIER),
        refusals_missing=(REFUSAL,),
        test_failures=(raised("ZeroDivisionError", ""), TestFailure("", "", "SyntaxError", "x")),
        escapes=(ESCAPE,),
        said="the checks were edited",
        next_step="undo",
    )
    general = "something here does not hold together."
    assert [(one.about, one.headline) for one in explain(verdict, SOURCE)] == [
        (About.TYPES, "Line 3: Python cannot read this: expected ':'."),
        (About.TYPES, f"Line 1: {general}"),
        (About.TYPES, f"Line 2: {general}"),
        (About.TYPES, f"The check on line 9: {general}"),
        (About.REFUSAL, "`mean(3)` should have been refused, because a list counts nothing."),
        (About.ESCAPE, "Line 1: `Any` silences the checker instead of convincing it."),
        (
            About.TEST,
            "`test_mean` stops: line 2 raises ZeroDivisionError: something is divided by zero.",
        ),
        (About.OUTCOME, "The checks were edited."),
    ]


@pytest.mark.parametrize(
    ("verdict", "headline", "detail"),
    [
        (
            Verdict("e", Outcome.TIMED_OUT),
            "Your code was still running when its time was up.",
            "Next: look for a loop that never ends, or a call that waits",
        ),
        (
            Verdict("e", Outcome.CRASHED),
            "A tool broke off before it could answer; that is not your fault.",
            "Next: save the file again",
        ),
        (Verdict("e", Outcome.NOT_RUN), "The file could not be judged as it is.", ""),
        (
            Verdict(
                "e", Outcome.NOT_RUN, said="line 3 is not UTF-8 text", next_step="save as UTF-8"
            ),
            "Line 3 is not UTF-8 text.",
            "Next: save as UTF-8",
        ),
    ],
)
def test_an_outcome_that_stops_the_judgement_is_told_first(
    verdict: Verdict, headline: str, detail: str
) -> None:
    (first,) = explain(verdict, SOURCE)
    assert (first.about, first.headline, first.detail) == (About.OUTCOME, headline, detail)


def test_a_pass_needs_no_explanation() -> None:
    assert explain(Verdict("mean", Outcome.PASSED), SOURCE) == ()
