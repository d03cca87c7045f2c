"""LoRA: it begins as the base, only the changes learn, and merging loses nothing."""

import numpy as np
import pytest
from tests.core.mutants import put_in_place
from tests.core.tuned_models import ANSWERS, MLP, TRANSFORMER

from ctml.category import iterate
from ctml.checks import agree
from ctml.domain import LearningRate, NamedArrays, Product, StepCount
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.finetune import Adapted, LossStep, LowRank, adapted, answer_loss
from ctml.models import Mlp, Transformer
from ctml.nn import Beginning, Eval, Train
from ctml.optim import AdamState, AdamW
from ctml.optim.adam import Adam
from ctml.tensor import Precision, check_gradients, gradients, parameter

TABLES = ("blocks.0.attention.query", "blocks.0.attention.value")
TOKENS = np.array([[1, 2, 3, 4, 0], [5, 5, 0, 1, 2]])
ADAMW = AdamW(Adam(LearningRate(0.05)), 0.1)


def fresh() -> Adapted[Transformer]:
    return adapted(TRANSFORMER, TABLES, 2, 4.0, Beginning.seeded(7))


def moved(model: Adapted[Transformer]) -> Adapted[Transformer]:
    """Return it with noise in both tables: B at 0 would hide all of A."""
    draw = np.random.default_rng(1)
    return model.with_arrays(model.arrays.mapped(lambda one: one + draw.normal(size=one.shape)))


def test_it_begins_as_the_base() -> None:
    assert all((change.b.values == 0).all() for change in fresh().changes)
    assert all((change.a.values != 0).all() for change in fresh().changes)
    agree(fresh()(TOKENS).values, TRANSFORMER(TOKENS).values)


