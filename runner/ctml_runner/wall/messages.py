"""What is said over the pipe: strict envelopes, a length before each, a deadline for all."""

import contextlib
import socket
import struct
import time
from collections.abc import Callable
from typing import Final, Literal, TypeAlias, TypeVar

import msgspec

from ctml_runner.wall.limits import MESSAGE

A = TypeVar("A")
B = TypeVar("B")

_LENGTH: Final = struct.Struct("!I")


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """One message; `nonce` says which question it belongs to."""

    nonce: int


Act: TypeAlias = Literal[
    "load", "call", "attribute", "item", "operator", "length", "items", "holds", "truth", "kind",
    "goodbye",
]  # fmt: skip
"""What the trusted side may ask of a worker."""


class Ask(Message, frozen=True):
    """To the worker: do this.

    Attributes:
        act: what to do.
        name: the attribute or the operator; for ``load``, the module's name.
        values: the object that it is done to, then the arguments, as forms.
        named: the arguments by name, as forms.
    """

    act: Act
    name: str = ""
    values: list[object] = []
    named: dict[str, object] = {}


class Answer(Message, frozen=True):
    """To either side: this came of it, as a form."""

    value: object


class Raised(Message, frozen=True):
    """To either side: this was raised instead, by its name in the closed list."""

    name: str


class Called(Message, frozen=True):
    """From the worker, before it answers: call this function of the checks'.

    Attributes:
        function: its number.
        values: the arguments, as forms.
        named: the arguments by name, as forms.
    """

    function: int
    values: list[object] = []
    named: dict[str, object] = {}


FromWorker: TypeAlias = Answer | Raised | Called
ToWorker: TypeAlias = Ask | Answer | Raised

_CHUNK: Final = 1 << 16  # bytes read at a time
_NEAR: Final = 0.02  # seconds by which a deadline may be missed

_GONE: Final = "the worker is gone"

_ENCODER: Final = msgspec.json.Encoder()


class Broken(Exception):  # noqa: N818  # what happened to the pipe
    """Nothing more can be said over this pipe; the text says why, in our own words."""


class Late(Broken):
    """The time was up."""


class Pipe:
    """One end of the pipe between the trusted side and a worker.

    Args:
        line: a connected socket of streams, closed by `close`.

    Attributes:
        cut: why whoever watches over the other side has ended it; empty while nobody has.
    """

    def __init__(self, line: socket.socket) -> None:
        self.cut = ""
        self._line = line
        self._unread = bytearray()
        self._deadline = 0.0  # the one that the socket's own timeout is set to
        self._near = 0.0  # until when it is near enough
        line.settimeout(None)

    def send(self, message: Message, deadline: float | None = None) -> None:
        """Send one message whole.

        Raises:
            Broken: nobody is there to take it, or not in time.
            UnicodeEncodeError: a text in it holds half a character.
        """
        data = _ENCODER.encode(message)
        if len(data) > MESSAGE:
            raise Broken("the message is too long")
        self._in_time(self._line.sendall, _LENGTH.pack(len(data)) + data, deadline)

    def receive(self, deadline: float | None = None) -> bytes:
        """Return the bytes of one message.

        Raises:
            Broken: it never came whole, or is longer than a message may be.
        """
        self._fill(_LENGTH.size, deadline)
        (length,) = _LENGTH.unpack_from(self._unread)
        if length > MESSAGE:
            raise Broken("the worker's message is too long")
        end = _LENGTH.size + length
        self._fill(end, deadline)
        message = bytes(self._unread[_LENGTH.size : end])
        del self._unread[:end]
        return message

    def is_at_end(self, deadline: float) -> bool:
        """Return whether the other side has closed its end and said nothing more before."""
        if self._unread or self.cut:
            return False
        try:
            return self._in_time(self._line.recv, 1, deadline) == b""
        except Late:
            return False
        except Broken:
            return True

    def close(self) -> None:
        """Close this end."""
        with contextlib.suppress(OSError):
            self._line.close()

    def _fill(self, count: int, deadline: float | None) -> None:
        """Read until at least so many bytes are there; what comes with them is kept."""
        while len(self._unread) < count:
            chunk = self._in_time(self._line.recv, _CHUNK, deadline)
            if not chunk:
                raise Broken(self.cut or _GONE)
            self._unread += chunk

    def _in_time(self, act: Callable[[A], B], given: A, deadline: float | None) -> B:
        """Do something with the socket; let it fail at the deadline, and in words of ours."""
        try:
            if deadline is not None:
                self._time(deadline)
            return act(given)
        except TimeoutError as error:
            raise Late("the time was up") from error
        except OSError as error:
            raise Broken(self.cut or _GONE) from error

    def _time(self, deadline: float) -> None:
        """Set the socket's own timeout; that is a call to the system, so not each time anew."""
        now = time.monotonic()
        if now >= deadline:
            raise TimeoutError
        if deadline != self._deadline or now >= self._near:
            self._line.settimeout(deadline - now)
            self._deadline, self._near = deadline, now + _NEAR
