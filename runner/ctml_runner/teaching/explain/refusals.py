"""Refusals that did not come: a line that must not type-check, and does."""

from ctml_runner.judging.verdict import MissedRefusal
from ctml_runner.teaching.explain.explanation import About, Explanation
from ctml_runner.teaching.explain.scene import Scene, whole_line
from ctml_runner.teaching.explain.words import code, listed


def explain_refusals(missing: tuple[MissedRefusal, ...], scene: Scene) -> tuple[Explanation, ...]:
    """Return an explanation of each line that should have been refused, by line."""
    return tuple(_explain(one, scene) for one in sorted(missing, key=lambda one: one.line))


def _explain(missed: MissedRefusal, scene: Scene) -> Explanation:
    line = scene.line(missed.line) or missed.source
    used = scene.learners_names(missed.source)[:3]
    reason = missed.reason.rstrip(".")
    where = listed([f"{code(name)} (line {scene.defined[name]})" for name in used])
    return Explanation(
        about=About.REFUSAL,
        headline=f"`{missed.source.strip()}` should have been refused, because {reason}.",
        detail=f"The types let line {missed.line} of the checks through, so they say too little. "
        + (f"Look at your {where}." if where else "What in your part still allows it?"),
        span=whole_line(missed.line, line),
        source=line,
        raw=f'line {missed.line}: no error with the code "{missed.code}"; expected one: {reason}',
    )
