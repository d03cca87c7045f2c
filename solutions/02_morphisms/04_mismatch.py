"""Mismatch: the message names both sides of the gap.

Start: operator
Hint 1: Take one message at a time. Look up in the list where the arrow on the left ends and
    where the one on the right starts. Is an arrow missing between them, or are they the wrong
    way round?
Hint 2: Between Embedding and Softmax a Vector meets a wish for Logits, and one arrow of the list
    goes from the one to the other. The label of `judge` starts at Vector: which arrow does too?
    And `rate` has reached Logits before its last arrow.
Hint 3: `predict` needs all three arrows of the list, in its order. `judge` has the right two, in
    the wrong order. `rate` needs the first two, and nothing more.
Why: mypy names the two sides of a joint, and you look up their ends. That is the whole method,
    for three arrows or for three hundred, and the gap is found where it is, before anything
    runs. It was needed: without mypy, Python would have run the first of these chains to its
    end, and called two numbers a distribution over three words.
"""

from ctml.category import Morphism
from ctml.domain import Distribution, Logits, Parameters, TokenId, Vector
from ctml.pipeline import Embedding, LinearToLogits, Softmax

MODEL = Parameters(
    embedding=((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)),
    lm_head=((0.0, 2.0, 1.0), (1.0, 0.0, 2.0)),
    bias=(0.0, 0.0, 0.0),
)

predict: Morphism[TokenId, Distribution] = Embedding(MODEL) >> LinearToLogits(MODEL) >> Softmax()

judge: Morphism[Vector, Distribution] = LinearToLogits(MODEL) >> Softmax()

rate: Morphism[TokenId, Logits] = Embedding(MODEL) >> LinearToLogits(MODEL)
