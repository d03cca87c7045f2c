"""PyTorch answers the graphs of ``golden_layers.py`` and ``golden_models.py``, its own way."""

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
import torch
from tests.core.golden_graph import CONSTANT
from tests.core.golden_layers import IDS, NEXT, VISIBLE
from tests.core.golden_models import ANSWERS, LABELS, PREFERENCES
from torch.nn import functional

from ctml.domain import FloatArray
from ctml.finetune import AnswerBatch

At: TypeAlias = Mapping[str, torch.Tensor]

TOKENS, TARGETS = torch.tensor(IDS), torch.tensor(NEXT)
PICTURES = torch.tensor(np.arange(32).reshape(2, -1) % 7 / 6)


def answer(
    compute: Callable[[At], torch.Tensor], given: Mapping[str, FloatArray]
) -> dict[str, FloatArray]:
    """Return the result, ``y``, and every slope by its name, found by autograd."""
    leaves = {
        name: torch.tensor(array, dtype=torch.float64, requires_grad=name not in CONSTANT)
        for name, array in given.items()
    }
    y = compute(leaves)
    y.backward(leaves["upstream"])
    slopes = {name: leaf.grad for name, leaf in leaves.items() if name not in CONSTANT}
    found = {
        name: _array(torch.zeros(given[name].shape) if one is None else one)
        for name, one in slopes.items()
    }
    return {"y": _array(y), **found}


def _array(tensor: torch.Tensor) -> FloatArray:
    return np.array(tensor.detach().numpy(), dtype=np.float64)


def row(*parts: torch.Tensor) -> torch.Tensor:
    return torch.cat([part.reshape(-1) for part in parts])


def elementwise(at: At) -> torch.Tensor:
    x = at["x"]
    bends = [x.exp(), (x**2 + 0.5).log(), (x**2 + 0.5).sqrt(), x**3]
    return torch.stack([*bends, x.tanh(), x.sigmoid(), x.relu(), torch.erf(x)])


def arithmetic(at: At) -> torch.Tensor:
    x, y, z = at["x"], at["y"], at["z"]
    return torch.stack([x + y, x - z, x * z - y, x / (z**2 + 0.5), 2 - x, 1.5 / (x**2 + 1)])


def products(at: At) -> torch.Tensor:
    x, many, one = at["x"], at["many"], at["one"]
    return row(x @ many, x @ one, one.T @ x.mT)


def reductions(at: At) -> torch.Tensor:
    x = at["x"]
    flat = functional.batch_norm(x.mT.reshape(-1, 3), None, None, training=True)
    return row(x.sum(), x.mean(1), x.sum((0, 2)), x.amax(2), flat.reshape(2, 4, 3).mT)


def shares(at: At) -> torch.Tensor:
    x = at["x"]
    hidden = x.masked_fill(~torch.tensor(VISIBLE), -torch.inf)
    return torch.stack([x.softmax(-1), x.log_softmax(-1), hidden.softmax(-1)])


def places(at: At) -> torch.Tensor:
    table, other = at["table"], at["other"]
    picked = table.gather(1, torch.tensor([[3], [0], [3], [1], [2]]))
    looked_up = functional.embedding(TOKENS, table)
    return row(looked_up, picked, table[1::2, 1:], torch.cat([table, other], 1))


def linear(at: At, name: str, x: torch.Tensor) -> torch.Tensor:
    """Ask with our weight, turned: PyTorch keeps [out, in], we [in, out]."""
    return functional.linear(x, at[f"{name}weight"].T, at[f"{name}bias"])


def activations(at: At) -> torch.Tensor:
    return torch.stack([functional.gelu(at["x"]), functional.gelu(at["x"], approximate="tanh")])


def losses(at: At) -> torch.Tensor:
    surprise = functional.cross_entropy(at["x"].reshape(8, 6), TARGETS.reshape(-1))
    return row(surprise, functional.mse_loss(at["x"], at["wanted"]))


def layer_norm(at: At, name: str, x: torch.Tensor) -> torch.Tensor:
    return functional.layer_norm(x, (4,), at[f"{name}gain"], at[f"{name}bias"])


def batch_norm(at: At) -> torch.Tensor:
    def norm(*, training: bool) -> torch.Tensor:
        mean = torch.tensor([0.3, -0.2, 0.1], dtype=torch.float64)
        variance = torch.tensor([1.5, 0.7, 1.1], dtype=torch.float64)
        return functional.batch_norm(at["x"], mean, variance, at["gain"], at["bias"], training)

    return torch.stack([norm(training=True), norm(training=False)])


