"""What dev check proves without judging: each rule fires at its own mutant, and nowhere else."""

from pathlib import Path, PurePosixPath

import pytest

from ctml_runner.authoring.compiler import check_written
from ctml_runner.authoring.finding import Finding
from ctml_runner.authoring.rules import OF_AN_EXERCISE, OF_THE_TREE
from ctml_runner.authoring.sources import read_course

OF_CHALLENGES = {"tracks", "fixes", "ledger written", "ledger held", "ledger whole"}
"""Rules whose mutants stand in test_authoring_challenges.py."""
TEXT = (Path(__file__).parent / "test_authoring_course.txt").read_text(encoding="utf-8")
EX, SOL, TOML = (
    "exercises/01_tiny/01_double.py",
    "solutions/01_tiny/01_double.py",
    "solutions/01_tiny/misconceptions.toml",
)
LESSON = "exercises/01_tiny/README.md"
DOUBLE = "    agree(double(Count(3)).value, 6)\n"
"""A line of the checks, the 38th of the exercise: mutants put something in its place."""

GHOST = '[[ghost]]\nname = "x"\nfrom = "x"\nto = "y"\nsays = "z"\nhint = "h"\n'
TWO_LINES = "Two counts are equal if they count as many.\n`double` gives back what it was handed.\n"
IDLE = 'def test_idle() -> None:\n    """Nothing."""\n\n\n'

