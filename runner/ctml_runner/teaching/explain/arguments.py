"""Values handed to functions: what was given, what was asked for."""

import re

from ctml_runner.teaching.explain.arrows import Arrow
from ctml_runner.teaching.explain.mismatch import reason
from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code, listed, ordinal, with_article

_NAME = re.compile(r'"(?P<name>[^"]+)"(?: of "(?P<owner>[^"]+)")?')
_INNER = re.compile(r"(?P<name>[a-z_]\w*)\(.*\)")
_FILLED_IN = {"Compose", "Identity", "Morphism"}
_TAKER = r'(?P<taker>"[^"]+"(?: of "[^"]+")?|<[^>]+>)'


def _taker(text: str) -> str:
    """Return who takes the argument: `embed`, or `scale` of `Vector`, or the class itself."""
    match = _NAME.fullmatch(text)
    if match is None:
        return f"the {text.strip('<>')}"
    name, owner = match["name"], match["owner"]
    if owner in {"Morphism", "Compose"} and name == "__call__":
        return "this arrow"
    if owner and name in {"__init__", "__call__"}:
        return code(owner)
    return f"{code(name)} of {code(owner)}" if owner else code(name)


def _argument(case: Case) -> Said:
    taker, got, want = _taker(case["taker"]), case["got"], case["want"]
    if taker == "`assert_never`":
        return _unhandled(got)
    if want == "Never":
        return Said(
            f"{taker} can take no value at all here, and is given {with_article(got)}.",
            "`Never` is the type without values: the case that would accept this one is missing.",
        )
    which = case["which"].strip('"')
    place = f"its {ordinal(which)} argument" if which.isdigit() else f"its argument `{which}`"
    return Said(
        f"{taker} asks for {_asked(case, want)} as {place}, and is given {with_article(got)}.",
        reason(case, got, want, otherwise=_where_from(case, taker)),
    )


def _where_from(case: Case, taker: str) -> str:
    """Say what met what where a call stands in a call: two arrows that do not fit together."""
    span = case.fault.span
    handed = case.fault.source[span.column - 1 : span.end_column - 1]
    if case["got"].startswith("type[") and taker.strip("`") in _FILLED_IN:
        return (
            f"Round brackets make a value. What a type is filled in with stands in square ones: "
            f"`{taker.strip('`')}[...]`."
        )
    inner = _INNER.fullmatch(handed) if span.line == span.end_line else None
    if inner is None or not case["want"].isidentifier():
        return "Look at where the value is made: is it the one that is meant?"
    return (
        f"{code(inner['name'])} ends in {with_article(case['got'])}, and {taker} starts at "
        f"{with_article(case['want'])}. What leads from the one to the other?"
    )


def _unhandled(kind: str) -> Said:
    return Said(
        f"{code(kind)} is not handled: it still reaches `assert_never`, which nothing may reach.",
        f"Add a branch for {code(kind)} above; once every kind is handled, nothing "
        "(`Never`) is left.",
    )


def _asked(case: Case, want: str) -> str:
    arrow = case.scene.arrow(want)
    if want.startswith("Callable[[Never]"):  # any function will do
        return "a function"
    if arrow is None or want.isidentifier():
        return with_article(want)
    if arrow == Arrow("Never", "Never"):  # any arrow will do
        return "an arrow"
    return f"an arrow from `{arrow.source}` to `{arrow.target}`"


def _missing(case: Case) -> Said:
    if case["names"] == '"self"':
        return Said(
            f"{_taker(case['taker'])} is asked of the class itself, and not of one of its values.",
            "You ask the class; ask the value.",
        )
    names = listed([code(name) for name in re.findall(r'"([^"]+)"', case["names"])])
    return Said(
        f"the call of {_taker(case['taker'])} leaves out {names}.",
        "Every argument without a default must be given.",
    )


def _too_many(case: Case) -> Said:
    return Said(
        f"the call of {_taker(case['taker'])} gives more arguments than it takes.",
        "Look at its definition: what does it ask for, and what is left over?",
    )


def _unexpected(case: Case) -> Said:
    near = re.search(r'Did you mean "([^"]+)"', case.fault.message + case.notes)
    return Said(
        f"{_taker(case['taker'])} has no argument called `{case['name']}`.",
        f"Was `{near[1]}` meant?" if near else "Look at the names in its definition.",
    )


def _looked_up(case: Case) -> Said:
    got = re.findall(r'"([^"]+)"', case["given"])[0]
    return Said(
        f"{with_article(case['owner'])} is looked up by a place, which is an `int`, and is given "
        f"{with_article(got)}.",
        f"What inside {with_article(got)} says the place?" if got[:1].isupper() else "",
    )


def _no_variant(case: Case) -> Said:
    if case["taker"] == '"__getitem__"' and case["owner"]:
        return _looked_up(case)
    given = listed([with_article(name) for name in re.findall(r'"([^"]+)"', case["given"])])
    return Said(
        f"{_taker(case['taker'])} can be called in several ways, and none of them takes {given}.",
        "Look at what is handed over: is it the value that is meant, and in the right place?",
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "arg-type",
        rf'Argument (?P<which>\d+|"[^"]+") to {_TAKER} has incompatible type "?(?P<got>.+?)"?; '
        r'expected "(?P<want>.+)"',
        _argument,
    ),
    pattern(
        "call-arg",
        rf"Missing (?:positional|named) arguments? (?P<names>.+) in call to {_TAKER}",
        _missing,
    ),
    pattern("call-arg", rf"Too many (?:positional )?arguments for {_TAKER}", _too_many),
    pattern(
        "call-arg",
        rf'Unexpected keyword argument "(?P<name>[^"]+)" for {_TAKER}(?:; did you mean .*)?',
        _unexpected,
    ),
    pattern(
        "call-arg",
        r"(?P<what>Too (?:few|many) arguments|Missing positional arguments?.*)",
        "this call does not give as many arguments as are asked for.",
        "Count them: what does the definition ask for, and what is given?",
    ),
    pattern(
        "misc",
        r'"(?P<taker>[^"]+)"(?: of "[^"]+")? gets multiple values for keyword argument '
        r'"(?P<name>[^"]+)"',
        "the call of {taker} gives {name} twice.",
        "Once by its place and once by its name; keep one of them.",
    ),
    pattern(
        "call-overload",
        r'No overload variant of (?P<taker>"[^"]+")(?: of "(?P<owner>[^"]+)")? matches argument '
        r"types? (?P<given>.+)",
        _no_variant,
    ),
    pattern(
        "call-overload",
        r"(?:No overload variant|All overload variants).*",
        "this can be called in several ways, and none of them fits what is given.",
    ),
    pattern(
        "func-returns-value",
        r'"?(?P<taker>[^"]+?)"?(?: of "[^"]+")? does not return a value.*',
        "{taker} returns nothing, and its result is used as a value.",
        "It ends with `None`; call it on a line of its own, or let it return something.",
    ),
    pattern(
        "no-untyped-call",
        r'Call to untyped function "(?P<taker>[^"]+)" in typed context',
        "{taker} is called, but its types are not written.",
        "Write the types of its parameters and of its result; then the call can be checked.",
    ),
    pattern(
        "type-var",
        r'Value of type variable "(?P<variable>[^"]+)" of (?:function )?"(?P<taker>[^"]+)" '
        r'cannot be "(?P<got>.+)"',
        "{taker} does not work for every type, and not for {got:a}.",
        "The type variable {variable} is limited: values must have an order, a length or the like.",
    ),
)
