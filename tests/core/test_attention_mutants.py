"""The check of the gradients fails when a gradient is wrong: in sign, in scale, by one term.

Each mutant is the module's own text with one edit. What is edited is put in place of the original
wherever it is used, and the test that passes for the original has to fail.
"""

from collections.abc import Callable

import pytest
from tests.core import test_attention_gradients as gradients
from tests.core.mutants import put_in_place

LAYERS = gradients.test_a_layers_gradients_are_its_slopes

ADDED_ONCE = "of_table[self._indices(tokens)] = slopes"

MUTANTS: list[tuple[str, str, str, str]] = [
    ("layer_norm", "(slopes - towards_mean -", "-(slopes - towards_mean -", "layer_norm"),
    ("layer_norm", " / deviation\n            of_gain", "\n            of_gain", "layer_norm"),
    ("layer_norm", "slopes - towards_mean -", "slopes -", "layer_norm"),
    ("layer_norm", " - normalised * towards_spread)", ")", "layer_norm"),
    (
        "layer_norm",
        "slopes = upstream.values * self.gain.values",
        "slopes = upstream.values",
        "layer_norm",
    ),
    ("layer_norm", "(upstream.values * normalised).sum", "(slopes * normalised).sum", "layer_norm"),
    ("layer_norm", '"bias": upstream.', '"bias": upstream.scaled(-1).', "layer_norm"),
    ("feed_forward", " * (before.values > 0)", "", "feed_forward"),
    ("feed_forward", " * (before.values > 0)", " * (before.values < 0)", "feed_forward"),
    ("feed_forward", "_relu(before).transpose()", "before.transpose()", "feed_forward"),
    ("feed_forward", '"b_in": of_before', '"b_in": of_after', "feed_forward"),
    ("feed_forward", "Gradient(of_before @", "Gradient(of_before.scaled(1.001) @", "feed_forward"),
    ("scores", "scaled = upstream.scaled(_scale(query))", "scaled = upstream", "multi_head"),
    ("scores", "return scaled @ key", "return scaled.scaled(-1) @ key", "multi_head"),
    ("scores", "scaled.transpose() @ query", "scaled @ query", "multi_head"),
    ("weights", "(slopes - expected)", "slopes", "multi_head"),
    ("weights", "(slopes - expected)", "(expected - slopes)", "multi_head"),
    ("attend", "weights.matrix.transpose() @", "weights.matrix @", "multi_head"),
    ("multi_head", "through_query + through_key", "through_query", "multi_head"),
    ("multi_head", "through_key + through_value", "through_key", "multi_head"),
    ("multi_head", '"key": (transposed @ of_key)', '"key": (transposed @ of_query)', "multi_head"),
    ("multi_head", "upstream @ self.output.transpose()", "upstream @ self.output", "multi_head"),
    ("residual", "upstream + inner.of_input", "inner.of_input", "residual"),
    ("residual", "upstream + inner.of_input", "upstream", "residual"),
    ("chain", "stage.backward(before, upstream)", "stage.backward(hidden, upstream)", "chain"),
]
"""The module, its own text, the mutant's text, and the layer whose check has to notice."""

ENDS: dict[str, Callable[[], None]] = {
    "readout": gradients.test_the_readouts_gradients_are_its_slopes,
    "next_token_loss": gradients.test_the_gradient_of_the_loss_is_its_slope_at_each_position,
    "embedding": gradients.test_the_embeddings_gradient_is_its_slope_also_for_a_repeated_token,
}
"""What checks the modules that are no layers."""

MUTANTS_OF_ENDS: list[tuple[str, str, str]] = [
    ("readout", "upstream @ self.weight", "upstream.scaled(-1) @ self.weight"),
    ("readout", '"bias": upstream.column', '"bias": upstream.scaled(2).column'),
    ("next_token_loss", "slopes / len(chosen)", "slopes"),
    ("next_token_loss", "chosen] -= 1", "chosen] -= 0"),
    ("embedding", "np.add.at(of_table, self._indices(tokens), slopes)", ADDED_ONCE),
    ("embedding", "upstream.scaled(math.sqrt(self.table.columns))", "upstream"),
]


def test_the_unedited_text_put_in_place_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("layer_norm", "feed_forward", "scores", "weights", "attend", "multi_head"):
        put_in_place(
            f"ctml.attention.{module}", "import dataclass", "import dataclass", monkeypatch
        )
    for layer in ("layer_norm", "feed_forward", "multi_head"):
        LAYERS(layer)


@pytest.mark.parametrize(("module", "old", "new", "layer"), MUTANTS)
def test_a_wrong_gradient_is_noticed(
    module: str, old: str, new: str, layer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.attention.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        LAYERS(layer)


@pytest.mark.parametrize(("module", "old", "new"), MUTANTS_OF_ENDS)
def test_a_wrong_gradient_at_either_end_is_noticed(
    module: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.attention.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        ENDS[module]()
