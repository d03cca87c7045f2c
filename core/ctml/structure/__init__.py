"""Structure: functors, natural transformations and monoids, each by its instances.

Python has no types of types, so there is no ``Functor`` to inherit from: what is common to the
instances are the laws, and ``ctml.laws`` states them.
"""

from ctml.structure.functor import MapBatch, MapOption
from ctml.structure.monoid import EndomorphismMonoid, Monoid, TallyMonoid, TraceMonoid, fold
from ctml.structure.natural import (
    BatchToBatch,
    BatchToOption,
    as_batch,
    first,
    last,
    reverse,
)
from ctml.structure.pipeline_trace import PipelineTrace, trace_of

__all__ = [
    "BatchToBatch",
    "BatchToOption",
    "EndomorphismMonoid",
    "MapBatch",
    "MapOption",
    "Monoid",
    "PipelineTrace",
    "TallyMonoid",
    "TraceMonoid",
    "as_batch",
    "first",
    "fold",
    "last",
    "reverse",
    "trace_of",
]
