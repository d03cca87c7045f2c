"""No arrow, lens, slope or learner of the core escapes the laws of its kind."""

import inspect
from typing import TypeVar

from ctml import laws
from ctml.calculus import (
    AddOp,
    Beside,
    CopyOp,
    Differentiable,
    ExpOp,
    First,
    GradientLearner,
    Learner,
    Lens,
    LogOp,
    MulOp,
    ParameterArrays,
    ParametricChain,
    Scalars,
    Second,
    TanhLayer,
    TanhOp,
    Unchanged,
    Whole,
)
from ctml.category import Identity, Morphism, iterate, lift
from ctml.data import BatchSize, Draw, Seed, WindowLength, Windows
from ctml.domain import (
    Batch,
    Distribution,
    LearningRate,
    Logits,
    ModelDimension,
    NamedArrays,
    Parameters,
    Product,
    Scalar,
    StepCount,
    TokenId,
    TokenSequence,
    TokenStream,
    Vector,
    VocabSize,
)
from ctml.inference import DrawAt, Greedy, RepetitionPenalty, Temperature, TopK, TopP
from ctml.optim import Adam, ClipByNorm, WarmupCosine
from ctml.pipeline import (
    CrossEntropy,
    DatasetWindowing,
    DirectPredict,
    Embedding,
    LinearToLogits,
    Softmax,
)
from ctml.structure import MapBatch, MapOption, first
from ctml.tokenization import Decode, Encode, LearnMerges, Tokenizer
from ctml.training import History, LossOn, OptimiserStep, TrainStep

A = TypeVar("A")
B = TypeVar("B")
P = TypeVar("P")
S = TypeVar("S")

ROOMS = (
    "category",
    "pipeline",
    "structure",
    "calculus",
    "optim",
    "training",
    "tokenization",
    "data",
    "inference",
)
START = Parameters.deterministic(VocabSize(5), ModelDimension(4))
TEXT = TokenSequence(map(TokenId, [1, 2, 3, 4, 1]))
STREAM = TokenStream([1, 2, 3])
EXAMPLES = DatasetWindowing()(TEXT)
RATE = LearningRate(0.1)
TOKEN = TokenId(1)
HALF, THIRD = Scalar(0.5), Scalar(0.3)
PAIR = Product(HALF, THIRD)


def names_below(kind: type[object]) -> set[str]:
    """Return the names of all concrete classes of this kind in these rooms of the core.

    Names, because a dataclass with slots leaves the class that it was made of behind for a while.
    Whatever else this process has imported, an exercise's file for one, stands outside of them.
    """
    names: set[str] = set()
    below: list[type[object]] = kind.__subclasses__()
    for one in below:
        names |= names_below(one)
        package, _, module = one.__module__.partition(".")
        room = module.partition(".")[0]
        if package == "ctml" and room in ROOMS and not inspect.isabstract(one):
            names.add(one.__name__)
    return names


def an_arrow(f: Morphism[A, B], a: A) -> str:
    laws.walking_again(f, a).check()
    laws.identity_before(f, a).check()
    laws.identity_after(f, a).check()
    laws.batches_keep_the_identity(Batch((a, a))).check()
    laws.picking_is_natural(first, f, Batch((a, a))).check()
    return type(f).__name__


