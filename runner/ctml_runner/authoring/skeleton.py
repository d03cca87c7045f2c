"""A new exercise: skeletons that parse and pass, with everything to be written marked TODO."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from string import Template

from ctml_runner.authoring.sources import SOLUTIONS, TABLE
from ctml_runner.authoring.tracks import TRACKS
from ctml_runner.course.curriculum import CHALLENGES, COURSE
from ctml_runner.course.ledger import PAPERS
from ctml_runner.errors import LearnerError

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_CHAPTER = re.compile(r"\d\d_[a-z][a-z0-9_]*")

_EXERCISE = Template('''"""$title: TODO in a few words.

TODO: the idea, in plain English.
TODO: five to fifteen lines in all.

TODO: say exactly what to do, beginning with what is asked: Change the line that …
"""


def $slug(number: int) -> int:  # TODO: the start, wrong or unfinished on purpose
    return number


# --- checks ---
from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st


def test_$slug() -> None:
    """TODO: what holds, as the learner reads it."""
    agree($slug(2), 4)
    agree($slug(3), 6)


@given(st.integers(min_value=-99, max_value=99))
def test_any_$slug(number: int) -> None:
    """TODO: a law, which holds for any value and is kept by no answer that was learned by heart."""
    agree($slug(number) - number, number)


def refused() -> None:  # never called
    _ = $slug("2")  # type: ignore[arg-type]  # TODO: why this must be refused
''')

_SOLUTION = Template('''"""$title: TODO in a few words.

Start: test_$slug
Hint 1: TODO a nudge.
Hint 2: TODO a pointer.
Hint 3: TODO nearly the answer.
Why: TODO what was learned.
"""


def $slug(number: int) -> int:  # TODO: the answer, done well
    return number * 2
''')

_MISCONCEPTIONS = Template("""
[[$slug]]
name = "TODO: what is misunderstood"
from = "return number * 2"
to = "return number + 2"
says = "test_$slug"
hint = "TODO: what helps whoever answers this."

[[$slug]]
name = "TODO: what else is misunderstood"
from = "return number * 2"
to = "return 4"
says = "test_$slug"
hint = "TODO: what helps whoever answers that."
""")

_LESSON = Template("""# $title

Status: draft · TODO minutes

TODO: the plain idea, the smallest mathematics, the Python type, a snippet, a diagram, what to
predict, a recall question, a tempting shortcut and why it fails, the words, the references.
""")


_LEDGER = Template("""# $title: the ledger

Paper: TODO its authors, [TODO its title](https://arxiv.org/abs/0000.00000), TODO the equation

What the code of `$slug` claims, how far the claim goes, and the check that holds the code to it.

| claim | boundary | check |
|---|---|---|
| TODO: what the code does. | TODO: what it does not claim. | `test_$slug`, `refused:arg-type` |
| TODO: for which values. | TODO: for which not. | `test_any_$slug` |
""")


def make_exercise(root: Path, chapter: str, slug: str) -> tuple[PurePosixPath, ...]:
    """Write the skeletons of a new exercise and return the files made or added to.

    Args:
        root: the checkout.
        chapter: an existing chapter or track (``01_tokens``, ``01`` or ``tokens``), or a new
            chapter named ``NN_name``.
        slug: the exercise's identity.

    Raises:
        LearnerError: the slug is taken or no slug, or the chapter's name is no chapter's.
    """
    _refuse(root, slug)
    top, folder = _find_chapter(root, chapter)
    ending = TRACKS.get(folder, "")
    if not slug.endswith(ending):
        step = f"ctml dev new {folder} {slug}{ending}"
        raise LearnerError(f"the slugs of {folder} end in {ending!r}", next_step=step)
    number = _next_number(root / top / folder)
    names = {"slug": slug, "title": slug.replace("_", " ").capitalize()}
    made = {
        PurePosixPath(top, folder, f"{number:02d}_{slug}.py"): _EXERCISE.substitute(names),
        PurePosixPath(SOLUTIONS, folder, f"{number:02d}_{slug}.py"): _SOLUTION.substitute(names),
        PurePosixPath(SOLUTIONS, folder, TABLE): _table(root, folder, names),
    }
    if folder == PAPERS:
        ledger = PurePosixPath(top, folder, f"{number:02d}_{slug}.md")
        made[ledger] = _LEDGER.substitute(names)
    lesson = PurePosixPath(top, folder, "README.md")
    if top == COURSE and not (root / lesson).exists():
        title = re.sub(r"^\d\d_", "", folder).replace("_", " ").capitalize()
        made[lesson] = _LESSON.substitute(title=title)
    for path, text in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    return tuple(made)


def _refuse(root: Path, slug: str) -> None:
    if not _SLUG.fullmatch(slug) or slug.startswith("test"):
        raise LearnerError(
            f"{slug!r} is no slug: small letters, digits and single underscores, not test…",
            next_step="ctml dev new CHAPTER token_id",
        )
    for top in (COURSE, CHALLENGES):
        for file in (root / top).glob(f"*/[0-9][0-9]_{slug}.py"):
            raise LearnerError(
                f"an exercise is called {slug!r} already; progress is kept by that name",
                where=file,
                next_step="choose another slug",
            )


def _find_chapter(root: Path, name: str) -> tuple[str, str]:
    """Return the top folder and the chapter's folder that `name` means."""
    folders = {folder.name for folder in (root / COURSE).glob("*/")}
    tracks = {folder.name for folder in (root / CHALLENGES).glob("*/")} | TRACKS.keys()
    if name in tracks:
        return CHALLENGES, name
    for folder in sorted(folders):
        if name in {folder, folder[:2], folder[3:]}:
            return COURSE, folder
    taken = [folder for folder in folders if folder[:3] == name[:3]]
    if _CHAPTER.fullmatch(name) and not taken:
        return COURSE, name
    what = f"{name!r} is no chapter"
    what += f"; the number is that of {taken[0]}" if taken else " and can't become one"
    raise LearnerError(
        what, next_step=f"use NN_name, or one of {', '.join(sorted(folders | tracks))}"
    )


def _next_number(folder: Path) -> int:
    return 1 + max(_numbers(folder), default=0)


def _numbers(folder: Path) -> Iterator[int]:
    return (int(file.name[:2]) for file in folder.glob("[0-9][0-9]_*.py"))


def _table(root: Path, folder: str, names: dict[str, str]) -> str:
    file = root / SOLUTIONS / folder / TABLE
    if file.is_file():
        before = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    else:
        before = "# Wrong answers that many people give, each with its hint.\n"
    return before + _MISCONCEPTIONS.substitute(names)
