"""The missing middle: what must stand between.

Start: operator
Hint 1: Where does `Embed` end, and where does `Softmax` begin? The two types are those of the arrow
    that fits the gap.
Hint 2: `Head` begins at Vector and ends at Logits: write both into brackets behind its name, as
    Embed has it, Morphism[..., ...], and into the first line of `__call__`. Then it stands in
    the chain, between the two.
Hint 3: Its body makes Logits of two rows, added: the product `np.array(HEAD) @ ...`, where the
    dots are the vector's values, and `np.array(BIAS)`. At the top of the file stands
    `import numpy as np`, and in the chain `>> Head() >>`.
Why: A chain of arrows can be repaired by its types alone: what is missing begins where the left
    one ends and ends where the right one begins. The types say which gap there is, and not
    what fills it well: a head that ignores its vector has them too. That is why every chain is
    tested with numbers as well. And nobody had to write the type of the model: it is
    Compose[TokenId, Distribution], because the chain is.
"""

import numpy as np

from ctml.category import Morphism
from ctml.domain import Logits, TokenId, Vector
from ctml.pipeline import Softmax

TABLE = ((1.0, 2.0), (0.0, -1.0), (-2.0, 0.5))
HEAD = ((0.5, 0.0), (0.0, 1.0), (-1.0, 0.5))
BIAS = (0.0, -1.0, 0.5)


class Embed(Morphism[TokenId, Vector]):
    def __call__(self, token: TokenId, /) -> Vector:
        return Vector(TABLE[token.index])


class Head(Morphism[Vector, Logits]):
    def __call__(self, vector: Vector, /) -> Logits:
        return Logits(np.array(HEAD) @ vector.values + np.array(BIAS))


model = Embed() >> Head() >> Softmax()
