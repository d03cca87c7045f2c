"""What is said over the pipe: strict envelopes, a length before each, a deadline for all."""

import contextlib
import socket
import struct
import time
from typing import Final, Literal, TypeAlias

import msgspec

from ctml_runner.wall.limits import MESSAGE

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

_ENCODER: Final = msgspec.json.Encoder()


class Broken(Exception):  # noqa: N818  # what happened to the pipe
    """Nothing more can be said over this pipe; the text says why, in our own words."""


class Late(Broken):
    """The time was up."""


class Pipe:
    """One end of the pipe between the trusted side and a worker.

    Args:
        line: a connected socket of streams, closed by `close`.
    """

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def send(self, message: Message, deadline: float | None = None) -> None:
        """Send one message whole.

        Raises:
            Broken: nobody is there to take it, or not in time.
            UnicodeEncodeError: a text in it holds half a character.
        """
        data = _ENCODER.encode(message)
        if len(data) > MESSAGE:
            raise Broken("the message is too long")
        try:
            self._wait_until(deadline)
            self._line.sendall(_LENGTH.pack(len(data)) + data)
        except TimeoutError as error:
            raise Late("the time was up") from error
        except OSError as error:
            raise Broken("the worker is gone") from error

    def receive(self, deadline: float | None = None) -> bytearray:
        """Return the bytes of one message.

        Raises:
            Broken: it never came whole, or is longer than a message may be.
        """
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, deadline))
        if length > MESSAGE:
            raise Broken("the worker's message is too long")
        return self._exactly(length, deadline)

    def is_at_end(self, deadline: float) -> bool:
        """Return whether the other side has closed its end and said nothing more before."""
        try:
            self._wait_until(deadline)
            return self._line.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        """Close this end."""
        with contextlib.suppress(OSError):
            self._line.close()

    def _exactly(self, count: int, deadline: float | None) -> bytearray:
        data = bytearray()
        while len(data) < count:
            try:
                self._wait_until(deadline)
                chunk = self._line.recv(min(count - len(data), 1 << 16))
            except TimeoutError as error:
                raise Late("the time was up") from error
            except OSError as error:
                raise Broken("the worker is gone") from error
            if not chunk:
                raise Broken("the worker is gone")
            data += chunk
        return data

    def _wait_until(self, deadline: float | None) -> None:
        """Let the next act on the socket fail at the deadline; each chunk has what is left."""
        if deadline is None:
            self._line.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._line.settimeout(left)
