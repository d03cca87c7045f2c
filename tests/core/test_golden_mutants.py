"""PyTorch's kept answers notice the classic misreadings of the papers."""

import pytest
from tests.core.golden_cases import CASES
from tests.core.golden_files import assert_same, read_golden
from tests.core.mutants import put_in_place

MUTANTS = [
    ("nn.positions", "even * cosine - odd * sine", "even * cosine + odd * sine", "nn_rotary"),
    ("nn.positions", "np.arange(0, width, 2) / width", "np.arange(0, width, 2) / (width - 1)",
     "nn_sinusoidal"),
    ("nn.self_attention", "math.sqrt(query.shape[-1])", "math.sqrt(2 * query.shape[-1])",
     "nn_attention"),
    ("nn.lstm", "take_in, keep, new, show = (", "keep, take_in, new, show = (", "nn_lstm"),
    ("nn.recurrent", "at.first @ self.recurrent", "at.first @ self.recurrent * 0", "nn_rnn"),
    ("nn.activation", "CUBIC = 0.044715", "CUBIC = 0.0447", "nn_activations"),
    ("nn.batch_norm", "self.running_variance) + EPSILON", "self.running_variance)",
     "nn_batch_norm"),
    ("tensor.standardising", "_mean(centred * centred, axes)",
     "centred.var(axes, ddof=1, keepdims=True)", "nn_layer_norm"),
    ("nn.convolution", " + reshaped(self.bias", " - reshaped(self.bias", "nn_convolution"),
    ("models.mlp", "text[:, k : k + length]", "text[:, reach - 1 - k : reach - 1 - k + length]",
     "model_mlp"),
    ("models.transformer", "return self.readout(x) if", "return self.readout(x * 2) if",
     "model_transformer"),
    ("finetune.dpo", " - reference.log_probabilities(batch)", "", "tuned_dpo"),
    ("finetune.drift", "exp(ours)", "exp(theirs)", "tuned_drift"),
    ("finetune.answer_loss", "int(batch.counts.sum())", "batch.counts.size", "tuned_answers"),
]  # fmt: skip
"""The module, its own text, the mutant's text, and the case that has to notice."""


@pytest.mark.parametrize(("module", "old", "new", "name"), MUTANTS)
def test_a_misreading_is_noticed(
    module: str, old: str, new: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, answered = read_golden(name)
    put_in_place(f"ctml.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        assert_same(CASES[name].ours(given), answered)
