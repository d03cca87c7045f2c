"""Demo: seven sketches of composition, each with one small computation."""

from ctml.category import lift
from ctml.demo.refusal import refusal
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown, table_of
from ctml.domain import Product
from ctml.sketches import (
    Behaviour,
    ByCost,
    ByLayers,
    Database,
    FeatureCount,
    ForeignKey,
    Inclusion,
    InSeries,
    Interval,
    LayerCount,
    OneAfterTheOther,
    OpenCircuit,
    Path,
    Requirement,
    Resistor,
    Resources,
    Schema,
    SideBySide,
    Wires,
    amplified,
    beside,
    copied,
    features_and_layers,
    glue,
    observe,
    resistance,
    summed,
)


class Light:
    """What the wires of the fifth sketch carry; nobody makes a value of it."""


class Plug:
    """The kind of port in the sixth sketch; nobody makes a value of it."""


def _orders() -> Section:
    order, edges, colours = Inclusion(), frozenset({"edges"}), frozenset({"colours"})
    four_each = features_and_layers(4)
    layers = four_each.lower(FeatureCount(9))
    asked = (FeatureCount(9), LayerCount(2))
    return Section(
        "1 · Orders: what is at most what",
        "Two things may be incomparable and still have a join, the least that is above both. Two "
        "orders can answer each other: with 4 features told apart by each layer, how many layers "
        "do 9 features need, and how many features would those layers do for?",
        "lower(a) ≤ b   exactly if   a ≤ upper(b)",
        (
            Shown("{edges} ≤ {colours}", order.below(edges, colours)),
            Shown("their join", tuple(sorted(order.join(edges, colours)))),
            Shown("layers that 9 features need", layers.count, "9 / 4, rounded up"),
            Shown("features that those are enough for", four_each.upper(layers).count),
            Shown("lower(9 features) ≤ 2 layers", four_each.lower_is_below(*asked)),
            Shown("9 features ≤ upper(2 layers)", four_each.is_below_upper(*asked)),
        ),
    )


def _resources() -> Section:
    small, large = Resources(3, 10), Resources(5, 40)
    together, in_turn = SideBySide().tensor(small, large), OneAfterTheOther().tensor(small, large)
    rows = tuple((name, r.memory, r.operations) for name, r in _named(small, large))
    return Section(
        "2 · Resources: what things cost together",
        "To do two things at the same time takes the memory of both; to do them in turn, only the "
        "larger one. Either way a cheaper part makes a cheaper whole: the tensor is monotone.",
        "a ≤ b  and  c ≤ d   give   a ⊗ c ≤ b ⊗ d",
        (
            Shown("two pieces of work", rows, columns=("work", "memory", "operations")),
            Shown("side by side", (together.memory, together.operations), "memory, operations"),
            Shown("one after the other", (in_turn.memory, in_turn.operations)),
            Shown("in turn ≤ side by side", ByCost().below(in_turn, together)),
        ),
    )


def _named(*resources: Resources) -> tuple[tuple[str, Resources], ...]:
    return tuple(zip(("small", "large"), resources, strict=True))


PLAN = Schema(
    ("word", "sentence", "language"),
    (ForeignKey("in", "word", "sentence"), ForeignKey("of", "sentence", "language")),
)
ROWS = {"word": ["structure", "visible"], "sentence": ["s1"], "language": ["English"]}


def _database() -> Section:
    data, path = _data("s1"), Path("word", ("in", "of"))
    return Section(
        "3 · Databases: a plan is a category, data a functor",
        "Tables are objects, columns that lead from table to table are arrows, and following "
        "columns is composing. Data gives each table rows and each column a function. A link that "
        "leads nowhere is no function, and is refused.",
        "word --in--> sentence --of--> language",
        (
            Shown("the path", str(path)),
            Shown("ends at the table", PLAN.end(path)),
            Shown("from the row visible", data.follow(path, "visible")),
            Shown("a dangling link", refusal(lambda: _data("s2"))),
        ),
    )


def _data(end: str) -> Database:
    links = {
        ("word", "in"): {"structure": "s1", "visible": end},
        ("sentence", "of"): {"s1": "English"},
    }
    return Database(PLAN, ROWS, links)


