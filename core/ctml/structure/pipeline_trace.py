"""PipelineTrace: what a pipeline is made of, with its types forgotten."""

from typing import TypeAlias

from ctml.category import AnyMorphism, Compose, Identity
from ctml.domain import Trace

PipelineTrace: TypeAlias = Trace[str]
"""The names of a pipeline's stages, in order."""


def trace_of(arrow: AnyMorphism) -> PipelineTrace:
    """Return the names of the stages; the identity is no stage.

    It turns composing into putting together, so that nothing but names is left of the types:

        trace_of(f >> g) = combine(trace_of(f), trace_of(g))        trace_of(Identity()) = empty

    Args:
        arrow: a pipeline, or one arrow.
    """
    stages = arrow.stages if isinstance(arrow, Compose) else (arrow,)
    return Trace(stage.name for stage in stages if not isinstance(stage, Identity))
