"""An example of every noun of ``ctml.domain``; a noun without one fails the tests that use it."""

from dataclasses import is_dataclass

from ctml import domain
from ctml.domain import (
    AdamState,
    Batch,
    Distribution,
    Err,
    LearningRate,
    LocalGradient,
    Logits,
    Loss,
    ModelDimension,
    MomentumState,
    NamedArrays,
    Nothing,
    Ok,
    Parameters,
    Product,
    Scalar,
    SgdState,
    Some,
    StepCount,
    Tally,
    TokenId,
    TokenSequence,
    TokenStream,
    Trace,
    TrainingExample,
    TrainingSet,
    Vector,
    VocabSize,
)

ARRAYS = NamedArrays({"bias": [1.0]})
EXAMPLES = (
    TokenId(1),
    TokenSequence([TokenId(1)]),
    TokenStream([1, 2]),
    VocabSize(2),
    ModelDimension(2),
    Loss(0.5),
    Distribution([0.5, 0.5]),
    Parameters.deterministic(VocabSize(3), ModelDimension(2)),
    Ok(TokenId(1)),
    Err("no"),
    Vector([1.0]),
    Logits([1.0]),
    Product(TokenId(1), Loss(0.5)),
    LearningRate(0.5),
    StepCount(0),
    Scalar(1.0),
    LocalGradient(1.0),
    TrainingExample(TokenId(1), TokenId(2)),
    TrainingSet([TrainingExample(TokenId(1), TokenId(2))]),
    ARRAYS,
    Trace([Loss(0.5), Loss(0.25)]),
    Batch((TokenId(1),)),
    Some(TokenId(1)),
    Nothing(),
    Tally(1.5, 2),
    SgdState(StepCount(1)),
    MomentumState(StepCount(1), ARRAYS),
    AdamState(StepCount(1), ARRAYS, ARRAYS),
)


def names_of_nouns() -> set[str]:
    """Return the names of all nouns that ``ctml.domain`` shows."""
    shown = {name: getattr(domain, name) for name in domain.__all__}
    return {name for name, one in shown.items() if isinstance(one, type) and is_dataclass(one)}
