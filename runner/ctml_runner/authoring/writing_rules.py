"""What is proven of the words: the task asks for something, and everything is written."""

import ast
import re
from collections.abc import Iterator

from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.sources import TODO, Entry
from ctml_runner.authoring.tracks import FIXES
from ctml_runner.course.compose import prepare_checks
from ctml_runner.course.exercise import MARKER

_SHORTEST, _LONGEST = 5, 15
_FEWEST = 2
_ASKS = {
    "add", "annotate", "build", "change", "choose", "compose", "complete", "cut", "declare",
    "define", "delete", "fill", "finish", "fix", "freeze", "give", "guard", "implement", "keep",
    "leave", "let", "lift", "look", "make", "mend", "move", "name", "pass", "predict", "put",
    "raise", "read", "remove", "rename", "repair", "replace", "return", "rewrite", "save", "say",
    "show", "split", "swap", "take", "tell", "turn", "use", "work", "wrap", "write",
}  # fmt: skip
_SENTENCE = re.compile(r"(?:^(?=[A-Z])|[.:;!?]\s+)([A-Za-z][a-z]+)\b")
_SAYS = re.compile(r"(?P<refused>refused:)?(?P<code>[a-z][a-z-]*)|(?P<test>test\w+)")


def docstring_is_in_form(entry: Entry) -> Iterator[Finding]:
    """The docstring is a title that ends with a full stop, and 5 to 15 lines."""
    text = entry.exercise.text.split('"""', 2)[1]
    title, _, body = text.partition("\n")
    if not title.strip().endswith((".", "?", "!")):
        step = "write one line of title behind the quotes, and a full stop"
        yield Finding(
            entry.file, 1, "the docstring's first line is no title with a full stop", step
        )
    if body.split("\n", 1)[0].strip():
        yield Finding(entry.file, 2, "no empty line below the title", "add an empty line")
    written = sum(1 for line in entry.exercise.task.splitlines() if line.strip())
    if not _SHORTEST <= written <= _LONGEST:
        what = f"the task has {written} lines; it should have {_SHORTEST} to {_LONGEST}"
        yield Finding(entry.file, 1, what, "say the idea in plain English, then what to do")


def task_asks(entry: Entry) -> Iterator[Finding]:
    """The task tells the learner what to do: a sentence begins with a verb that asks."""
    lines = entry.exercise.task.splitlines()
    words = {word.lower() for line in lines for word in _SENTENCE.findall(_unnumbered(line))}
    if not words & _ASKS:
        step = "add a sentence that begins with what to do, such as: Change the body of …"
        yield Finding(entry.file, 1, "the docstring asks for nothing", step)


def everything_is_written(entry: Entry) -> Iterator[Finding]:
    """Nothing of a skeleton is left: no TODO in the exercise, its solution or its table."""
    step = "write it, and remove the word TODO"
    for path, text in (
        (entry.file, entry.exercise.text),
        (entry.solution_file, entry.solution.part),
    ):
        for number, line in enumerate(text.splitlines(), 1):
            if TODO in line:
                yield Finding(path, number, f"still to be written: {line.strip()}", step)
    for begins, known in zip(entry.lines, entry.misconceptions, strict=True):
        for key, value in (("name", known.name), ("says", known.says), ("hint", known.hint)):
            if TODO in value:
                what = f"still to be written: {key} = {value!r}"
                yield Finding(entry.table, begins, what, step)


def hints_differ(entry: Entry) -> Iterator[Finding]:
    """The three hints are three: a nudge, a pointer, nearly the answer."""
    if len(set(entry.solution.hints)) < len(entry.solution.hints):
        step = "make it a nudge, a pointer, and nearly the answer"
        yield Finding(entry.solution_file, 1, "two of the three hints are the same", step)


def solution_is_a_part(entry: Entry) -> Iterator[Finding]:
    """The solution holds the learner's part alone, under the exercise's title."""
    for number, line in enumerate(entry.solution.part.splitlines(), 1):
        if line.rstrip() == MARKER:
            step = "delete the marker and all below it; the exercise's checks are used"
            what = "a solution holds the learner's part only, and this is the marker"
            yield Finding(entry.solution_file, number, what, step)
    title = entry.solution.part.removeprefix('"""').partition("\n")[0].strip().rstrip(".")
    if title != entry.exercise.title:
        what = f"the title is {title!r}; the exercise's is {entry.exercise.title!r}"
        yield Finding(entry.solution_file, 1, what, "use the exercise's title in both")