def pooling(at: At) -> torch.Tensor:
    return torch.stack([functional.max_pool2d(at["x"], 2), functional.avg_pool2d(at["x"], 2)])


def rnn(at: At) -> torch.Tensor:
    weights = [at["weight"].T, at["recurrent"].T, at["bias"], torch.zeros_like(at["bias"])]
    start = torch.zeros(1, 2, 2, dtype=torch.float64)
    seen, _ = torch.rnn_tanh(at["x"], start, weights, True, 1, 0.0, False, False, True)
    return seen.transpose(0, 1)


def lstm(at: At) -> torch.Tensor:
    weights = [at["weight"].T, at["recurrent"].T, at["bias"], torch.zeros_like(at["bias"])]
    start = torch.zeros(1, 2, 2, dtype=torch.float64)
    shown, _, cell = torch.lstm(at["x"], (start, start), weights, True, 1, 0.0, False, False, True)
    return row(shown.transpose(0, 1), cell)


def turned(x: torch.Tensor) -> torch.Tensor:
    """Turn pairs as complex numbers: a turn is a product with e^(ia)."""
    length, width = x.shape[-2:]
    steps = 10_000 ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    angles = torch.arange(length, dtype=torch.float64)[:, None] * steps
    pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], width // 2, 2).contiguous())
    return torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).reshape(x.shape)


def sinusoidal(at: At) -> torch.Tensor:
    waves = torch.zeros(3, 4, dtype=torch.float64)
    for place in range(3):
        for pair in (0, 1):
            angle = place / 10_000 ** (2 * pair / 4)
            waves[place, 2 * pair], waves[place, 2 * pair + 1] = math.sin(angle), math.cos(angle)
    return at["x"] + waves


def attention(at: At, name: str, x: torch.Tensor, *, rotary: bool = False) -> torch.Tensor:
    count, length, width = x.shape

    def heads(part: str) -> torch.Tensor:
        return (x @ at[f"{name}{part}"]).view(count, length, 2, width // 2).transpose(1, 2)

    query, key, value = heads("query"), heads("key"), heads("value")
    if rotary:
        query, key = turned(query), turned(key)
    mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
    return mixed.transpose(1, 2).reshape(x.shape) @ at[f"{name}output"]


def block(at: At, name: str, x: torch.Tensor, *, rotary: bool = False) -> torch.Tensor:
    normed = layer_norm(at, f"{name}attention_norm.", x)
    x = x + attention(at, f"{name}attention.", normed, rotary=rotary)
    y = layer_norm(at, f"{name}feed_forward_norm.", x)
    inner, outer = f"{name}feed_forward.w_in", f"{name}feed_forward.w_out"
    y = functional.linear(y, at[inner].T, at[f"{name}feed_forward.b_in"])
    y = functional.gelu(y, approximate="tanh")
    return x + functional.linear(y, at[outer].T, at[f"{name}feed_forward.b_out"])


def surprise(scores: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), TARGETS.reshape(-1))


def transformer(at: At) -> torch.Tensor:
    x = functional.embedding(TOKENS, at["embedding.table"]) + at["place.table"][:4]
    for name in ("blocks.0.", "blocks.1."):
        x = block(at, name, x)
    return surprise(linear(at, "readout.", layer_norm(at, "final_norm.", x)))


def transformer_rotary(at: At) -> torch.Tensor:
    x = functional.embedding(TOKENS, at["embedding.table"])
    for name in ("blocks.0.", "blocks.1."):
        x = block(at, name, x, rotary=True)
    return surprise(layer_norm(at, "final_norm.", x) @ at["embedding.table"].T)


def mlp(at: At, name: str, tokens: torch.Tensor) -> torch.Tensor:
    """Return the scores; each window of five rows is cut out by ``unfold``."""
    rows = functional.pad(functional.embedding(tokens, at[f"{name}embedding.table"]), (0, 0, 4, 0))
    windows = rows.unfold(1, 5, 1).transpose(2, 3).flatten(2)
    hidden = torch.tanh(linear(at, f"{name}hidden.", windows))
    return linear(at, f"{name}readout.", hidden)


def image_mlp(at: At) -> torch.Tensor:
    scores = linear(at, "readout.", linear(at, "hidden.", PICTURES).relu())
    return functional.cross_entropy(scores, torch.tensor(LABELS))


