"""Associativity: where the brackets stand does not matter.

`(f >> g) >> h` and `f >> (g >> h)` do the same: first f, then g, then h. This law is called
associativity, and thanks to it a chain is written without brackets.

A `Line` is an arrow from a number to a number: x becomes `scale * x + shift`. Two lines,
one after the other, are a line again, and `fused` should give that one line. It gives a
wrong one. mypy can't see it, since every Line goes from int to int; but a test can. It
draws three lines at random, fuses them in both groupings, and shows you the smallest case
in which the two results differ. Where the law is broken, the fusing must be wrong.

1. Read the case: three lines, each as (scale, shift). Which number came out differently?
2. Work it out on paper. First comes `first.scale * x + first.shift`; call that y. Then
   comes `second.scale * y + second.shift`. How often is x in it, and what is left over?
3. Mend the body of `fused`, so that it gives this one Line.
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
    shift = second.scale * (first.shift + second.shift)
    return Line(scale, shift)


# --- checks ---
from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.tuples(st.integers(min_value=1, max_value=9), st.integers(min_value=-9, max_value=9))


@given(NUMBERS, NUMBERS, NUMBERS)  # the test runs many times, with many lines: scale and shift
def test_brackets(f: tuple[int, int], g: tuple[int, int], h: tuple[int, int]) -> None:
    """Fusing the first two lines first, or the last two first, gives the same line."""
    left = fused(fused(Line(*f), Line(*g)), Line(*h))
    right = fused(Line(*f), fused(Line(*g), Line(*h)))
    agree(left.scale, right.scale)
    agree(left.shift, right.shift)


@given(NUMBERS, NUMBERS, st.integers(min_value=-9, max_value=9))
def test_one_after_the_other(f: tuple[int, int], g: tuple[int, int], x: int) -> None:
    """The fused line does to x what the two lines do, one after the other."""
    agree(fused(Line(*f), Line(*g))(x), (Line(*f) >> Line(*g))(x))


@given(NUMBERS, NUMBERS, st.integers(min_value=-9, max_value=9))
def test_numbers(f: tuple[int, int], g: tuple[int, int], x: int) -> None:
    """Worked out on paper: one line, and two that are fused, for any numbers at all."""
    agree(Line(*f)(x), f[0] * x + f[1])
    agree(fused(Line(*f), Line(*g))(x), g[0] * (f[0] * x + f[1]) + g[1])


def test_two_lines() -> None:
    """2x + 1 and then 3x + 4 is 6x + 7; the other way round it is 6x + 9."""
    agree(fused(Line(2, 1), Line(3, 4)).scale, 6)
    agree(fused(Line(2, 1), Line(3, 4)).shift, 7)
    agree(fused(Line(3, 4), Line(2, 1)).shift, 9)
    agree(fused(Line(-1, 5), Line(0, 4)).scale, 0)


def test_line() -> None:
    """A line still does what it did: 2x + 1 makes 11 of 5, and 3x + 4 makes 1 of -1."""
    agree(Line(2, 1)(5), 11)
    agree(Line(3, 4)(-1), 1)


# Wrong on purpose: mypy has to complain about the line in here.
def refused() -> None:  # never called
    _ = fused(Line(2, 1), Line(2, 1) >> Line(3, 4))  # type: ignore[arg-type]  # a chain of two lines is an arrow, and not one Line yet
