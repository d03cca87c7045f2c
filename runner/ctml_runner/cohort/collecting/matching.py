"""Whose a submission is: told by what it says of itself, and by the name that it came under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctml_runner.cohort.collecting.platforms import owner
from ctml_runner.cohort.names import alike, plain
from ctml_runner.cohort.roster import Learner, Roster

_ENDING = re.compile(r"(\.ctml)?\.(zip|git)$")
_BETWEEN = re.compile(r"[\W_]+")
_NOBODYS = "has nobody's id, login, email or name"
_LONGEST = 8
"""Words of the longest name that is looked for in a longer one."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """A submission that is nobody's, or could be several learners'; `why` goes on after a name."""

    why: str


class Matching:
    """The roster, made ready to be asked whose a name is.

    Args:
        roster: who there is.
    """

    def __init__(self, roster: Roster) -> None:
        self._whole: dict[str, set[Learner]] = {}
        self._people: dict[str, set[Learner]] = {}
        self._words: dict[tuple[str, ...], set[Learner]] = {}
        for learner in roster.learners:
            for known in (learner.id, learner.login, learner.email, learner.sis_id, learner.folder):
                if known:
                    self._whole.setdefault(alike(known), set()).add(learner)
                    self._words.setdefault(_words(known), set()).add(learner)
            for name in _turned(_words(learner.name)):
                self._words.setdefault(name, set()).add(learner)
            for person in _written(learner.name):
                self._people.setdefault(person, set()).add(learner)
        self._exact = {learner.id: learner for learner in roster.learners}
        self._words.pop((), None)

    def of(self, claimed: str, names: tuple[str, ...], *, listed: bool = False) -> Learner | Nobody:
        """Return whose a submission is.

        Args:
            claimed: the id that it says of itself; empty if none.
            names: the names that it came under, the nearest first.
            listed: whether those are a list's, in which each names a person and nothing else.
        """
        by_claim = self._called(claimed) if claimed else Nobody("says no id")
        by_name = self._named(names, listed=listed)
        match by_claim, by_name:
            case Learner(), Learner() if by_claim.id != by_name.id:
                return Nobody(f"says it is of {by_claim.id!r}, its name says: of {by_name.id!r}")
            case Learner(), _:
                return by_claim
            case Nobody(), Learner():
                return by_name
            case Nobody(), _ if claimed:
                return Nobody(f"says that it is of {claimed!r}, who is not in the roster")
            case _, nobody:
                return nobody

    def _called(self, name: str) -> Learner | Nobody:
        """Return who is called just that."""
        if name in self._exact:
            return self._exact[name]
        return _only(self._whole.get(alike(name), set()))

    def _named(self, names: tuple[str, ...], *, listed: bool) -> Learner | Nobody:
        """Return whose the first of the names is that is anybody's."""
        found: Learner | Nobody = Nobody(_NOBODYS)
        for name in names:
            bare = name if listed else _ENDING.sub("", name)
            found = self._called(bare)
            if isinstance(found, Nobody):
                found = self._person(bare) if listed else self._found(bare)
            if isinstance(found, Learner):
                return found
        return found

    def _found(self, bare: str) -> Learner | Nobody:
        """Return whose name begins or is part of a longer one.

        Where a platform tells the person, only that part counts; and there, as in an email, a
        single word is nobody: ``Ada Stone`` is not whoever has the login ``ada``.
        """
        who = owner(bare)
        text = bare if who is None else who
        found = self._called(text)
        if isinstance(found, Nobody):
            found = self._person(text)
        if isinstance(found, Nobody):
            found = self._within(_words(text), 1 if who is None and "@" not in text else 2)
        return found

    def _person(self, name: str) -> Learner | Nobody:
        """Return who has that name and no other, whatever stands between its parts."""
        return _only(self._people.get("".join(_words(plain(name))), set()))

    def _within(self, words: tuple[str, ...], least: int) -> Learner | Nobody:
        """Return who is named in a longer name, by so many words, such as ``hw1-alovelace``.

        Where the words beside name somebody else, as in ``1001-bob``, it is nobody's.
        """
        for start, run in _runs(words):
            if len(run) >= least and (there := self._words.get(run)):
                beside = words[:start], words[start + len(run) :]
                return _only(there.union(*(self._all_within(some, least) for some in beside)))
        return Nobody(_NOBODYS)

    def _all_within(self, words: tuple[str, ...], least: int) -> set[Learner]:
        """Return everybody who is named by so many of the words, and by no number."""
        runs = (run for _, run in _runs(words) if len(run) >= least and not _is_number(run))
        return set().union(*(self._words.get(run, ()) for run in runs))


def _only(there: set[Learner]) -> Learner | Nobody:
    if len(there) == 1:
        return next(iter(there))
    if not there:
        return Nobody(_NOBODYS)
    several = ", ".join(repr(learner.id) for learner in sorted(there, key=lambda one: one.id)[:5])
    return Nobody(f"may be of any of {several}")


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _BETWEEN.split(alike(name)) if word)


def _turned(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which other systems write a person's name: as it is, or last name first."""
    if len(words) > 1:
        last_first = (words[-1], *words[:-1])
        yield from (words, last_first, ("".join(words),), ("".join(last_first),))


def _written(name: str) -> Iterator[str]:
    """Yield a person's name without what stands between its parts, and without accents."""
    words = _words(plain(name))
    if words:
        yield "".join(words)
        yield "".join((words[-1], *words[:-1]))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the runs of words and where each begins, longest first; first those at the beginning.

    A number within a name is no person's: other systems number their submissions.
    """
    for length in range(min(len(words), _LONGEST), 0, -1):
        yield 0, words[:length]
    for length in range(min(len(words), _LONGEST), 0, -1):
        for start in range(1, len(words) - length + 1):
            run = words[start : start + length]
            if not _is_number(run):
                yield start, run


def _is_number(run: tuple[str, ...]) -> bool:
    return all(word.isdecimal() for word in run)
