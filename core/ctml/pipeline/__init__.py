"""The tiny pipeline: from a token to how likely each next token is.

Embedding >> LinearToLogits >> Softmax : TokenId -> Distribution
"""

from ctml.pipeline.embedding import Embedding
from ctml.pipeline.linear import LinearToLogits
from ctml.pipeline.softmax import Softmax

__all__ = ["Embedding", "LinearToLogits", "Softmax"]
