"""Share cards: what a solved challenge leaves behind to be shown to others."""

from pathlib import Path

from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import LearnerError
from ctml_runner.teaching.card import card_markdown, card_svg, make_card
from ctml_runner.teaching.messages import Shared
from ctml_runner.teaching.tutor import Tutor


def write_card(folder: Path, tutor: Tutor, exercise: Exercise, output: str) -> Shared:
    """Write the card as Markdown and as a picture; a newer one takes an older one's place.

    Raises:
        LearnerError: the folder can't be written.
    """
    card = make_card(exercise, tutor.ledger(exercise), output)
    files = folder / f"{exercise.slug}.md", folder / f"{exercise.slug}.svg"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in zip(files, (card_markdown(card), card_svg(card)), strict=True):
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise LearnerError(
            f"the share card can't be written: {error.strerror}",
            where=folder,
            next_step=f"make room, then: ctml run {exercise.slug}",
        ) from error
    return Shared(exercise, files)
