"""The pages of a workshop, made from the plan and the course: agenda, card, guide, exit ticket."""

from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ctml_runner.cohort.plan import AfterPass, AfterTime, Item, Never, Plan
from ctml_runner.cohort.workshop.guide import Guide, Words, read_guide
from ctml_runner.cohort.workshop.speech import DEMO, checkpoints, spoken
from ctml_runner.cohort.workshop.timetable import (
    PREFLIGHT,
    Slot,
    everyones,
    timetable,
)
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.screen.live.keys import NAMED
from ctml_runner.teaching.events import Key

PAGES = ("agenda.md", "card.md", "instructor.md", "exit-ticket.md")
_KEYS = (Key.NEXT, Key.RUN, Key.HINT, Key.LIST, Key.EDIT, Key.RESET, Key.UNDO, Key.HELP, Key.QUIT)
"""The keys that stand on the card; the key ? tells all of them."""
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Told:
    """What the templates ask for, by the names that they use.

    Attributes:
        plan: the workshop's.
        curriculum: the course.
        guide: what to say and to ask.
        slots: the minutes.
    """

    plan: Plan
    curriculum: Curriculum
    guide: Guide
    slots: tuple[Slot, ...]

    def gist(self, slug: str) -> str:
        """Return what an exercise is about, in a few words."""
        return self.curriculum.by_slug[slug].gist

    def why(self, slug: str) -> str:
        """Return what is learned by an exercise, on one line."""
        exercise = self.curriculum.by_slug[slug]
        return " ".join(self.curriculum.solution(exercise).why.split())

    def when(self, item: Item) -> str:
        """Return for whom an exercise is, and in which minutes."""
        slot = next((one for one in self.slots if one.exercise == item.slug), None)
        if slot is None:
            return "For whoever is ahead"
        return f"For everyone, minutes {slot.begin} to {slot.end}"

    def spoken(self, slot: Slot) -> Words:
        """Return what is done and said in some minutes."""
        return spoken(slot, self.guide, self.gist(slot.exercise) if slot.exercise else "")


def pages(plan: Plan, curriculum: Curriculum) -> dict[str, str]:
    """Return every page by its file's name.

    Raises:
        AuthorError: a solution or the misconceptions of a chapter can't be read.
    """
    told = Told(plan, curriculum, read_guide(), timetable(plan))
    everyone = everyones(plan)
    known = {
        "plan": plan,
        "everyone": everyone,
        "ahead": [item for item in plan.items if item not in everyone],
        "slots": told.slots,
        "guide": told.guide,
        "keys": [named for named in NAMED if named.key in _KEYS],
        "demo": DEMO,
        "preflight": PREFLIGHT,
        "solutions": solutions_told(plan),
        "checkpoints": checkpoints(told.slots, told.guide),
        "exercise": curriculum.by_slug.__getitem__,
        "misconceptions": lambda slug: curriculum.misconceptions(curriculum.by_slug[slug]),
        "gist": told.gist,
        "why": told.why,
        "when": told.when,
        "spoken": told.spoken,
        "says": says_told,
    }
    environment = _environment()
    return {name: environment.get_template(name).render(known) for name in PAGES}


def solutions_told(plan: Plan) -> str:
    """Return when solutions are shown, as the end of a sentence."""
    match plan.solutions:
        case AfterPass():
            return "after the pass of each exercise (key `s`), and not before"
        case AfterTime(moment):
            return (
                f"after the pass of each exercise (key `s`), and to everyone from {moment:%H:%M} on"
            )
        case Never():
            return "to nobody"
        case _:
            assert_never(plan.solutions)


def says_told(says: str) -> str:
    """Return what the screen says of a mistake, in words."""
    kind, _, code = says.partition(":")
    if kind == "refused":
        return f"a line was not refused, `{code}`"
    return f"`{says}` fails" if says.startswith("test_") else f"mypy says `{says}`"


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # Markdown for people: marks would stand in what they read
    )
