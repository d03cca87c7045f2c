"""Small classes for the tests of cohorts: a plan, a roster, and an inbox for what comes back."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from ctml_runner.cohort.collecting.collecting import Collector, Wish
from ctml_runner.cohort.collecting.report import Collected, Left, Result
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.plan import Plan, read_plan
from ctml_runner.cohort.received import Received, read_part, read_received
from ctml_runner.cohort.roster import Learner, Roster, read_roster
from ctml_runner.cohort.sending import Manifest, Package, packed
from ctml_runner.course.curriculum import read_curriculum

MON, TUE, WED, THU, FRI = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in range(2, 7))
"""Noons of one week; the class below is due on Wednesday."""

CURRICULUM = read_curriculum()

PLAN = """\
name = "Spring"
due = 2026-03-04T12:00:00Z
[exercises]
save_me = 1
token_id = 2
"""
ROSTER = "id,name,email,login,extra_days\nada,Ada Lovelace,ada@x.org,alove,\nbob,Bob Stone,,bs,1\n"

WORK = {"save_me": b"# the work of a learner\n", "token_id": b"# more of it\n"}
"""What a learner may send."""

NOTHING_MORE = Wish()
"""What an instructor asks for who asks for nothing."""


class Class:
    """A cohort in a folder of its own, with an inbox beside it."""

    def __init__(self, base: Path, plan_text: str = PLAN, roster_text: str = ROSTER) -> None:
        self.base = base
        self.now = FRI
        self.curriculum = CURRICULUM
        self.folder = CohortFolder(self.base / "class")
        self.inbox = self.base / "inbox"
        self.inbox.mkdir()
        self.folder.root.mkdir()
        self.folder.submissions.mkdir()
        self.folder.plan.write_text(plan_text)
        self.folder.roster.write_text(roster_text)

    @property
    def plan(self) -> Plan:
        return read_plan(self.folder, self.curriculum)

    @property
    def roster(self) -> Roster:
        return read_roster(self.folder)

    def learner(self, name: str = "ada") -> Learner:
        return self.roster.by_id[name]

    def collect(self, *sources: Path, wish: Wish = NOTHING_MORE) -> list[Result]:
        """Collect from the inbox, or from what is named."""
        plan, roster = self.plan, self.roster
        collector = Collector(self.folder, plan, roster, self.curriculum, wish, self.now)
        return list(collector.collect(sources or [self.inbox]))

    def collected(self, *sources: Path, wish: Wish = NOTHING_MORE) -> Collected:
        """Collect what is one learner's, and return what became of it."""
        (result,) = self.collect(*sources, wish=wish)
        assert isinstance(result, Collected), result
        return result

    def left(self, *sources: Path) -> Left:
        """Collect what is nobody's, and return why."""
        (result,) = self.collect(*sources)
        assert isinstance(result, Left), result
        return result

    def received(self, name: str = "ada") -> Received | None:
        return read_received(self.folder, self.learner(name))

    def parts(self, name: str = "ada") -> dict[str, bytes]:
        """Return what lies in the cohort's folder of one learner."""
        found = {slug: read_part(self.folder, self.learner(name), slug) for slug in self.plan.slugs}
        return {slug: data for slug, data in found.items() if data is not None}

    def send(
        self, name: str = "ada.ctml.zip", data: bytes | None = None, at: datetime = TUE
    ) -> Path:
        """Put into the inbox what `ctml submit` writes."""
        file = self.inbox / name
        file.write_bytes(package() if data is None else data)
        return dated(file, at)

    def lay(self, files: Mapping[str, bytes], at: datetime = TUE) -> Path:
        """Put files into the inbox, by their places in it."""
        for place, data in files.items():
            file = self.inbox / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            dated(file, at)
        return self.inbox


def package(
    learner: str = "ada",
    parts: Mapping[str, bytes] = WORK,
    *,
    claimed: datetime = MON,
    journal: bytes = b"",
) -> bytes:
    """Return what `ctml submit` writes."""
    return packed(Package(Manifest(learner, "", "0.1.0", "", claimed), parts, journal))


def dated(file: Path, at: datetime) -> Path:
    """Make the file one that was written at that time."""
    os.utime(file, (at.timestamp(), at.timestamp()))
    return file


def everything(root: Path) -> Iterator[str]:
    """Yield every name below a folder."""
    return (path.relative_to(root).as_posix() for path in sorted(root.rglob("*")))
