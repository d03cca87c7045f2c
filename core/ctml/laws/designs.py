"""The law of design problems: the fourth sketch."""

from typing import TypeVar

from ctml.domain import Product
from ctml.laws.equation import Equation
from ctml.sketches import DesignProblem, Order

Need = TypeVar("Need")
Offer = TypeVar("Offer")


def feasible_stays_feasible(
    problem: DesignProblem[Need, Offer],
    needs: Order[Need],
    offers: Order[Offer],
    needed: Product[Need, Need],
    offered: Product[Offer, Offer],
) -> Equation[bool]:
    """What can be met stays possible when less is needed and more is offered.

    less ≤ need, offer ≤ more and feasible(need, offer) give feasible(less, more), with
    ``needed`` = (less, need) and ``offered`` = (offer, more).
    """
    less, need = needed.first, needed.second
    offer, more = offered.first, offered.second
    easier = needs.below(less, need) and offers.below(offer, more)
    possible = easier and problem.feasible(need, offer)
    return Equation(possible and problem.feasible(less, more), possible)
