"""What a demo shows, found by its title."""

from ctml.demo import Plain, Section, Shown
from ctml.demo.contents import DEMOS

BY_NAME = {demo.name: demo for demo in DEMOS}


def sections(name: str) -> list[Section]:
    return list(BY_NAME[name].sections())


def everything() -> list[tuple[str, Section, Shown]]:
    return [
        (demo.name, section, shown)
        for demo in DEMOS
        for section in demo.sections()
        for shown in section.shown
    ]


def value(name: str, title: str, section: str = "") -> Plain:
    """Return the one value of a demo that has this title, in the section of that title."""
    (found,) = [
        shown.value
        for one in sections(name)
        for shown in one.shown
        if shown.title == title and section in {"", one.title}
    ]
    return found


def table(name: str, title: str) -> list[tuple[float, ...]]:
    """Return a table of numbers."""
    found = value(name, title)
    assert isinstance(found, tuple)
    return [
        tuple(float(cell) for cell in row) if isinstance(row, tuple) else (float(row),)
        for row in found
    ]