def test_every_arrow_keeps_the_laws_of_arrows() -> None:
    step, adam, embed = TrainStep(EXAMPLES, RATE), Adam(RATE), Embedding(START)
    maybe = first(Batch((TOKEN,)))
    assert {
        an_arrow(embed, TOKEN),
        an_arrow(LinearToLogits(START), embed(TOKEN)),
        an_arrow(Softmax(), Logits([2, 1, 0])),
        an_arrow(embed >> LinearToLogits(START), TOKEN),
        an_arrow(DirectPredict(START), TOKEN),
        an_arrow(CrossEntropy(), Product(Distribution([0.5, 0.5]), TOKEN)),
        an_arrow(DatasetWindowing(), TEXT),
        an_arrow(Identity[TokenId](), TOKEN),
        an_arrow(lift(str.upper), "a"),
        an_arrow(iterate(step, StepCount(3)), START),
        an_arrow(step, START),
        an_arrow(LossOn(EXAMPLES), START),
        an_arrow(OptimiserStep(EXAMPLES, adam), Product(START, adam.start(START))),
        an_arrow(History(step, StepCount(2), LossOn(EXAMPLES)), START),
        an_arrow(MapBatch(embed), Batch((TOKEN,))),
        an_arrow(MapOption(embed), maybe),
        an_arrow(ClipByNorm(1.0), START.arrays),
        an_arrow(WarmupCosine(RATE, RATE, StepCount(1), StepCount(2)), StepCount(1)),
        an_arrow(TanhOp().arrow, HALF),
        an_arrow(LearnMerges(StepCount(3)), b"aaab"),
        an_arrow(Encode(Tokenizer()), b"aaab"),
        an_arrow(Decode(Tokenizer()), STREAM),
        an_arrow(Temperature(0.5), Logits([2, 1, 0])),
        an_arrow(RepetitionPenalty(2.0, STREAM), Logits([2, 1, 0, -1])),
        an_arrow(TopK(1), Distribution([0.5, 0.5])),
        an_arrow(TopP(0.5), Distribution([0.5, 0.5])),
        an_arrow(Greedy(), Distribution([0.5, 0.5])),
        an_arrow(DrawAt(0.5), Distribution([0.5, 0.5])),
        an_arrow(Draw(Windows(STREAM, WindowLength(1)), BatchSize(2), Seed(0)), StepCount(1)),
    } == names_below(Morphism)


def a_slope(f: Differentiable[A, B], at: A, slope: B) -> str:
    laws.unchanged_before(f, at, slope).check()
    laws.unchanged_after(f, at, slope).check()
    laws.chaining_is_associative(Unchanged[A](), f, Unchanged[B](), at, slope).check()
    laws.forgetting_slopes_keeps_composition(f, Unchanged[B](), at).check()
    return type(f).__name__


def test_every_differentiable_arrow_keeps_the_laws_of_slopes() -> None:
    layer = NamedArrays({"weight": [[1.0, -1.0]], "bias": [0.5]})
    assert {
        a_slope(AddOp(), PAIR, HALF),
        a_slope(MulOp(), PAIR, HALF),
        a_slope(ExpOp(), HALF, THIRD),
        a_slope(LogOp(), HALF, THIRD),
        a_slope(TanhOp(), HALF, THIRD),
        a_slope(CopyOp(), HALF, PAIR),
        a_slope(Unchanged[Scalar](), HALF, THIRD),
        a_slope(MulOp() >> TanhOp(), PAIR, HALF),
        a_slope(Beside(TanhOp(), ExpOp()), PAIR, PAIR),
        a_slope(ParametricChain(MulOp(), AddOp()), Product(PAIR, HALF), THIRD),
        a_slope(TanhLayer(), Product(layer, Vector([1.0, 2.0])), Vector([0.5])),
    } == names_below(Differentiable)


def a_lens(lens: Lens[S, A], whole: S, part: A, other: A) -> str:
    laws.put_then_get(lens, whole, part).check()
    laws.get_then_put(lens, whole).check()
    laws.put_then_put(lens, whole, part, other).check()
    return type(lens).__name__


def test_every_lens_keeps_the_laws_of_lenses() -> None:
    inner = First[Parameters, Scalar]() >> ParameterArrays()
    zeros, numbers = START.arrays.zeros(), START.arrays
    assert {
        a_lens(Whole[Scalar](), HALF, THIRD, HALF),
        a_lens(First[Scalar, Scalar](), PAIR, THIRD, HALF),
        a_lens(Second[Scalar, Scalar](), PAIR, HALF, THIRD),
        a_lens(ParameterArrays(), START, zeros, numbers),
        a_lens(inner, Product(START, HALF), zeros, numbers),
    } == names_below(Lens)


def a_learner(learner: Learner[P, Scalar, Scalar], known: P) -> str:
    factor = GradientLearner(MulOp(), Scalars(), Scalars(), Scalars(), RATE)
    thirds = Product(THIRD, THIRD)
    laws.chaining_learners_is_associative(
        learner, factor, factor, Product(known, thirds), Product(HALF, THIRD)
    ).check()
    return type(learner).__name__


def test_every_learner_keeps_the_law_of_learners() -> None:
    factor = GradientLearner(MulOp(), Scalars(), Scalars(), Scalars(), RATE)
    assert {
        a_learner(factor, HALF),
        a_learner(factor >> factor, PAIR),
    } == names_below(Learner)
