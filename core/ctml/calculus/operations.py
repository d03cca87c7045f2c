"""Local operations: each knows its own slopes and nothing of what comes before or after."""

import math
from abc import abstractmethod
from dataclasses import dataclass

from ctml.calculus.differentiable import Differentiable
from ctml.domain import LocalGradient, Product, Scalar
from ctml.errors import InvalidValueError

LARGEST_EXPONENT = 709.0
"""Where exp ends: e^709 is still a float, e^710 is not."""


class UnaryOperation(Differentiable[Scalar, Scalar]):
    """An operation on one number, y = f(x); its slope is f'(x)."""

    __slots__ = ()

    @abstractmethod
    def local(self, at: Scalar, /) -> LocalGradient:
        """Return ∂y/∂x."""

    def backward(self, at: Scalar, slope: Scalar, /) -> Scalar:
        """Return the slope times the local gradient: ∂loss/∂y · ∂y/∂x."""
        return Scalar(slope.value * self.local(at).value)


class BinaryOperation(Differentiable[Product[Scalar, Scalar], Scalar]):
    """An operation on two numbers, z = f(x, y); its slopes are ∂z/∂x and ∂z/∂y."""

    __slots__ = ()

    @abstractmethod
    def local(self, at: Product[Scalar, Scalar], /) -> Product[LocalGradient, LocalGradient]:
        """Return ∂z/∂x and ∂z/∂y."""

    def backward(self, at: Product[Scalar, Scalar], slope: Scalar, /) -> Product[Scalar, Scalar]:
        """Return the slope times each local gradient: ∂loss/∂z · ∂z/∂x and ∂loss/∂z · ∂z/∂y."""
        local = self.local(at)
        return Product(
            Scalar(slope.value * local.first.value), Scalar(slope.value * local.second.value)
        )


@dataclass(frozen=True, slots=True, repr=False)
class AddOp(BinaryOperation):
    """z = x + y, with ∂z/∂x = ∂z/∂y = 1: a sum hands its slope on to both."""

    def forward(self, at: Product[Scalar, Scalar], /) -> Scalar:
        """Return x + y."""
        return Scalar(at.first.value + at.second.value)

    def local(self, _at: Product[Scalar, Scalar], /) -> Product[LocalGradient, LocalGradient]:
        """Return 1 and 1."""
        return Product(LocalGradient(1.0), LocalGradient(1.0))


@dataclass(frozen=True, slots=True, repr=False)
class MulOp(BinaryOperation):
    """z = x · y, with ∂z/∂x = y and ∂z/∂y = x: each factor counts as much as the other."""

    def forward(self, at: Product[Scalar, Scalar], /) -> Scalar:
        """Return x · y."""
        return Scalar(at.first.value * at.second.value)

    def local(self, at: Product[Scalar, Scalar], /) -> Product[LocalGradient, LocalGradient]:
        """Return y and x."""
        return Product(LocalGradient(at.second.value), LocalGradient(at.first.value))


@dataclass(frozen=True, slots=True, repr=False)
class ExpOp(UnaryOperation):
    """y = e^x, with ∂y/∂x = e^x."""

    def forward(self, at: Scalar, /) -> Scalar:
        """Return e^x.

        Raises:
            InvalidValueError: x is so large that e^x is beyond every float.
        """
        if at.value > LARGEST_EXPONENT:
            raise InvalidValueError("ExpOp", f"{at}", f"a number of {LARGEST_EXPONENT} or less")
        return Scalar(math.exp(at.value))

    def local(self, at: Scalar, /) -> LocalGradient:
        """Return e^x.

        Raises:
            InvalidValueError: x is so large that e^x is beyond every float.
        """
        return LocalGradient(self.forward(at).value)


@dataclass(frozen=True, slots=True, repr=False)
class LogOp(UnaryOperation):
    """y = ln x for x > 0, with ∂y/∂x = 1/x."""

    def forward(self, at: Scalar, /) -> Scalar:
        """Return ln x.

        Raises:
            InvalidValueError: x is not above 0.
        """
        return Scalar(math.log(_above_zero(at)))

    def local(self, at: Scalar, /) -> LocalGradient:
        """Return 1/x.

        Raises:
            InvalidValueError: x is not above 0.
        """
        return LocalGradient(1 / _above_zero(at))


@dataclass(frozen=True, slots=True, repr=False)
class TanhOp(UnaryOperation):
    """y = tanh x, with ∂y/∂x = 1 - y²."""

    def forward(self, at: Scalar, /) -> Scalar:
        """Return tanh x, between -1 and 1."""
        return Scalar(math.tanh(at.value))

    def local(self, at: Scalar, /) -> LocalGradient:
        """Return 1 - tanh² x."""
        return LocalGradient(1 - math.tanh(at.value) ** 2)


@dataclass(frozen=True, slots=True, repr=False)
class CopyOp(Differentiable[Scalar, Product[Scalar, Scalar]]):
    """x becomes (x, x). Used twice, a number gathers the slopes of both uses: dx = d1 + d2."""

    def forward(self, at: Scalar, /) -> Product[Scalar, Scalar]:
        """Return x, twice."""
        return Product(at, at)

    def backward(self, _at: Scalar, slope: Product[Scalar, Scalar], /) -> Scalar:
        """Return the sum of the two slopes."""
        return Scalar(slope.first.value + slope.second.value)


def _above_zero(at: Scalar) -> float:
    if at.value <= 0:
        raise InvalidValueError("LogOp", f"{at}", "a number above 0")
    return at.value
