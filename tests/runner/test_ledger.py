"""The ledger of a paper: read into values, refused with the reason and the line."""

from pathlib import Path, PurePosixPath

import pytest

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.ledger import Claim, Ledger, has_ledger, ledger_path, read_ledger
from ctml_runner.errors import AuthorError

PAGE = """# Halving: the ledger

Paper: Ann Author, [On Halves](https://example.org/halves), equation 2

| claim | boundary | check |
|---|---|---|
| Half of four is two. | Odd numbers are not halved. | `test_half`, `refused:arg-type` |
| Nothing is changed. | | `test_same` |
"""
GOOD = PAGE.replace("| | `test_same`", "| Only in this process. | `test_same`")


def write(folder: Path, text: str) -> Path:
    file = folder / "01_half_paper.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_ledger_is_read_whole(tmp_path: Path) -> None:
    assert read_ledger(write(tmp_path, GOOD)) == Ledger(
        "Ann Author",
        "On Halves",
        "https://example.org/halves",
        (
            Claim("Half of four is two.", "Odd numbers are not halved.",
                  ("test_half", "refused:arg-type"), 7),
            Claim("Nothing is changed.", "Only in this process.", ("test_same",), 8),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "what", "line"),
    [
        ("Paper: Ann", "By Ann", "no line reads 'Paper: AUTHORS, [TITLE](https://…)'", None),
        ("https://example.org/halves", "halves.pdf",
         "no line reads 'Paper: AUTHORS, [TITLE](https://…)'", None),
        ("| claim | boundary | check |", "| claim | check |",
         "one table has the columns claim | boundary | check", None),
        ("| Only in this process.", "|", "a row has a claim, a boundary and a check", 8),
        ("`test_same`", "test_same",
         "a check is `test_name` or `refused:code`, in backquotes, with commas between", 8),
        ("`test_same`", "`test_same` perhaps",
         "a check is `test_name` or `refused:code`, in backquotes, with commas between", 8),
    ],
)  # fmt: skip
def test_a_ledger_out_of_form_says_what_is_wrong_and_where(
    tmp_path: Path, old: str, new: str, what: str, line: int | None
) -> None:
    file = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(AuthorError) as refused:
        read_ledger(file)
    assert (refused.value.what, refused.value.where, refused.value.line) == (what, file, line)


def test_a_ledger_without_a_row_claims_nothing_and_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuthorError, match="the ledger's table has no row"):
        read_ledger(write(tmp_path, GOOD.partition("| Half")[0]))


def test_a_missing_ledger_is_an_author_error(tmp_path: Path) -> None:
    with pytest.raises(AuthorError, match="this paper challenge has no ledger"):
        read_ledger(tmp_path / "01_half_paper.md")


def test_papers_and_nothing_else_keep_a_ledger_beside_them() -> None:
    curriculum = read_curriculum()
    papers = [one.slug for one in curriculum.exercises if has_ledger(one)]
    assert papers == [one.slug for one in curriculum.exercises if one.slug.endswith("_paper")]
    adam = curriculum.find("adam_paper")
    assert ledger_path(adam) == PurePosixPath("challenges/paper_to_code/01_adam_paper.md")
    assert curriculum.ledger(adam).url == "https://arxiv.org/abs/1412.6980"
