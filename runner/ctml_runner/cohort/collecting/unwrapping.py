"""A submission within a submission: a folder, or an archive, that holds nothing but one zip."""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from ctml_runner.cohort.collecting.leaf import Found, Leaf, Trouble, UnreadableError
from ctml_runner.cohort.collecting.meaning import Other, Part, entered, meaning
from ctml_runner.cohort.collecting.zips import zip_leaves
from ctml_runner.cohort.form import ARCHIVE, ENTRIES
from ctml_runner.cohort.standing.shown import shown

_NEVER = datetime.min.replace(tzinfo=UTC)


@contextmanager
def unwrapped(found: Iterable[Found]) -> Iterator[Iterable[Found]]:
    """Open the one zip that is all there is of a submission; a zip in that zip stays shut.

    Raises:
        UnreadableError: the zip is damaged, or too long.
    """
    outside = []
    for one in found:
        outside.append(one)
        if len(outside) > ENTRIES:
            break
    zips = [one for one in outside if isinstance(one, Leaf) and is_zip(one)]
    if not zips or any(_counts(one) for one in outside):
        yield outside
        return
    newest = max(zips, key=lambda leaf: (leaf.moment or _NEVER, leaf.path))
    with opened(newest) as inside:
        yield _within(newest, zips, inside)


def _within(newest: Leaf, zips: list[Leaf], inside: Iterable[Found]) -> Iterator[Found]:
    if len(zips) > 1:
        yield Trouble(f"it has {len(zips)} zips; the newest, {shown(newest.path)}, is read")
    for one in inside:
        if isinstance(one, Leaf):
            moment = newest.moment or one.moment
            yield Leaf(one.path, one.size, moment, one.read, one.odd)
        else:
            yield one


@contextmanager
def opened(leaf: Leaf) -> Iterator[Iterator[Found]]:
    """Open a leaf that is a zip.

    Raises:
        UnreadableError: it is damaged, or too long.
    """
    if leaf.odd:
        raise UnreadableError(leaf.odd)
    if leaf.size > ARCHIVE:
        raise UnreadableError(f"has {leaf.size:,} bytes; at most {ARCHIVE:,} are read")
    data = leaf.read(ARCHIVE + 1)
    if len(data) > ARCHIVE:
        raise UnreadableError(f"has more than {ARCHIVE:,} bytes")
    with zip_leaves(io.BytesIO(data)) as leaves:
        yield leaves


@contextmanager
def opened_tree(
    leaves: Callable[[], Iterable[Found]], before: datetime | None
) -> Iterator[Iterable[Found]]:
    """Open a folder of a submission; it has no history."""
    del before
    with unwrapped(leaves()) as found:
        yield found


@contextmanager
def opened_zip(file: Leaf, before: datetime | None) -> Iterator[Iterable[Found]]:
    """Open a learner's zip; it has no history."""
    del before
    with opened(file) as inside, unwrapped(inside) as found:
        yield found


def is_zip(leaf: Leaf) -> bool:
    """Whether a leaf is a zip, by its name."""
    return leaf.name.casefold().endswith(".zip") and all(map(entered, leaf.path.split("/")))


def _counts(one: Found) -> bool:
    if not isinstance(one, Leaf):
        return False
    return isinstance(meaning(one.path), Part) or meaning(one.path) is Other.MANIFEST
