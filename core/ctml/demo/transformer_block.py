"""Demo: one block of a transformer, opened: gather from the others, then think, each by itself."""

import numpy as np

from ctml.attention import (
    AttentionMask,
    BlockCount,
    HeadCount,
    Hidden,
    Inner,
    InnerDimension,
    Key,
    Query,
    Seq,
    SequenceEmbedding,
    SequenceExample,
    TransformerSizes,
    Value,
    attend,
    attention_scores,
    initial_parameters,
    masked_softmax,
    merge_heads,
    sinusoidal_positions,
    split_heads,
)
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown, table_of
from ctml.domain import ModelDimension, TokenId, TokenSequence, VocabSize
from ctml.tensor import Matrix

SIZES = TransformerSizes(
    VocabSize(5), ModelDimension(4), HeadCount(2), InnerDimension(8), BlockCount(2)
)
START = initial_parameters(SIZES, seed=1)
EXAMPLE = SequenceExample.from_text(TokenSequence(map(TokenId, (1, 2, 3, 4, 1, 2))))

BLOCK = START.blocks[0]
MASK = AttentionMask.causal(len(EXAMPLE.tokens))
GIVEN = SequenceEmbedding(START.embedding)(EXAMPLE.tokens)


def _what_it_is_given() -> Section:
    ids = tuple(token.index for token in EXAMPLE.tokens)
    rows = START.embedding.values[list(ids)]
    places = sinusoidal_positions(len(ids), SIZES.model).values
    return Section(
        "What a block is given",
        "Each token's row is looked up and stretched by √D, and a wave is added that says where it "
        "stands: token 1 comes twice and looks different each time. Attention alone would not "
        "know the order.",
        "x[p] = √D · embedding[t_p] + PE[p]\nD = 4",
        (
            Shown("tokens", ids),
            Shown("their rows of the embedding", table_of(rows)),
            Shown("the places PE", table_of(places), "sines and cosines of two wavelengths"),
            Shown("x", _numbers(GIVEN), "a row for each position"),
        ),
    )


def _ask_answer_tell() -> Section:
    query, key, value = _heads()[0]
    return Section(
        "Normalise, then ask, answer, tell",
        "The rows are brought to one scale. Then three tables turn each into what it looks for, "
        "what it can be found by, and what it tells. Each of the two heads gets half of the "
        "columns; this is the first one.",
        "Q = norm(x) · query\nK = norm(x) · key\nV = norm(x) · value",
        (
            Shown("norm(x)", _numbers(BLOCK.attention_norm(GIVEN)), "each row of mean 0"),
            Shown("queries of the first head", table_of(query.matrix.values), "D / 2 columns"),
            Shown("keys of the first head", table_of(key.matrix.values)),
            Shown("values of the first head", table_of(value.matrix.values)),
        ),
    )


def _heads() -> list[tuple[Query, Key, Value]]:
    """Return for each head its queries, keys and values."""
    normed, attention = BLOCK.attention_norm(GIVEN).matrix, BLOCK.attention
    tables = attention.query, attention.key, attention.value
    queries, keys, values = (split_heads(normed @ table, SIZES.heads) for table in tables)
    return [(Query(q), Key(k), Value(v)) for q, k, v in zip(queries, keys, values, strict=True)]


def _look_back() -> Section:
    query, key, value = _heads()[0]
    scores = attention_scores(query, key)
    weights = masked_softmax(scores, MASK)
    return Section(
        "Look back",
        "Every query is compared with every key, but no position sees a later one: above the "
        "diagonal the weights are exactly 0. The first position sees only itself. By these "
        "weights the values are mixed.",
        "P = softmax(Q · Kᵀ / √2), masked\nfound = P · V",
        (
            Shown("scores", table_of(scores.matrix.values)),
            Shown("weights P", table_of(weights.matrix.values), "each row sums to 1"),
            Shown("what the first head found", table_of(attend(query, key, value, MASK).values)),
        ),
    )


def _gather() -> Section:
    side_by_side = merge_heads([attend(q, k, v, MASK) for q, k, v in _heads()])
    mixed = side_by_side @ BLOCK.attention.output
    return Section(
        "Gather",
        "What the heads found is put side by side, mixed by one more table, and added to what was "
        "there. Nothing is replaced: the block may only add. That is the residual way past it.",
        "h = x + [found_0, found_1] · output",
        (
            Shown("both heads side by side", table_of(side_by_side.values)),
            Shown("mixed by the output table", table_of(mixed.values)),
            Shown("h", _numbers(_gathered()), "x + that"),
        ),
    )


def _gathered() -> Hidden:
    """Return h: what is known at each position after the attention."""
    found = BLOCK.attention(BLOCK.attention_norm(GIVEN))
    return Hidden(GIVEN.matrix + found.matrix)


def _think() -> Section:
    h, think = _gathered(), BLOCK.feed_forward
    normed = BLOCK.feed_forward_norm(h)
    before = (normed.matrix @ think.w_in).plus_row(think.b_in)
    bent = Matrix[Seq, Inner](np.maximum(before.values, 0.0))
    thought = (bent @ think.w_out).plus_row(think.b_out)
    return Section(
        "Think, each by itself",
        "Normalise again, widen to 8 numbers, keep what is above 0, and come back to 4. Every "
        "position does so alone. What was thought is added as well, and the block is done: it "
        "gives what it was given, a row of 4 for each position, so another block can follow.",
        "y = h + max(0, norm(h) · w_in + b_in) · w_out + b_out",
        (
            Shown("norm(h)", _numbers(normed)),
            Shown("· w_in + b_in", table_of(before.values), "8 numbers a position"),
            Shown("max(0, that)", table_of(bent.values), "what is below 0 is cut off"),
            Shown("· w_out + b_out", table_of(thought.values)),
            Shown("y", table_of((h.matrix + thought).values), "h + that"),
            Shown("the same as the block in one go", h.matrix + thought == BLOCK(GIVEN).matrix),
        ),
    )


def _numbers(hidden: Hidden) -> tuple[tuple[float, ...], ...]:
    return table_of(hidden.matrix.values)


DEMO = Demo(
    "transformer_block",
    "A block, opened: gather from others, then think",
    (_what_it_is_given, _ask_answer_tell, _look_back, _gather, _think),
)
