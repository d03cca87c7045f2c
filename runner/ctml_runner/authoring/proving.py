"""Trying everything on one exercise: its start, its solution, and every wrong answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from ctml_runner.authoring.by_heart import unnoticed
from ctml_runner.authoring.cold import Cold, differences
from ctml_runner.authoring.proof import Proof, Trial, TriedMisconception
from ctml_runner.authoring.rooms import answers, judge_across
from ctml_runner.authoring.sources import Entry
from ctml_runner.authoring.wrong_answer import Kind, WrongAnswer
from ctml_runner.authoring.wrong_answers import wrong_answers
from ctml_runner.course.compose import compose_part
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.verdict import Outcome, Verdict
from ctml_runner.teaching.misconceptions import fingerprint
from ctml_runner.wall.opening import Wall

Wrong = Callable[[Entry], Iterable[WrongAnswer]]


class Prover:
    """Judges answers to one exercise after another.

    Args:
        judge: the judge of every save.
        cold: the second opinion.
        wall: the other room.
        wrong: makes the answers that must fail whatever the exercise is about.
    """

    def __init__(self, judge: Judge, cold: Cold, wall: Wall, wrong: Wrong = wrong_answers) -> None:
        self._judge = judge
        self._cold = cold
        self._wall = wall
        self._wrong = wrong

    def prove(self, entry: Entry) -> Proof:
        """Try everything on one exercise.

        Raises:
            ToolError: the judge, mypy or the wall can't be started.
        """
        solution = self._try(entry, entry.solution.part)
        start = self._try(entry, entry.exercise.start)
        misconceptions = tuple(self._misconceptions(entry))
        judgeable = solution.verdict.outcome is Outcome.PASSED
        wrong = tuple(self._wrong(entry)) if judgeable else ()
        flatterers = [one for one in wrong if one.kind is Kind.FLATTERER]
        return Proof(
            entry,
            start=start,
            solution=solution,
            misconceptions=misconceptions,
            survivors=tuple(self._survivors(entry, start, wrong)),
            crossings=judge_across(
                self._wall, entry, answers(entry, start, solution, misconceptions, flatterers)
            ),
        )

    def _misconceptions(self, entry: Entry) -> list[TriedMisconception]:
        found = []
        for line, known in zip(entry.lines, entry.misconceptions, strict=True):
            if known.original and entry.solution.part.count(known.original) == 1:
                part = entry.solution.part.replace(known.original, known.replacement)
                trial = self._try(entry, part)
                print_of = fingerprint(trial.verdict, trial.marker_line)
                found.append(TriedMisconception(known, line, part, trial, print_of))
        return found

    def _try(self, entry: Entry, part: str) -> Trial:
        composed = compose_part(entry.exercise, part)
        verdict = self._verdict(entry, part)
        unparsed = any(fault.code == "syntax" for fault in verdict.type_errors)
        if unparsed or verdict.outcome in {Outcome.NOT_RUN, Outcome.CRASHED}:
            return Trial(verdict, composed.marker_line)
        apart = differences(composed, verdict, self._cold.check(composed))
        return Trial(verdict, composed.marker_line, apart)

    def _verdict(self, entry: Entry, part: str) -> Verdict:
        text = part.rstrip("\n") + "\n" + entry.exercise.checks
        return self._judge.judge(entry.exercise, text.encode())

    def _survivors(
        self, entry: Entry, start: Trial, wrong: Sequence[WrongAnswer]
    ) -> Iterator[WrongAnswer]:
        """Yield what does not fail; where the start passes the tests, nothing is by heart."""
        by_heart = [one for one in wrong if one.kind is Kind.MEMORISER]
        yield from (one for one in wrong if one not in by_heart and self._survives(entry, one))
        if by_heart and start.verdict.test_failures:  # or else the types alone decide
            yield from unnoticed(self._wall, entry, by_heart)

    def _survives(self, entry: Entry, wrong: WrongAnswer) -> bool:
        verdict = self._verdict(entry, wrong.part)
        if wrong.kind is Kind.FLATTERER:  # the types fail anyway; the tests must not be pleased
            return verdict.outcome is not Outcome.TIMED_OUT and not verdict.test_failures
        return verdict.passed
