"""A seeded source of random edits: what a learner's file may look like between two good states."""

import ast
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.curriculum.fuzz_lines import IMPORTS, STATEMENTS

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise

_TOKEN = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?|\"[^\"\n]*\"|[-+*/%<>=!]=?|[][(){}:,.@|]")
_NAME = re.compile(r"\b[A-Za-z_]\w*\b")
_LABEL = re.compile(r"(?::|->) *([A-Za-z_][\w.]*(?:\[[^]\n]*\])?)(?= *[,)=:\n])")
_TYPES = (
    "int", "str", "float", "bool", "None", "object", "bytes", "list[int]", "tuple[int, ...]",
    "dict[str, int]", "str | None", "Missing", '"Forward"', "7", "type[int]", "list", "tuple[int]",
    "Callable[[int], int]", "numpy.ndarray", "[int]", "int | str | None", "Any",
)  # fmt: skip
_VALUES = ("None", '"seven"', "7", "0.5", "[]", "()", "{}", "...", "missing", "lambda: 1", "int")

Edit = Callable[[random.Random, str], str]


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """An exercise's learner's part after some random edits.

    Attributes:
        exercise: what it is an edit of.
        part: the learner's part.
        how: where it began and what was done to it.
    """

    exercise: Exercise
    part: str
    how: str


def fuzz(curriculum: Curriculum, seed: int) -> Iterator[Fuzzed]:
    """Yield edits without end: one to three at once, the exercises in turn."""
    chance = random.Random(seed)
    bases = [base for exercise in curriculum.exercises for base in _bases(curriculum, exercise)]
    while True:
        chance.shuffle(bases)
        for base in bases:
            part, names = base.part, [base.how]
            for edit in chance.choices(EDITS, k=chance.choice((1, 1, 1, 2, 3))):
                part = edit(chance, part)
                names.append(edit.__name__)
            yield Fuzzed(base.exercise, part, " ".join(names))


def _bases(curriculum: Curriculum, exercise: Exercise) -> Iterator[Fuzzed]:
    """Yield the start, the solution and each known misconception, code without hints."""
    yield Fuzzed(exercise, exercise.start, f"{exercise.slug}: start:")
    solution = curriculum.solution(exercise).part.rstrip("\n") + "\n"
    yield Fuzzed(exercise, solution, f"{exercise.slug}: solution:")
    for one in curriculum.misconceptions(exercise):
        wrong = solution.replace(one.original, one.replacement)
        yield Fuzzed(exercise, wrong, f"{exercise.slug}: {one.name}:")


def _code_begins(part: str) -> int:
    """Return the offset at which the docstring ends, so that edits hit code."""
    return part.find('"""', 3) + 4 if part.startswith('"""') else 0


def _at(chance: random.Random, pattern: re.Pattern[str], part: str) -> re.Match[str] | None:
    found = list(pattern.finditer(part, _code_begins(part)))
    return chance.choice(found) if found else None


def _put(part: str, match: re.Match[str] | None, text: str, group: int = 0) -> str:
    return part if match is None else part[: match.start(group)] + text + part[match.end(group) :]


def _lines(part: str) -> tuple[list[str], range]:
    """Return all lines, and the numbers of those that hold code."""
    lines = part.split("\n")
    return lines, range(part.count("\n", 0, _code_begins(part)), max(len(lines) - 1, 1))


def _statement(chance: random.Random, part: str) -> tuple[int, int] | None:
    """Return the lines of any statement, from 0, the end exclusive; None if nothing parses."""
    try:
        tree = ast.parse(part)
    except (SyntaxError, ValueError):
        return None
    found = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    if not found:
        return None
    node = chance.choice(found)
    return node.lineno - 1, node.end_lineno or node.lineno


def delete_line(chance: random.Random, part: str) -> str:
    lines, code = _lines(part)
    del lines[chance.choice(code) if code else 0]
    return "\n".join(lines)


def double_line(chance: random.Random, part: str) -> str:
    lines, code = _lines(part)
    at = chance.choice(code) if code else 0
    lines.insert(at, lines[at])
    return "\n".join(lines)


