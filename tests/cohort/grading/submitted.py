"""A class whose submissions are in place, to be graded for real."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.names import safe_name
from ctml_runner.cohort.received import PARTS, RECEIVED, Received
from ctml_runner.cohort.results import Graded, read_results
from ctml_runner.course.compose import digest_of
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise

CTML = (sys.executable, "-P", "-m", "ctml_runner")


def solved(curriculum: Curriculum, exercise: Exercise, note: str = "") -> bytes:
    """Return a whole file with the solution, and a comment that makes it differ."""
    return file_of(exercise, f"{curriculum.solution(exercise).part.rstrip()}\n# {note}\n")


def without_progress(said: str) -> str:
    """Return what a grading said, without the lines that only a slow machine gets to see."""
    lines = said.splitlines(keepends=True)
    return "".join(line for line in lines if " s left" not in line)


def file_of(exercise: Exercise, part: str) -> bytes:
    """Return a whole file with a learner's part."""
    return (part.rstrip("\n") + "\n" + exercise.checks).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Submitted:
    """A cohort's folder, with the submissions of learners in it."""

    folder: CohortFolder

    @classmethod
    def make(
        cls, root: Path, slugs: Sequence[str], warm: Path | None = None, more: str = ""
    ) -> "Submitted":
        """Make a cohort with these exercises; `warm` is a folder that holds a warm cache."""
        folder = CohortFolder(root)
        folder.hidden.mkdir(parents=True)
        items = "".join(f"{slug} = 1\n" for slug in slugs)
        folder.plan.write_text(f'name = "A class"\n[exercises]\n{items}{more}', encoding="utf-8")
        folder.roster.write_text("id\n", encoding="utf-8")
        if warm is not None:
            (folder.hidden / "cache").symlink_to(warm / "cache")
        return cls(folder)

    def hand_in(self, learner: str, files: Mapping[str, bytes]) -> None:
        """Put a learner's submission in place, as collecting leaves it."""
        with self.folder.roster.open("a", encoding="utf-8") as roster:
            roster.write(f"{learner}\n")
        place = self.folder.submissions / safe_name(learner)
        (place / PARTS).mkdir(parents=True)
        for slug, data in files.items():
            (place / PARTS / f"{slug}.py").write_bytes(data)
        self._account(learner, {slug: digest_of(data) for slug, data in files.items()})

    def _account(self, learner: str, digests: dict[str, str]) -> None:
        now = datetime.now(UTC)
        received = Received(learner, "a test", now, now, "1", digests)
        place = self.folder.submissions / safe_name(learner) / RECEIVED
        place.write_bytes(msgspec.json.encode(received))

    def replace(self, learner: str, slug: str, data: bytes) -> None:
        """Put another file in the place of one, as collecting a newer submission does."""
        place = self.folder.submissions / safe_name(learner)
        files = msgspec.json.decode((place / RECEIVED).read_bytes(), type=Received).files
        self.alter(learner, slug, data)
        self._account(learner, files | {slug: digest_of(data)})

    def alter(self, learner: str, slug: str, data: bytes) -> None:
        """Change a file that was collected, as an editor does."""
        (self.folder.submissions / safe_name(learner) / PARTS / f"{slug}.py").write_bytes(data)

    def grade(self, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run ``ctml cohort grade`` in the cohort's folder."""
        return subprocess.run(
            [*CTML, "cohort", "grade", *arguments],
            cwd=self.folder.root,
            env=os.environ | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def told(self, *arguments: str) -> dict[str, object]:
        """Grade, and return the last object of ``--json``."""
        ran = self.grade("--json", *arguments)
        assert ran.returncode == 0, ran.stderr
        last: dict[str, object] = json.loads(ran.stdout.splitlines()[-1])
        return last

    def result(self, learner: str, slug: str) -> Graded:
        """Return the newest verdict on a learner's file."""
        found = read_results(self.folder).of(learner, slug)
        assert found is not None, (learner, slug)
        return found
