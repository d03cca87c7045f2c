"""Values that are kept or handed back: assignment, return, items of lists and dicts."""

from ctml_runner.teaching.explain.mismatch import reason
from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code, ordinal, with_article


def _assigned(case: Case) -> Said:
    got, want = case["got"], case["want"]
    return Said(
        f"the name on the left is declared as {with_article(want)}, and the value on the right is "
        f"{with_article(got)}.",
        reason(case, got, want, otherwise="Which is right: the type on the left, or the value?"),
    )


def _inherited(case: Case) -> Said:
    return Said(
        f"the class above declares this as {with_article(case['want'])}, and here it becomes "
        f"{with_article(case['got'])}.",
        "Code that knows only the class above relies on its type; keep it.",
    )


def _default(case: Case) -> Said:
    got, want = case["got"], case["want"]
    return Said(
        f"`{case['name']}` is declared as {with_article(want)}, and its default is "
        f"{with_article(got)}.",
        f"If it may be missing, say so: `{want} | None`."
        if got == "None"
        else reason(case, got, want),
    )


def _returned(case: Case) -> Said:
    got, want = case["got"], case["want"]
    return Said(
        f"the function promises {with_article(want)}, and this line returns {with_article(got)}.",
        reason(case, got, want, otherwise="Which is right: the promise behind `->`, or the value?"),
    )


def _item(case: Case) -> Said:
    got, want = case["got"], case["want"]
    which = ordinal(str(int(case["n"]) + 1))
    return Said(
        f"the {which} item is {with_article(got)}, where {with_article(want)} is asked for.",
        reason(case, got, want),
    )


def _each(case: Case) -> Said:
    got, want = case["got"], case["want"]
    return Said(
        f"each item that is made here is {with_article(got)}, where {with_article(want)} is asked "
        "for.",
        reason(case, got, want, otherwise="Which is right: what is promised, or what is made?"),
    )


def _each_in_dict(case: Case) -> Said:
    got, want = case["got"], case["want"]
    return Said(
        f"each {case['what'].lower()} that is made here is {with_article(got)}, where "
        f"{with_article(want)} is asked for.",
        reason(case, got, want),
    )


def _entry(case: Case) -> Said:
    which = ordinal(str(int(case["n"]) + 1))
    return Said(
        f"the {which} entry leads from {with_article(case['key'])} to {with_article(case['got'])}, "
        f"where {code(case['want_key'])} to {code(case['want'])} is asked for.",
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "assignment",
        r'Incompatible types in assignment \(expression has type "(?P<got>.+)", '
        r'(?:variable|target|member) has type "(?P<want>.+)"\)',
        _assigned,
    ),
    pattern(
        "assignment",
        r'Incompatible types in assignment \(expression has type "(?P<got>.+)", '
        r'base class "(?P<base>.+)" defined the type as "(?P<want>.+)"\)',
        _inherited,
    ),
    pattern(
        "assignment",
        r'Incompatible default for (?:parameter|argument) "(?P<name>.+)" \(default has type '
        r'"(?P<got>.+)", (?:parameter|argument) has type "(?P<want>.+)"\)',
        _default,
    ),
    pattern(
        "method-assign",
        r"Cannot assign to a method",
        "a method is assigned to, as if it were a value.",
        "A method belongs to the class; choose another name for the value.",
    ),
    pattern(
        "return-value",
        r'Incompatible return value type \(got "(?P<got>.+)", expected "(?P<want>.+)"\)',
        _returned,
    ),
    pattern(
        "return-value",
        r"No return value expected",
        "the function promises `None`, and this line returns a value.",
        "Either it returns nothing, or its `->` must say what it returns.",
    ),
    pattern(
        "return-value",
        r"Return value expected",
        "the function promises a value, and this `return` gives none.",
        "Write the value behind `return`.",
    ),
    pattern(
        "return",
        r"Missing return statement",
        "the function promises a value, but can reach its end without a `return`.",
        "Follow every path through it: one of them falls out at the bottom, with `None`.",
    ),
    pattern(
        "empty-body",
        r"Missing return statement",
        "the function promises a value, and its body is still empty.",
        "Replace `...` or `pass` by what it should return.",
    ),
    pattern(
        "no-any-return",
        r'Returning Any from function declared to return "(?P<want>.+)"',
        "the function promises {want:a}, and returns something whose type is unknown (`Any`).",
        "Nothing vouches for the promise. Find where `Any` comes in (an item of an array, JSON, a "
        "name that does not exist) and turn it into a known type there, as `float(...)` does.",
    ),
    pattern(
        "list-item",
        r'List item (?P<n>\d+) has incompatible type "(?P<got>.+)"; expected "(?P<want>.+)"',
        _item,
    ),
    pattern(
        "misc",
        r"(?:List|Set) comprehension has incompatible type (?:List|Set)\[(?P<got>.+)\]; "
        r"expected (?:List|Set)\[(?P<want>.+)\]",
        _each,
    ),
    pattern(
        "misc",
        r'Generator has incompatible item type "(?P<got>.+)"; expected "(?P<want>.+)"',
        _each,
    ),
    pattern(
        "misc",
        r"(?P<what>Key|Value) expression in dictionary comprehension has incompatible type "
        r'"(?P<got>.+)"; expected type "(?P<want>.+)"',
        _each_in_dict,
    ),
    pattern(
        "dict-item",
        r'Dict entry (?P<n>\d+) has incompatible type "(?P<key>.+)": "(?P<got>.+)"; '
        r'expected "(?P<want_key>.+)": "(?P<want>.+)"',
        _entry,
    ),
    pattern(
        "misc",
        r'Incompatible types in "yield" \(actual type "(?P<got>.+)", expected type '
        r'"(?P<want>.+)"\)',
        "the function promises to yield {want:a} each time, and yields {got:a} here.",
    ),
    pattern(
        "misc",
        r'The return type of a(?:n async)? generator function should be "(?P<want>\w+)" or .*',
        "the function uses `yield`, and does not promise something to go through.",
        "Who calls it receives an `Iterator[...]` of what it yields; write that behind `->`.",
    ),
    pattern(
        "misc",
        r"Too many values to unpack \((?P<want>\d+) expected, (?P<got>\d+) provided\)",
        "{want:raw} names stand on the left, and {got:raw} values on the right.",
    ),
    pattern(
        "misc",
        r"Need more than (?P<got>\d+) values? to unpack \((?P<want>\d+) expected\)",
        "{want:raw} names stand on the left, and only {got:raw} on the right.",
    ),
)
