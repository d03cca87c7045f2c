"""A demo's section as an object, for programs."""

from ctml.demo import Demo, Section, Shown


def section_object(demo: Demo, number: int, section: Section) -> dict[str, object]:
    """Return a section with all that is shown in it; numbers have all their digits.

    Args:
        demo: whose section it is.
        number: which one, counted from 1.
        section: what it says.
    """
    return {
        "event": "section",
        "demo": demo.name,
        "number": number,
        "of": len(demo.steps),
        "title": section.title,
        "words": section.words,
        "formula": section.formula.split("\n"),
        "shown": [_shown_object(shown) for shown in section.shown],
    }


def _shown_object(shown: Shown) -> dict[str, object]:
    return {
        "title": shown.title,
        "shape": shown.shape,
        "columns": shown.columns,
        "value": shown.value,
        "note": shown.note,
    }
