"""SeenPairs: how often each pair stands in a row, kept true while the row changes."""

from collections import Counter
from heapq import heappop, heappush

from ctml.domain import IntArray


class SeenPairs:
    """The pairs of a row, as codes, with the most frequent first.

    A merge changes the neighbourhood of its places and nothing else. So the counts are not taken
    anew; only what goes and what comes is counted. The queue holds an entry for each count that
    a pair ever had; one that is no longer true is passed over when its turn comes.
    """

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self._queue: list[tuple[int, int]] = []

    def change(self, *, gone: IntArray, come: IntArray) -> None:
        """Count pairs out and in.

        Args:
            gone: the code of each pair that stands there no more, shape [G].
            come: the code of each pair that now does, shape [C].
        """
        changes = _counted(come)
        changes.subtract(_counted(gone))
        for code, change in changes.items():
            if change:
                self._counts[code] = self._counts.get(code, 0) + change
                heappush(self._queue, (-self._counts[code], code))

    def most_frequent(self) -> int | None:
        """Return the code of the most frequent pair, of several the smallest; None if none is.

        The caller is to merge it everywhere, so that its count becomes 0.
        """
        while self._queue:
            count, code = heappop(self._queue)
            if count < 0 and self._counts[code] == -count:
                return code
        return None


def _counted(codes: IntArray) -> Counter[int]:
    each: list[int] = codes.tolist()
    return Counter(each)
