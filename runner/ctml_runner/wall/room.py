"""The room: where a test asks a worker, serves its calls, and believes nothing it says.

A room that is broken stays broken. ``Breach`` is no ``Exception``, so that no test can expect it;
and whoever swallows one gets the next with the next question.
"""

import secrets
import time
from collections.abc import Callable
from typing import NoReturn

import msgspec

from ctml_runner.wall.limits import ASKED, NESTED, SAID, Limits
from ctml_runner.wall.messages import (
    Act,
    Answer,
    Ask,
    Broken,
    Called,
    FromWorker,
    Late,
    Message,
    Pipe,
    Raised,
)
from ctml_runner.wall.offering import Offering
from ctml_runner.wall.raised import LISTED, UNLISTED, error_of, name_of
from ctml_runner.wall.values import Decoder, Encoder, Malformed, NotCrossed

PART: int = 2
"""A whole part has the time of so many tests."""

_GOODBYE = 5.0  # seconds that a goodbye may take on a busy machine
_SAID: msgspec.json.Decoder[FromWorker] = msgspec.json.Decoder(FromWorker)


class Breach(BaseException):
    """The worker did what it must not do, or is gone; its part can't pass any more."""


class Room:
    """One worker, asked by one part's tests.

    Args:
        pipe: the trusted end of the pipe to the worker.
        limits: what the part may use.

    Attributes:
        broken: why nothing that the worker says counts any more; empty while all is well.
        late: whether that is because a time was up.
    """

    def __init__(self, pipe: Pipe, limits: Limits) -> None:
        self.broken = ""
        self.late = False
        self._pipe = pipe
        self._seconds = limits.seconds
        self._end = time.monotonic() + PART * limits.seconds
        self._nested = 0
        self._offering = Offering(self)
        self._encoder = Encoder(self._offering.form_of)
        self._decoder = Decoder(self._offering.value_of)
        self.begin_test()

    def begin_test(self) -> None:
        """Give the next test a whole budget: of time, of questions, of bytes."""
        self._deadline = min(time.monotonic() + self._seconds, self._end)
        self._asked = 0
        self._heard = 0

    def load(self, module: str, part: str, names: tuple[str, ...]) -> dict[str, object]:
        """Let the worker run the part; return those of the names that it defines.

        Raises:
            Breach: the worker's answer is none.
            Exception: the part itself raised it, by its name in the closed list.
        """
        found = self.ask("load", part, names, name=module)
        if not isinstance(found, dict) or not found.keys() <= set(names):
            self.break_off("an answer that is no table of names")
        return found

    def ask(
        self, act: Act, *values: object, name: str = "", named: dict[str, object] | None = None
    ) -> object:
        """Return what comes of an act in the worker: data, or handles to its objects.

        Raises:
            Breach: the room is or gets broken.
            NotCrossed: something in the question can't cross the wall.
            Exception: the worker says that it was raised, by its name in the closed list.
        """
        if self.broken:
            raise Breach(self.broken)
        self._asked += 1
        if self._asked > ASKED:
            self.break_off("too many questions in one test")
        forms: list[object] = [self._encoder.encode(value) for value in values]
        by_name: dict[str, object] = {
            key: self._encoder.encode(value) for key, value in (named or {}).items()
        }
        nonce = secrets.randbits(62)
        self._nested += 1
        try:
            if self._nested > NESTED:
                self.break_off("too many calls that wait for each other")
            self._send(Ask(nonce, act, name, forms, by_name))
            return self._answer(nonce)
        finally:
            self._nested -= 1

    def leave(self) -> None:
        """Say goodbye; whatever else than an answer comes breaks the room."""
        if self.broken:
            return
        self.begin_test()
        self._deadline = min(self._deadline, time.monotonic() + _GOODBYE)
        try:
            if self.ask("goodbye") is not None:
                self.broken = "an answer to the goodbye that is none"
        except (Breach, Exception):  # noqa: BLE001  # not even an exception is an answer
            self.broken = self.broken or "no answer to the goodbye"

    def hear_the_end(self) -> None:
        """After every process of the worker's has ended, nothing more may stand in the pipe."""
        if not self.broken and not self._pipe.is_at_end(time.monotonic() + _GOODBYE):
            self.broken = self._pipe.cut or "it said more after its goodbye"
        self._pipe.close()

    def holds(self) -> bool:
        """Return whether the room is unbroken."""
        return not self.broken

    def break_off(self, why: str) -> NoReturn:
        """Break the room, for good.

        Raises:
            Breach: always.
        """
        self.broken = self.broken or why
        raise Breach(self.broken)

    def _answer(self, nonce: int) -> object:
        while True:
            match self._hear(nonce):
                case Answer(value=form):
                    return self._decoded(form)[0]
                case Raised(name=name) if name in LISTED or name == UNLISTED:
                    raise error_of(name)
                case Called() as called:
                    self._send(self._called_back(called))
                case Raised():
                    self.break_off("an exception that is on no list")

    def _hear(self, nonce: int) -> FromWorker:
        try:
            data = self._pipe.receive(self._deadline)
            self._heard += len(data)
            if self._heard > SAID:
                self.break_off("too many bytes in one test")
            said = _SAID.decode(data)
        except Broken as error:
            self.late = isinstance(error, Late)
            self.break_off(str(error))
        except (msgspec.MsgspecError, ValueError, RecursionError, MemoryError):
            self.break_off("a message that is none")
        if said.nonce != nonce:
            self.break_off("an answer to another question")
        return said

    def _decoded(self, *forms: object) -> list[object]:
        try:
            return self._decoder.decode_all(forms)
        except Malformed as error:
            self.break_off(f"a value that is none: {error}")
        except Exception:  # noqa: BLE001  # hostile data, however it failed; no test may catch it
            self.break_off("a value that can't be made")

    def _called_back(self, called: Called) -> Message:
        """Call a function of the checks' for the worker; all it may do with one is call it."""
        function = self._offering.function(called.function)
        values = self._decoded(*called.values, *called.named.values())
        named = dict(zip(called.named, values[len(called.values) :], strict=True))
        return self._outcome(called.nonce, function, values[: len(called.values)], named)

    def _outcome(
        self,
        nonce: int,
        function: Callable[..., object],
        values: list[object],
        named: dict[str, object],
    ) -> Message:
        try:
            return Answer(nonce, self._encoder.encode(function(*values, **named)))
        except Exception as error:  # noqa: BLE001  # the worker is told its name and no more
            return Raised(nonce, name_of(error))

    def _send(self, message: Message) -> None:
        try:
            self._pipe.send(message, self._deadline)
        except UnicodeEncodeError as error:
            raise NotCrossed("a text with half a character in it") from error
        except Broken as error:
            self.late = isinstance(error, Late)
            self.break_off(str(error))
