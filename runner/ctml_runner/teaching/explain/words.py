"""How names, types and numbers are put into a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PREFIX = re.compile(
    r"\b(?:builtins|typing|typing_extensions|types|collections\.abc|numpy|ctml(?:\.\w+)*|e_\w+)"
    r"\.(?=[A-Za-z_])"
)
_ALONE = re.compile(
    r"\[(?:_[A-Z]{1,2}\d?|\w+_co|\w+_contra)(?:, (?:_[A-Z]{1,2}\d?|\w+_co|\w+_contra))*\]"
)
"""Type variables of a library, alone in brackets: no type was chosen, so they say nothing."""
_ARRAY = re.compile(
    r"ndarray\[(?:Any|tuple\[[^\[\]]*\]), dtype\[(?P<item>\w+)(?:\[_(?P<bits>\d+)Bit\])?\]\]"
)
_NUMBERED = {"floating": "float", "signedinteger": "int", "unsignedinteger": "uint"}
_ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_BARE = {"None", "Never", "NoReturn", "Logits", "Parameters"}
"""Types that stand without an article: there is no value, or their name is a plural."""
_TOLD = {
    "_ClassInfo": "a class",  # what `isinstance` asks for
    "ABCMeta": "a class",
    "type": "a class",
    "_GenericAlias": "a class with its types filled in",
    "Sequence[float] | Sequence[Sequence[float]] | NDArray[float64]": "a row of numbers",
}
"""Types that are told by what they are, and not by their name."""
_PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?::(?P<form>\w+))?\}")


def clean(text: str) -> str:
    """Return a type or name without module prefixes, arrays in the short form that is written."""
    return _ALONE.sub("", _ARRAY.sub(_array, _PREFIX.sub("", text))).strip()


def _array(match: re.Match[str]) -> str:
    item, bits = match["item"], match["bits"]
    return f"NDArray[{_NUMBERED.get(item, item)}{bits or ''}]"


def code(text: str) -> str:
    """Return a piece of code, marked as such."""
    return f"`{clean(text)}`"


def sentence(text: str) -> str:
    """Return a text with its first letter large, and the others as they are."""
    return text[:1].upper() + text[1:]


def with_article(text: str) -> str:
    """Return a type with its article: a `TokenId`, an `int`, but `None` and `Logits` bare."""
    name = clean(text)
    if name in _TOLD:
        return _TOLD[name]
    if name in _BARE or len(kinds(name)) > 1:
        return code(name)
    if name.startswith("type["):
        return f"the class `{name[5:-1]}` itself"
    if name.startswith(("Callable[", "def ")):
        return f"a function `{name}`"
    if name.startswith("Literal["):
        return f"the value {code(name[8:-1])}"
    if name.startswith("Generator["):
        return "a generator"
    vowel = name[:1].lower() in "aeio" or name.lower().startswith("ndarray")
    return f"{'an' if vowel else 'a'} `{name}`"


def ordinal(number: str) -> str:
    """Return a counting number as a word: 1 is first."""
    return _ORDINALS[int(number)] if len(number) < 2 and int(number) < 9 else f"number {number}"


def listed(words: Sequence[str]) -> str:
    """Return words as an English list: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def split_types(text: str, mark: str = ",") -> list[str]:
    """Split ``A, dict[B, C]`` at each mark that stands outside all brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "[(") - (letter in "])")
        if letter == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def kinds(type_: str) -> list[str]:
    """Return the kinds that a union offers; a single type offers itself."""
    return split_types(type_, "|")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with holes: ``{name}`` is code, ``{name:a}`` has an article.

    ``{name:nth}`` is an ordinal and ``{name:raw}`` stays as it is. A hole whose group took no
    part in the match is left empty.
    """

    text: str

    def fill(self, groups: dict[str, str | None]) -> str:
        """Return the sentence with its holes filled."""

        def hole(match: re.Match[str]) -> str:
            value = groups.get(match["name"]) or ""
            match match["form"]:
                case "a":
                    return with_article(value)
                case "nth":
                    return ordinal(value)
                case "raw":
                    return clean(value)
                case _:
                    return code(value)

        return _PLACEHOLDER.sub(hole, self.text)