def cost(layers: LayerCount) -> Resources:
    """Return what layers take: 16 numbers each, and as many multiplications."""
    return Resources(16 * layers.count, 16 * layers.count)


def _codesign() -> Section:
    layered = Requirement(features_and_layers(4).lower, ByLayers())
    paid = Requirement(lift(cost), ByCost())
    design = InSeries(layered, paid, tuple(LayerCount(n) for n in range(6)))
    budgets = tuple((n, design.feasible(FeatureCount(9), Resources(n, n))) for n in (32, 47, 48))
    works = tuple(
        one.count for one in design.choices if design.works(FeatureCount(9), one, Resources(64, 64))
    )
    return Section(
        "4 · Co-design: can this be provided with that?",
        "One team needs features and is offered layers; another needs layers and is offered memory "
        "and time. Each knows its own part. The whole is possible if some number of layers suits "
        "both; neither has to know the other's reasons.",
        "feasible(a, c)   exactly if for some b   first(a, b) and second(b, c)",
        (
            Shown("9 features within a budget", budgets, columns=("budget", "feasible")),
            Shown("numbers of layers that suit both at 64", works),
        ),
    )


def _signal_flow() -> Section:
    wire = Wires[Light](1)
    each = beside(amplified(wire, 2.0), amplified(wire, 3.0))
    diagram = copied(wire) @ each @ summed(wire)
    return Section(
        "5 · Signal flow: a diagram is a matrix",
        "A wire forks, one branch is doubled and the other tripled, and the branches join. Each "
        "piece is a matrix, side by side is a block matrix, and in series is the product. The "
        "whole diagram is one amplifier.",
        "copied @ (2 beside 3) @ summed = 5",
        (
            Shown("copied", table_of(copied(wire).values), "one wire in, two out"),
            Shown("2 beside 3", table_of(each.values), "they don't touch"),
            Shown("summed", table_of(summed(wire).values), "two wires in, one out"),
            Shown("the whole diagram", table_of(diagram.values)),
        ),
    )


def _circuits() -> Section:
    ten = OpenCircuit[Plug, Plug](2, (Resistor(0, 1, 10),), (0,), (1,))
    split = OpenCircuit[Plug, Product[Plug, Plug]](1, (), (0,), (0, 0))
    join = OpenCircuit[Product[Plug, Plug], Plug](1, (), (0, 0), (0,))
    parallel = split >> ten.beside(ten) >> join
    return Section(
        "6 · Circuits: open networks with ports",
        "A circuit with loose ends is an arrow from the ends on its left to those on its right; "
        "composing is soldering. What is seen from outside, its resistance, follows from its "
        "parts.",
        "in series   R = R1 + R2\nin parallel   1/R = 1/R1 + 1/R2",
        (
            Shown("one resistor", resistance(ten), "ohms"),
            Shown("two in series", resistance(ten >> ten)),
            Shown("two in parallel", resistance(parallel)),
            Shown("nodes in parallel", parallel.nodes, "six ends, soldered to two"),
        ),
    )


def _behaviours() -> Section:
    squares = observe(Interval(1, 3), lambda moment: moment**2)
    later = observe(Interval(3, 5), lambda moment: moment**2)
    other = Behaviour(Interval(3, 4), (10, 16))
    whole = glue(squares, later)
    return Section(
        "7 · Behaviour: what is seen piece by piece",
        "A behaviour is a value at each moment of a stretch of time. Pieces that agree where they "
        "overlap can be glued, in one way only; pieces that disagree can't. A rule between each "
        "moment and the next that holds on the pieces holds on the whole.",
        "glue(x on [1, 3], x on [3, 5]) = x on [1, 5]",
        (
            Shown("squares on [1, 3]", squares.values),
            Shown("squares on [3, 5]", later.values),
            Shown("glued", whole.values),
            Shown("cut back to [1, 3]", whole.on(Interval(1, 3)).values),
            Shown("it grows at every moment", whole.keeps(lambda now, after: now < after)),
            Shown("pieces that disagree", refusal(lambda: glue(squares, other))),
        ),
    )


DEMO = Demo(
    "seven_sketches",
    "Seven sketches, from orders to behaviours",
    (_orders, _resources, _database, _codesign, _signal_flow, _circuits, _behaviours),
)
