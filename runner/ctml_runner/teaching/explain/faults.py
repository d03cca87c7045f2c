"""The type checker's errors: the first pattern that knows the message speaks."""

from dataclasses import replace

from ctml_runner.judging.verdict import TypeFault
from ctml_runner.teaching.explain import (
    arguments,
    assignment,
    attributes,
    classes,
    definitions,
    names,
    newtypes,
    operators,
    predictions,
    reachability,
    records,
)
from ctml_runner.teaching.explain.explanation import About, Explanation
from ctml_runner.teaching.explain.fallback import general
from ctml_runner.teaching.explain.pattern import Pattern, Said
from ctml_runner.teaching.explain.scene import Scene, whole_line
from ctml_runner.teaching.explain.words import code, listed

PATTERNS: tuple[Pattern, ...] = (
    *arguments.PATTERNS,
    *assignment.PATTERNS,
    *operators.PATTERNS,
    *attributes.PATTERNS,
    *names.PATTERNS,
    *definitions.PATTERNS,
    *predictions.PATTERNS,
    *newtypes.PATTERNS,
    *classes.PATTERNS,
    *records.PATTERNS,
    *reachability.PATTERNS,
)
_FOLLOWING = {"var-annotated", "no-any-return"}  # on one line, they come of the other error
_OF_OPERATOR = {*_FOLLOWING, "assignment", "return-value"}  # of the type of a failed operation
_LONGEST = 2000  # a longer message is no lesson, and would make the expressions slow


def explain_faults(faults: tuple[TypeFault, ...], scene: Scene) -> tuple[Explanation, ...]:
    """Return an explanation of each error: syntax first, then the part's, then the checks'.

    One cause in the part can make many lines of the checks say the same; that is told once, with
    the other lines named. Where an operator does not fit, the type of the whole is a guess: what
    comes of that guess on the same line is left out, and told once the operator is mended. What
    the checks say of a function without types is left out as well, while its own line is told.
    """
    failed = {fault.span.line for fault in faults if fault.code == "operator"}
    untyped = any(fault.code == "no-untyped-def" and not fault.in_checks for fault in faults)
    groups: dict[tuple[object, ...], list[TypeFault]] = {}
    for fault in sorted(faults, key=_order):
        if fault.span.line in failed and fault.code in _OF_OPERATOR:
            continue
        if untyped and fault.in_checks and _comes_of_untyped(fault):
            continue
        alike = (fault.code, fault.message) if fault.in_checks else (fault.span, fault.message)
        groups.setdefault(alike, []).append(fault)
    return tuple(_explain(first, others, scene) for first, *others in groups.values())


def _order(fault: TypeFault) -> tuple[bool, bool, int, bool, int]:
    follows = fault.code in _FOLLOWING
    return (fault.code != "syntax", fault.in_checks, fault.span.line, follows, fault.span.column)


def _comes_of_untyped(fault: TypeFault) -> bool:
    """Whether this is what a call of a function without types brings about."""
    of_any = fault.code == "assert-type" and 'is of type "Any"' in fault.message
    return of_any or fault.code == "no-untyped-call"


def _explain(fault: TypeFault, others: list[TypeFault], scene: Scene) -> Explanation:
    said = _read(fault, scene)
    if fault.in_checks:
        said = _in_checks(said, fault, scene)
        lines = sorted({other.span.line for other in others} - {fault.span.line})
        if lines:
            more = f"The same on line{'s' if len(lines) > 1 else ''} {listed([*map(str, lines)])}."
            said = replace(said, detail=f"{said.detail} {more}".strip())
    elif not said.whole:
        said = replace(said, headline=f"Line {fault.span.line}: {said.headline}")
    span = fault.span
    if _names_the_line_alone(fault):
        span = whole_line(span.line, fault.source)
    raw = "\n".join([f"{fault.raw}  [{fault.code}]", *fault.notes])
    return Explanation(About.TYPES, said.headline, said.detail, span, fault.source, raw)


def _names_the_line_alone(fault: TypeFault) -> bool:
    """Whether mypy gave no place within the line; of an import it only ever names the line."""
    span = fault.span
    empty = (span.end_line, span.end_column) <= (span.line, span.column)
    return empty or fault.code in {"import-not-found", "import-untyped"}


def _read(fault: TypeFault, scene: Scene) -> Said:
    if len(fault.message) > _LONGEST:
        return general(fault.code, fault.message[:_LONGEST] + " …")
    answers = (pattern.read(fault, scene) for pattern in PATTERNS)
    return next((said for said in answers if said), None) or general(fault.code, fault.message)


def _in_checks(said: Said, fault: TypeFault, scene: Scene) -> Said:
    """Turn the sentence round: the checks stay as they are, it is the part that has to fit."""
    if said.whole:
        return said
    lead = f"The check on line {fault.span.line}"
    used = scene.learners_names(fault.source)[:3]
    if said.headline.startswith("it "):
        return replace(said, headline=f"{lead} {said.headline[3:]}")
    if not used:
        return replace(said, headline=f"{lead}: {said.headline}")
    places = listed([f"{code(name)} (line {scene.defined[name]})" for name in used])
    return Said(
        f"{lead} uses your {listed([code(name) for name in used])}: {said.headline}",
        f"{said.detail} The checks stay as they are; look at your {places}.".strip(),
    )
