"""What dev check proves of challenges: their tracks, their starts, and the ledgers of papers."""

from pathlib import Path

import pytest

from ctml_runner.authoring.compiler import check_written
from ctml_runner.authoring.rules import OF_AN_EXERCISE, OF_THE_TREE
from ctml_runner.authoring.skeleton import make_exercise
from ctml_runner.authoring.sources import read_course

TEXT = (Path(__file__).parent / "test_authoring_challenges.txt").read_text(encoding="utf-8")
FIX, FIX_SOL = "challenges/compiler_fix/01_thrice.py", "solutions/compiler_fix/01_thrice.py"
PAPER, LEDGER = (f"challenges/paper_to_code/01_half_paper.{end}" for end in ("py", "md"))
NOTHING = "| Nothing stays nothing. | Nothing is said of texts. | `test_nothing` |\n"

# The rule, the file, the old text, the new text, and what is found: (file, line, what).
Found = tuple[str, int, str]
MUTANTS: list[tuple[str, str, str, str, Found]] = [
    ("fixes", FIX_SOL, "Start: return-value", "Start: test_thrice",
     (FIX_SOL, 1,
      "a compiler fix begins with an error of the checker, not with 'test_thrice'")),
    ("ledger written", LEDGER, "Half of four is two.", "TODO: say it.",
     (LEDGER, 7, "still to be written: TODO: say it. | Odd numbers are not halved.")),
    ("ledger written", LEDGER, "[On Halves]", "[TODO]",
     (LEDGER, 1, "still to be written: which paper it is")),
    ("ledger held", LEDGER, "`test_half`", "`test_half`, `test_third`",
     (LEDGER, 7, "the claim names 'test_third', and the checks have no such thing")),
    ("ledger held", LEDGER, "refused:arg-type", "refused:misc",
     (LEDGER, 7, "the claim names 'refused:misc', and the checks have no such thing")),
    ("ledger whole", LEDGER, NOTHING, "",
     (LEDGER, 1, "no claim of the ledger names 'test_nothing'")),
    ("ledger whole", LEDGER, ", `refused:arg-type`", "",
     (LEDGER, 1, "no claim of the ledger names 'refused:arg-type'")),
    ("readable", LEDGER, "`test_half`, `refused:arg-type`", "test_half",
     (LEDGER, 7,
      "a check is `test_name` or `refused:code`, in backquotes, with commas between")),
    ("crossing", PAPER, "print(half(4))", "print(half)",
     (PAPER, 29, "print() can't cross a wall")),
    ("crossing", PAPER, "print(half(4))", "print(4, half(4))",
     (PAPER, 29, "print() can't cross a wall")),
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for piece in TEXT.split("=== ")[1:]:
        name, _, text = piece.partition("\n")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def found_by(rule: str, root: Path) -> list[Found]:
    course = read_course(root)
    of_the_tree = [known.check(course) for known in OF_THE_TREE if known.name == rule]
    rules = [known for known in OF_AN_EXERCISE if known.name == rule]
    of_an_exercise = [known.check(entry) for known in rules for entry in course.entries]
    return [
        (str(one.file), one.line, one.what)
        for found in (*of_the_tree, *of_an_exercise)
        for one in found
    ]


def test_clean_challenges_have_no_finding(root: Path) -> None:
    assert check_written(read_course(root)) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant[0]}: {mutant[4][2]}"[:50])
def test_a_mutant_is_found_by_its_rule(
    root: Path, mutant: tuple[str, str, str, str, Found]
) -> None:
    rule, file, old, new, wanted = mutant
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert found_by(rule, root) == [wanted]


def test_a_paper_without_a_ledger_is_found(root: Path) -> None:
    (root / LEDGER).unlink()
    assert found_by("readable", root) == [(LEDGER, 1, "this paper challenge has no ledger")]


def test_a_ledger_of_no_paper_is_stray(root: Path) -> None:
    stray = "challenges/compiler_fix/01_thrice.md"
    (root / LEDGER).rename(root / stray)
    assert (stray, 1, "this file belongs to no exercise") in found_by("strays", root)


def test_a_paper_whose_slug_does_not_say_so_is_found(root: Path) -> None:
    for file in ("challenges/paper_to_code/01_half_paper.py", LEDGER):
        (root / file).rename(root / file.replace("_paper.", "."))
    assert found_by("tracks", root) == [
        ("challenges/paper_to_code/01_half.py", 1, "the slugs of paper_to_code end in '_paper'")
    ]


def test_a_track_that_nobody_knows_is_found(root: Path) -> None:
    (root / "challenges/compiler_fix").rename(root / "challenges/riddles")
    assert found_by("tracks", root) == [
        ("challenges/riddles/01_thrice.py", 1, "there is no track called 'riddles'")
    ]


def test_a_new_paper_comes_with_a_ledger_and_no_lesson(tmp_path: Path) -> None:
    made = make_exercise(tmp_path, "paper_to_code", "double_paper")
    assert [str(path) for path in made] == [
        "challenges/paper_to_code/01_double_paper.py",
        "solutions/paper_to_code/01_double_paper.py",
        "solutions/paper_to_code/misconceptions.toml",
        "challenges/paper_to_code/01_double_paper.md",
    ]
    left = {one.what for one in check_written(read_course(tmp_path))}
    assert {what for what in left if not what.startswith("still to be written")} == {
        "the task has 3 lines; it should have 5 to 15"
    }
    assert "still to be written: which paper it is" in left


def test_a_new_compiler_fix_has_no_ledger(tmp_path: Path) -> None:
    made = make_exercise(tmp_path, "compiler_fix", "wrong_turn")
    assert [path.suffix for path in made] == [".py", ".py", ".toml"]
