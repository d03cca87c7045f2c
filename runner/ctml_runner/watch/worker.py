"""A worker: one thread in which everything happens, so that nothing needs a lock."""

import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import ParamSpec

P = ParamSpec("P")


class Worker:
    """Does what it is handed, in order; between, attends to what falls due, and else sleeps.

    Args:
        name: the thread's name.
        attend: called with the time; returns when it wants to be called again, if at all.
    """

    def __init__(self, name: str, attend: Callable[[float], float | None]) -> None:
        self._attend = attend
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin with what was handed over so far."""
        self._thread.start()

    def stop(self) -> None:
        """End after what was handed over so far, and wait for the end."""
        self._tasks.put(None)
        self._thread.join()

    def do(self, act: Callable[P, None], *args: P.args, **named: P.kwargs) -> None:
        """Hand over something to do."""
        self._tasks.put(partial(act, *args, **named))

    def doing(self, act: Callable[P, None]) -> Callable[P, None]:
        """Return a function that may be called in any thread, and is carried out in this one."""
        return partial(self.do, act)

    def _run(self) -> None:
        due: float | None = None
        while True:
            try:
                wait = None if due is None else max(0.0, due - time.monotonic())
                task = self._tasks.get(timeout=wait)
            except queue.Empty:
                pass
            else:
                if task is None:
                    return
                task()
            due = self._attend(time.monotonic())
