"""Demo: what keeps the shape of composition, and how slopes compose."""

from collections.abc import Callable
from typing import TypeAlias

from ctml.calculus import (
    CopyOp,
    ExpOp,
    First,
    GradientLearner,
    MulOp,
    Scalars,
    Second,
    TanhOp,
    central_differences,
)
from ctml.category import lift
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown
from ctml.domain import (
    Batch,
    LearningRate,
    LocalGradient,
    NamedArrays,
    Nothing,
    Option,
    Product,
    Scalar,
    Some,
    Tally,
)
from ctml.structure import MapBatch, MapOption, TallyMonoid, first, fold, reverse, trace_of

Two: TypeAlias = Product[Scalar, Scalar]

NUMBERS = Batch((1, 2, 3))


def twice(number: int) -> int:
    """Return two times the number."""
    return 2 * number


def plus_one(number: int) -> int:
    """Return the number after this one."""
    return number + 1


TWICE, PLUS_ONE = lift(twice), lift(plus_one)


def _a_functor_maps_arrows() -> Section:
    at_once = MapBatch(TWICE >> PLUS_ONE)(NUMBERS)
    in_turn = (MapBatch(TWICE) >> MapBatch(PLUS_ONE))(NUMBERS)
    nobody: Option[int] = Nothing()
    return Section(
        "One arrow for each, one arrow for all",
        "An arrow on single values becomes an arrow on batches of them, and on values that may be "
        "missing. What makes this a functor: walking a chain for each item is the same as walking "
        "it stage by stage.",
        "map(f) : Batch[A] → Batch[B]\nmap(f >> g) = map(f) >> map(g)",
        (
            Shown("Batch(twice >> plus_one)", at_once.items, "from 1, 2, 3"),
            Shown("Batch(twice) >> Batch(plus_one)", in_turn.items),
            Shown("Option(twice) of Some(21)", _told(MapOption(TWICE)(Some(21)))),
            Shown("Option(twice) of Nothing", _told(MapOption(TWICE)(nobody))),
        ),
    )


def _told(option: Option[int]) -> str:
    match option:
        case Some(value):
            return f"Some({value})"
        case Nothing():
            return "Nothing"


def _both_ways_round() -> Section:
    then_first = first(MapBatch(TWICE)(NUMBERS))
    first_then = MapOption(TWICE)(first(NUMBERS))
    return Section(
        "Both ways round the square",
        "Taking the first item does not look at it. So it makes no difference whether items are "
        "changed before one is taken or after. A way from one functor to another that does not "
        "look is called natural.",
        "first : Batch → Option\nmap(f) >> first = first >> map(f)",
        (
            Shown("map, then first", _told(then_first)),
            Shown("first, then map", _told(first_then)),
            Shown("reverse, which is natural too", reverse(NUMBERS).items),
        ),
    )


def _parts_put_together() -> Section:
    ones, more = (4.0, 8.0), (15.0, 16.0, 23.0, 42.0)
    return Section(
        "Parts, put together",
        "A monoid puts things together, in any grouping, starting from nothing. Means can't be "
        "put together: a mean has forgotten of how many. A sum with its count can.",
        "combine((s, n), (t, m)) = (s + t, n + m)\nempty = (0, 0)",
        (
            Shown("tallies of 4, 8 and of 15, 16, 23, 42", (_row(ones), _row(more))),
            Shown("put together", _row(ones + more), "sum and count"),
            Shown("the mean", _mean(ones + more)),
            Shown("the mean of the two means", (_mean(ones) + _mean(more)) / 2, "is another one"),
            Shown("a chain without its types", trace_of(TWICE >> PLUS_ONE).entries),
        ),
    )


def _tally(numbers: tuple[float, ...]) -> Tally:
    return fold(TallyMonoid(), (Tally(number, 1) for number in numbers))


def _row(numbers: tuple[float, ...]) -> tuple[float, int]:
    tally = _tally(numbers)
    return tally.total, tally.count


def _mean(numbers: tuple[float, ...]) -> float:
    tally = _tally(numbers)
    return tally.total / tally.count


