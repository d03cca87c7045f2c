"""How alike the files are, in lines: a distribution, and who is far outside of it."""

from collections.abc import Iterator, Mapping

from ctml_runner.cohort.marks import counted
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.similar.comparing import Likeness
from ctml_runner.cohort.standing.sentences import who

BARS = " ▁▂▃▄▅▆▇█"

MEANING = (
    "These are distributions, not verdicts. Files are alike for many reasons: one lesson, one "
    "hint, one short way to write it, work in pairs that you allowed. A pair far outside is a "
    "question to look into by reading both files."
)


def told(one: Likeness, learners: Mapping[str, Learner]) -> Iterator[str]:
    """Yield the lines of one exercise."""
    if one.compared < 2:
        yield f"{one.exercise}: too few files with enough of their own to compare"
        return
    low, middle, high = one.quartiles
    short = f", {one.short} too short" if one.short else ""
    yield (
        f"{one.exercise}: {counted(one.compared, 'file')} compared{short}; half of the pairs "
        f"between {low:.0%} and {high:.0%} alike, median {middle:.0%}"
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
