"""Escape hatches: the checker was silenced, not convinced."""

from ctml_runner.judging.verdict import Escape
from ctml_runner.teaching.explain.explanation import About, Explanation


def explain_escapes(escapes: tuple[Escape, ...]) -> tuple[Explanation, ...]:
    """Return an explanation of each escape hatch, by line."""
    ordered = sorted(escapes, key=lambda escape: (escape.span.line, escape.span.column))
    return tuple(_explain(escape) for escape in ordered)


def _explain(escape: Escape) -> Explanation:
    why = escape.why.rstrip(".")
    return Explanation(
        about=About.ESCAPE,
        headline=f"Line {escape.span.line}: `{escape.name}` silences the checker instead of "
        "convincing it.",
        detail=f"{why[:1].upper()}{why[1:]}. Take it out, and let the checker say what it sees.",
        span=escape.span,
        source=escape.source,
        raw=f"line {escape.span.line}: {escape.name}: {escape.why}",
    )
