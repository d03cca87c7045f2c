"""What can be read off the composed module without parsing it.

The learner's part may be hostile, and a parser runs in this process: regular expressions over
single lines are all that is used here.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from ctml_runner.course.exercise import MARKER
from ctml_runner.judging.verdict import Span
from ctml_runner.teaching.explain.arrows import Arrow, arrow_of, arrows_in, arrows_of_core
from ctml_runner.teaching.explain.words import clean

_CLASS = re.compile(r"class (?P<name>\w+)")
_BARE_CLASS = re.compile(r"class (?P<name>\w+)\s*:")
_NOUNS = re.compile(r"from ctml\.domain import (?P<names>[\w, ]+)")
_FROM_CORE = re.compile(r"^from (?P<module>ctml(?:\.[a-z_]{1,40}){1,3}) import ")
_DEFINED = re.compile(
    r"^(?:(?:async )?(?:def|class) (?P<made>\w+)|(?P<set>\w+)\s*(?::[^=]*)?=(?!=))"
)
_NEWTYPE = re.compile(r"^(?P<name>\w+)\s*=\s*(?:typing\.)?NewType\(.*,\s*(?P<base>[\w.]+)\s*\)")
_WORD = re.compile(r"[A-Za-z_]\w*")
_LONGEST = 300  # a longer line is nobody's definition, and would make the expressions slow


@dataclass(frozen=True)
class Scene:
    """The composed module as lines of text; without slots, so that it can keep what it has read.

    Attributes:
        source: the composed module's text.
    """

    source: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without their ends."""
        return tuple(self.source.split("\n"))

    @cached_property
    def _short(self) -> tuple[str, ...]:
        return tuple(line if len(line) <= _LONGEST else "" for line in self.lines)

    @cached_property
    def marker_line(self) -> int:
        """The marker's line, counted from 1; past the end if there is none."""
        marks = (n for n, line in enumerate(self.lines, 1) if line.rstrip() == MARKER)
        return next(marks, len(self.lines) + 1)

    @cached_property
    def defined(self) -> dict[str, int]:
        """The names that the learner's part defines at its top level, with their lines."""
        found: dict[str, int] = {}
        for number, line in enumerate(self._short[: self.marker_line - 1], 1):
            if match := _DEFINED.match(line):
                found.setdefault(match["made"] or match["set"], number)
        return found

    @cached_property
    def _arrows(self) -> dict[str, Arrow]:
        imports = (_FROM_CORE.match(line) for line in self._short)
        modules = dict.fromkeys(match["module"] for match in imports if match)
        of_core = (arrow for module in modules for arrow in arrows_of_core(module).items())
        return {**dict(of_core), **arrows_in(self._short)}

    @cached_property
    def newtypes(self) -> dict[str, str]:
        """The names made by ``NewType``, each with the type that it stands on."""
        found = (_NEWTYPE.match(line) for line in self._short)
        return {match["name"]: match["base"] for match in found if match}

    def arrow(self, type_: str) -> Arrow | None:
        """Return the two ends of an arrow's type, if they can be known."""
        name, _, rest = clean(type_).partition("[")
        return arrow_of(name, rest.removesuffix("]")) if rest else self._arrows.get(name)

    def is_no_arrow(self, type_: str) -> bool:
        """Whether a type is surely no arrow: a noun of the core, or a class built on nothing."""
        return type_ in self._nouns

    @cached_property
    def _nouns(self) -> frozenset[str]:
        imported = (_NOUNS.match(line) for line in self._short)
        bare = (_BARE_CLASS.match(line) for line in self._short)
        names = (name for match in imported if match for name in _WORD.findall(match["names"]))
        return frozenset((*names, *(match["name"] for match in bare if match)))

    def class_around(self, number: int) -> str:
        """Return the name of the class whose body a line stands in, empty if in none."""
        if self.line(number)[:1].strip():
            return ""
        for line in reversed(self._short[: max(number - 1, 0)]):
            if line[:1].strip() and not line.startswith(("#", "@", ")")):
                match = _CLASS.match(line)
                return match["name"] if match else ""
        return ""

    def line(self, number: int | None) -> str:
        """Return a line's text, empty if there is no such line."""
        return self.lines[number - 1] if number and 0 < number <= len(self.lines) else ""

    def in_checks(self, number: int) -> bool:
        """Whether a line belongs to the shipped checks."""
        return number >= self.marker_line

    def learners_names(self, line: str) -> tuple[str, ...]:
        """Return the names of the learner's part that a line uses, in order, each once."""
        return tuple(
            dict.fromkeys(word for word in _WORD.findall(line[:_LONGEST]) if word in self.defined)
        )


def whole_line(number: int, line: str) -> Span:
    """Return the span of a line's text without its indentation."""
    start = len(line) - len(line.lstrip()) + 1
    return Span(number, start, number, max(start + 1, len(line.rstrip()) + 1))
