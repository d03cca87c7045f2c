"""What crosses the wall as data: it arrives as it was, or not at all."""

import contextlib
import math
from collections.abc import Iterator

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tests.core.nouns import EXAMPLES

from ctml.checks import agree, frozen
from ctml.domain import Err, Ok, TokenId, TokenSequence, Vector
from ctml_runner.wall.limits import BITS, DEPTH, KEYS
from ctml_runner.wall.values import Decoder, Encoder, Form, Malformed, NotCrossed
from ctml_runner.wall.values.form import DTYPES
from ctml_runner.wall.values.nouns import NOUNS


class Opaque:
    """What is no data, though one can go through it."""

    def __iter__(self) -> Iterator[int]:
        return iter((1, 2))


def refuse(value: object) -> Form:
    raise NotCrossed(type(value).__name__)


def unknown(letter: str, rest: list[object]) -> object:
    if letter == "h" and rest == [1]:
        return Opaque()
    raise Malformed(letter)


def cross(value: object) -> object:
    form = Encoder(refuse).encode(value)
    return Decoder(unknown).decode(msgspec.json.decode(msgspec.json.encode(form)))


def made_of(form: str) -> object:
    return Decoder(unknown).decode(msgspec.json.decode(form))


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = (
    st.none() | st.booleans() | st.integers(-(2**BITS) + 1, 2**BITS - 1) | st.floats() | TEXT
    | st.binary()
)  # fmt: skip
ARRAYS = hnp.arrays(st.sampled_from(sorted(DTYPES)), hnp.array_shapes(min_dims=0, min_side=0))
DATA = st.recursive(
    PLAIN | ARRAYS | st.sampled_from(EXAMPLES),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(TEXT, inner, max_size=4)
        | st.builds(Ok, inner)
        | st.builds(Err, inner)
    ),
    max_leaves=12,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([*"tldoanifbhkcm", *NOUNS, "|b1", "<f8", "AAAA", "nan", "-ff"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=20,
)  # fmt: skip


@given(DATA)
def test_data_arrives_as_it_was(value: object) -> None:
    agree(cross(value), value)


@given(st.one_of(st.sampled_from(["o", "a", "n", "d"]).flatmap(lambda one: JSON.map(
    lambda rest: [one, *rest] if isinstance(rest, list) else [one, rest])), JSON))  # fmt: skip
def test_whatever_is_said_becomes_a_value_or_is_refused(form: object) -> None:
    with contextlib.suppress(Malformed):
        Decoder(unknown).decode(form)


def test_every_noun_of_the_core_crosses() -> None:
    assert {type(noun).__name__ for noun in EXAMPLES} == set(NOUNS)
    for noun in EXAMPLES:
        agree(cross(noun), noun)
        assert type(cross(noun)) is type(noun)


def test_a_float_stays_itself_to_the_last_bit() -> None:
    for number in (0.1, -0.0, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan):
        found = cross(number)
        assert isinstance(found, float)
        assert found.hex() == number.hex()


def test_what_could_not_be_written_to_still_can_t_be() -> None:
    still, free = cross(frozen([1.0])), cross(np.array([1.0]))
    assert isinstance(still, np.ndarray)
    assert isinstance(free, np.ndarray)
    assert (still.flags.writeable, free.flags.writeable) == (False, True)


class Int(int):
    """A subclass."""


class Token(TokenId):
    """A subclass of a noun."""


@pytest.mark.parametrize(
    "value",
    [
        2**BITS, Int(1), 1j, {1}, range(3), object(), int, len, Opaque(), np.array([object()]),
        np.ma.array([1]), np.array(["a"]), np.datetime64(0, "s"), Token(1), [[Opaque()]],
        Ok(Opaque()), np.zeros((1,) * 9), TokenSequence([Token(1)]), {(1, Int(1)): 0},
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_data_is_not_made_to_look_like_it(value: object) -> None:
    with pytest.raises(NotCrossed):
        cross(value)


def test_an_object_may_stand_in_a_row_and_not_in_a_noun_or_a_key() -> None:
    encoder = Encoder(lambda _: ["h", 1])
    assert encoder.encode((Opaque(), Ok(Opaque()))) == ["t", ["h", 1], ["o", "Ok", ["h", 1]]]
    for value in (TokenSequence([Token(1)]), {Opaque(): 1}, {(Opaque(),): 1}):
        with pytest.raises(NotCrossed, match="where only data may stand"):
            encoder.encode(value)


def test_a_list_in_itself_ends_somewhere() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotCrossed, match=f"{DEPTH} deep"):
        cross(endless)


def test_a_generic_container_may_hold_an_object_and_no_other_noun() -> None:
    held = made_of('["o","Ok",["h",1]]')
    assert isinstance(held, Ok)
    assert type(held.value) is Opaque
    assert type(made_of('["o","Batch",["t",["h",1]]]')).__name__ == "Batch"
    for form in ('["o","Vector",["h",1]]', '["o","Batch",["h",1]]', '["o","TokenId",["h",1]]',
                 '["o","Trace",["h",1]]', '["o","TokenSequence",["t",["h",1]]]'):  # fmt: skip
        with pytest.raises(Malformed, match="an object where"):
            made_of(form)


def test_a_key_stands_once() -> None:
    for form in ('["d","a",1,"a",2]', '["d",1,1,true,2]', '["d",0,1,0.0,1]'):
        with pytest.raises(Malformed, match="a key twice"):
            made_of(form)


def test_a_noun_is_made_by_its_own_constructor() -> None:
    agree(made_of('["o","Vector",["l",1,2]]'), Vector([1.0, 2.0]))
    with pytest.raises(Malformed, match="a Distribution that can't be"):
        made_of('["o","Distribution",["l",0.5,0.1]]')


def test_as_many_keys_as_may_be_and_no_more() -> None:
    keys = ",".join(f"{number},0" for number in range(KEYS))
    assert len(made_of(f'["d",{keys}]')) == KEYS  # type: ignore[arg-type]  # a dict
    with pytest.raises(Malformed):
        made_of(f'["l",["d",{keys}],["d",1,1]]')


def test_arguments_of_one_call_share_the_keys_of_one_message() -> None:
    full = msgspec.json.decode(f'["d",{",".join(f"{number},0" for number in range(KEYS))}]')
    decoder = Decoder(unknown)
    assert len(decoder.decode_all([full, 1])) == 2
    with pytest.raises(Malformed, match="too many keys"):
        decoder.decode_all([full, ["d", 1, 1]])


def test_an_array_that_numpy_can_t_make_is_none() -> None:
    with pytest.raises(Malformed, match="the shape of an array"):
        made_of(f'["a","<f8",{[0] + [2**31 - 1] * 5},"",true]')
    empty = made_of('["a","<f8",[0,3],"",true]')
    agree(empty, np.zeros((0, 3)))


def test_bools_are_0_or_1() -> None:
    agree(made_of('["a","|b1",[2],"AAE=",true]'), np.array([False, True]))
    with pytest.raises(Malformed, match="bools"):
        made_of('["a","|b1",[2],"AAI=",true]')
