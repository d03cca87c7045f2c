"""Explanations: from what the tools say to the words of the subject."""

from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching.explain.explanation import About, Explanation

__all__ = ["About", "Explanation", "explain"]


def explain(verdict: Verdict, source: str) -> tuple[Explanation, ...]:
    """Return what there is to say of a verdict, in the order in which it is worth reading.

    Args:
        verdict: what is true of the save.
        source: the composed module's text; it is read line by line and never parsed.
    """
    # Every family of messages stands behind this door, and most commands explain nothing.
    from ctml_runner.teaching.explain import everything  # noqa: PLC0415

    return everything.explain(verdict, source)
