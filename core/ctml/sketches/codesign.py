"""Co-design: can this be provided with that, and can the parts be designed apart?

The fourth sketch (arXiv 1803.05316, chapter 4): a design problem is a feasibility relation.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Morphism
from ctml.domain import Product
from ctml.sketches.orders import Order

Need = TypeVar("Need")
Offer = TypeVar("Offer")
Further = TypeVar("Further")
OtherNeed = TypeVar("OtherNeed")
OtherOffer = TypeVar("OtherOffer")


class DesignProblem(ABC, Generic[Need, Offer]):
    """Which needs can be met with which offers.

    It is monotone: what can be met stays possible when less is needed or more is offered.
    """

    @abstractmethod
    def feasible(self, need: Need, offer: Offer) -> bool:
        """Return whether the need can be met with the offer.

        Args:
            need: what has to be provided.
            offer: what may be used up.
        """


@dataclass(frozen=True)
class Requirement(DesignProblem[Need, Offer]):
    """The simplest design problem: each need has a least offer that will do.

    Attributes:
        least: from a need to that offer; it should ask no less for a larger need.
        order: compares offers.
    """

    least: Morphism[Need, Offer]
    order: Order[Offer]

    def feasible(self, need: Need, offer: Offer) -> bool:
        """Return whether least(need) ≤ offer."""
        return self.order.below(self.least(need), offer)


@dataclass(frozen=True)
class InSeries(DesignProblem[Need, Further], Generic[Need, Offer, Further]):
    """Two problems of which one's offer is the other's need: they compose.

        feasible(a, c)   exactly if there is a b with   first(a, b) and second(b, c)

    Attributes:
        first: from needs to what stands in the middle.
        second: from the middle to offers.
        choices: every middle that is considered; no others are found.
    """

    first: DesignProblem[Need, Offer]
    second: DesignProblem[Offer, Further]
    choices: tuple[Offer, ...]

    def feasible(self, need: Need, offer: Further) -> bool:
        """Return whether one of the choices works on both sides."""
        return any(self.works(need, choice, offer) for choice in self.choices)

    def works(self, need: Need, choice: Offer, offer: Further) -> bool:
        """Return whether this choice in the middle meets the need and is met by the offer.

        Args:
            need: what has to be provided.
            choice: what stands in the middle.
            offer: what may be used up.
        """
        return self.first.feasible(need, choice) and self.second.feasible(choice, offer)


@dataclass(frozen=True)
class Together(
    DesignProblem[Product[Need, OtherNeed], Product[Offer, OtherOffer]],
    Generic[Need, OtherNeed, Offer, OtherOffer],
):
    """Two problems side by side: both have to be feasible.

    Attributes:
        one: a problem.
        other: another one.
    """

    one: DesignProblem[Need, Offer]
    other: DesignProblem[OtherNeed, OtherOffer]

    def feasible(self, need: Product[Need, OtherNeed], offer: Product[Offer, OtherOffer]) -> bool:
        """Return whether each need can be met with its own offer."""
        return self.one.feasible(need.first, offer.first) and self.other.feasible(
            need.second, offer.second
        )
