"""Every error code that mypy documents has an answer, and a pattern's code is one of them."""

from dataclasses import replace

import pytest
from mypy.errorcodes import error_codes

from ctml_runner.judging.verdict import Outcome, Span, TestFailure, TypeFault, Verdict
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


PREDICTS = """\
Half = int
Row = NewType("Row", int)
# --- checks ---
"""


def predicted(message: str, source: str) -> Explanation:
    one = TypeFault(Span(4, 5, 4, 6), "assert-type", message, message, (), source, in_checks=True)
    (told,) = explain(Verdict("e", Outcome.FAILED, (one,)), PREDICTS)
    return told


def test_a_wrong_prediction_is_told_without_the_right_type() -> None:
    source = '    assert_type(len(cut("rust makes")) / 2, Half)'
    assert predicted('Expression is of type "float", not "int"', source) == Explanation(
        about=About.TYPES,
        headline='You predicted `int` for `len(cut("rust makes")) / 2`, and mypy finds another '
        "type.",
        detail="Follow it from where each part is made.",
        span=Span(4, 5, 4, 6),
        source=source,
        raw='Expression is of type "float", not "int"  [assert-type]',
    )


@pytest.mark.parametrize(
    ("message", "name", "headline"),
    [
        (
            'Expression is of type "float", not "object"',
            "Half",
            "`Half` still says `object`, and mypy finds a closer type for `f(1)`.",
        ),
        (
            'Expression is of type "float", not Half?',
            "Half",
            "`Half` is no type, so it predicts nothing for `f(1)`.",
        ),
        (
            'Expression is of type "Compose[A, C]", not "Compose[Any, Any]"',
            "Half",
            "`Half` can't be read as a type, so it predicts nothing for `f(1)`.",
        ),
        (
            'Expression is of type "Compose[A, C]", not "Compose[f?, g?]"',
            "Half",
            "`Half` can't be read as a type, so it predicts nothing for `f(1)`.",
        ),
        (
            'Expression is of type "int", not "Row"',
            "Row",
            "The check on line 4 expects `Row` here, and your code gives `int`.",
        ),
        (
            'Expression is of type "float", not "int"',
            "int",
            "The check on line 4 expects `int` here, and your code gives `float`.",
        ),
    ],
)
def test_only_a_blank_that_the_learner_fills_in_is_a_prediction(
    message: str, name: str, headline: str
) -> None:
    assert predicted(message, f"    assert_type(f(1), {name})  # exactly?").headline == headline


def test_the_ways_to_call_a_function_are_left_to_the_raw_words() -> None:
    explanation = said(
        "call-overload",
        'No overload variant of "int" matches argument type "list[int]"',
        "Possible overload variants:",
        "    def int(str | Buffer = ..., /) -> int",
    )
    assert explanation.headline == (
        "Line 1: `int` can be called in several ways, and none of them takes a `list[int]`."
    )
    assert explanation.detail == (
        "Look at what is handed over: is it the value that is meant, and in the right place?"
    )


def test_a_missing_result_is_asked_for_without_naming_its_type() -> None:
    explanation = said("no-untyped-def", "Function is missing a return type annotation")
    assert explanation.detail == (
        "Write `-> TYPE:` at the end of the line, the type of what it returns; `-> None:` if it "
        "returns nothing."
    )


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("string", "Python's text type is `str`."),
        ("word", "Is it spelled differently where it is made, or was it never imported?"),
    ],
)
def test_an_unknown_name_is_answered_by_where_to_look(name: str, detail: str) -> None:
    assert said("name-defined", f'Name "{name}" is not defined').detail == detail


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ('raise "why"', 'Only an exception can be raised, such as `ValueError("why")`.'),
        ('raise Err("why")', "An `Err` is a value like any other: hand it back with `return`."),
    ],
)
def test_what_cannot_be_raised_is_answered_by_what_to_do_with_it(source: str, detail: str) -> None:
    message = "Exception must be derived from BaseException"
    one = TypeFault(Span(1, 1, 1, 6), "misc", message, message, (), source, in_checks=False)
    (told,) = explain(Verdict("e", Outcome.FAILED, (one,)), source)
    assert told.detail == detail


def test_what_the_libraries_call_their_types_is_put_into_words() -> None:
    message = 'Argument 2 to "isinstance" has incompatible type "str"; expected "_ClassInfo"'
    assert said("arg-type", message) == Explanation(
        about=About.TYPES,
        headline="Line 1: `isinstance` asks for a class as its second argument, and is given a "
        "`str`.",
        detail="A class is named without quotes, and without brackets behind it: "
        "`isinstance(x, int)`.",
        span=Span(1, 5, 1, 13),
        source="    x = f(1)",
        raw=f"{message}  [arg-type]",
    )


def test_type_variables_of_a_library_alone_in_brackets_are_left_out() -> None:
    message = 'Incompatible return value type (got "type[Ok[T_co]]", expected "Ok[int]")'
    assert said("return-value", message).headline == (
        "Line 1: the function promises an `Ok[int]`, and this line returns the class `Ok` itself."
    )


def test_what_a_function_without_types_brings_about_in_the_checks_waits_for_its_own_line() -> None:
    own = fault("no-untyped-def", "Function is missing a type annotation")
    follows = (
        fault("no-untyped-call", 'Call to untyped function "f" in typed context', in_checks=True),
        fault("assert-type", 'Expression is of type "Any", not "int"', in_checks=True),
    )
    other = fault("assert-type", 'Expression is of type "str", not "int"', in_checks=True)

    def count(*faults: TypeFault) -> int:
        return len(explain(Verdict("e", Outcome.FAILED, faults), "    x = f(1)\n"))

    assert (count(own, *follows), count(own, *follows, other), count(*follows)) == (1, 2, 2)


def test_a_module_that_is_not_there_is_told_once_and_underlined_whole() -> None:
    source = "    import torch"
    span = Span(1, 1, 1, 2)  # where mypy places every import
    message = 'Cannot find implementation or library stub for module named "torch"'
    missing = TypeFault(span, "import-not-found", message, message, (), source, in_checks=False)
    stopped = TestFailure(
        "test_a", "", "ModuleNotFoundError", "No module named 'torch'", line=1, check_line=9
    )
    later = replace(stopped, test="test_b", line=2)
    verdict = Verdict("e", Outcome.FAILED, (missing,), (), (stopped, later))
    first, second = explain(verdict, f"{source}\n    import nonesuch\n")
    assert (first.headline, first.span) == (
        "Line 1: there is no module `torch` to import.",
        Span(1, 5, 1, 17),
    )
    assert second.headline.startswith("`test_b` stops")
