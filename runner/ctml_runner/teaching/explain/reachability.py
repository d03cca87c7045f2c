"""What can never run, never be true, or is said in vain; and what could not be read at all."""

from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern

_SLIPS = (
    (
        "Expected `:`, found `=`",
        "One `=` gives a name to a value; to ask whether two are equal, write `==`.",
    ),
    ("Expected `:`", "A line that opens a block (`def`, `if`, `for`, `class`) ends with a colon."),
    ("Expected an indented block", "What belongs to the line above stands four spaces further in."),
    ("Unexpected indentation", "It stands further in than the line above, which opens no block."),
    ("unindent", "It does not stand below any line above; use four spaces for each step."),
    ("Expected `)`", "A round bracket was opened and not closed, here or on a line above."),
    ("Expected `]`", "A square bracket was opened and not closed, here or on a line above."),
    ("Expected `}`", "A curly bracket was opened and not closed, here or on a line above."),
    ("closing quote", "A text was opened with a quote and not closed on the same line."),
    ("was never closed", "A bracket was opened and not closed, here or on a line above."),
    ("unterminated string", "A text was opened with a quote and not closed."),
    ("expected ':'", "A line that opens a block (`def`, `if`, `for`, `class`) ends with a colon."),
    ("expected an indented block", "What belongs to the line above stands four spaces further in."),
    ("unexpected indent", "It stands further in than the line above, which opens no block."),
    (
        "invalid syntax",
        "Look just before the place marked: a comma, a bracket or an operator may lack.",
    ),
)


def _unreadable(case: Case) -> Said:
    words = case.fault.message
    slip = next((advice for mark, advice in _SLIPS if mark in words), "")
    shown = words.rstrip(".")
    return Said(f"Python cannot read this: {shown[:1].lower()}{shown[1:]}.", slip)


def _no_exception(case: Case) -> Said:
    return Said(
        "what is raised here is no exception.",
        "An `Err` is a value like any other: hand it back with `return`."
        if "raise Err" in case.fault.source
        else 'Only an exception can be raised, such as `ValueError("why")`.',
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "syntax",
        r"Syntax error in type annotation",
        "this cannot be read as a type.",
        "A pair of types is written `tuple[int, str]`, a choice `int | str`.",
    ),
    pattern("syntax", r".{1,300}", _unreadable),
    pattern(
        "unreachable",
        r"Statement is unreachable",
        "this line can never run.",
        "All that reaches it has already returned, raised, or been ruled out by the types above.",
    ),
    pattern(
        "unreachable",
        r'Right operand of "(?P<word>and|or)" is never evaluated',
        "what stands right of `{word:raw}` is never looked at.",
        "The left side decides already, whatever the value is.",
    ),
    pattern(
        "unreachable",
        r'Subclass of "(?P<one>.+)" and "(?P<two>.+)" cannot exist.*',
        "nothing is {one:a} and {two:a} at once, so this question is always answered no.",
        "Look at the type that the value already has.",
    ),
    pattern(
        "misc",
        r"Exception must be derived from BaseException",
        _no_exception,
    ),
    pattern(
        "unused-ignore",
        r'Unused "type: ignore.*',
        "there is nothing to ignore on this line.",
        "Remove the comment.",
    ),
    pattern(
        "redundant-cast",
        r'Redundant cast to "(?P<want>.+)"',
        "the value is {want:a} already; saying so again adds nothing.",
        "Remove the `cast`.",
    ),
    pattern(
        "truthy-function",
        r'Function "(?P<name>[^"]+)" could always be true in boolean context',
        "the function {name} itself is asked whether it is true, and it always is.",
        "Call it, with round brackets, if its answer is meant.",
    ),
    pattern(
        "unused-coroutine",
        r'Value of type "(?P<got>.+)" must be used',
        "the call only prepares the work; without `await` it is never done.",
    ),
    pattern(
        "exhaustive-match",
        r'Match statement has unhandled case for values of type "(?P<got>.+)"',
        "{got:a} is not handled by this `match`.",
        "Add a `case` for it.",
    ),
    pattern(
        "str-format",
        r"Incompatible types in string interpolation \(expression has type \"(?P<got>.+)\", "
        r"placeholder has type \"(?P<want>.+)\"\)",
        "the place in the text wants {want:a}, and is given {got:a}.",
    ),
)
