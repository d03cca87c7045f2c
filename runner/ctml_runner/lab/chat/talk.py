"""Talk: a conversation as a value, and what each key and each token makes of it."""

from dataclasses import dataclass, replace
from enum import Enum

from ctml_runner.lab.chat.dials import DIALS
from ctml_runner.lab.config import Sampling

_KEPT = 40_000
"""How many letters of what was said are kept to be looked at."""


class Who(Enum):
    """Who said it."""

    YOU = "you"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that was said without a break.

    Attributes:
        who: who said it.
        text: what.
    """

    who: Who
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """A token that could have come.

    Attributes:
        text: what it stands for.
        share: how likely it was, 0 to 1.
        chosen: whether it came.
    """

    text: str
    share: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything that the screen shows.

    Attributes:
        title: which model it is.
        sampling: how it chooses.
        dial: which dial is turned by the arrow keys.
        pieces: what was said.
        typed: what is being typed.
        shares: what the last token was chosen from, the likeliest first.
        writing: whether the model writes.
        back: how many lines are scrolled back.
    """

    title: str
    sampling: Sampling
    dial: int = 0
    pieces: tuple[Piece, ...] = ()
    typed: str = ""
    shares: tuple[Share, ...] = ()
    writing: bool = False
    back: int = 0


def typed(talk: Talk, text: str) -> Talk:
    """Return the talk with more typed."""
    return replace(talk, typed=talk.typed + text)


def rubbed_out(talk: Talk, *, every: bool = False) -> Talk:
    """Return the talk with the last letter that was typed taken back, or all of them."""
    return replace(talk, typed="" if every else talk.typed[:-1])


def said(talk: Talk) -> Talk:
    """Return the talk after what was typed was said; the model writes from now on."""
    pieces = (*talk.pieces, Piece(Who.YOU, talk.typed)) if talk.typed else talk.pieces
    return replace(talk, pieces=pieces, typed="", writing=True, back=0)


def wrote(talk: Talk, text: str, shares: tuple[Share, ...]) -> Talk:
    """Return the talk after the model wrote something."""
    *before, last = talk.pieces or (Piece(Who.MODEL, ""),)
    if last.who is Who.MODEL:
        grown = (*before, Piece(Who.MODEL, (last.text + text)[-_KEPT:]))
    else:
        grown = (*before, last, Piece(Who.MODEL, text))
    return replace(talk, pieces=grown, shares=shares)


def fell_silent(talk: Talk) -> Talk:
    """Return the talk after the model has stopped writing."""
    return replace(talk, writing=False)


def forgot(talk: Talk) -> Talk:
    """Return the talk before anything was said."""
    return replace(talk, pieces=(), shares=(), back=0)


def chose_dial(talk: Talk, by: int) -> Talk:
    """Return the talk with the next dial chosen, or the one before for -1."""
    return replace(talk, dial=(talk.dial + by) % len(DIALS))


def turned(talk: Talk, by: int) -> Talk:
    """Return the talk with the chosen dial turned."""
    return replace(talk, sampling=DIALS[talk.dial].turned(talk.sampling, by))


def scrolled(talk: Talk, by: int) -> Talk:
    """Return the talk scrolled back by some lines; the page knows how many there are."""
    return replace(talk, back=max(talk.back + by, 0))
