"""Joining what came now to what was collected before: collecting more takes nothing away.

Systems hand out one upload an exercise, week by week, so a submission without an exercise doesn't
withdraw it. Of each exercise the file that was sent last stands, in whatever order they came in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from ctml_runner.cohort.received import Received


@dataclass(frozen=True, slots=True)
class Joined:
    """What stands of one learner after a submission more.

    Attributes:
        received: what is known of all of it.
        taken: the exercises whose file is the one that came now.
        older: those of which a file stands that was sent later.
    """

    received: Received
    taken: frozenset[str]
    older: tuple[str, ...] = ()


def join(
    before: Received | None, came: Received, *, forced: bool, redated: bool, whole: bool
) -> Joined:
    """Join what came to what stands.

    Args:
        before: what stands; None if nothing does.
        came: what is known of the submission that came.
        forced: whether its files are taken although they are older.
        redated: whether files that we have came when it did, and not when we first saw them.
        whole: whether it is all that its learner has, so that what it lacks is worth telling.
    """
    if before is None:
        return Joined(came, frozenset(came.files))
    older = [] if forced else [slug for slug in came.files if _is_older(slug, before, came)]
    taken = came.files.keys() - older
    first = {slug: _first(slug, before, came, redated=redated) for slug in taken}
    last = {slug: _last(slug, before, came, redated=redated) for slug in taken}
    last = {slug: before.came_last(slug) for slug in before.files} | last
    ahead = came if forced or came.sent >= before.sent else before
    received = msgspec.structs.replace(
        ahead,
        sent=max(last.values(), default=came.sent),
        collected=came.collected,
        files=before.files | {slug: came.files[slug] for slug in taken},
        since={slug: before.came(slug) for slug in before.files} | first,
        last=last,
        sources={slug: before.origin(slug) for slug in before.files}
        | dict.fromkeys(taken, came.source),
        problems=(*came.problems, *_told(before, came, older if taken else [], whole=whole)),
    )
    return Joined(received, frozenset(taken), tuple(older))


def _is_older(slug: str, before: Received, came: Received) -> bool:
    return (
        slug in before.files
        and not _is_same(slug, before, came)
        and came.came_last(slug) < before.came_last(slug)
    )


def _is_same(slug: str, before: Received, came: Received) -> bool:
    return before.files.get(slug) == came.files[slug]


def _first(slug: str, before: Received, came: Received, *, redated: bool) -> datetime:
    """Return when the file, as it is, first came: sending it again makes nothing later."""
    if redated or not _is_same(slug, before, came):
        return came.came(slug)
    return min(came.came(slug), before.came(slug))


def _last(slug: str, before: Received, came: Received, *, redated: bool) -> datetime:
    """Return when the file, as it is, was sent last: what was sent before that is older."""
    if redated or not _is_same(slug, before, came):
        return came.came_last(slug)
    return max(came.came_last(slug), before.came_last(slug))


def _told(before: Received, came: Received, older: list[str], *, whole: bool) -> Iterator[str]:
    lacking = sorted(before.files.keys() - came.files) if whole and came.files else []
    if lacking:
        yield f"the submission before this one had more, which stays: {', '.join(lacking)}"
    if older:
        yield f"of {', '.join(sorted(older))} a file stands that was sent later"
