"""Encode and Decode: from bytes to tokens and back."""

from dataclasses import dataclass

from ctml.category import Morphism
from ctml.domain import TokenStream
from ctml.domain.kind import require_kind
from ctml.errors import InvalidValueError
from ctml.tokenization.tokenizer import Tokenizer
from ctml.tokenization.vocabulary import BYTES
from ctml.tokenization.working_row import of_bytes, pair_places, replaced


@dataclass(frozen=True, slots=True, repr=False)
class Encode(Morphism[bytes, TokenStream]):
    """Write a text in tokens: begin with its bytes, then do each merge in turn.

    The order is that of learning. A later merge never makes an earlier pair, for it makes a
    token that the earlier pair does not know; so one walk through the merges is enough.

    Attributes:
        tokenizer: which merges.
    """

    tokenizer: Tokenizer

    def __call__(self, text: bytes, /) -> TokenStream:
        """Return the tokens: at most one for each byte, none for no text.

        Args:
            text: any bytes.

        Raises:
            InvalidTypeError: it is no bytes, such as a ``str``.
        """
        require_bytes("Encode", text)
        row, there = of_bytes(text), set(text)
        for new, pair in enumerate(self.tokenizer.merges, start=BYTES):
            if there.issuperset(pair.indices):
                places = pair_places(row, *pair.indices)
                if places.size:
                    row = replaced(row, places, new)
                    there.add(new)
        return TokenStream(row)


@dataclass(frozen=True, slots=True, repr=False)
class Decode(Morphism[TokenStream, bytes]):
    """Read tokens: put what each stands for side by side. Encode >> Decode is the identity.

    The other way round is not: "a", "b" as two tokens come back as one, if they were merged.
    A model may also stop in the middle of a letter of several bytes; as text, decode it with
    ``errors="replace"``.

    Attributes:
        tokenizer: which merges.
    """

    tokenizer: Tokenizer

    def __call__(self, tokens: TokenStream, /) -> bytes:
        """Return the bytes.

        Args:
            tokens: any number of tokens of the vocabulary.

        Raises:
            InvalidValueError: the vocabulary has no such token.
        """
        vocabulary = self.tokenizer.vocabulary
        if tokens.ids.size and tokens.ids.max() >= len(vocabulary):
            needed = f"tokens of its vocabulary, with ids below {len(vocabulary)}"
            raise InvalidValueError("Decode", f"the token {tokens.ids.max()}", needed)
        return b"".join(map(vocabulary.__getitem__, tokens.ids.tolist()))


def require_bytes(noun: str, given: object) -> None:
    """Do nothing, if it is bytes.

    Raises:
        InvalidTypeError: it is something else.
    """
    require_kind(noun, given, bytes, "bytes; a text gives them by .encode()")
