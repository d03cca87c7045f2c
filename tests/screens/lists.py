"""Lists to look at in tests: the real course with something reached, or many rows."""

from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.journal import Progress
from ctml_runner.teaching.messages import Listing
from ctml_runner.teaching.session import State, listing


def small(done: tuple[str, ...] = ("one",), current: str = "two") -> Listing:
    """Return four exercises in two chapters and one challenge, some of which have passed."""
    progress = Progress(
        frozenset(done), current, attempts=MappingProxyType({"one": 3, "two": 1, "four": 1})
    )
    return listing(State(_small(), Path("/w"), progress))


def many(count: int = 200) -> Listing:
    """Return so many exercises, ten a chapter."""
    first = read_curriculum().course[0]
    course = tuple(
        replace(
            first,
            slug=f"exercise_{at}",
            chapter=f"{at // 10:02}_chapter",
            number=at % 10 + 1,
            path=PurePosixPath(f"exercises/{at}.py"),
        )
        for at in range(count)
    )
    curriculum = Curriculum(Path("/c"), course, ())
    return listing(State(curriculum, Path("/w"), Progress(current="exercise_150")))


def _small() -> Curriculum:
    first = read_curriculum().course[0]

    course = (
        replace(first, slug="one", chapter="00_first_steps", number=1, title="One: a beginning"),
        replace(first, slug="two", chapter="00_first_steps", number=2, title="Two: a 2nd, at once"),
        replace(first, slug="three", chapter="01_more", number=1, title="Three: and more of it"),
        replace(first, slug="four", chapter="01_more", number=2, title="Four: the last → the end"),
    )
    challenge = replace(first, slug="five_paper", chapter="paper_to_code", number=1, title="Five")
    return Curriculum(Path("/c"), course, (challenge,))
