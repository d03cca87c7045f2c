"""Corpus: a text to learn from."""

import hashlib
from dataclasses import dataclass, field

from ctml.domain.kind import require_kind
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Corpus:
    """A text with a name. It is never empty, and it is UTF-8.

    Attributes:
        name: what to call it, such as its file's name.
        utf8: the text as bytes, which is what a tokenizer reads.

    Raises:
        InvalidTypeError: the name is no text, or the text no bytes.
        InvalidValueError: there is no text, or it is not UTF-8; the error says where.
    """

    name: str
    utf8: bytes = field(repr=False)

    def __post_init__(self) -> None:
        require_kind("Corpus.name", self.name, str, "text")
        require_kind("Corpus.utf8", self.utf8, bytes, "bytes")
        if not self.utf8:
            raise InvalidValueError(f"{self.name}", "nothing", "at least one byte of text")
        try:
            self.utf8.decode()
        except UnicodeDecodeError as error:
            raise self._not_utf8(error.start) from error

    @property
    def text(self) -> str:
        """The text as letters."""
        return self.utf8.decode()

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes in 64 hexadecimal digits; it tells one text from another."""
        return hashlib.sha256(self.utf8).hexdigest()

    def __len__(self) -> int:
        """How many bytes there are."""
        return len(self.utf8)

    def _not_utf8(self, place: int) -> InvalidValueError:
        before = self.utf8[:place]
        line, byte = before.count(b"\n") + 1, place - before.rfind(b"\n")
        given = f"{self.utf8[place : place + 1]!r}"
        return InvalidValueError(f"{self.name}, line {line}, byte {byte},", given, "UTF-8")
