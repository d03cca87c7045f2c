"""Definitions and annotations: what a signature or a type must say."""

import re

from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code

_DEF = re.compile(r"def (\w+)")


def _defined(case: Case) -> str:
    match = _DEF.search(case.fault.source[:300])
    return code(match[1]) if match else "the function"


def _no_types(case: Case) -> Said:
    return Said(
        f"{_defined(case)} does not say its types, neither of its parameters nor of its result.",
        "Write a type behind each parameter, `name: TYPE`, and at the end of the line "
        "`-> TYPE:`, the type of what it returns.",
    )


def _no_result(case: Case) -> Said:
    return Said(
        f"{_defined(case)} does not say what it returns.",
        "It returns nothing, so write `-> None` in front of the colon."
        if "-> None" in case.notes
        else "Write `-> TYPE:` at the end of the line, the type of what it returns; `-> None:` if "
        "it returns nothing.",
    )


def _no_parameters(case: Case) -> Said:
    return Said(
        f"{_defined(case)} does not say the type of each of its parameters.",
        "Write a type behind each name that has none: `name: TYPE`.",
    )


def _needs_annotation(case: Case) -> Said:
    name = case["name"]
    example = re.search(r'hint: "([^"]+)"', case.fault.message)
    if "Identity()" in case.fault.source:
        detail = "Say in square brackets whose identity it is: `Identity[...]()`."
    elif example:
        detail = f"An empty container does not say what it will hold. Write it: `{example[1]}`."
    else:
        detail = (
            "Nothing on the line settles its type. Write it in square brackets or behind the name."
        )
    return Said(f"the type of `{name}` cannot be known from this line alone.", detail)


def _not_a_type(case: Case) -> Said:
    kind, name = case["kind"].lower(), case["name"].rpartition(".")[2]
    if "typing.Any" in "\n".join(case.fault.notes):
        return Said(
            f"`{name}` is a function, not a type.",
            "Write the type itself; `Any` would switch the checker off.",
        )
    advice = {
        "function": "Where a function is asked for, its type is `Callable[[A], B]`.",
        "variable": "A type has to be a class, or a name given to a type once and for all.",
        "module": "A module holds types; write the one that is meant, as in `module.Name`.",
    }
    return Said(f"the {kind} `{name}` is used as a type, and is none.", advice.get(kind, ""))


def _wrong_number(case: Case) -> Said:
    got, want = case["got"], case["want"]
    return Said(
        f"{code(case['name'])} is given {got} type{'' if got == '1' else 's'} in its square "
        f"brackets, and takes {want}.",
        "An arrow has two ends: where it starts, and where it ends. What lies between is not asked."
        if case["name"] in {"Compose", "Morphism"}
        else "",
    )


def _blank_result(case: Case) -> Said:
    around = case.scene.class_around(case.fault.span.line)
    arrow = case.scene.arrow(around) if around else None
    if arrow is None:
        return Said(
            "the type variable behind `->` stands at none of the parameters.",
            "So nothing in a call says with which type it is filled in.",
        )
    return Said(
        "the type variable behind `->` is a blank that nothing here fills in.",
        f"The class has said where this arrow starts and ends: at {code(arrow.source)}, and in "
        f"{code(arrow.target)}. Write these.",
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern("no-untyped-def", r"Function is missing a type annotation", _no_types),
    pattern("no-untyped-def", r"Function is missing a return type annotation", _no_result),
    pattern(
        "no-untyped-def",
        r"Function is missing a type annotation for one or more .*",
        _no_parameters,
    ),
    pattern("var-annotated", r'Need type annotation for "(?P<name>[^"]+)".*', _needs_annotation),
    pattern(
        "valid-type",
        r'(?P<kind>Function|Variable|Module) "(?P<name>[^"]+)" is not valid as a type',
        _not_a_type,
    ),
    pattern(
        "valid-type",
        r"Invalid type: try using Literal\[(?P<value>.+)\] instead\?",
        "the value {value} stands where a type is asked for.",
        "If just this value is allowed, its type is `Literal[{value:raw}]`.",
    ),
    pattern(
        "valid-type",
        r'Type variable "(?P<name>[^"]+)" used with arguments',
        "the type variable {name} takes no arguments.",
        "Python's types have no variable for a container of anything: write the container itself.",
    ),
    pattern(
        "valid-type",
        r'Bracketed expression "\[\.\.\.\]" is not valid as a type',
        "square brackets alone are not a type.",
        "A list of numbers has the type `list[int]`.",
    ),
    pattern(
        "type-arg",
        r'Missing type (?:arguments|parameters) for generic type "(?P<name>[^"]+)"',
        "{name} does not say of what.",
        "Write it in square brackets, as in `{name:raw}[...]`: what does it hold, or where does it "
        "start and end?",
    ),
    pattern(
        "type-arg",
        r'"(?P<name>[^"]+)" expects (?P<want>\w+) type arguments?, but (?P<got>\w+) given',
        _wrong_number,
    ),
    pattern(
        "misc",
        r"Type application has too (?P<how>many|few) types \((?P<want>\d+) expected\)",
        "too {how:raw} types stand in the square brackets.",
        "Count them: the class asks for {want:raw}.",
    ),
    pattern(
        "type-var",
        r"A function returning TypeVar should receive at least one argument .*",
        _blank_result,
    ),
    pattern(
        "misc",
        r"Attributes without a default cannot follow attributes with one",
        "a field without a default stands below one with a default.",
        "Put the fields that must be given first.",
    ),
    pattern(
        "misc",
        r"(?:Method must have at least one argument|\"self\" parameter missing).*",
        "a method stands without `self`.",
        "Its first parameter is the value on which it is called: `def name(self, ...)`.",
    ),
    pattern(
        "misc",
        r'Cannot infer value of type parameter "(?P<name>[^"]+)" of "(?P<taker>[^"]+)"',
        "no single type for {name} suits all that {taker} is given.",
        "{name} must be the same type wherever it appears; two of the arguments disagree about it.",
    ),
)
