"""Associativity: where the brackets stand does not matter.

Start: test_brackets
Hint 1: In the case that you see, which of the two numbers differs? Only the line of `fused` that
    works out this number can be wrong.
Hint 2: Put y into the second line: second.scale * (first.scale * x + first.shift) +
    second.shift. Multiply out. What stands beside x is the new scale. What is left is the new
    shift: which of the two shifts is multiplied by second.scale, and which is added afterwards?
Hint 3: The shift of the first line passes through the second line and is multiplied there; the
    shift of the second is added at the end: `second.scale * first.shift + second.shift`.
Why: Types see the two ends of an arrow and not what it does in between, so here the law found
    what mypy could not. And you have seen a fact about neural networks: two linear stages with
    nothing in between are one linear stage, so stacking them gains nothing. That is why networks
    put something that is not linear between them.
"""

from dataclasses import dataclass

from ctml.category import Morphism


@dataclass(frozen=True)
class Line(Morphism[int, int]):
    scale: int
    shift: int

    def __call__(self, value: int, /) -> int:
        return self.scale * value + self.shift


def fused(first: Line, second: Line) -> Line:
    scale = first.scale * second.scale
    shift = second.scale * first.shift + second.shift
    return Line(scale, shift)
