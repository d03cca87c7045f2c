"""What stands on the page, as values that the template only has to write down."""

from dataclasses import dataclass

from ctml_runner.cohort.report.drawing import Drawing
from ctml_runner.cohort.report.timeline import Timeline
from ctml_runner.cohort.standing.picture import Tally
from ctml_runner.cohort.standing.standing import State
from ctml_runner.course.exercise import Exercise

SIGNS = {
    State.PASSED: "✓",
    State.FAILED: "✗",
    State.STUCK: "!",
    State.WORKING: "…",
    State.UNTOUCHED: "·",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the summary."""

    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One learner's exercise."""

    exercise: Exercise
    state: State
    sign: str
    shade: int
    attempts: int
    outcome: str
    points: str
    why: str
    codes: str
    tests: str
    misconception: str


@dataclass(frozen=True, slots=True)
class Person:
    """One learner's row, and section."""

    number: int
    name: str
    id: str
    points: str
    share: int
    late: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One exercise's row of the item analysis."""

    exercise: Exercise
    must: bool
    percent: int
    discrimination: str
    weak: bool
    attempts: str
    stuck: int
    misconceptions: Tally
    codes: Tally
    tests: Tally


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is stuck."""

    number: int
    name: str
    exercise: Exercise
    attempts: int
    work: str
    seen: str
    met: str


@dataclass(frozen=True, slots=True)
class Content:
    """The whole page."""

    title: str
    made: str
    due: str
    facts: tuple[Fact, ...]
    exercises: tuple[Exercise, ...]
    people: tuple[Person, ...]
    items: tuple[ItemRow, ...]
    stuck: tuple[Waiting, ...]
    timeline: Timeline
    width: str
    drawing: Drawing | None
    notes: tuple[str, ...]
    level: str
    least_level: int
    graders: tuple[str, ...]
    course: str
    states: tuple[tuple[State, str], ...] = tuple(SIGNS.items())
