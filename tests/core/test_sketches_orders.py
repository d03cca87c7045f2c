"""Orders, joins, a Galois connection; resources and their two tensors; co-design."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.category import Morphism, lift
from ctml.domain import Product
from ctml.errors import InvalidTypeError, InvalidValueError
from ctml.sketches import (
    ByCost,
    ByLayers,
    FeatureCount,
    FeaturesTold,
    Inclusion,
    InSeries,
    LayerCount,
    LayersNeeded,
    OneAfterTheOther,
    Requirement,
    Resources,
    SideBySide,
    Together,
    features_and_layers,
)

feature_sets = st.frozensets(st.sampled_from(["edges", "colours", "motion"]))
features = st.builds(FeatureCount, st.integers(0, 200))
layers = st.builds(LayerCount, st.integers(0, 60))
widths = st.integers(1, 20)
resources = st.builds(Resources, st.integers(0, 99), st.integers(0, 99))
tensors = st.sampled_from([SideBySide(), OneAfterTheOther()])


def test_some_sets_are_incomparable_and_their_join_is_above_both() -> None:
    order, edges, colours = Inclusion(), frozenset({"edges"}), frozenset({"colours"})
    assert not order.below(edges, colours)
    assert not order.below(colours, edges)
    assert order.join(edges, colours) == {"edges", "colours"}


def test_nine_features_need_three_layers_which_tell_twelve_apart() -> None:
    four_each = features_and_layers(4)
    assert four_each.lower(FeatureCount(9)) == LayerCount(3)
    assert four_each.upper(LayerCount(3)) == FeatureCount(12)
    assert four_each.lower(FeatureCount(0)) == LayerCount(0)


def test_side_by_side_adds_memory_and_in_turn_reuses_it() -> None:
    one, other = Resources(5, 100), Resources(3, 10)
    assert SideBySide().tensor(one, other) == Resources(8, 110)
    assert OneAfterTheOther().tensor(one, other) == Resources(5, 110)
    assert not ByCost().below(Resources(5, 1), Resources(1, 5))


def test_counts_below_0_and_what_is_no_count_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"^Resources\.memory refuses -1"):
        Resources(-1, 0)
    with pytest.raises(InvalidTypeError, match=r"^Resources\.operations refuses 1\.5"):
        Resources(0, 1.5)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"^FeatureCount refuses -1"):
        FeatureCount(-1)
    with pytest.raises(InvalidValueError, match=r"^LayerCount refuses -1"):
        LayerCount(-1)
    with pytest.raises(InvalidValueError, match=r"^LayersNeeded\.per_layer refuses 0"):
        features_and_layers(0)
    with pytest.raises(InvalidValueError, match=r"^FeaturesTold\.per_layer refuses 0"):
        FeaturesTold(0)


def memory_for(layer: LayerCount) -> Resources:
    """Every layer keeps 4 numbers."""
    return Resources(4 * layer.count, 0)


TELL_APART = Requirement(LayersNeeded(4), ByLayers())
MEMORY: Morphism[LayerCount, Resources] = lift(memory_for)
FIT_IN = Requirement(MEMORY, ByCost())
CHOICES = tuple(LayerCount(count) for count in range(10))
WHOLE = InSeries(TELL_APART, FIT_IN, CHOICES)


def test_nine_features_are_feasible_with_three_layers_and_with_memory_for_twelve() -> None:
    nine = FeatureCount(9)
    assert [TELL_APART.feasible(nine, LayerCount(n)) for n in (2, 3, 4)] == [False, True, True]
    assert [WHOLE.feasible(nine, Resources(n, 0)) for n in (11, 12, 13)] == [False, True, True]
    assert [c.count for c in CHOICES if WHOLE.works(nine, c, Resources(12, 0))] == [3]


@given(features, resources)
def test_in_series_is_feasible_exactly_if_some_middle_works(
    need: FeatureCount, offer: Resources
) -> None:
    layers_that_fit = [c for c in CHOICES if FIT_IN.feasible(c, offer)]
    wanted = any(TELL_APART.feasible(need, c) for c in layers_that_fit)
    assert WHOLE.feasible(need, offer) is wanted


@pytest.mark.parametrize(("one", "other"), [(2, 2), (2, 3), (3, 2), (3, 3)])
def test_side_by_side_both_have_to_be_feasible(one: int, other: int) -> None:
    needs = Product(FeatureCount(9), FeatureCount(9))
    offers = Product(LayerCount(one), LayerCount(other))
    both = Together(TELL_APART, TELL_APART).feasible(needs, offers)
    assert both is (one >= 3 and other >= 3)
