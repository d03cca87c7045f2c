"""Reading ahead: each repository is read by a process of its own, so a few are read at once."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from ctml_runner.cohort.collecting.parcel import Parcel, Stray

_Read = TypeVar("_Read")


def read_ahead(
    found: Iterable[Parcel | Stray], read: Callable[[Parcel], _Read]
) -> Iterator[tuple[Parcel, Callable[[], _Read]] | Stray]:
    """Yield what was found in its order, each parcel with what returns what is read of it.

    What has no history is given on at once: it may be in a zip that is open no longer than that.

    Args:
        found: parcels, of which those with a history are begun before they are asked for.
        read: reads one.
    """
    many = os.cpu_count() or 1
    waiting: deque[tuple[Parcel, Callable[[], _Read]]] = deque()
    with ThreadPoolExecutor(many) as pool:
        for one in found:
            if isinstance(one, Parcel) and one.history:
                waiting.append((one, pool.submit(read, one).result))
                if len(waiting) > many:
                    yield waiting.popleft()
                continue
            while waiting:
                yield waiting.popleft()
            yield one if isinstance(one, Stray) else (one, partial(read, one))
        yield from waiting
