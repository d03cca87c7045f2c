"""The worker: it runs one part, and does what the trusted side asks, one question at a time.

Nothing here is trusted: the part may change all of it. It only has to be right for parts that
leave it alone.
"""

import importlib
import itertools
import sys
import types

import msgspec

from ctml_runner.wall.handle import OPERATORS
from ctml_runner.wall.limits import ITEMS
from ctml_runner.wall.messages import Answer, Ask, Called, Message, Pipe, Raised, ToWorker
from ctml_runner.wall.raised import UNLISTED, error_of, name_of
from ctml_runner.wall.values import Decoder, Encoder, Form, Malformed, NotCrossed

_SAID: msgspec.json.Decoder[ToWorker] = msgspec.json.Decoder(ToWorker)


class Function:
    """A function of the checks'; to call it is to ask the trusted side."""

    __slots__ = ("_number", "_worker")

    def __init__(self, worker: "Worker", number: int) -> None:
        self._worker = worker
        self._number = number

    def __call__(self, *given: object, **named: object) -> object:
        """Return what the function gives for these."""
        return self._worker.call(self._number, given, named)


class Worker:
    """Serves one pipe, until the goodbye.

    Args:
        pipe: the worker's end of it.
    """

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._objects: list[object] = []
        self._numbers: dict[int, int] = {}  # which objects have which number, by identity
        self._nonces: list[int] = []  # of the questions under way, the innermost last
        self._encoder = Encoder(self._number)
        self._decoder = Decoder(self._thing)
        self._over = False

    def serve(self) -> None:
        """Answer questions until the goodbye has been said."""
        while not self._over:
            self._heard()

    def call(self, number: int, given: tuple[object, ...], named: dict[str, object]) -> object:
        """Let the trusted side call one of its functions, and answer what it asks meanwhile."""
        forms: list[object] = [self._encoder.encode(one) for one in given]
        by_name: dict[str, object] = {key: self._encoder.encode(one) for key, one in named.items()}
        self._pipe.send(Called(self._nonces[-1], number, forms, by_name))
        while True:
            match self._heard():
                case Answer(value=form):
                    return self._decoder.decode(form)
                case Raised(name=name):
                    raise error_of(name)
                case _:
                    pass

    def _heard(self) -> Answer | Raised | None:
        """Hear one message; a question is answered at once."""
        said = _SAID.decode(self._pipe.receive())
        if not isinstance(said, Ask):
            return said
        self._nonces.append(said.nonce)
        answer = self._answer(said)
        self._nonces.pop()
        try:
            self._pipe.send(answer)
        except UnicodeEncodeError:
            self._pipe.send(Raised(said.nonce, UNLISTED))
        return None

    def _answer(self, ask: Ask) -> Message:
        try:
            values = [self._decoder.decode(form) for form in ask.values]
            named = {key: self._decoder.decode(form) for key, form in ask.named.items()}
            return Answer(ask.nonce, self._encoder.encode(self._done(ask, values, named)))
        except BaseException as error:  # noqa: BLE001  # SystemExit too: it was raised, that is all
            return Raised(ask.nonce, name_of(error))

    def _done(self, ask: Ask, values: list[object], named: dict[str, object]) -> object:
        match ask.act, values:
            case "load", [str() as part, tuple() as names]:
                return _load(ask.name, part, names)
            case "call", [function, *given] if callable(function):
                return function(*given, **named)
            case "call", [value, *_]:
                raise TypeError(f"{type(value).__name__} can't be called")
            case "attribute", [value]:
                return getattr(value, ask.name)
            case "item", [value, place]:
                return value[place]  # type: ignore[index]  # whatever it is; it raises what Python raises
            case "operator", [left, right]:
                return OPERATORS[ask.name](left, right)
            case "truth", [value]:
                return bool(value)
            case "length", [value]:
                return len(value)  # type: ignore[arg-type]  # likewise
            case "items", [value]:
                return _items(value)
            case "holds", [value, other]:
                return other in value  # type: ignore[operator]  # likewise
            case "kind", [value, kind]:
                return isinstance(value, kind)  # type: ignore[arg-type]  # likewise
            case "goodbye", []:
                self._over = True
                return None
            case _:
                raise Malformed(ask.act)

    def _number(self, value: object) -> Form:
        """Return the form of an object that stays here, under a number."""
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)
        return ["h", self._numbers[id(value)]]

    def _thing(self, letter: str, rest: list[object]) -> object:
        """Return what stands behind a form that is no data."""
        match letter, rest:
            case "h", [int() as number]:
                return self._objects[number]
            case "k", [int() as number]:
                return Function(self, number)
            case "c", [str() as module, str() as name]:
                return getattr(importlib.import_module(module), name)
            case "m", [str() as module, str() as name, *forms]:
                made = Decoder(self._thing)
                given = (made.decode(form) for form in forms)
                return getattr(importlib.import_module(module), name)(*given)
            case _:
                raise Malformed(letter)


def _load(name: str, part: str, names: tuple[object, ...]) -> dict[str, object]:
    """Run a part as a module; return those of the names that it defines."""
    module = types.ModuleType(name)
    module.__file__ = f"{name}.py"  # a name only: nobody here has the file
    sys.modules[name] = module  # dataclasses look their own module up
    exec(compile(part, module.__file__, "exec", dont_inherit=True), vars(module))  # noqa: S102  # it is what a worker is for
    defined = vars(module)
    return {one: defined[one] for one in names if isinstance(one, str) and one in defined}


def _items(value: object) -> list[object]:
    items = list(itertools.islice(iter(value), ITEMS + 1))  # type: ignore[call-overload]  # whatever it is
    if len(items) > ITEMS:
        raise NotCrossed(f"more than {ITEMS} items")
    return items
