"""``ctml read``: a chapter's lesson at the terminal."""

from rich.console import Console
from rich.markdown import Markdown

from ctml_runner.commands.sitting import sit_down
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.errors import AuthorError


def read(name: str | None) -> None:
    """Print the lesson of a chapter, by default that of the open exercise.

    Raises:
        LearnerError: no such chapter, or no workspace to know the open one from.
        AuthorError: the chapter has no lesson.
    """
    curriculum = read_curriculum()
    chapter = curriculum.chapter(name) if name else sit_down().state.current.chapter
    lesson = curriculum.lesson(chapter)
    if not lesson.is_file():
        raise AuthorError(
            f"the chapter {chapter} has no lesson yet", where=lesson, next_step="ctml list"
        )
    console = Console()
    text = lesson.read_text(encoding="utf-8")
    if console.is_terminal:
        console.print(Markdown(text))
    else:
        console.print(text, markup=False, highlight=False, soft_wrap=True)