def misconceptions_are_known(entry: Entry) -> Iterator[Finding]:
    """There are at least two misconceptions, each with a name of its own and a hint."""
    count = len(entry.misconceptions)
    if count < _FEWEST:
        what = f"{entry.exercise.slug} has {count} misconceptions; it needs {_FEWEST}"
        step = f"add a [[{entry.exercise.slug}]] table: what do many people answer wrongly?"
        yield Finding(entry.table, entry.first_line, what, step)
    names: set[str] = set()
    for line, known in zip(entry.lines, entry.misconceptions, strict=True):
        if known.name in names:
            what = f"two misconceptions of {known.slug} are called {known.name!r}"
            yield Finding(entry.table, line, what, "give each a name of its own")
        names.add(known.name)
        for key, value in (("name", known.name), ("hint", known.hint)):
            if not value.strip():
                what = f"the misconception {known.name!r} has no {key}"
                yield Finding(entry.table, line, what, f"write its {key}")


def edits_are_exact(entry: Entry) -> Iterator[Finding]:
    """Each misconception's ``from`` is found once in the solution, and its edit parses."""
    for line, known in zip(entry.lines, entry.misconceptions, strict=True):
        count = entry.solution.part.count(known.original) if known.original else 0
        if count != 1:
            what = f"'from' of {known.name!r} is found {count} times in {entry.solution_file}"
            yield Finding(entry.table, line, what, "copy a text that stands there exactly once")
        elif known.original == known.replacement:
            what = f"'from' and 'to' of {known.name!r} are the same"
            yield Finding(entry.table, line, what, "write in 'to' what the learner wrote")
        else:
            try:
                ast.parse(entry.solution.part.replace(known.original, known.replacement))
            except SyntaxError as error:
                what = f"after the edit {known.name!r} Python can't parse the answer: {error.msg}"
                step = "a syntax error explains itself; choose a misconception that parses"
                yield Finding(entry.table, line, what, step)


def sayings_can_come(entry: Entry) -> Iterator[Finding]:
    """``Start`` and every ``says`` is an error code, a shipped test, or a shipped refusal."""
    start = entry.solution.start_says
    if why := _unsayable(start, entry):
        yield Finding(entry.solution_file, 1, f"'Start: {start}' can't come: {why}", _sayable())
    for line, known in zip(entry.lines, entry.misconceptions, strict=True):
        if why := _unsayable(known.says, entry):
            what = f"'says = {known.says}' of {known.name!r} can't come: {why}"
            yield Finding(entry.table, line, what, _sayable())


def compiler_fix_begins_at_the_checker(entry: Entry) -> Iterator[Finding]:
    """What a compiler fix begins with is an error of the type checker: it is the whole clue."""
    start = entry.solution.start_says
    match = _SAYS.fullmatch(start)
    if entry.exercise.chapter == FIXES and not (match and match["code"] and not match["refused"]):
        what = f"a compiler fix begins with an error of the checker, not with {start!r}"
        yield Finding(entry.solution_file, 1, what, "let the start have a type error")


def _unsayable(says: str, entry: Entry) -> str:
    checks = prepare_checks(entry.exercise.checks)
    match = _SAYS.fullmatch(says)
    if match is None:
        return "it is neither a code, nor a test, nor a refusal"
    if match["test"] and says not in {name for name, _ in checks.tests}:
        return "the checks have no such test"
    if match["refused"] and match["code"] not in {refusal.code for refusal in checks.refusals}:
        return "the checks have no refusal with that code"
    return ""


def _sayable() -> str:
    return "write an error code (arg-type), a test's name (test_sum), or refused:CODE"


def _unnumbered(line: str) -> str:
    return re.sub(r"^\s*(?:\d+\.|[-*])\s*", "", line)


RULES = (
    Rule("docstring", "a title, then 5 to 15 lines", docstring_is_in_form),
    Rule("task", "the docstring asks for something", task_asks),
    Rule("written", "nothing of a skeleton is left", everything_is_written),
    Rule("hints", "three hints that differ", hints_differ),
    Rule("solution", "the learner's part alone, under the same title", solution_is_a_part),
    Rule("misconceptions", "at least two, each with a name and a hint", misconceptions_are_known),
    Rule("edits", "each 'from' is found once, and its edit parses", edits_are_exact),
    Rule("sayings", "each told failure is one that can come", sayings_can_come),
    Rule("fixes", "a compiler fix begins with a type error", compiler_fix_begins_at_the_checker),
)
