"""Windows of tokens, checked: what a model with a limited context stands on."""

from ctml.data import WindowLength
from ctml.domain import IntArray
from ctml.errors import InvalidShapeError


def require_window(noun: str, tokens: IntArray, context: WindowLength) -> None:
    """Do nothing, if these are windows that a model can read.

    Args:
        noun: the model that asks, for the error's text.
        tokens: the windows, [B, T].
        context: the largest T.

    Raises:
        InvalidShapeError: they are no table, or T is 0 or longer than the context.
    """
    if tokens.ndim != 2 or not 0 < tokens.shape[1] <= context.length:
        needed = f"a table [B, T] with T from 1 to {context.length}"
        raise InvalidShapeError(noun, f"tokens of shape {tokens.shape}", needed)
