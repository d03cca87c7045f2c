"""Demo: one head of attention, Q · Kᵀ / √d -> mask -> softmax -> a mixture of V."""

import numpy as np

from ctml.attention import (
    AttentionMask,
    HeadDim,
    Hidden,
    Key,
    LayerNorm,
    Query,
    Seq,
    Value,
    attend,
    attend_backward,
    attention_scores,
    masked_softmax,
    mix_values,
)
from ctml.demo.refusal import refusal
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Plain, Shown, row_of, table_of
from ctml.domain import ModelDimension
from ctml.tensor import Matrix

QUERY = Query(Matrix([[1.0, 0.0], [0.0, 1.0]]))
KEY = Key(Matrix([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))
VALUE = Value(Matrix([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]]))
MASK = AttentionMask([[True, False, True], [True, True, True]])


def _three_tables() -> Section:
    return Section(
        "Three tables, three roles",
        "Every position asks: what do I look for? That is its query. Every position answers: by "
        "what can I be found (its key), and what do I tell (its value)? The tables may look alike, "
        "so they are three types. Here two positions ask, and three can be looked at.",
        "Q : Matrix[Seq, HeadDim]\nK : Matrix[Seq, HeadDim]\nV : Matrix[Seq, HeadDim]",
        (
            Shown("queries Q", table_of(QUERY.matrix.values), "a row for each position that asks"),
            Shown("keys K", table_of(KEY.matrix.values), "a row for each position looked at"),
            Shown("values V", table_of(VALUE.matrix.values), "what each of them tells"),
        ),
    )


def _compare() -> Section:
    raw = QUERY.matrix @ KEY.matrix.transpose()
    return Section(
        "Compare every query with every key",
        "A query and a key that point the same way have a large product. A sum of d products grows "
        "with √d, so it is divided by that: the scores keep their size, however wide the head is.",
        "S = Q · Kᵀ / √d\n[q, d] · [d, k] = [q, k]\nd = 2",
        (
            Shown("Q · Kᵀ", table_of(raw.values)),
            Shown("scores S", _scores(), "divided by √2 = 1.414214; any real numbers"),
            Shown(
                "mypy on query.matrix @ key.matrix",
                'Unsupported operand types for @ ("Matrix[Seq, HeadDim]" '
                'and "Matrix[Seq, HeadDim]")  [operator]',
                "without the transpose the inner sides have different roles",
            ),
        ),
    )


def _scores() -> Plain:
    return table_of(attention_scores(QUERY, KEY).matrix.values)


def _who_may_look() -> Section:
    visible = tuple(tuple(bool(may) for may in row) for row in MASK.may_attend)
    causal = tuple(tuple(bool(may) for may in row) for row in AttentionMask.causal(3).may_attend)
    return Section(
        "Who may look at whom",
        "True means: may attend. When a text is predicted, nobody may see the future; that is the "
        "causal mask. A position that may look nowhere has no weights, so such a mask is refused.",
        "may_attend : Seq x Seq → {True, False}\ncausal: i may attend to j if j ≤ i",
        (
            Shown("the mask of this example", visible, "row 0 must not look at position 1"),
            Shown("a causal mask of three positions", causal),
            Shown("a row without a True", refusal(lambda: AttentionMask([[True], [False]]))),
        ),
    )


def _share_out() -> Section:
    scores = attention_scores(QUERY, KEY).matrix.values
    seen = np.where(MASK.may_attend, scores, -np.inf)
    shares = np.exp(seen - seen.max(axis=1, keepdims=True))
    weights = masked_softmax(attention_scores(QUERY, KEY), MASK).matrix.values
    return Section(
        "Share out the attention",
        "Softmax turns each row of scores into shares that sum to 1. What is masked gets exactly "
        "0, and the others share what there is. Row 0 likes both that it may see equally well.",
        "P[i, j] = exp(S[i, j]) / Σ_k exp(S[i, k])   over the k that i may attend to",
        (
            Shown("scores, if visible", _visible(), "what is hidden counts as minus infinity"),
            Shown("exp(S - the row's largest)", table_of(shares), "0 for what is hidden"),
            Shown("total of each row", row_of(shares.sum(axis=1))),
            Shown("weights P", table_of(weights), "the shares of the total"),
            Shown("sum of each row", row_of(weights.sum(axis=1))),
        ),
    )


def _visible() -> tuple[tuple[float | str, ...], ...]:
    """Return the scores that may be looked at; a hidden one is a word, as it is no number."""
    scores = table_of(attention_scores(QUERY, KEY).matrix.values)
    return tuple(
        tuple(score if may else "hidden" for score, may in zip(row, mask, strict=True))
        for row, mask in zip(scores, MASK.may_attend, strict=True)
    )


def _mix() -> Section:
    weights = masked_softmax(attention_scores(QUERY, KEY), MASK)
    mixed, at_once = mix_values(weights, VALUE), attend(QUERY, KEY, VALUE, MASK)
    return Section(
        "Mix what is told",
        "Each position takes the values by its weights. Row 0 takes half of (1, 10) and half of "
        "(3, 30): that is (2, 20). One position has learned from others; that is all of attention.",
        "O = P · V\nattend(Q, K, V, mask) = softmax(Q · Kᵀ / √d) · V",
        (
            Shown("outputs O", table_of(mixed.values), "a row for each position that asks"),
            Shown("the same as attend in one go", mixed == at_once),
        ),
    )


def _backwards() -> Section:
    upstream = Matrix[Seq, HeadDim](np.ones((2, 2)))
    back = attend_backward(QUERY, KEY, VALUE, MASK, upstream)
    return Section(
        "And backwards",
        "If the loss grew by 1 for each number of the output, how much by each number of the "
        "inputs? The gradient has the shape of what it is a gradient of. Position 1 gets nothing "
        "from row 0, which could not see it.",
        "dV = Pᵀ · dO\ndP = dO · Vᵀ\ndS = P ∘ (dP - Σ_k dP · P)\ndQ = dS · K / √d",
        (
            Shown("dQ", table_of(back.query.values)),
            Shown("dK", table_of(back.key.values)),
            Shown("dV", table_of(back.value.values), "the sums of the columns of P, as dO is 1"),
        ),
    )


def _one_scale() -> Section:
    norm = LayerNorm.initial(ModelDimension(2))
    given = Hidden(Matrix([[1.0, 3.0], [10.0, 30.0]]))
    return Section(
        "Afterwards: all on one scale",
        "Around attention stands a layer norm. It brings the numbers of each position, by itself, "
        "to mean 0 and variance 1, so that (1, 3) and (10, 30) look nearly alike.",
        "x̂ = (x - μ) / √(σ² + 1e-5)",
        (
            Shown("given", table_of(given.matrix.values)),
            Shown("normalised", table_of(norm(given).matrix.values)),
        ),
    )


DEMO = Demo(
    "attention_scores",
    "One head of attention: who takes what from whom",
    (
        _three_tables,
        _compare,
        _who_may_look,
        _share_out,
        _mix,
        _backwards,
        _one_scale,
    ),
)