def test_the_change_is_the_product_by_the_formula_of_the_paper() -> None:
    change = LowRank(parameter([[1.0], [2.0]]), parameter([[3.0, 4.0, 5.0]]), 6.0)
    table = parameter([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    expected = [[19.0, 25.0, 31.0], [36.0, 48.0, 60.0]]
    assert change.added_to(table).values.tolist() == expected
    half = LowRank(parameter(np.ones((2, 2))), parameter(np.ones((2, 3))), 6.0)
    assert (half.added_to(parameter(np.zeros((2, 3)))).values == 6).all(), "6 / 2 · (1 + 1)"


def test_only_a_and_b_learn() -> None:
    model = moved(fresh())
    assert list(model.arrays) == ["changes.0.a", "changes.0.b", "changes.1.a", "changes.1.b"]
    loss = answer_loss(model, ANSWERS, Train((0,)))
    assert len(gradients(loss).slopes) == 4
    step = LossStep[Adapted[Transformer], AdamState](
        lambda one, _: answer_loss(one, ANSWERS, Train((0,))), ADAMW
    )
    after = iterate(step, StepCount(5))(Product(model, ADAMW.start(model))).first
    agree(after.base.state, TRANSFORMER.state)
    changed = [not np.array_equal(after.arrays[name], model.arrays[name]) for name in model.arrays]
    assert all(changed)


def test_tuning_lowers_the_loss_with_few_numbers() -> None:
    start = fresh()
    step = LossStep[Adapted[Transformer], AdamState](
        lambda one, _: answer_loss(one, ANSWERS, Train((0,))), ADAMW
    )
    after = iterate(step, StepCount(60))(Product(start, ADAMW.start(start))).first
    before, tuned = (float(answer_loss(one, ANSWERS, Eval()).values) for one in (start, after))
    assert tuned < 0.7 * before
    numbers = sum(array.size for array in start.arrays.values())
    assert numbers == 2 * 2 * (4 + 4)


@pytest.mark.parametrize("precision", Precision)
def test_merged_is_adapted_to_the_last_bit(precision: Precision) -> None:
    base = Transformer.initial(TRANSFORMER.sizes, Beginning.seeded(3, precision=precision))
    model = moved(adapted(base, TABLES, 2, 3.0, Beginning.seeded(4)))
    merged = model.merged()
    assert type(merged) is Transformer
    agree(merged(TOKENS).values, model(TOKENS).values)
    assert merged.state != base.state
    assert merged.arrays.keys() == base.arrays.keys(), "all of it learns again"


def test_every_slope_is_the_measured_one() -> None:
    model = moved(fresh())
    check_gradients(
        lambda at: answer_loss(model.with_each("", at.get), ANSWERS,
                               Train((0,))),
        model.arrays,
    )  # fmt: skip


def test_a_table_that_is_looked_up_in_can_be_adapted_too() -> None:
    model = adapted(MLP, ["embedding.table"], 1, 1.0, Beginning.seeded(0))
    loss = answer_loss(model, ANSWERS, Train((0,)))
    assert sorted(model.by_name(gradients(loss))) == ["changes.0.a", "changes.0.b"]


def test_the_state_of_an_adapted_model_holds_base_and_changes() -> None:
    model = moved(fresh())
    again = fresh().with_state(model.state)
    assert again.state == model.state
    assert len(model.state) == len(TRANSFORMER.state) + 4


def test_what_can_not_be_adapted_is_refused_by_name() -> None:
    beginning = Beginning.seeded(0)
    with pytest.raises(InvalidValueError, match=r"Adapted refuses the name 'query': it needs one"):
        adapted(MLP, ["query"], 1, 1.0, beginning)
    with pytest.raises(InvalidValueError, match=r"Adapted refuses 2 changes for "):
        adapted(MLP, ["hidden.weight", "hidden.weight"], 1, 1.0, beginning)
    with pytest.raises(InvalidValueError, match=r"LowRank.rank refuses 0: "):
        adapted(MLP, ["hidden.weight"], 0, 1.0, beginning)
    with pytest.raises(InvalidValueError, match=r"LowRank.alpha refuses 0.0: "):
        adapted(MLP, ["hidden.weight"], 1, 0, beginning)
    with pytest.raises(InvalidTypeError, match=r"LowRank.alpha refuses '1'"):
        adapted(MLP, ["hidden.weight"], 1, "1", beginning)  # type: ignore[arg-type]
    with pytest.raises(InvalidShapeError, match=r"LowRank.initial refuses the shape \(4,\): "):
        adapted(MLP, ["hidden.bias"], 1, 1.0, beginning)
    change = LowRank.initial(MLP.hidden.weight, 1, 1.0, beginning)
    with pytest.raises(InvalidValueError, match=r"Adapted.base refuses embedding.table, which lea"):
        Adapted[Mlp](MLP, ("hidden.weight",), (change,))
    with pytest.raises(InvalidShapeError, match=r"LowRank refuses a table \(4, 6\) for \(15, 1\)"):
        change.added_to(MLP.readout.weight)


MUTANTS = [
    ("low_rank", "(self.alpha / self.a.shape[1])", "self.alpha",
     "test_the_change_is_the_product_by_the_formula_of_the_paper"),
    ("low_rank", "(self.alpha / self.a.shape[1])", "(1 / self.a.shape[1])",
     "test_the_change_is_the_product_by_the_formula_of_the_paper"),
    ("low_rank", "parameter(one.values, one.", "parameter(one.values * (1 + 1e-15), one.",
     "test_merged_in_double"),
]  # fmt: skip


def test_merged_in_double() -> None:
    test_merged_is_adapted_to_the_last_bit(Precision.DOUBLE)


@pytest.mark.parametrize(("module", "old", "new", "test"), MUTANTS)
def test_a_wrong_term_is_noticed(
    module: str, old: str, new: str, test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.finetune.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError):
        globals()[test]()


def test_b_at_random_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The classic misreading: with both tables at random, the tuned model begins elsewhere."""
    draw = np.random.default_rng(0)
    monkeypatch.setattr(
        Beginning, "zeros", lambda _self, *shape: parameter(draw.normal(size=shape))
    )
    with pytest.raises(AssertionError):
        test_it_begins_as_the_base()


def test_a_gradient_has_the_names_of_what_learns() -> None:
    model = fresh()
    found = model.by_name(gradients(answer_loss(model, ANSWERS, Train((0,)))))
    assert isinstance(found, NamedArrays)
    found.require_fit("gradient", model.arrays)
    assert (found["changes.0.a"] == 0).all(), "while B is 0, A has no slope"
    assert (found["changes.0.b"] != 0).any()
