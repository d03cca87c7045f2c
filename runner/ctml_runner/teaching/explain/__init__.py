"""Explanations: from what the tools say to the words of the subject."""

from ctml_runner.teaching.explain.everything import explain
from ctml_runner.teaching.explain.explanation import About, Explanation

__all__ = ["About", "Explanation", "explain"]
