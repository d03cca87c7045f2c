"""Compose: arrows joined in the order in which they happen.

Start: assert-type
Hint 1: For a chain of arrows ask two things: where does its first arrow start, and where does
    its last one end? Those two types stand in the brackets of Compose, in this order.
Hint 2: `score` starts at a Vector, and `share` ends in a Distribution. Three arrows in a row are
    one arrow as well, with one start and one end, wherever brackets stand. And the last line
    does not ask for an arrow: there the chain is handed a token id.
Hint 3: `Rest` is `Compose[Vector, Distribution]`. `Whole` and `Bracketed` are the same type,
    from TokenId to the end of the last arrow. What comes out of a call is the target of the
    arrow.
Why: You worked out types as mypy does: the start of the first arrow, the end of the last one,
    and a look at every joint in between. A chain of a hundred stages has a type as short as that
    of one. And brackets made no difference to it. That the numbers do not depend on them either
    is a law, and you test it soon.
"""

from ctml.category import Compose
from ctml.domain import Distribution, Logits, Parameters, TokenId, Vector
from ctml.pipeline import Embedding, LinearToLogits, Softmax

MODEL = Parameters(
    embedding=((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)),  # a vector each for rust, makes and ai
    lm_head=((0.0, 2.0, 1.0), (1.0, 0.0, 2.0)),  # what a vector is multiplied by, for three scores
    bias=(0.0, 0.0, 0.0),  # what each score starts from
)

embed = Embedding(MODEL)  # an arrow from TokenId to Vector
score = LinearToLogits(MODEL)  # an arrow from Vector to Logits
share = Softmax()  # an arrow from Logits to Distribution

# the type of  embed >> score
Scores = Compose[TokenId, Logits]  # done for you: it starts as embed does, and ends as score does

# the type of  score >> share
Rest = Compose[Vector, Distribution]

# the type of  embed >> score >> share
Whole = Compose[TokenId, Distribution]

# the type of  embed >> (score >> share)
Bracketed = Compose[TokenId, Distribution]

# the type of  (embed >> score)(TokenId(0))
Called = Logits
