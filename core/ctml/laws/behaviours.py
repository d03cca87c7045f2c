"""The laws of behaviours, which form a sheaf: the seventh sketch."""

from collections.abc import Callable
from typing import TypeVar

from ctml.domain import Product
from ctml.laws.equation import Equation
from ctml.sketches import Behaviour, Interval, glue

A = TypeVar("A")


def restricting_twice(
    whole: Behaviour[A], part: Interval, smaller: Interval
) -> Equation[Behaviour[A]]:
    """Restricting in two steps or in one is the same."""
    return Equation(whole.on(part).on(smaller), whole.on(smaller))


def restricting_to_all(whole: Behaviour[A]) -> Equation[Behaviour[A]]:
    """Restricting to all the time that there is changes nothing."""
    return Equation(whole.on(whole.interval), whole)


def glued_is_the_whole(
    whole: Behaviour[A], earlier: Interval, later: Interval
) -> Equation[Behaviour[A]]:
    """The pieces of a whole glue to that whole and to no other."""
    return Equation(glue(whole.on(earlier), whole.on(later)), whole)


def glued_has_its_pieces(
    earlier: Behaviour[A], later: Behaviour[A]
) -> Equation[Product[Behaviour[A], Behaviour[A]]]:
    """What is glued, restricted to where its pieces were, is those pieces again."""
    whole = glue(earlier, later)
    pieces = Product(whole.on(earlier.interval), whole.on(later.interval))
    return Equation(pieces, Product(earlier, later))


def rules_glue(
    earlier: Behaviour[A], later: Behaviour[A], rule: Callable[[A, A], bool]
) -> Equation[bool]:
    """A rule between neighbours holds on the whole exactly if it holds on both pieces."""
    pieces = earlier.keeps(rule) and later.keeps(rule)
    return Equation(glue(earlier, later).keeps(rule), pieces)
