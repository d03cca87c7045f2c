"""The tutor: what to say about a verdict, and the hints."""

import ast
from dataclasses import dataclass

from ctml_runner.course.compose import NotComposed, compose
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise, Solution
from ctml_runner.course.ledger import Ledger
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


@dataclass(frozen=True, slots=True)
class Learned:
    """An exercise, and what was learned by it."""

    exercise: Exercise
    why: str


class Tutor:
    """Answers verdicts with what the curriculum knows.

    Args:
        curriculum: what there is to learn, and where solutions and hints are read from.
    """

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum
        self._known: dict[str, tuple[Known, ...]] = {}  # read once: TOML is slow to read

    def respond(self, exercise: Exercise, data: bytes, verdict: Verdict) -> Feedback:
        """Return what to say about the verdict on the bytes of a saved file."""
        composed = compose(exercise, data)
        if isinstance(composed, NotComposed):
            return Feedback(explain(verdict, ""))
        explanations = explain(verdict, composed.text)
        if verdict.passed:
            return Feedback(explanations, why=self.curriculum.solution(exercise).why)
        if composed.part == exercise.start:  # who hasn't begun hasn't misunderstood anything yet
            return Feedback(explanations)
        known = match(fingerprint(verdict, composed.marker_line), self._known_of(exercise))
        if known is None:
            return Feedback(explanations)
        return Feedback(explanations, known.name, known.hint)

    def _known_of(self, exercise: Exercise) -> tuple[Known, ...]:
        if exercise.slug not in self._known:
            recorded = load_recorded(
                self.curriculum.fingerprints_file, self.curriculum.misconceptions(exercise)
            )
            self._known[exercise.slug] = recorded.get(exercise.slug, ())
        return self._known[exercise.slug]

    def hint(self, exercise: Exercise, rung: int) -> str:
        """Return hint number `rung` of `exercise`, counted from 1."""
        return self.solution(exercise).hints[rung - 1]

    def solution(self, exercise: Exercise) -> Solution:
        """Return the solution of `exercise`, with its hints and what is learned by it."""
        return self.curriculum.solution(exercise)

    def answer(self, exercise: Exercise) -> str:
        """Return the code of the solution, without the docstring that holds the hints."""
        part = self.solution(exercise).part
        [docstring, *_] = ast.parse(part).body
        return "".join(part.splitlines(keepends=True)[docstring.end_lineno :]).strip("\n") + "\n"

    def ledger(self, exercise: Exercise) -> Ledger:
        """Return the ledger of a paper challenge."""
        return self.curriculum.ledger(exercise)

    def learned(self, chapter: str) -> tuple[Learned, ...]:
        """Return what was learned in a chapter, in the order of its exercises."""
        return tuple(
            Learned(exercise, self.solution(exercise).why)
            for exercise in self.curriculum.course
            if exercise.chapter == chapter
        )
