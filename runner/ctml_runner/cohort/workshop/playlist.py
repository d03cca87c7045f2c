"""The playlist that is proposed: six exercises which fit into an hour and tell one story."""

from ctml_runner.cohort.plan import Item
from ctml_runner.course.curriculum import Curriculum

_PROPOSED = (
    ("save_me", True),  # the loop: edit, save, read
    ("token_id", True),  # a type says what a number means
    ("newtype_leak", False),
    ("compose", True),  # arrows that meet
    ("mismatch", True),  # arrows that don't, and how the message names the gap
    ("lift", False),
)
SIZE = 6
IN_A_ROOM = {"any_order": True, "workshop": True, "attempts": 6, "hours": 0.2}
"""What the plan of a workshop says: nobody waits, and twelve minutes without a pass are long."""


def playlist(curriculum: Curriculum) -> tuple[Item, ...]:
    """Return six exercises of the course, two of them for whoever is ahead; a point each.

    Where the course has lost one of those proposed, what it begins with takes its place.
    """
    chosen = [Item(slug, 1, must) for slug, must in _PROPOSED if slug in curriculum.by_slug]
    known = {item.slug for item in chosen}
    others = [Item(one.slug, 1) for one in curriculum.course if one.slug not in known]
    items = {item.slug: item for item in (*chosen, *others[: SIZE - len(chosen)])}
    order = [one.slug for one in curriculum.course if one.slug in items]
    return tuple(items[slug] for slug in order)
