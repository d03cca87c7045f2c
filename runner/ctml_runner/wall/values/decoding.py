"""Decoding: from a form to its value, believing nothing."""

import math
import re
from collections.abc import Callable, Iterable

from ctml_runner.wall.limits import BITS, DEPTH, KEYS
from ctml_runner.wall.values.arrays import array_of, bytes_of, scalar_of
from ctml_runner.wall.values.form import NOT_FINITE, Malformed
from ctml_runner.wall.values.nouns import NOUNS

_HEXADECIMAL = re.compile(r"-?[1-9a-f][0-9a-f]{15,127}")
_KEY = (type(None), bool, int, float, str, bytes)


class Decoder:
    """Makes values of forms. All that it makes is new, immutable or nobody else's.

    Args:
        opaque: makes what is no data of the letter and the rest of its form; raises ``Malformed``.
    """

    def __init__(self, opaque: Callable[[str, list[object]], object]) -> None:
        self._opaque = opaque
        self._depth = 0
        self._keys = 0

    def decode(self, form: object) -> object:
        """Return the value of a message's one form.

        Raises:
            Malformed: it is none.
        """
        return self.decode_all([form])[0]

    def decode_all(self, forms: Iterable[object]) -> list[object]:
        """Return the values of all forms of one message; its limits are those of all of them.

        Raises:
            Malformed: one is none, or they are too much together.
        """
        self._depth = self._keys = 0
        return self._all(forms, holds=True)

    def _value(self, form: object, *, holds: bool) -> object:
        if form is None or isinstance(form, bool | str):
            return form
        if isinstance(form, int):
            return _in_range(form)
        if isinstance(form, float):
            if not math.isfinite(form):
                raise Malformed("a float")
            return form
        if isinstance(form, list) and form and self._depth < DEPTH:
            return self._compound(form, holds=holds)
        raise Malformed("a value that is nested too deep, or no value's form at all")

    def _compound(self, form: list[object], *, holds: bool) -> object:
        self._depth += 1
        try:
            return self._of(form[0], form[1:], holds=holds)
        finally:
            self._depth -= 1

    def _of(self, letter: object, rest: list[object], *, holds: bool) -> object:
        match letter:
            case "t":
                return tuple(self._all(rest, holds=holds))
            case "l":
                return self._all(rest, holds=holds)
            case "d":
                return self._dict(rest, holds=holds)
            case "o":
                return self._noun(rest, holds=holds)
            case "a":
                return array_of(rest)
            case "n":
                return scalar_of(rest)
            case "i" | "f" | "b":
                return _scalar(letter, rest)
            case str() if holds:
                return self._opaque(letter, rest)
            case _:
                raise Malformed("a form that nobody knows, or an object where none may stand")

    def _all(self, forms: Iterable[object], *, holds: bool) -> list[object]:
        return [self._value(one, holds=holds) for one in forms]

    def _dict(self, rest: list[object], *, holds: bool) -> dict[object, object]:
        self._keys += len(rest) // 2
        if len(rest) % 2 or self._keys > KEYS:
            raise Malformed("a dict with too many keys, or a key without a value")
        keys = [_key(self._value(one, holds=False)) for one in rest[::2]]
        made = dict(zip(keys, self._all(rest[1::2], holds=holds), strict=True))
        if len(made) != len(keys):
            raise Malformed("a dict with a key twice")
        return made

    def _noun(self, rest: list[object], *, holds: bool) -> object:
        name = rest[0] if rest else None
        noun = NOUNS.get(name) if isinstance(name, str) else None
        if noun is None:
            raise Malformed("a noun that nobody knows")
        given = self._all(rest[1:], holds=holds and noun.holds)
        for place, form in enumerate(rest[1:]):
            if _is_opaque(form) and not noun.may_be_bare(place):
                raise Malformed("an object where a noun needs data")
        try:
            return noun.kind(*given)
        except Exception as error:  # a noun refuses hostile data in many ways
            raise Malformed(f"a {name} that can't be") from error


def _is_opaque(form: object) -> bool:
    return isinstance(form, list) and form[0] in {"h", "k", "c"}


def _scalar(letter: str, rest: list[object]) -> object:
    match letter, rest:
        case "i", [str() as text] if _HEXADECIMAL.fullmatch(text):
            return _in_range(int(text, 16))
        case "f", [str() as text] if text in NOT_FINITE:
            return NOT_FINITE[text]
        case "b", [text]:
            return bytes_of(text)
        case _:
            raise Malformed("a number or bytes")


def _in_range(number: int) -> int:
    if number.bit_length() > BITS:
        raise Malformed("a number that is too large")
    return number


def _key(key: object) -> object:
    """Return a key that is plain data, all the way down."""
    if type(key) is tuple:
        for one in key:
            _key(one)
    elif type(key) not in _KEY:
        raise Malformed("a key")
    return key
