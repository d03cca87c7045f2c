"""How alike the files are, in lines: a distribution, and who is far outside of it."""

from collections.abc import Iterable, Iterator, Mapping

from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.similar.comparing import Likeness
from ctml_runner.cohort.standing.sentences import who
from ctml_runner.cohort.words import counted

BARS = " ▁▂▃▄▅▆▇█"

_NAMED = 8
"""So many exercises are named where all are counted."""

MEANING = (
    "These are distributions, not verdicts. Files are alike for many reasons: one lesson, one "
    "hint, one short way to write it, work in pairs that you allowed. A pair far outside is a "
    "question to look into by reading both files."
)


def told_all(found: Iterable[Likeness], learners: Mapping[str, Learner]) -> Iterator[str]:
    """Yield the lines of a class: each exercise that can be compared, the others in one line."""
    left = []
    compared = False
    for one in found:
        if one.compared < 2:
            left.append(one.exercise)
        else:
            compared = True
            yield from told(one, learners)
    if left:
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        yield (
            f"{counted(len(left), 'exercise')} with fewer than two files that have enough of "
            f"their own to compare: {', '.join(left[:_NAMED])}{more}"
        )
    if compared:
        yield from ("", MEANING)


def told(one: Likeness, learners: Mapping[str, Learner]) -> Iterator[str]:
    """Yield the lines of one exercise of which two files or more are compared."""
    low, middle, high = one.quartiles
    short = f", {one.short} too short" if one.short else ""
    files = f"{one.exercise}: {counted(one.compared, 'file')} compared{short}"
    if one.compared == 2:
        yield f"{files}; they are {middle:.0%} alike, and there is no other pair"
        return
    yield (
        f"{files}; half of the pairs between {low:.0%} and {high:.0%} alike, median {middle:.0%}"
    )
    yield f"  0% |{bars(one.histogram)}| 100%  ({counted(sum(one.histogram), 'pair')})"
    for pair in one.outside:
        first, second = who(learners[pair.one]), who(learners[pair.other])
        yield f"  far outside (above {one.fence:.0%}): {pair.likeness:.0%}  {first} and {second}"


def bars(histogram: tuple[int, ...]) -> str:
    """Return a histogram in one line; whatever is not empty can be seen."""
    top = max(histogram, default=0)
    heights = (-(-count * (len(BARS) - 1) // top) if top else 0 for count in histogram)
    return "".join(BARS[height] for height in heights)
