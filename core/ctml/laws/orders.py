"""The laws of orders and of Galois connections: the first sketch."""

from typing import TypeVar

from ctml.laws.equation import Equation
from ctml.sketches import GaloisConnection, JoinOrder, Order

A = TypeVar("A")
B = TypeVar("B")


def below_itself(order: Order[A], a: A) -> Equation[bool]:
    """Everything is at most itself: a ≤ a."""
    return Equation(left=order.below(a, a), right=True)


def below_goes_on(order: Order[A], a: A, b: A, c: A) -> Equation[bool]:
    """What is below something is below all that is above it: a ≤ b ≤ c says a ≤ c already."""
    both = order.below(a, b) and order.below(b, c)
    return Equation(both and order.below(a, c), both)


def join_is_least(order: JoinOrder[A], a: A, b: A, c: A) -> Equation[bool]:
    """The join is below exactly what both are below: join(a, b) ≤ c is a ≤ c and b ≤ c."""
    return Equation(order.below(order.join(a, b), c), order.below(a, c) and order.below(b, c))


def adjoints_answer_alike(connection: GaloisConnection[A, B], a: A, b: B) -> Equation[bool]:
    """Asked on either side, it is one question: lower(a) ≤ b exactly if a ≤ upper(b)."""
    return Equation(connection.lower_is_below(a, b), connection.is_below_upper(a, b))


def lower_keeps_joins(
    connection: GaloisConnection[A, B], source: JoinOrder[A], target: JoinOrder[B], a: A, b: A
) -> Equation[B]:
    """What both together need is the join of what each needs.

    lower(join(a, b)) = join(lower(a), lower(b)).
    """
    lower = connection.lower
    return Equation(lower(source.join(a, b)), target.join(lower(a), lower(b)))


def there_and_back_is_above(connection: GaloisConnection[A, B], a: A) -> Equation[bool]:
    """Going there and back never loses anything: a ≤ upper(lower(a))."""
    return Equation(left=connection.is_below_upper(a, connection.lower(a)), right=True)


def there_and_back_again(connection: GaloisConnection[A, B], a: A) -> Equation[A]:
    """Going there and back once more changes nothing: what is rounded up stays where it is."""
    rounded = connection.lower >> connection.upper
    return Equation(rounded(rounded(a)), rounded(a))
