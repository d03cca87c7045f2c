"""Collecting: parcel after parcel, each matched, taken and put in place; none stops the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

from ctml_runner.cohort.altered import alterations, digests
from ctml_runner.cohort.collecting.accounting import Accounting
from ctml_runner.cohort.collecting.ahead import read_ahead
from ctml_runner.cohort.collecting.dating import Dating
from ctml_runner.cohort.collecting.joining import Joined, join
from ctml_runner.cohort.collecting.leaf import UnreadableError
from ctml_runner.cohort.collecting.loose import Loose
from ctml_runner.cohort.collecting.matching import Matching, Nobody
from ctml_runner.cohort.collecting.parcel import Parcel, Stray
from ctml_runner.cohort.collecting.putting import Putting
from ctml_runner.cohort.collecting.report import Collected, Left, Result, What
from ctml_runner.cohort.collecting.sources import Sources
from ctml_runner.cohort.collecting.taking import Taken, take
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.form import JOURNAL_FILE
from ctml_runner.cohort.lateness import due_for, lateness
from ctml_runner.cohort.plan import Plan
from ctml_runner.cohort.received import (
    Received,
    journal_size,
    read_part,
    read_received,
    submission,
)
from ctml_runner.cohort.roster import Learner, Roster
from ctml_runner.cohort.standing.shown import quoted
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.record import read_record
from ctml_runner.errors import InstructorError


@dataclass(frozen=True, slots=True)
class Wish:
    """What an instructor asks for beyond what is found out.

    Attributes:
        learner: whose everything is, whatever it says; None if that is to be found out.
        came: when everything came; None if files tell.
        believe: whether submissions are believed about when they were sent.
        newest: whether the newest state of a repository is taken, although it may be late.
    """

    learner: Learner | None = None
    came: datetime | None = None
    believe: bool = False
    newest: bool = False


@dataclass(frozen=True)
class Collector:
    """What collecting needs to know.

    Attributes:
        folder: the cohort's.
        plan: what is collected, and when it was due.
        roster: from whom.
        curriculum: the installed course.
        wish: what the instructor asks for.
        now: when this is done.
    """

    folder: CohortFolder
    plan: Plan
    roster: Roster
    curriculum: Curriculum
    wish: Wish = field(default_factory=Wish)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def collect(self, sources: Iterable[Path]) -> Iterator[Result]:
        """Collect from everything that was pointed at, and tell of each once it is in its place.

        Raises:
            InstructorError: a source can't be read at all; what came before it is in its place.
            OSError: what was taken can't be written.
        """
        waiting: list[Result] = []
        try:
            for result in self._each(sources):
                waiting.append(result)
                if self._putting.is_full:
                    self._putting.settle()
                    yield from waiting
                    waiting.clear()
        except InstructorError:
            self._putting.settle()
            yield from waiting
            raise
        finally:
            self._putting.settle()
        yield from waiting

    def _each(self, sources: Iterable[Path]) -> Iterator[Result]:
        matching = Matching(self.roster)
        opener = Sources(
            Loose(self.plan.slugs), lambda name: isinstance(matching.of("", (name,)), Learner)
        )
        for source in sources:
            read = partial(self._read, matching)
            for found in read_ahead(self._meant(source, opener), read):
                match found:
                    case Stray(where, why):
                        yield Left(where, why)
                    case parcel, _ if self._is_of_several(parcel, matching, opener):
                        yield Left(parcel.where, "holds the work of several learners", several=True)
                    case parcel, taken:
                        yield self._parcel(parcel, taken(), matching, opener)

    def _meant(self, source: Path, opener: Sources) -> Iterator[Parcel | Stray]:
        """Yield the parcels of a source; it must be one alone if all are to be of one learner."""
        if self.wish.learner is None:
            yield from opener.parcels(source)
            return
        places = list(dict.fromkeys(found.where for found in opener.parcels(source)))
        if len(places) > 1:
            raise InstructorError(
                "there are several submissions in this, and they can't all be of one learner",
                where=source,
                next_step="name one of them: ctml cohort collect "
                f"{quoted(places[0])} --as {quoted(self.wish.learner.id)}",
            )
        yield from islice(opener.parcels(source), 1)

    def _is_of_several(self, parcel: Parcel, matching: Matching, opener: Sources) -> bool:
        """Whether what lies among submissions is a whole class's, as a platform hands it out.

        It is told and not opened: what a learner sends must not put work into others' places.
        """
        if self.wish.learner is not None or parcel.holder is None:
            return False
        nobodys = isinstance(matching.of("", parcel.names), Nobody)
        if parcel.holder.is_dir() and not nobodys:
            return False
        whose = [
            matching.of("", one.names, listed=one.listed) for one in opener.within(parcel.holder)
        ]
        known = {one.id for one in whose if isinstance(one, Learner)}
        return len(known) > 1 or (nobodys and bool(known) and len(whose) > 1)

    def _read(self, matching: Matching, parcel: Parcel) -> Taken | Left:
        guess = self.wish.learner or matching.of("", parcel.names, listed=parcel.listed)
        try:
            with parcel.open(self._before(guess)) as found:
                return take(found, self._exercises)
        except UnreadableError as error:
            return Left(parcel.where, str(error))
        except Exception as error:  # noqa: BLE001  # what we did not foresee stops no other's
            return Left(parcel.where, f"can't be read: {type(error).__name__}, {error}")

    def _parcel(
        self, parcel: Parcel, taken: Taken | Left, matching: Matching, opener: Sources
    ) -> Result:
        if isinstance(taken, Left):
            return taken
        claimed = taken.manifest.learner if taken.manifest else ""
        whose = self.wish.learner or matching.of(claimed, parcel.names, listed=parcel.listed)
        if isinstance(whose, Nobody):
            many = parcel.holder is not None and len(opener.within(parcel.holder)) > 1
            return Left(parcel.where, whose.why, nameless=not many, several=many)
        return self._received(whose, parcel, taken)

    @cached_property
    def _putting(self) -> Putting:
        return Putting(self.folder)

    @cached_property
    def _accounting(self) -> Accounting:
        dating = Dating(self.wish.came, self.wish.believe, self.now)
        return Accounting(dating, read_record(Workspace(self.folder.workspace)))

    @cached_property
    def _exercises(self) -> dict[str, Exercise]:
        return {slug: self.curriculum.by_slug[slug] for slug in self.plan.slugs}

    def _before(self, guess: Learner | Nobody) -> datetime | None:
        """Return until when the history of a repository counts, if all of it does not."""
        if self.wish.newest or isinstance(guess, Nobody):
            return None
        due = due_for(self.plan, guess)
        return None if due is None else due + self.plan.grace

    def _received(self, learner: Learner, parcel: Parcel, taken: Taken) -> Collected:
        self._putting.clear(learner)
        before = read_received(self.folder, learner)
        came = self._accounting.account(learner, parcel, taken)
        mends = before is not None and self._mends(learner, before, came)
        joined = join(
            before,
            came,
            forced=self.wish.learner is not None and not mends,
            redated=self.wish.came is not None,
            whole=taken.manifest is not None,
        )
        what = _what(before, came, joined, mends=mends)
        after = joined.received
        told_anew = what in {What.SAME, What.RESTORED} and self._accounting.dating.is_asked
        if before is not None and what not in {What.NEW, What.NEWER} and not told_anew:
            after = before
        if what is What.RESTORED or after is not before or self._told_more(learner, what, taken):
            ahead = what in {What.NEW, What.NEWER} and after.sent == came.sent
            journal = taken.journal if ahead and taken.journal else self._longer(learner, taken)
            parts = self._parts(learner, joined, taken)
            self._putting.draw_up(learner, after, parts, journal)
        latest = max((after.came(slug) for slug in after.files), default=None)
        return Collected(learner, parcel.where, what, after, lateness(self.plan, learner, latest))

    def _parts(self, learner: Learner, joined: Joined, taken: Taken) -> dict[str, bytes]:
        """Return the files that stand: those that came, and as they lie there those that stay."""
        parts = {slug: taken.parts[slug] for slug in joined.taken}
        for slug in joined.received.files.keys() - joined.taken:
            if (data := read_part(self.folder, learner, slug)) is not None:
                parts[slug] = data
        return parts

    def _told_more(self, learner: Learner, what: What, taken: Taken) -> bool:
        """Whether nothing is new but the journal, which goes on from the one we have."""
        return what is What.SAME and len(taken.journal) > journal_size(self.folder, learner)

    def _longer(self, learner: Learner, taken: Taken) -> bytes:
        """Return the longer one of the journal that came and the one we have."""
        if journal_size(self.folder, learner) <= len(taken.journal):
            return taken.journal
        return (submission(self.folder, learner) / JOURNAL_FILE).read_bytes()

    def _mends(self, learner: Learner, before: Received, came: Received) -> bool:
        """Whether files that were altered since are as they were collected in what came."""
        there = dict(digests(self.folder, learner, self.plan.slugs))
        altered = alterations(before, there, self.plan.slugs)
        return any(before.files.get(slug) == came.files.get(slug) for slug in altered)


def _what(before: Received | None, came: Received, joined: Joined, *, mends: bool) -> What:
    """Return what became of a submission, by what stood before and stands now."""
    if before is None:
        return What.NEW
    if joined.received.files != before.files:
        return What.NEWER
    if before.files and not came.files:
        return What.EMPTY
    if mends:
        return What.RESTORED
    return What.OLDER if joined.older else What.SAME
