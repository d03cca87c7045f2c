"""From a save to its verdict, over every exercise, with the same work by hand in between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path
from statistics import median

from benchmarks.by_hand import ByHand, by_hand
from benchmarks.figure import TOLD, Bound, Figure
from benchmarks.pastes import Material
from benchmarks.watcher import Answer, Style, Watcher

NO_LAW, LAW, FAILING_LAW = Bound(100, 200), Bound(250, 500), Bound(1000, 2000)
TYPES = Bound(70)
FASTER = Bound(10, at_least=True)
MISSED = Bound(1)


@dataclass(frozen=True, slots=True)
class Save:
    """One save and what came of it.

    Attributes:
        material: what was saved.
        passes: whether it was the solution.
        style: how it was written.
        answer: what came.
        hand: the same text by hand, where that was taken too.
    """

    material: Material
    passes: bool
    style: Style
    answer: Answer
    hand: ByHand | None

    @property
    def bound(self) -> Bound:
        """What this save has to keep."""
        if not self.material.has_law:
            return NO_LAW
        return FAILING_LAW if _law_failed(self.answer.verdict) else LAW


def _law_failed(verdict: dict[str, object]) -> bool:
    failures = verdict["test_failures"]
    return isinstance(failures, list) and any(failure["counterexample"] for failure in failures)


def take(
    watcher: Watcher, materials: Sequence[Material], hand: Path, saves: int, pairs: int
) -> Iterator[Save]:
    """Save each exercise `saves` times in each way, `pairs` of them with the work by hand.

    Ways: passing and failing, in place and by rename. A first round is not counted.
    """
    numbers = count()
    for turn in range(-1, saves):
        for material, passes, style in product(materials, (False, True), Style):
            text = material.text(passes=passes, number=turn + 1).replace(
                "# save ", f"# save {next(numbers)} of round "
            )
            answer = watcher.save(material.file, text, style)
            paired = turn < 0 or turn * pairs // saves != (turn - 1) * pairs // saves
            found = by_hand(hand, material, text) if paired else None
            if turn >= 0:
                yield Save(material, passes, style, answer, found)


def figures(saves: Sequence[Save], watcher: Watcher) -> Iterator[Figure]:
    """Return the figures of the saves, in milliseconds and as ratios."""
    kinds = ((NO_LAW, "no law"), (LAW, "with a law"), (FAILING_LAW, "a failing law"))
    for (bound, kind), passes, style in product(kinds, (True, False), Style):
        these = [s for s in saves if (s.bound, s.passes, s.style) == (bound, passes, style)]
        if these:
            how = f"{kind}, {'pass' if passes else 'fail'}, {style}"
            yield Figure(f"save to verdict: {how}", "ms", _ms(these), bound)
    for bound, kind in kinds[:2]:
        yield from _slowest(saves, bound, kind)
    types = tuple(save.answer.types_seconds * 1000 for save in saves)
    yield Figure("save to the types event", "ms", types, TYPES)
    yield from _ratios(saves)
    unlike_one = sum(told != 1 for told in watcher.verdicts.values())
    yield Figure("saves without exactly one verdict", "saves", (float(unlike_one),), MISSED)


def _ms(saves: Sequence[Save]) -> tuple[float, ...]:
    return tuple(save.answer.seconds * 1000 for save in saves)


def _slowest(saves: Sequence[Save], bound: Bound, kind: str) -> Iterator[Figure]:
    """Yield the exercise whose saves took longest, so that no other can hide it."""
    of_slug: dict[str, list[Save]] = {}
    for save in saves:
        if save.bound == bound:
            of_slug.setdefault(save.material.exercise.slug, []).append(save)
    if of_slug:
        slug = max(of_slug, key=lambda slug: median(_ms(of_slug[slug])))
        yield Figure(f"slowest exercise, {kind}: {slug}", "ms", _ms(of_slug[slug]), bound)


def _ratios(saves: Sequence[Save]) -> Iterator[Figure]:
    paired = [(save, save.hand) for save in saves if save.hand is not None]
    passing = [(save.answer.seconds, hand) for save, hand in paired if save.passes]
    failing = [(save.answer.seconds, hand) for save, hand in paired if not save.passes]
    yield Figure("by hand, pass: mypy && pytest", "ms", tuple(h.shell * 1000 for _, h in passing))
    yield Figure(
        "times faster, pass: mypy && pytest", "x", tuple(h.shell / s for s, h in passing), FASTER
    )
    yield Figure(
        "times faster, fail: mypy; pytest", "x", tuple(h.both / s for s, h in failing), FASTER
    )
    stopping = tuple(h.shell / s for s, h in failing if not h.mypy_passed)
    yield Figure("times faster, fail: mypy alone, where && stops", "x", stopping, TOLD)