# The rule, the file, the old text, the new text, and what is found: (file, line, what).
Wanted = tuple[str, int, str]
Mutant = tuple[str, str, str | None, str | None, Wanted]
MUTANTS: list[Mutant] = [
    ("readable", EX, "# --- checks ---\n", "", (EX, 1, "no line reads '# --- checks ---'")),
    ("readable", EX, "    return count\n", "    return count +\n",
     (EX, 24, "Python can't parse this: invalid syntax")),
    ("readable", SOL, "Why:", "Reason:", (SOL, 1, "the solution's docstring has no 'Why:'")),
    ("readable", SOL, "Hint 2:", "Hint two:",
     (SOL, 1, "the solution's docstring has no 'Hint 2:'")),
    ("slugs", "challenges/compiler_fix/01_double.py", None, "",
     ("challenges/compiler_fix/01_double.py", 1,
      "two exercises are called 'double'; the other is exercises/01_tiny/01_double.py")),
    ("numbers", "exercises/01_tiny/03_third.py", None, "",
     ("exercises/01_tiny/03_third.py", 1, "the number is 03; by its place it is 02")),
    ("lessons", LESSON, "# Tiny", "Tiny", (LESSON, 1, "a lesson begins with '# ' and its title")),
    ("lessons", LESSON, "Status: stable", "stable", (LESSON, 1, "this lesson has no status label")),
    ("lessons", LESSON, None, None, (LESSON, 1, "this chapter has no lesson")),
    ("strays", "exercises/01_tiny/__init__.py", None, "",
     ("exercises/01_tiny/__init__.py", 1,
      "a course folder is no package; an __init__.py makes it one")),
    ("strays", "solutions/01_tiny/02_gone.py", None, "",
     ("solutions/01_tiny/02_gone.py", 1, "this file belongs to no exercise")),
    ("tables", TOML, '[[double]]\nname = "two more"',
     GHOST + '[[double]]\nname = "two more"',
     (TOML, 1, "no exercise of 01_tiny is called 'ghost'")),
    ("docstring", EX, TWO_LINES, "", (EX, 1, "the task has 3 lines; it should have 5 to 15")),
    ("task", EX, "Change the body of", "The body of", (EX, 1, "the docstring asks for nothing")),
    ("written", EX, "twice none is none", "TODO",
     (EX, 4, "still to be written: Twice as many is a count again, and TODO.")),
    ("hints", SOL, "A count is made by Count(...).", "What is twice two?",
     (SOL, 1, "two of the three hints are the same")),
    ("solution", SOL, "Double: twice", "Double: thrice",
     (SOL, 1, "the title is 'Double: thrice as much'; the exercise's is 'Double: twice as much'")),
    ("misconceptions", TOML, 'name = "a bare number"', 'name = "two more"',
     (TOML, 8, "two misconceptions of double are called 'two more'")),
    ("misconceptions", TOML, 'hint = "Make a Count of it."', 'hint = " "',
     (TOML, 8, "the misconception 'a bare number' has no hint")),
    ("edits", TOML, 'from = "count.value * 2"', 'from = "count"',
     (TOML, 1, "'from' of 'two more' is found 6 times in solutions/01_tiny/01_double.py")),
    ("edits", TOML, 'to = "count.value + 2"', 'to = "count.value * 2"',
     (TOML, 1, "'from' and 'to' of 'two more' are the same")),
    ("sayings", TOML, 'says = "test_double"', 'says = "test_triple"',
     (TOML, 1, "'says = test_triple' of 'two more' can't come: the checks have no such test")),
    ("sayings", SOL, "Start: test_double", "Start: refused:misc",
     (SOL, 1, "'Start: refused:misc' can't come: the checks have no refusal with that code")),
    ("imports", EX, "import pytest\n", "import os\nimport pytest\n",
     (EX, 28, "checks may not import 'os': it can't cross a wall")),
    ("imports", EX, "import given\n", "import given, settings\n",
     (EX, 29, "a check sets nothing of its laws, and 'settings' would")),
    ("names", EX, DOUBLE, DOUBLE + "    agree(triple(Count(3)).value, 9)\n",
     (EX, 39, "the checks ask for 'triple', which the solution does not define")),
    ("names", EX, DOUBLE, DOUBLE + "    agree(dataclass(Count)(1).value, 1)\n",
     (EX, 39, "the checks use 'dataclass', which only the learner's part imports")),
    ("public", SOL, "\n\ndef double(", "\n\ndef tests() -> None:\n    pass\n\n\ndef double(",
     (SOL, 22, "'tests' begins with 'test', so pytest would run it")),
    ("crossing", EX, DOUBLE, DOUBLE + "    agree(repr(Count(3)), 'Count(value=3)')\n",
     (EX, 39, "repr() can't cross a wall")),
    ("crossing", EX, DOUBLE, DOUBLE + "    double(Count(3)).value = 5\n",
     (EX, 39, "a change in place can't cross a wall")),
    ("crossing", EX, DOUBLE, DOUBLE + "    agree((-double(Count(3))).value, 5)\n",
     (EX, 39, "a unary operator on the learner's object can't cross a wall")),
    ("crossing", EX, DOUBLE, DOUBLE + "    agree(double(Count(3))._private, 5)\n",
     (EX, 39, "'_private' is private")),
    ("crossing", EX, "\n\ndef test_double", "\n\nclass More(Count):\n    pass\n\n\ndef test_double",
     (EX, 35, "a class of the learner's can't be subclassed across a wall")),
    ("crossing", EX, DOUBLE, DOUBLE + "    agree(tuple(zip((1,), (1,))), ((1, 1),))\n",
     (EX, 39, "zip without strict=True hides a wrong length")),
    ("asserts", EX, DOUBLE, DOUBLE + "    assert double(Count(1)).value == 2\n",
     (EX, 39, "== is not exact: True == 1, and 1 == 1.0")),
    ("asserts", EX, DOUBLE, DOUBLE + "    assert not double(Count(1)).value\n",
     (EX, 39, "a bare negative assertion holds for almost any answer")),
    ("asserts", EX, DOUBLE, DOUBLE + "    assert double(Count(1)).value\n",
     (EX, 39, "an assert without a comparison holds for every true value")),
    ("asserts", EX, DOUBLE, DOUBLE + "    agree(Count(1) is Count(1), 1)\n",
     (EX, 39, "'is' on the learner's object can't cross a wall")),
    ("claims", EX, "    agree(Count(2) == Count(3), False)\n", "",
     (EX, 43, "'==' is the learner's own claim, and only True is tested")),
    ("tests", EX, "def test_double() -> None", "def test_double(capsys: object) -> None",
     (EX, 35, "test_double takes an argument and is no law")),
    ("tests", EX, "def test_double() -> None:", "def test_double():",
     (EX, 35, "test_double is not annotated -> None")),
    ("tests", EX, '    """Twice two is four, twice three is six."""\n', "",
     (EX, 35, "test_double has no docstring")),
    ("tests", EX, "def test_equal", IDLE + "def test_equal",
     (EX, 41, "test_idle asserts nothing")),
    ("laws", EX, "    agree(double(Count(2)).value, 4)\n    agree(double(Count(3)).value, 6)\n",
     "    agree(Count(2).value, 2)\n",
     (EX, 53, "the law test_even asks for 'double', and no test compares it with a value")),
    ("refusals", EX, "  # 2 is a bare number and counts nothing", "",
     (EX, 60, "a refusal needs a code and a reason")),
    ("refusals", EX, "def refused() -> None:  # never called\n    _ = double(2)",
     "def refused() -> None:  # never called\n    if Count(1) == Count(2):\n        _ = double(2)",
     (EX, 61, "a refusal is a one-line statement of a function that is never called")),
    ("raises", EX, "pytest.raises(ValueError)", "pytest.raises(Exception)",
     (EX, 49, "a test may not expect Exception: it is no listed error")),
]  # fmt: skip