def _a_local_slope() -> Section:
    at = Product(Scalar(2.0), Scalar(3.0))
    local = MulOp().local(at)
    return Section(
        "One operation knows its own slopes",
        "If x grows a little, z = x · y grows y times as much. An operation knows this of itself "
        "and nothing of what comes before or after. A slope can also be measured, by going a "
        "little to both sides; the two have to agree.",
        "z = x · y\n∂z/∂x = y\n∂z/∂y = x\nat x = 2, y = 3",
        (
            Shown("forwards: z", MulOp().forward(at).value),
            Shown("local gradients", _pair(local), "3 for x, 2 for y"),
            Shown("measured", _measured(lambda x, y: x * y), "to nine digits"),
        ),
    )


def _pair(product: Product[LocalGradient, LocalGradient] | Two) -> tuple[float, float]:
    return product.first.value, product.second.value


def _measured(function: Callable[[float, float], float]) -> tuple[float, ...]:
    """Return both slopes of a function at (2, 3), by central differences."""
    at = NamedArrays({"xy": [2.0, 3.0]})

    def value(moved: NamedArrays) -> float:
        x, y = (float(number) for number in moved["xy"])
        return function(x, y)

    return tuple(float(slope) for slope in central_differences(value, at)["xy"])


def _slopes_compose_backwards() -> Section:
    chain = MulOp() >> TanhOp() >> ExpOp()
    at = Product(Scalar(0.5), Scalar(0.8))
    back = chain.backward(at, Scalar(1.0))
    square = CopyOp() >> MulOp()
    return Section(
        "Slopes compose, backwards",
        "Values run forwards through a chain, slopes run back through it in reverse; each stage "
        "multiplies by its own. That is the chain rule, and nothing else is backpropagation. A "
        "number that is used twice gathers the slopes of both uses.",
        "(f >> g).backward(a, dc) = f.backward(a, g.backward(f(a), dc))",
        (
            Shown("the chain", repr(chain)),
            Shown("forwards, from 0.5 and 0.8", chain.forward(at).value),
            Shown("backwards, from a slope of 1", _pair(back)),
            Shown("x·x at 3", square.forward(Scalar(3.0)).value, repr(square)),
            Shown("its slope", square.backward(Scalar(3.0), Scalar(1.0)).value, "3 + 3"),
        ),
    )


def _a_part_and_back() -> Section:
    whole = Product(Product(Scalar(1.0), Scalar(2.0)), "kept")
    second_of_first = First[Two, str]() >> Second[Scalar, Scalar]()
    after = second_of_first.put(whole, Scalar(9.0))
    return Section(
        "A part, read forwards and put back",
        "Values don't change, so to change a part is to make another whole. A lens reads a part "
        "and puts one back; two lenses compose like the chain rule, there and back in reverse.",
        "get : S → A\nput : S x A → S\nget(put(s, a)) = a",
        (
            Shown("get", second_of_first.get(whole).value, "the second of the first"),
            Shown("after put 9", (*_pair(after.first), after.second)),
            Shown("get of that", second_of_first.get(after).value, "what was put is seen"),
            Shown("the first whole still", (*_pair(whole.first), whole.second)),
        ),
    )


def _a_learner() -> Section:
    space = Scalars()
    learner = GradientLearner(MulOp(), space, space, space, LearningRate(0.1))
    known, a, b = Scalar(2.0), Scalar(3.0), Scalar(12.0)
    both = learner >> learner
    return Section(
        "A learner answers, updates, and requests",
        "Told that 12 belongs to 3, a learner that multiplies by 2 answers 6. It moves its number "
        "towards a better one. And it says which input would have suited better: that is the "
        "example for whoever stands before it, and it is why learners compose.",
        "E = ½·(p·a - b)²\nupdate = p - 0.1 · ∂E/∂p\nrequest = a - ∂E/∂a",
        (
            Shown("answer", learner.implement(known, a).value, "2 · 3"),
            Shown("update", learner.update(known, a, b).value, "2 - 0.1 · (6 - 12) · 3"),
            Shown("request", learner.request(known, a, b).value, "3 - (6 - 12) · 2"),
            Shown("two in a row answer", both.implement(Product(known, known), a).value, "2 · 6"),
            Shown("and update", _pair(both.update(Product(known, known), a, b)), "12 is right"),
        ),
    )


DEMO = Demo(
    "structure_and_calculus",
    "Functors, monoids, lenses; how slopes compose",
    (
        _a_functor_maps_arrows,
        _both_ways_round,
        _parts_put_together,
        _a_local_slope,
        _slopes_compose_backwards,
        _a_part_and_back,
        _a_learner,
    ),
)
