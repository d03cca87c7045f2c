"""Whose a row of Canvas's gradebook is, by what Canvas and the roster both know of a learner."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctml_runner.cohort.export.person import Person
from ctml_runner.cohort.names import alike
from ctml_runner.cohort.roster import Learner

Key = tuple[str, str]
"""The name of a column that tells whom a row is about, and the cell."""
Layer = Mapping[Key, Sequence[Person]]


def layers(people: Iterable[Person]) -> tuple[Layer, ...]:
    """Return everybody by what Canvas may call them, the surest names in the first layer."""
    found: tuple[dict[Key, list[Person]], ...] = ({}, {}, {})
    for person in people:
        for layer, keys in zip(found, _called(person.learner), strict=True):
            for column, name in keys:
                if name:
                    layer.setdefault((column, alike(name)), []).append(person)
    return found


def _called(learner: Learner) -> Iterator[tuple[Key, ...]]:
    """Yield what each column may hold; a learner with a number of Canvas's own has no other."""
    yield ("SIS User ID", learner.sis_id), ("SIS Login ID", learner.login)
    yield (
        ("SIS User ID", "" if learner.sis_id else learner.id),
        ("SIS Login ID", learner.email),
        ("ID", learner.id),
    )
    yield (("SIS Login ID", learner.id),)


def whose(known: Iterable[Layer], keys: Iterable[Key]) -> Sequence[Person]:
    """Return whom a row may be about: one, nobody, or several who can't be told apart.

    What names several in a surer layer names nobody in the next.
    """
    several: Sequence[Person] = ()
    left = [(column, alike(cell)) for column, cell in keys]
    for layer in known:
        for key in tuple(left):
            found = layer.get(key, ())
            if len(found) == 1:
                return found
            if found:
                several = several or found
                left.remove(key)
    return several
