"""Tokenizers as files: one line a merge, which a person can read and a program can check.

    ctml tokenizer, version 1
    merges: 3
    256 = 97 97: b'aa'
    257 = 97 98: b'ab'
    258 = 256 257: b'aaab'

A line says everything twice, once in ids and once in bytes, so that a damaged one is noticed.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ctml.domain import TokenId
from ctml.domain.file_bytes import file_bytes
from ctml.domain.wording import shown
from ctml.errors import InvalidValueError
from ctml.tokenization.pair import Pair
from ctml.tokenization.tokenizer import Tokenizer
from ctml.tokenization.vocabulary import BYTES, Vocabulary

HEADER: Final = "ctml tokenizer, version 1"

_FIRST = 3  # the line of the first merge
_MERGE = re.compile(r"\d+ = (\d{1,10}) (\d{1,10}): ", re.ASCII)
_COUNT = re.compile(r"merges: (\d{1,10})", re.ASCII)


def to_text(tokenizer: Tokenizer) -> str:
    """Return the tokenizer as the text of its file, in ASCII.

    Args:
        tokenizer: which one.
    """
    made = zip(tokenizer.merges, tokenizer.vocabulary[BYTES:], strict=True)
    lines = (_line(new, pair, token) for new, (pair, token) in enumerate(made, start=BYTES))
    return "\n".join((HEADER, f"merges: {len(tokenizer.merges)}", *lines, ""))


def from_text(text: str, source: str) -> Tokenizer:
    """Return the tokenizer that ``to_text`` wrote.

    Args:
        text: what is in the file.
        source: what to call it in an error, such as its path.

    Raises:
        InvalidValueError: a line is not as it was written; the error names source and line.
    """
    lines = _Lines(source, tuple(text.replace("\r\n", "\n").removesuffix("\n").split("\n")))
    lines.require(1, HEADER)
    end = _FIRST + _count(lines)
    vocabulary = Vocabulary()
    for number in range(_FIRST, end):
        _read_merge(lines, number, vocabulary)
    if len(lines.texts) >= end:
        raise lines.refusal(end, f"the end of the file after {end - _FIRST} merges")
    return Tokenizer(vocabulary.merges)


def save(tokenizer: Tokenizer, path: Path) -> None:
    """Write the tokenizer to a file, in place of what was there: all of it or nothing.

    Args:
        tokenizer: which one.
        path: where to.

    Raises:
        InvalidValueError: nothing can be written there; the text says why.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(to_text(tokenizer), encoding="ascii", newline="\n")
        part.replace(path)
    except OSError as error:
        given = f"{path} ({error.strerror})"
        raise InvalidValueError("save", given, "a place that can be written to") from error


def load(path: Path) -> Tokenizer:
    """Return the tokenizer of a file.

    Args:
        path: a file that ``save`` wrote.

    Raises:
        InvalidValueError: it can't be read, or is damaged; the error names file and line.
    """
    return from_text(file_bytes("load", path).decode("latin-1"), str(path))


def _line(new: int, pair: Pair, token: bytes) -> str:
    left, right = pair.indices
    return f"{new} = {left} {right}: {token!r}"


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file, counted from 1, and what to say when one is wrong."""

    source: str
    texts: tuple[str, ...]

    def at(self, number: int) -> str:
        return self.texts[number - 1] if number <= len(self.texts) else ""

    def refusal(self, number: int, needed: str) -> InvalidValueError:
        there = number <= len(self.texts)
        given = shown(self.at(number)) if there else "the end of the file"
        return InvalidValueError(f"{self.source}, line {number},", given, needed)

    def require(self, number: int, needed: str) -> None:
        if self.at(number) != needed:
            raise self.refusal(number, shown(needed))


def _count(lines: _Lines) -> int:
    found = _COUNT.fullmatch(lines.at(2))
    if found is None:
        raise lines.refusal(2, "a line like 'merges: 512'")
    return int(found[1])


def _read_merge(lines: _Lines, number: int, vocabulary: Vocabulary) -> None:
    found = _MERGE.match(lines.at(number))
    if found is None:
        raise lines.refusal(number, "a merge, as in \"256 = 97 98: b'ab'\"")
    pair = Pair(TokenId(int(found[1])), TokenId(int(found[2])))
    try:
        token = vocabulary.add(pair)
    except InvalidValueError as error:
        raise lines.refusal(number, error.needed) from error
    lines.require(number, _line(BYTES + number - _FIRST, pair, token))
