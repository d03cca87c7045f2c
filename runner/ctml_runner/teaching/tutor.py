"""The tutor: what to say about a verdict, and the hints."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ctml_runner.course.compose import NotComposed, compose
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching.explain import Explanation, explain
from ctml_runner.teaching.misconceptions import Known, fingerprint, load_recorded, match

RUNGS = 3
"""A nudge, a pointer, nearly the answer."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said of one verdict.

    Attributes:
        explanations: each finding in the words of the subject.
        misconception: the name of the misconception that it looks like, or nothing.
        hint: the hint that fits that misconception, or nothing.
        why: what was learned; only after a pass.
    """

    explanations: tuple[Explanation, ...] = ()
    misconception: str = ""
    hint: str = ""
    why: str = ""


class Tutor:
    """Answers verdicts with what the curriculum knows.

    Args:
        curriculum: where solutions, hints and misconceptions are read from.
    """

    def __init__(self, curriculum: Curriculum) -> None:
        self._curriculum = curriculum

    @cached_property
    def _recorded(self) -> Mapping[str, tuple[Known, ...]]:
        file = self._curriculum.fingerprints_file
        return load_recorded(file) if file.is_file() else {}

    def respond(self, exercise: Exercise, data: bytes, verdict: Verdict) -> Feedback:
        """Return what to say about the verdict on the bytes of a saved file."""
        composed = compose(exercise, data)
        if isinstance(composed, NotComposed):
            return Feedback(explain(verdict, ""))
        explanations = explain(verdict, composed.text)
        if verdict.passed:
            return Feedback(explanations, why=self._curriculum.solution(exercise).why)
        found = fingerprint(verdict, composed.marker_line)
        known = match(found, self._recorded.get(exercise.slug, ()))
        if known is None:
            return Feedback(explanations)
        return Feedback(explanations, known.misconception, self._hint_for(exercise, known))

    def _hint_for(self, exercise: Exercise, known: Known) -> str:
        return next(
            (
                misconception.hint
                for misconception in self._curriculum.misconceptions(exercise)
                if misconception.name == known.misconception
            ),
            "",
        )

    def hint(self, exercise: Exercise, rung: int) -> str:
        """Return hint number `rung` of `exercise`, counted from 1."""
        return self._curriculum.solution(exercise).hints[rung - 1]
