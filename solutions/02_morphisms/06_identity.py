"""Identity: the arrow that changes nothing.

Start: assignment
Hint 1: The message for `in_front` says `Never`: nothing told mypy what comes in. Something comes
    in in front of `embed`, and the arrow that changes nothing gives the same thing on to it.
Hint 2: An identity in front of an arrow is that of its source; the one behind an arrow is that
    of its target, as `behind` shows. In `in_turn`, `whole` begins as an identity, and the loop
    goes over all of `steps`, not over `steps[1:]`.
Hint 3: `Identity[TokenId]() >> embed`. And in `in_turn`, `Identity[TokenId]()` in place of
    `steps[0]`, with `for step in steps:` below it.
Why: "Do nothing" is an arrow like the others, so a stage that is switched off and a row without
    steps need no special case: 0 for sums, "" for texts, the identity for chains. Each type has
    its own, since the identity is an arrow too, and every arrow has two ends. Arrows that can be
    joined, with associativity and identities: that is all that the word category means.
"""

from dataclasses import dataclass

from ctml.category import Compose, Identity, Morphism
from ctml.domain import Parameters, TokenId, Vector
from ctml.pipeline import Embedding


@dataclass(frozen=True)
class Add(Morphism[TokenId, TokenId]):
    amount: int

    def __call__(self, value: TokenId, /) -> TokenId:
        return TokenId(value.index + self.amount)


@dataclass(frozen=True)
class Times(Morphism[TokenId, TokenId]):
    factor: int

    def __call__(self, value: TokenId, /) -> TokenId:
        return TokenId(value.index * self.factor)


embed = Embedding(
    Parameters(
        embedding=((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)),
        lm_head=((0.0, 2.0, 1.0), (1.0, 0.0, 2.0)),
        bias=(0.0, 0.0, 0.0),
    )
)

behind: Compose[TokenId, Vector] = embed >> Identity[Vector]()

in_front: Compose[TokenId, Vector] = Identity[TokenId]() >> embed


def in_turn(steps: tuple[Morphism[TokenId, TokenId], ...]) -> Morphism[TokenId, TokenId]:
    whole: Morphism[TokenId, TokenId] = Identity[TokenId]()
    for step in steps:
        whole = whole >> step
    return whole
