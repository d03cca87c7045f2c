"""The demos show the course's golden numbers, which were computed independently of this code."""

import math

import pytest
from tests.core.demo_values import table, value


def near(rows: object, digits: float = 5e-7) -> object:
    return pytest.approx(rows, rel=0, abs=digits)


def test_the_vocabulary_has_the_agreed_ids_and_a_text_of_five_gives_four_pairs() -> None:
    ids = {"rust": 12, "makes": 44, "ai": 7, "structure": 19, "visible": 91}
    assert value("token_sequence", "vocabulary") == tuple(ids.items())
    assert value("token_sequence", " ".join(ids)) == tuple(ids.values())
    pairs = ((12, 44), (44, 7), (7, 19), (19, 91))
    assert value("token_sequence", "examples") == pairs


def test_the_start_is_the_deterministic_one() -> None:
    def entry(row: int, column: int, columns: int, seed: int) -> float:
        return (((row * columns + column) * 37 + 101 * seed) % 1000 / 1000 - 0.5) * 0.2

    embedding = [[entry(r, c, 4, 1) for c in range(4)] for r in range(5)]
    lm_head = [[entry(r, c, 5, 2) for c in range(5)] for r in range(4)]
    assert table("domain_objects", "embedding") == [near(tuple(row), 1e-15) for row in embedding]
    assert table("domain_objects", "lm_head") == [near(tuple(row), 1e-15) for row in lm_head]
    assert value("domain_objects", "bias") == (0.0,) * 5


def test_token_1_goes_through_the_golden_stages() -> None:
    demo = "morphism_composition"
    vector = (-0.0502, -0.0428, -0.0354, -0.0280)
    chances = (0.200463, 0.200231, 0.200000, 0.199768, 0.199537)
    assert value(demo, "Embedding: the vector v") == near(vector)
    assert value(demo, "Softmax: the probabilities p") == near(chances)
    assert value(demo, "predict(token 1)") == near(chances)
    assert value(demo, "the loss") == near(1.609439)
    assert value(demo, "ln 5, a fair guess") == math.log(5)


def test_softmax_has_the_golden_shares_wherever_its_scores_begin() -> None:
    shares = (0.665241, 0.244728, 0.090031)
    assert value("morphism_composition", "of 2, 1, 0") == near(shares)
    assert value("morphism_composition", "of 10002, 10001, 10000") == near(shares)


def test_training_has_the_golden_losses() -> None:
    losses = [
        (0, 1.609389),
        (1, 1.549409),
        (10, 1.303029),
        (40, 0.147126),
        (80, 0.009720),
        (200, 0.002058),
    ]
    assert table("training_endomorphism", "the mean loss") == [near(row) for row in losses]


def test_after_training_each_token_has_the_successor_that_it_had_in_the_text() -> None:
    rows = table("training_endomorphism", "predictions after 200 steps")
    likeliest = [(row[0], row.index(max(row[1:])) - 1) for row in rows]
    assert likeliest == [(1, 2), (2, 3), (3, 4), (4, 1)]


def test_attention_has_the_golden_weights_and_outputs() -> None:
    demo = "attention_scores"
    assert table(demo, "weights P") == [near((0.5, 0, 0.5)), near((0.197776, 0.401112, 0.401112))]
    assert table(demo, "outputs O") == [near((2, 20)), near((2.203336, 22.033363))]
    assert table(demo, "normalised")[0] == near((-0.999995, 0.999995))


def test_adams_first_step_has_the_golden_numbers() -> None:
    assert value("adam", "m after one step") == near((0.05, -0.025), 1e-15)
    assert value("adam", "v after one step") == near((2.5e-4, 6.25e-5), 1e-15)
    assert value("adam", "m̂") == near((0.5, -0.25), 1e-15)
    assert value("adam", "v̂") == near((0.25, 0.0625), 1e-15)
    assert value("adam", "parameters after one step") == near((0.9, -0.9), 1e-8)
    assert value("adam", "step", "Remember a little of the new") == 1


def test_the_sketches_count_as_agreed() -> None:
    demo = "seven_sketches"
    assert value(demo, "squares on [1, 3]") == (1, 4, 9)
    assert value(demo, "layers that 9 features need") == 3
    assert value(demo, "features that those are enough for") == 12
    assert value(demo, "two in series") == near(20)
    assert value(demo, "two in parallel") == near(5)


def test_a_product_of_2_and_3_has_the_slopes_3_and_2_by_rule_and_by_measure() -> None:
    assert value("structure_and_calculus", "local gradients") == (3.0, 2.0)
    assert value("structure_and_calculus", "measured") == near((3, 2), 1e-9)


def test_the_slopes_of_a_chain_are_those_of_the_formula() -> None:
    x, y = 0.5, 0.8
    z = math.tanh(x * y)
    outer = math.exp(z) * (1 - z**2)
    demo = "structure_and_calculus"
    assert value(demo, "forwards, from 0.5 and 0.8") == near(math.exp(z), 1e-15)
    assert value(demo, "backwards, from a slope of 1") == near((outer * y, outer * x), 1e-15)
