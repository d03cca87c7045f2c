"""A tokenizer is kept in a readable file; a damaged one is refused by name and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import StepCount
from ctml.errors import InvalidValueError
from ctml.tokenization import LearnMerges, Tokenizer, from_text, load, save, to_text

AAAB = LearnMerges(StepCount(3))(b"aaab")
TEXT = """\
ctml tokenizer, version 1
merges: 3
256 = 97 97: b'aa'
257 = 97 98: b'ab'
258 = 256 257: b'aaab'
"""


def test_the_file_says_what_each_merge_makes(tmp_path: Path) -> None:
    save(AAAB, tmp_path / "aaab.txt")
    assert (tmp_path / "aaab.txt").read_bytes() == TEXT.encode()
    assert [file.name for file in tmp_path.iterdir()] == ["aaab.txt"]
    assert load(tmp_path / "aaab.txt") == AAAB


@given(st.binary(max_size=99), st.integers(0, 30))
def test_any_tokenizer_comes_back(text: bytes, count: int) -> None:
    tokenizer = LearnMerges(StepCount(count))(text)
    assert from_text(to_text(tokenizer), "file") == tokenizer


def test_an_untrained_tokenizer_comes_back() -> None:
    assert to_text(Tokenizer()) == "ctml tokenizer, version 1\nmerges: 0\n"
    assert from_text(to_text(Tokenizer()), "file") == Tokenizer()


def test_line_ends_of_another_system_are_read() -> None:
    assert from_text(TEXT.replace("\n", "\r\n"), "file") == AAAB


def read(text: str) -> Tokenizer | str:
    """Return what the text says, or the beginning of what is said against it."""
    try:
        return from_text(text, "file")
    except InvalidValueError as error:
        return error.noun[: len("file, line")]


@given(st.integers(0, len(TEXT) - 1), st.characters(max_codepoint=255))
def test_one_character_changed_is_noticed_or_changes_nothing(place: int, other: str) -> None:
    damaged = TEXT[:place] + other + TEXT[place + 1 :]
    assert read(damaged) in {AAAB, "file, line"}


@given(st.integers(0, len(TEXT) - 2))
def test_a_file_cut_short_is_noticed(length: int) -> None:
    with pytest.raises(InvalidValueError, match=r"file, line [1-5], refuses"):
        from_text(TEXT[:length], "file")


DAMAGES = {
    ("version 1", "version 2"): (
        "aaab, line 1, refuses 'ctml tokenizer, version 2': it needs 'ctml tokenizer, version 1'"
    ),
    ("merges: 3", "merges: three"): (
        "aaab, line 2, refuses 'merges: three': it needs a line like 'merges: 512'"
    ),
    ("merges: 3", "merges: 4"): (
        "aaab, line 6, refuses the end of the file: it needs a merge, as in \"256 = 97 98: b'ab'\""
    ),
    ("merges: 3", "merges: 2"): (
        "aaab, line 5, refuses \"258 = 256 257: b'aaab'\": "
        "it needs the end of the file after 2 merges"
    ),
    ("97 98: ", "97 99: "): (
        "aaab, line 4, refuses \"257 = 97 99: b'ab'\": it needs \"257 = 97 99: b'ac'\""
    ),
    ("97 98: ", "97 97: "): (
        "aaab, line 4, refuses \"257 = 97 97: b'ab'\": it needs each pair once"
    ),
    ("256 257", "256 258"): (
        "aaab, line 5, refuses \"258 = 256 258: b'aaab'\": "
        "it needs pairs of tokens that are there by then, with ids below 258"
    ),
    ("b'aa'", "b'aé'"): (
        "aaab, line 3, refuses \"256 = 97 97: b'aÃ©'\": it needs \"256 = 97 97: b'aa'\""
    ),
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage[1])
def test_damage_is_told_by_line(
    damage: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aaab").write_text(TEXT.replace(*damage), encoding="utf-8")
    with pytest.raises(InvalidValueError) as caught:
        load(Path("aaab"))
    assert str(caught.value) == DAMAGES[damage]


def test_a_file_of_anything_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"\n", b"\x00\xff\n" * 9):
        (tmp_path / "any").write_bytes(content)
        with pytest.raises(InvalidValueError, match=r"any, line 1, refuses"):
            load(tmp_path / "any")


def test_a_place_without_a_file_is_refused(tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "file"
    with pytest.raises(InvalidValueError) as caught:
        load(nowhere)
    needed = "it needs a file that can be read"
    assert str(caught.value) == f"load refuses {nowhere} (No such file or directory): {needed}"
    with pytest.raises(InvalidValueError) as caught:
        save(AAAB, nowhere)
    needed = "it needs a place that can be written to"
    assert str(caught.value) == f"save refuses {nowhere} (No such file or directory): {needed}"
