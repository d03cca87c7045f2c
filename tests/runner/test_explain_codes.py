"""Every error code that mypy documents has an answer, and a pattern's code is one of them."""

from dataclasses import replace

import pytest
from mypy.errorcodes import error_codes

from ctml_runner.judging.verdict import Outcome, Span, TypeFault, Verdict
from ctml_runner.teaching.explain import About, Explanation, explain
from ctml_runner.teaching.explain.fallback import GENERAL
from ctml_runner.teaching.explain.faults import PATTERNS

WORDS = "Something that no pattern knows."


def fault(code: str, message: str, *notes: str, in_checks: bool = False) -> TypeFault:
    source = "    x = f(1)"
    return TypeFault(Span(1, 5, 1, 13), code, message, message, notes, source, in_checks)


def said(code: str, message: str, *notes: str, source: str = "    x = f(1)\n") -> Explanation:
    verdict = Verdict("e", Outcome.FAILED, (fault(code, message, *notes),))
    (explanation,) = explain(verdict, source)
    return explanation


def test_the_general_table_answers_just_the_codes_of_the_installed_mypy() -> None:
    assert GENERAL.keys() == error_codes.keys()


def test_each_pattern_belongs_to_a_code_of_the_installed_mypy() -> None:
    assert {pattern.code for pattern in PATTERNS} - {""} <= error_codes.keys()


@pytest.mark.parametrize("code", sorted(GENERAL.keys() - {"syntax"}))
def test_an_unknown_message_gets_the_general_answer_and_keeps_its_words(code: str) -> None:
    assert said(code, WORDS) == Explanation(
        about=About.TYPES,
        headline=f"Line 1: {GENERAL[code]}",
        detail=f"The checker says: {WORDS}",
        span=Span(1, 5, 1, 13),
        source="    x = f(1)",
        raw=f"{WORDS}  [{code}]",
    )


def test_a_code_that_mypy_adds_later_is_answered_too() -> None:
    assert said("brand-new", WORDS).headline == "Line 1: the type checker does not accept this."


def test_a_message_that_is_too_long_for_a_lesson_is_cut() -> None:
    explanation = said("arg-type", "x" * 5000)
    assert explanation.detail == f"The checker says: {'x' * 2000} …"
    assert explanation.raw == f"{'x' * 5000}  [arg-type]"


def test_the_notes_are_part_of_the_raw_words() -> None:
    explanation = said("misc", WORDS, "first", "second")
    assert explanation.raw == f"{WORDS}  [misc]\nfirst\nsecond"


def test_an_error_without_a_place_underlines_its_line() -> None:
    blank = TypeFault(Span(1, 1, 1, 1), "misc", WORDS, WORDS, (), "    x = f(1)", in_checks=False)
    (explanation,) = explain(Verdict("e", Outcome.FAILED, (blank,)), "    x = f(1)\n")
    assert explanation.span == Span(1, 5, 1, 13)


@pytest.mark.parametrize(
    ("message", "headline"),
    [
        ("expected ':'", "Line 1: Python cannot read this: expected ':'."),
        ("'(' was never closed", "Line 1: Python cannot read this: '(' was never closed."),
        ("unexpected indent", "Line 1: Python cannot read this: unexpected indent."),
    ],
)
def test_a_syntax_error_is_told_in_pythons_words_with_advice(message: str, headline: str) -> None:
    explanation = said("syntax", message)
    assert explanation.headline == headline
    assert explanation.detail != ""


def test_arrays_and_module_prefixes_are_written_as_a_learner_writes_them() -> None:
    array = "ndarray[tuple[Any, ...], dtype[%s]]"
    got, want = array % "signedinteger[_64Bit]", array % "float64"
    message = f'Incompatible return value type (got "numpy.{got}", expected "{want}")'
    explanation = said("return-value", message)
    assert explanation.headline == (
        "Line 1: the function promises an `NDArray[float64]`, and this line returns an "
        "`NDArray[int64]`."
    )
    assert explanation.detail == (
        "Both are arrays, but their numbers differ in kind: `int64` and `float64`."
    )


def test_what_many_lines_of_the_checks_say_alike_is_told_once() -> None:
    message = 'Call to untyped function "f" in typed context'
    one = fault("no-untyped-call", message, in_checks=True)
    more = [replace(one, span=Span(n, 5, n, 9)) for n in (7, 4)]
    (told,) = explain(Verdict("e", Outcome.FAILED, (one, *more)), "# --- checks ---\n")
    assert told.headline == "The check on line 1: `f` is called, but its types are not written."
    assert told.detail.endswith("The same on lines 4 and 7.")


def test_composition_without_known_ends_is_told_in_general_words() -> None:
    message = 'Unsupported operand types for >> ("ctml.category.Embedding" and "e_x.Softmax")'
    assert said("operator", message).headline == (
        "Line 1: `Embedding` `>>` `Softmax` does not fit: the first arrow does not end where the "
        "second starts."
    )


def test_source_that_no_parser_survives_is_only_read_by_line() -> None:
    hostile = "class X(Morphism[" + "(" * 100_000 + "\n" + "1+" * 200_000 + "\n"
    message = 'Unsupported operand types for >> ("X" and "Y")'
    assert said("operator", message, source=hostile).about is About.TYPES