def write_course(root: Path) -> None:
    for piece in TEXT.split("=== ")[1:]:
        name, _, text = piece.partition("\n")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def test_a_clean_course_has_no_finding(tmp_path: Path) -> None:
    write_course(tmp_path)
    assert check_written(read_course(tmp_path)) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant[0]}: {mutant[4][2]}"[:50])
def test_a_mutant_is_found_by_its_rule(tmp_path: Path, mutant: Mutant) -> None:
    rule, file, old, new, wanted = mutant
    write_course(tmp_path)
    mutate(tmp_path / file, old, new)
    found = found_by(rule, tmp_path)
    assert [(str(one.file), one.line, one.what) for one in found] == [wanted]
    assert all(one.next_step for one in found)


def found_by(rule: str, root: Path) -> list[Finding]:
    course = read_course(root)
    of_the_tree = [known.check(course) for known in OF_THE_TREE if known.name == rule]
    rules = [known for known in OF_AN_EXERCISE if known.name == rule]
    of_an_exercise = [known.check(entry) for known in rules for entry in course.entries]
    return [finding for found in (*of_the_tree, *of_an_exercise) for finding in found]


def mutate(file: Path, old: str | None, new: str | None) -> None:
    """Replace a text; or write a new file, an exercise like the first; or delete one."""
    if old is not None and new is not None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    elif new is None:
        file.unlink()
    else:
        first = file.parents[2] / EX
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(first.read_text(encoding="utf-8"), encoding="utf-8")


def test_every_rule_has_a_mutant() -> None:
    names = {rule.name for rule in OF_THE_TREE} | {rule.name for rule in OF_AN_EXERCISE}
    assert {mutant[0] for mutant in MUTANTS} | OF_CHALLENGES == names


def test_too_few_misconceptions_are_found(tmp_path: Path) -> None:
    write_course(tmp_path)
    table = tmp_path / TOML
    table.write_text(table.read_text(encoding="utf-8").split("\n\n")[0], encoding="utf-8")
    assert check_written(read_course(tmp_path)) == [
        Finding(
            PurePosixPath(TOML),
            1,
            "double has 1 misconceptions; it needs 2",
            "add a [[double]] table: what do many people answer wrongly?",
        )
    ]


def test_all_findings_are_collected_rather_than_the_first(tmp_path: Path) -> None:
    write_course(tmp_path)
    mutate(tmp_path / EX, "pytest.raises(ValueError)", "pytest.raises(Exception)")
    mutate(tmp_path / TOML, 'says = "test_double"', 'says = "test_triple"')
    mutate(tmp_path / LESSON, None, None)
    assert len(check_written(read_course(tmp_path))) == 3


def test_what_must_raise_must_also_succeed_somewhere(tmp_path: Path) -> None:
    write_course(tmp_path)
    mutate(
        tmp_path / SOL, "\n\ndef double", "\n\ndef half(count: Count) -> Count: ...\n\n\ndef double"
    )
    mutate(tmp_path / EX, "        Count(-1)\n", "        half(Count(1))\n")
    assert [(one.line, one.what) for one in found_by("raises", tmp_path)] == [
        (49, "'half' must raise, and no test shows when it must not")
    ]
