"""Texts come from files, from Python, or from us; what is no text is refused by its place."""

import hashlib
from pathlib import Path
from pydoc_data.topics import topics

import pytest

from ctml.data import (
    CORPORA,
    TINY_SHAKESPEARE_SHA256,
    Corpus,
    corpus_named,
    file_corpus,
    own_words,
    python_docs,
    tiny_shakespeare,
)
from ctml.errors import InvalidTypeError, InvalidValueError


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(InvalidValueError) as caught:
        Corpus(name, content)
    return str(caught.value)


def test_a_file_is_read_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("tänd\r\nljus\n".encode())
    corpus = file_corpus(path)
    assert corpus == Corpus(str(path), b"t\xc3\xa4nd\r\nljus\n")
    assert (corpus.text, len(corpus)) == ("tänd\r\nljus\n", 12)
    assert corpus == corpus_named(str(path))


def test_where_a_text_is_not_utf8_is_told_by_line_and_byte() -> None:
    needs = r"it needs UTF-8"
    assert refusal("notes", b"\xff") == f"notes, line 1, byte 1, refuses b'\\xff': {needs}"
    assert refusal("notes", b"ab\ncd\xe9\n") == f"notes, line 2, byte 3, refuses b'\\xe9': {needs}"
    assert refusal("notes", b"ab\n\xc3") == f"notes, line 2, byte 1, refuses b'\\xc3': {needs}"


def test_no_text_is_refused() -> None:
    assert refusal("notes", b"") == "notes refuses nothing: it needs at least one byte of text"
    with pytest.raises(InvalidTypeError) as caught:
        Corpus("notes", "text")  # type: ignore[arg-type]
    assert str(caught.value) == "Corpus.utf8 refuses 'text' (str): it needs bytes"


def test_a_text_too_large_is_refused_before_all_of_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.txt"
    path.write_bytes(b"a" * 1001)
    monkeypatch.setattr("ctml.data.corpora.MOST_BYTES", 1000)
    with pytest.raises(InvalidValueError) as caught:
        file_corpus(path)
    assert str(caught.value) == f"corpus refuses {path}: it needs a file of at most 1,000 bytes"
    path.write_bytes(b"a" * 1000)
    assert len(file_corpus(path)) == 1000


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device without end here")
def test_a_device_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctml.data.corpora.MOST_BYTES", 1000)
    with pytest.raises(InvalidValueError, match="corpus refuses /dev/zero: it needs a file of at"):
        file_corpus(Path("/dev/zero"))


def test_pythons_own_documentation_is_there_with_every_topic() -> None:
    text = python_docs().text
    assert all(page.strip("\n") in text for page in topics.values())
    assert len(python_docs()) > 400_000
    assert python_docs() == corpus_named("python-docs")


def test_our_own_words_are_a_few_plain_pages() -> None:
    corpus = own_words()
    assert corpus == corpus_named("own-words")
    assert corpus.text.startswith("What a language model does\n\nA language model reads a row of")
    assert 4_000 < len(corpus) < 10_000
    assert corpus.text.isascii()
    assert corpus.text.endswith("without fear.\n")


def test_a_corpus_is_known_by_its_digest() -> None:
    assert own_words().digest == hashlib.sha256(own_words().utf8).hexdigest()
    assert repr(Corpus("notes", b"a long text")) == "Corpus(name='notes')"


def test_only_tiny_shakespeare_is_tiny_shakespeare(tmp_path: Path) -> None:
    path = tmp_path / "plays.txt"
    path.write_bytes(b"abc")
    with pytest.raises(InvalidValueError) as caught:
        tiny_shakespeare(path)
    digest = hashlib.sha256(b"abc").hexdigest()
    assert str(caught.value) == (
        f"tiny_shakespeare refuses {path}, whose SHA-256 is {digest}: "
        f"it needs the file whose SHA-256 is {TINY_SHAKESPEARE_SHA256}"
    )


def test_a_name_that_is_neither_a_corpus_nor_a_file_is_told_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError) as caught:
        corpus_named("python-dox")
    assert str(caught.value) == (
        "corpus refuses python-dox: it needs a file that is there, or one of python-docs, own-words"
    )
    with pytest.raises(InvalidValueError) as folder:
        corpus_named(str(tmp_path))
    assert str(folder.value) == (
        f"corpus refuses {tmp_path} (Is a directory): it needs a file that can be read"
    )
    with pytest.raises(InvalidValueError, match="embedded null byte"):
        file_corpus(Path("a\0b"))


def test_every_corpus_says_its_own_name() -> None:
    assert [make().name for make in CORPORA.values()] == list(CORPORA)
