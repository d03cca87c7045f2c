"""Demo: the nouns, which can't hold a wrong value: distributions, scores, losses, parameters."""

from ctml.demo.refusal import refusal
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown, row_of, table_of
from ctml.domain import (
    Distribution,
    Err,
    Logits,
    Loss,
    ModelDimension,
    Ok,
    Parameters,
    Vector,
    VocabSize,
)


def _a_distribution_is_checked() -> Section:
    fair = Distribution([0.7, 0.2, 0.1])
    return Section(
        "A noun is checked where it is made",
        "A distribution says how likely each token is. Its numbers are 0 or more and sum to 1. "
        "That is checked once, when it is made; whoever is handed one need not check again.",
        "p_i ≥ 0\nΣ_i p_i = 1",
        (
            Shown("a distribution", row_of(fair.values), "they sum to 1"),
            Shown("its sum", float(fair.values.sum())),
            Shown("[0.5, 0.3, 0.1]", refusal(lambda: Distribution([0.5, 0.3, 0.1]))),
            Shown("[1.5, -0.5]", refusal(lambda: Distribution([1.5, -0.5]))),
            Shown("[nan, 1.0]", refusal(lambda: Distribution([float("nan"), 1.0]))),
        ),
    )


def _a_result_is_opened() -> Section:
    return Section(
        "Or the failure is a value",
        "Where wrong data is to be expected, the noun can be asked for a result instead: Ok with "
        "the value, or Err with the reason. The type checker insists on looking at both.",
        "Result = Ok + Err",
        (
            Shown("from_values([0.7, 0.2, 0.1])", _told([0.7, 0.2, 0.1])),
            Shown("from_values([0.5, 0.3, 0.1])", _told([0.5, 0.3, 0.1])),
            Shown(
                "mypy on result.value",
                'Item "Err[str]" of "Ok[tuple[float, ...]] | Err[str]" '
                'has no attribute "value"  [union-attr]',
            ),
        ),
    )


def _told(values: list[float]) -> str:
    match Distribution.from_values(values):
        case Ok(value=distribution):
            return f"Ok: {distribution}"
        case Err(error=reason):
            return f"Err: {reason}"


def _two_rows_that_differ() -> Section:
    numbers = [2.0, 1.0, 0.0]
    return Section(
        "The same numbers, another meaning",
        "A Vector describes one token, and Logits are a score for each token. Both are rows of "
        "numbers. They are two types, so that neither is taken for the other.",
        "Vector = R^D\nLogits = R^V",
        (
            Shown("Vector", row_of(Vector(numbers).values), "three numbers about one token"),
            Shown("Logits", row_of(Logits(numbers).values), "one score for each of three tokens"),
            Shown("a table as Logits", refusal(lambda: Logits([[2.0, 1.0], [0.0, 1.0]]))),
            Shown("Loss(-0.1)", refusal(lambda: Loss(-0.1))),
        ),
    )


def _parameters_fit_together() -> Section:
    start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
    return Section(
        "Parameters: every number that is learned",
        "The tiny model has three arrays. The first has a row for each token, the second turns "
        "such a row into scores, the third is what each score starts from. Shapes that don't fit "
        "are refused. The start is the same on every machine, so that results can be compared.",
        "Parameters = embedding [V, D] x lm_head [D, V] x bias [V]\nV = 5, D = 4",
        (
            Shown("embedding", table_of(start.embedding), "a row for each token"),
            Shown("lm_head", table_of(start.lm_head), "a column for each score"),
            Shown("bias", row_of(start.bias)),
            Shown("a short bias", refusal(lambda: _with_bias(start, [0.0, 0.0]))),
        ),
    )


def _with_bias(parameters: Parameters, bias: list[float]) -> Parameters:
    return Parameters(parameters.embedding, parameters.lm_head, bias)


def _nothing_changes() -> Section:
    start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
    moved = _with_bias(start, [0.1] * 5)
    return Section(
        "Nothing changes; there are only new values",
        "A noun is frozen, down to the last number in its arrays. A training step does not alter "
        "the parameters, it makes others. Then old and new can be compared, and kept.",
        "step : Parameters → Parameters",
        (
            Shown(
                "mypy on start.bias = …",
                'Property "bias" defined in "Parameters" is read-only  [misc]',
            ),
            Shown("the arrays can be written to", bool(start.embedding.flags.writeable)),
            Shown("another bias", row_of(moved.bias)),
            Shown("the first bias still", row_of(start.bias)),
            Shown("equal by value", start == _with_bias(moved, [0.0] * 5)),
        ),
    )


DEMO = Demo(
    "domain_objects",
    "Nouns that can't hold a wrong value",
    (
        _a_distribution_is_checked,
        _a_result_is_opened,
        _two_rows_that_differ,
        _parameters_fit_together,
        _nothing_changes,
    ),
)
