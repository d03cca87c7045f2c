"""The guide: what whoever leads a workshop does, says and asks, as ``guide.toml`` has it."""

from importlib.resources import files

import msgspec

from ctml_runner.course.exercise import Misconception


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What belongs to a part of the hour.

    Attributes:
        what: it is.
        you: do meanwhile.
        they: do meanwhile.
        say: when it begins.
    """

    what: str
    you: str
    they: str
    say: str


class Behind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to do when the room is behind: after the first exercise, after others, in the last."""

    first: str
    later: str
    last: str


class _Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    say: str
    ask: dict[str, str]


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The guide.

    Attributes:
        parts: what belongs to each part of the hour.
        behind: what to do when the room is.
        exercises: what belongs to those of the playlist that is proposed; others do without.
    """

    parts: dict[str, Words]
    behind: Behind
    exercises: dict[str, _Exercise]

    def say(self, slug: str) -> str:
        """Return what to say when the exercise begins."""
        known = self.exercises.get(slug)
        return known.say if known else _SAY

    def ask(self, wrong: Misconception) -> str:
        """Return the question for whoever has this misconception."""
        known = self.exercises.get(wrong.slug)
        return (known.ask.get(wrong.name) if known else None) or _by_kind(wrong.says)


_SAY = (
    "Read the text at the top of the file first; it says what is there and what to do. Change one"
    " thing, save, and read the answer before you change the next."
)


def _by_kind(says: str) -> str:
    """Return a question about what the screen says, where there is none about the mistake."""
    if says.startswith("refused:"):
        return (
            "Which line should have been refused? What is handed over there, and who lets it"
            " through?"
        )
    if says.startswith("test_"):
        return "Read the test's sentence aloud: what was handed in, what was expected, what came?"
    return "Read the message aloud: which two things met, and of which type is each?"


def read_guide() -> Guide:
    """Read the guide that is carried along."""
    text = files("ctml_runner.cohort.workshop").joinpath("guide.toml").read_bytes()
    return msgspec.toml.decode(text, type=Guide)