def lenet(at: At) -> torch.Tensor:
    x = PICTURES.reshape(2, 1, 4, 4)
    for name in ("first", "second"):
        x = functional.conv2d(x, at[f"{name}.weight"], at[f"{name}.bias"], padding=1)
        x = functional.max_pool2d(x.relu(), 2)
    scores = linear(at, "readout.", linear(at, "hidden.", x.flatten(1)).relu())
    return functional.cross_entropy(scores, torch.tensor(LABELS))


def log_likely(scores: torch.Tensor, batch: AnswerBatch) -> torch.Tensor:
    targets, counts = torch.tensor(batch.windows.targets), torch.tensor(batch.counts)
    each = scores.log_softmax(-1).gather(-1, targets[..., None])[..., 0]
    return each.masked_fill(~counts, 0).sum(1)


def answers(at: At) -> torch.Tensor:
    scores = mlp(at, "", torch.tensor(ANSWERS.windows.inputs))
    ignored = torch.tensor(ANSWERS.windows.targets).masked_fill(~torch.tensor(ANSWERS.counts), -100)
    return functional.cross_entropy(scores.flatten(0, 1), ignored.reshape(-1))


def reward(at: At) -> torch.Tensor:
    def worth(batch: AnswerBatch) -> torch.Tensor:
        windows = batch.windows
        texts = np.concatenate([windows.inputs[:, :1], windows.targets], axis=1)
        scores = mlp(at, "body.", torch.tensor(texts))
        return linear(at, "head.", scores[torch.arange(2), torch.tensor(batch.last)])[:, 0]

    lead = worth(PREFERENCES.chosen) - worth(PREFERENCES.rejected)
    return -functional.logsigmoid(lead).mean()


def dpo(at: At) -> torch.Tensor:
    def lead(batch: AnswerBatch) -> torch.Tensor:
        ids = torch.tensor(batch.windows.inputs)
        return log_likely(at["policy"][ids], batch) - log_likely(at["reference"][ids], batch)

    return -functional.logsigmoid(
        0.3 * (lead(PREFERENCES.chosen) - lead(PREFERENCES.rejected))
    ).mean()


def drift(at: At) -> torch.Tensor:
    ids = torch.tensor(ANSWERS.windows.inputs)
    ours, theirs = at["policy"][ids].log_softmax(-1), at["reference"][ids].log_softmax(-1)
    each = functional.kl_div(theirs, ours, reduction="none", log_target=True).sum(-1)
    return each[torch.tensor(ANSWERS.counts)].mean()


GRAPHS: Mapping[str, Callable[[At], torch.Tensor]] = {
    "tensor_elementwise": elementwise,
    "tensor_arithmetic": arithmetic,
    "tensor_products": products,
    "tensor_reductions": reductions,
    "tensor_shares": shares,
    "tensor_places": places,
    "nn_linear": lambda at: linear(at, "", at["x"]),
    "nn_embedding": lambda at: functional.embedding(TOKENS, at["table"]),
    "nn_activations": activations,
    "nn_losses": losses,
    "nn_layer_norm": lambda at: layer_norm(at, "", at["x"]),
    "nn_batch_norm": batch_norm,
    "nn_convolution": lambda at: functional.conv2d(
        at["x"], at["weight"], at["bias"], stride=2, padding=1
    ),
    "nn_pooling": pooling,
    "nn_rnn": rnn,
    "nn_lstm": lstm,
    "nn_attention": lambda at: attention(at, "", at["x"]),
    "nn_rotary": lambda at: turned(at["x"]),
    "nn_sinusoidal": sinusoidal,
    "nn_block": lambda at: block(at, "", at["x"]),
    "model_bigram": lambda at: surprise(at["table"][TOKENS]),
    "model_mlp": lambda at: surprise(mlp(at, "", TOKENS)),
    "model_transformer": transformer,
    "model_transformer_rotary": transformer_rotary,
    "model_image_mlp": image_mlp,
    "model_lenet": lenet,
    "tuned_answers": answers,
    "tuned_low_rank": lambda at: at["table"] + 3 * at["a"] @ at["b"],
    "tuned_bradley_terry": lambda at: -functional.logsigmoid(at["chosen"] - at["rejected"]).mean(),
    "tuned_reward": reward,
    "tuned_dpo": dpo,
    "tuned_drift": drift,
}
