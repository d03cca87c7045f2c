"""Classes, protocols and what is abstract: promises and who keeps them."""

from ctml_runner.teaching.explain.arrows import Arrow
from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code, listed, with_article

_ENDS = (
    "In the brackets behind the name of the class stands first where the arrow starts, {}, and "
    "then where it ends, {}; `__call__` goes from the one to the other."
)


def _abstract(case: Case) -> Said:
    names = [name.strip('", ') for name in case["names"].replace('" and "', '", "').split('", "')]
    missing = listed([code(name) for name in names])
    return Said(
        f"{code(case['owner'])} cannot be made yet: {missing} is still only promised."
        if len(names) == 1
        else f"{code(case['owner'])} cannot be made yet: {missing} are still only promised.",
        "An abstract class says what must be there; a class that is made must have it all. "
        f"Define {missing} in {code(case['owner'])}.",
    )


def _narrowed(case: Case) -> Said:
    arrow = _declared(case)
    if arrow:
        return Said(
            f"this arrow is declared to start at {code(arrow.source)}, and its `__call__` does "
            "not take that.",
            _ENDS.format(code(arrow.source), code(arrow.target)),
        )
    return Said(
        f"`{case['name']}` takes less than the class `{case['base']}` promises: there its "
        f"argument may be any `{case['want']}`.",
        "Whoever holds one of the class above may hand over all that it accepts. A class below may "
        "accept more, never less (Liskov's rule).",
    )


def _declared(case: Case) -> Arrow | None:
    """Return the ends of the arrow whose `__call__` the message is about, if it is about one."""
    around = case.scene.class_around(case.fault.span.line)
    return case.scene.arrow(around) if case["name"] == "__call__" and around else None


def _widened(case: Case) -> Said:
    arrow = _declared(case)
    if arrow:
        return Said(
            f"this arrow is declared to end in {code(arrow.target)}, and its `__call__` promises "
            f"{with_article(case['got'])}.",
            _ENDS.format(code(arrow.source), code(arrow.target)),
        )
    return Said(
        f"`{case['name']}` returns `{case['got']}`, and the class `{case['base']}` promises "
        f"`{case['want']}`.",
        "Whoever holds one of the class above relies on its promise. A class below may return "
        "something more precise, never something else.",
    )


def _signature(case: Case) -> Said:
    both = " ".join(case.notes.split())
    return Said(
        f"`{case['name']}` is called otherwise than in the class `{case['base']}` above.",
        both.replace("Superclass:", "Above:").replace(" Subclass:", "; here:"),
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "abstract",
        r'Cannot instantiate abstract class "(?P<owner>[^"]+)" with abstract attributes? '
        r"(?P<names>.+)",
        _abstract,
    ),
    pattern(
        "abstract",
        r'Cannot instantiate protocol class "(?P<owner>[^"]+)"',
        "{owner} only describes what a class must have; it cannot be made itself.",
    ),
    pattern(
        "misc",
        r'Cannot instantiate (?:abstract|protocol) class "(?P<owner>[^"]+)".*',
        "{owner} only describes what a class must have; it cannot be made itself.",
    ),
    pattern(
        "type-abstract",
        r'Only concrete class can be given where "(?P<want>.+)" is expected',
        "a class that can be made is asked for, and this one is only a promise.",
        "Give a class below it, one that has everything which is abstract above.",
    ),
    pattern(
        "override",
        r'Argument (?P<n>\d+) of "(?P<name>[^"]+)" is incompatible with supertype '
        r'"(?P<base>[^"]+)"; '
        r'supertype defines the argument type as "(?P<want>.+)"',
        _narrowed,
    ),
    pattern(
        "override",
        r'Return type "(?P<got>.+)" of "(?P<name>[^"]+)" incompatible with return type '
        r'"(?P<want>.+)" '
        r'in supertype "(?P<base>[^"]+)"',
        _widened,
    ),
    pattern(
        "override",
        r'Signature of "(?P<name>[^"]+)" incompatible with supertype "(?P<base>[^"]+)"',
        _signature,
    ),
    pattern(
        "misc",
        r'Class cannot subclass "(?P<name>[^"]+)" \(has type "Any"\)',
        "{name} is not known as a class, so nothing can be built on it.",
        "Solve the error about {name} first; this one goes with it.",
    ),
    pattern(
        "misc",
        r'Cannot inherit from final class "(?P<name>[^"]+)"',
        "{name} is final: no class may be built on it.",
    ),
)
