"""A room whose honest worker runs in a thread of the same process: quick, and no wall at all."""

import contextlib
import socket
import threading
from collections.abc import Iterator

from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.messages import Broken, Pipe
from ctml_runner.wall.room import Room
from ctml_runner.wall.worker import Worker


@contextlib.contextmanager
def room(seconds: float = 5.0) -> Iterator[Room]:
    """Yield a room with an honest worker."""
    ours, theirs = socket.socketpair()

    def serve() -> None:
        with contextlib.suppress(Broken):
            Worker(Pipe(theirs)).serve()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Room(Pipe(ours), PartLimits(seconds))
    finally:
        ours.close()
        thread.join()
        theirs.close()


@contextlib.contextmanager
def alone(seconds: float = 5.0) -> Iterator[tuple[Room, socket.socket]]:
    """Yield a room, and the socket on which the test itself plays the worker."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Room(Pipe(ours), PartLimits(seconds)), theirs
