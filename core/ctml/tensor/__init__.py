"""Tables and rows of numbers whose types say what they count.

numpy's own shape types decay to ``Any`` on the way through its functions, so these are ours.
"""

from ctml.tensor.matrix import Matrix, require_matrix, require_same_shape
from ctml.tensor.overflow import refused_not_warned
from ctml.tensor.row import Row, require_row

__all__ = [
    "Matrix",
    "Row",
    "refused_not_warned",
    "require_matrix",
    "require_row",
    "require_same_shape",
]