def swap_lines(chance: random.Random, part: str) -> str:
    lines, code = _lines(part)
    one, two = (chance.choice(code), chance.choice(code)) if code else (0, 0)
    lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def delete_statement(chance: random.Random, part: str) -> str:
    if (span := _statement(chance, part)) is None:
        return part
    lines = part.split("\n")
    return "\n".join(lines[: span[0]] + lines[span[1] :])


def comment_out(chance: random.Random, part: str) -> str:
    if (span := _statement(chance, part)) is None:
        return part
    lines = part.split("\n")
    return "\n".join(
        f"# {line}" if span[0] <= i < span[1] else line for i, line in enumerate(lines)
    )


def retype(chance: random.Random, part: str) -> str:
    return _put(part, _at(chance, _LABEL, part), chance.choice(_TYPES), 1)


def drop_label(chance: random.Random, part: str) -> str:
    return _put(part, _at(chance, re.compile(r"(:|->) *[\w.]+(?=[,)=:])"), part), "")


def wrong_return(chance: random.Random, part: str) -> str:
    returns = re.compile(r"return\b(.*)")
    return _put(part, _at(chance, returns, part), f" {chance.choice(_VALUES)}", 1)


def no_return(chance: random.Random, part: str) -> str:
    return _put(part, _at(chance, re.compile(r"\breturn\b"), part), chance.choice(("", "_ =")))


def rename_one(chance: random.Random, part: str) -> str:
    name = chance.choice(("missing", "Missing", "int", "str", "x", "self", "class"))
    return _put(part, _at(chance, _NAME, part), name)


def rename_all(chance: random.Random, part: str) -> str:
    if (match := _at(chance, _NAME, part)) is None:
        return part
    return re.sub(rf"\b{match[0]}\b", f"{match[0]}s", part)


def misspell(chance: random.Random, part: str) -> str:
    match = _at(chance, re.compile(r"\b[A-Za-z_]{4,}\b"), part)
    return part if match is None else _put(part, match, match[0][:2] + match[0][3:])


def swap_tokens(chance: random.Random, part: str) -> str:
    one, two = _at(chance, _TOKEN, part), _at(chance, _TOKEN, part)
    return part if two is None else _put(part, one, two[0])


def drop_token(chance: random.Random, part: str) -> str:
    return _put(part, _at(chance, _TOKEN, part), "")


def new_value(chance: random.Random, part: str) -> str:
    values = re.compile(r"\b\d+(?:\.\d+)?\b|\"[^\"\n]*\"|\bNone\b|\bTrue\b|\bFalse\b")
    return _put(part, _at(chance, values, part), chance.choice(_VALUES))


def break_syntax(chance: random.Random, part: str) -> str:
    at = chance.randint(_code_begins(part), max(len(part), _code_begins(part)))
    return (
        part[:at]
        + chance.choice(("(", ")", '"', "'''", "\t", "  ", ":", "=", "é", "\\"))
        + part[at:]
    )


def half_typed(chance: random.Random, part: str) -> str:
    return part[: chance.randint(0, len(part))] + "\n"


def drop_import(chance: random.Random, part: str) -> str:
    return _put(part, _at(chance, re.compile(r"^(from|import) .*\n", re.MULTILINE), part), "")


def add_import(chance: random.Random, part: str) -> str:
    line = chance.choice(IMPORTS) + "\n"
    return line + part if chance.random() < 0.3 else part + line


def add_statement(chance: random.Random, part: str) -> str:
    text = chance.choice(STATEMENTS) + "\n"
    return text + part if chance.random() < 0.3 else part + text


EDITS: tuple[Edit, ...] = (
    delete_line, double_line, swap_lines, delete_statement, comment_out, retype, retype, drop_label,
    wrong_return, no_return, rename_one, rename_all, misspell, swap_tokens, drop_token, new_value,
    break_syntax, half_typed, drop_import, add_import, add_import, add_statement, add_statement,
)  # fmt: skip
