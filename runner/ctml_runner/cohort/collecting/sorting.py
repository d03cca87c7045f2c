"""Sorting out what was sent by its names alone, before anything is read."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from ctml_runner.cohort.collecting.leaf import Found, Leaf, Trouble
from ctml_runner.cohort.collecting.meaning import Other, Part, entered, meaning
from ctml_runner.cohort.form import ENTRIES
from ctml_runner.cohort.names import alike
from ctml_runner.cohort.standing.shown import shown

MOST_NAMED = 3
"""How many names stand in a line about several files."""


@dataclass(slots=True)
class Sorted:
    """A submission, sorted out.

    Attributes:
        parts: for each slug, the files that may be that exercise's.
        others: the journal, the manifest, the workspace's sign.
        troubles: what is wrong with the whole.
        odd: names of what isn't read, by why.
        twins: names that are one but for case or accents.
    """

    parts: dict[str, list[tuple[Part, Leaf]]] = field(default_factory=dict)
    others: dict[Other, Leaf] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    odd: dict[str, list[str]] = field(default_factory=dict)
    twins: list[tuple[str, str]] = field(default_factory=list)

    @property
    def problems(self) -> Iterator[str]:
        """Yield what an instructor should know, a line each."""
        yield from self.troubles
        for one, other in self.twins[:MOST_NAMED]:
            yield f"two names that some systems take for one: {shown(one)}, {shown(other)}"
        for why, names in self.odd.items():
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            yield f"not read: {', '.join(names[:MOST_NAMED])}{more}: {why}"


def sort_out(found: Iterable[Found], slugs: Container[str]) -> Sorted:
    """Sort out what was sent, up to a number of files."""
    whole = Sorted()
    seen: dict[str, str] = {}
    for number, one in enumerate(found):
        if number >= ENTRIES:
            whole.troubles.append(f"it has more than {ENTRIES:,} files; the rest isn't looked at")
            break
        match one:
            case Trouble(says):
                whole.troubles.append(says)
            case Leaf() as leaf:
                before = seen.setdefault(alike(leaf.path), leaf.path)
                if before != leaf.path and meaning(alike(leaf.path)) is not None:
                    whole.twins.append((before, leaf.path))
                _sort(whole, leaf, slugs)
    return whole


def _sort(whole: Sorted, leaf: Leaf, slugs: Container[str]) -> None:
    meant = meaning(leaf.path)
    match meant:
        case _ if leaf.odd:
            if meant is not None or all(map(_told_of, leaf.path.split("/"))):
                whole.odd.setdefault(leaf.odd, []).append(shown(leaf.path))
        case Part(slug=slug) if slug in slugs:
            whole.parts.setdefault(slug, []).append((meant, leaf))
        case Other():
            before = whole.others.get(meant)
            if before is None or _depth(leaf) < _depth(before):
                whole.others[meant] = leaf
        case _:
            pass


def _told_of(folder: str) -> bool:
    """Whether what isn't read below a folder of that name is told; not so of hidden ones."""
    return entered(folder) or folder == ".."


def _depth(leaf: Leaf) -> int:
    return leaf.path.count("/")
