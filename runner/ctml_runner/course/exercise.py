"""An exercise as a value: one idea, one file."""

from dataclasses import dataclass
from pathlib import PurePosixPath

MARKER = "# --- checks ---"
"""The line that ends the learner's part; what follows it is shipped and never edited."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as it is shipped.

    Attributes:
        slug: identity; unique over the course and the challenges, progress is kept by it.
        chapter: the folder's name, such as ``01_domain_objects`` or ``compiler_fix``.
        number: the order within the chapter, from the file's name.
        path: where the file stands, relative to the curriculum or the workspace.
        title: the docstring's first line without its full stop.
        task: the rest of the docstring.
        start: the learner's part as shipped, everything above the marker.
        checks: the shipped checks, from the marker's line to the end.
        limit: seconds that one judgement may take.
        needs: distributions that must be installed, such as ``scikit-learn``.
    """

    slug: str
    chapter: str
    number: int
    path: PurePosixPath
    title: str
    task: str
    start: str
    checks: str
    limit: float = 10.0
    needs: tuple[str, ...] = ()

    @property
    def gist(self) -> str:
        """The title without a lead that only says the slug again, for where that stands beside."""
        lead, colon, rest = self.title.partition(": ")
        says_slug = lead.lower().replace(" ", "") == self.slug.replace("_", "")
        return rest if colon and says_slug else self.title

    @property
    def text(self) -> str:
        """The whole file as shipped."""
        return self.start + self.checks

    @property
    def place(self) -> str:
        """Where it stands, as the list shows it and commands take it: ``2.3``; ``TRACK.1``."""
        chapter = self.chapter.partition("_")[0]
        return f"{int(chapter) if chapter.isdecimal() else self.chapter}.{self.number}"

    @property
    def short_place(self) -> str:
        """Its place below the heading of its chapter or track: ``2.3``, or ``1`` in a track."""
        return self.place if self.place[0].isdecimal() else str(self.number)

    @property
    def has_lesson(self) -> bool:
        """Whether its chapter has a lesson; the tracks of challenges have none."""
        return self.place[0].isdecimal()

    @property
    def module(self) -> str:
        """The name under which the composed module is judged."""
        return f"e_{self.slug}"


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong answer that many people give: an exact edit of the solution, and its hint.

    Attributes:
        slug: the exercise it belongs to.
        name: what is misunderstood, in a few words.
        original: text found exactly once in the solution (``from`` in the TOML file).
        replacement: what the learner wrote instead (``to``).
        says: what it fails with: an error code such as ``operator``, a test's name such as
            ``test_sum``, or ``refused:CODE`` for a refusal that failed to come.
        hint: what the learner reads.
    """

    slug: str
    name: str
    original: str
    replacement: str
    says: str
    hint: str


@dataclass(frozen=True, slots=True)
class Solution:
    """The answer done well, and what its docstring carries.

    Attributes:
        part: the learner's part of the answer.
        start_says: what the shipped start fails with, in the notation of ``Misconception.says``.
        hints: a nudge, a pointer, nearly the answer.
        why: what was learned, shown after the pass.
    """

    part: str
    start_says: str
    hints: tuple[str, str, str]
    why: str
