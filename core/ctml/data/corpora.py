"""Where texts come from: a file, Python's own documentation, or a few pages of ours."""

from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ctml.data.corpus import Corpus
from ctml.domain.file_bytes import file_bytes
from ctml.errors import InvalidValueError

TINY_SHAKESPEARE_SHA256: Final = "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"
"""The SHA-256 of the one file of 1,115,394 bytes that is known as Tiny Shakespeare."""


MOST_BYTES: Final = 256 * 2**20
"""What a corpus may have; its tokens take eight bytes each, and more than one copy is made."""


def file_corpus(path: Path) -> Corpus:
    """Return the text of a file, byte for byte.

    Args:
        path: any file of UTF-8.

    Raises:
        InvalidValueError: it can't be read, or is empty, or larger than 256 MiB, or is not UTF-8;
            the error says where.
    """
    return Corpus(str(path), file_bytes("corpus", path, MOST_BYTES))


def tiny_shakespeare(path: Path) -> Corpus:
    """Return Tiny Shakespeare, a megabyte of plays that many small models have learned from.

    Args:
        path: where a copy of it is; it does not come with ctml.

    Raises:
        InvalidValueError: it can't be read, or is not that text to the byte.
    """
    corpus = Corpus("tiny-shakespeare", file_bytes("tiny_shakespeare", path, MOST_BYTES))
    if corpus.digest != TINY_SHAKESPEARE_SHA256:
        given = f"{path}, whose SHA-256 is {corpus.digest}"
        needed = f"the file whose SHA-256 is {TINY_SHAKESPEARE_SHA256}"
        raise InvalidValueError("tiny_shakespeare", given, needed)
    return corpus


def python_docs() -> Corpus:
    """Return what Python's ``help`` says about its topics: half a megabyte, always there.

    The topics come in the order of their names. Each version of Python says it a little
    differently; the corpus's ``digest`` tells which text it was.
    """
    from pydoc_data.topics import topics  # noqa: PLC0415 - half a megabyte, only when asked for

    pages = (topics[name].strip("\n") for name in sorted(topics))
    return Corpus("python-docs", ("\n\n".join(pages) + "\n").encode())


def own_words() -> Corpus:
    """Return a few pages of plain prose about language models, written for this course."""
    return Corpus("own-words", resources.files("ctml.data").joinpath("own_words.txt").read_bytes())


CORPORA: Final[Mapping[str, Callable[[], Corpus]]] = MappingProxyType(
    {"python-docs": python_docs, "own-words": own_words}
)
"""The texts that are always there, by name."""


def corpus_named(name: str) -> Corpus:
    """Return the text of that name: one of ``CORPORA``, or else the file at that path.

    Args:
        name: such as ``python-docs``, or a path; ``./python-docs`` is a file.

    Raises:
        InvalidValueError: there is neither; or the file is empty or not UTF-8.
    """
    if name in CORPORA:
        return CORPORA[name]()
    try:
        return file_corpus(Path(name))
    except InvalidValueError as error:
        if Path(name).exists():
            raise
        needed = f"a file that is there, or one of {', '.join(CORPORA)}"
        raise InvalidValueError("corpus", name, needed) from error
