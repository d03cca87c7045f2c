"""Roles: what the rows and the columns of a table are counted by.

They are names for the type checker. Nobody makes a value of them.
"""

from typing import final


@final
class Seq:
    """Positions in a text, first to last."""


@final
class Model:
    """The numbers that describe one position inside the model, D of them."""


@final
class HeadDim:
    """The numbers that one head looks at, D divided by the number of heads."""


@final
class Inner:
    """The numbers inside the feed-forward layer, usually 4 · D."""


@final
class Vocab:
    """The tokens of the vocabulary, V of them."""
