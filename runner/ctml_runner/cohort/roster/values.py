"""The roster as a value: who the learners are."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from ctml_runner.cohort.names import alike
from ctml_runner.errors import InstructorError

COLUMNS = ("id", "name", "email", "login", "sis_id", "section", "extra_days")
"""The columns in the order in which they are written; all but the first may be left out."""

MOST_EXTRA_DAYS = 3650
"""The longest extension; a number beyond is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner.

    Attributes:
        id: what the instructor calls them by; unique in the roster.
        name: for people.
        email: where they are written to.
        login: their name in the system that submissions are downloaded from.
        sis_id: their number in the institution's records.
        section: the group that they are in.
        extra_days: how many days later than others they may hand in.
        folder: the name of their folder: safe on every system, and theirs alone.
    """

    id: str
    name: str = ""
    email: str = ""
    login: str = ""
    sis_id: str = ""
    section: str = ""
    extra_days: int = 0
    folder: str = ""


@dataclass(frozen=True)
class Roster:
    """The learners, in the order of the file.

    Attributes:
        learners: all of them.
        problems: what is wrong with the file, a line each, as FILE:LINE: WHAT.
    """

    learners: tuple[Learner, ...]
    problems: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Learner]:
        """Every learner by their id."""
        return {learner.id: learner for learner in self.learners}

    def find(self, name: str) -> Learner:
        """Return the learner that an instructor means by `name`: an id, a login, an email.

        A name for people does as well where nothing else is called so, because that is what
        the status shows.

        Raises:
            InstructorError: nobody is meant, or several are; the nearest id is told.
        """
        if name in self.by_id:
            return self.by_id[name]
        found = [one for one in self.learners if alike(name) in keys(one)]
        found = found or [one for one in self.learners if alike(one.name) == alike(name) != ""]
        if len(found) == 1:
            return found[0]
        if found:
            both = ", ".join(repr(one.id) for one in found[:5])
            raise InstructorError(f"{name!r} may be any of {both}", next_step="type the id")
        near = get_close_matches(name, self.by_id, n=1)
        raise InstructorError(
            f"the roster has nobody called {name!r}"
            + (f"; did you mean {near[0]!r}?" if near else ""),
            next_step="look at the column 'id' of roster.csv",
        )


def keys(learner: Learner) -> frozenset[str]:
    """Return what a learner is known by, each in the form in which names are compared."""
    known = (learner.id, learner.login, learner.email, learner.sis_id, learner.folder)
    return frozenset(alike(one) for one in known if one)
