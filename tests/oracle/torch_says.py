"""PyTorch's answers to the questions of ``tests/core/golden_cases.py``, in float64."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import torch
from tests.core.golden_cases import ADAM, DECAY, HEADS, STEPS, Arrays, may_attend, targets_of
from tests.oracle.torch_graphs import GRAPHS, answer
from torch.nn import functional

from ctml.domain import FloatArray


def softmax(given: Arrays) -> Arrays:
    return {"shares": _array(torch.softmax(_leaf(given["logits"]), dim=1))}


def cross_entropy(given: Arrays) -> Arrays:
    logits = _leaf(given["logits"])
    loss = functional.cross_entropy(logits, torch.tensor(targets_of(given)))
    loss.backward()
    return {"loss": _array(loss), "logits": _array(logits.grad)}


def layer_norm(given: Arrays) -> Arrays:
    x, gain, bias = (_leaf(given[name]) for name in ("x", "gain", "bias"))
    y = functional.layer_norm(x, (8,), gain, bias)
    y.backward(torch.tensor(given["upstream"]))
    return {
        "y": _array(y),
        "x": _array(x.grad),
        "gain": _array(gain.grad),
        "bias": _array(bias.grad),
    }


def attention(given: Arrays) -> Arrays:
    query, key, value = (_leaf(given[name]) for name in ("query", "key", "value"))
    mask = torch.tensor(may_attend(given))  # True means "may attend" here as well
    mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    mixed.backward(torch.tensor(given["upstream"]))
    grads = {"query": query, "key": key, "value": value}
    return {"mixed": _array(mixed), **{name: _array(leaf.grad) for name, leaf in grads.items()}}


def block(norm_first: bool, given: Arrays) -> Arrays:
    """Ask an encoder layer with our weights, turned: PyTorch keeps [out, in], we [in, out]."""
    layer = torch.nn.TransformerEncoderLayer(
        4, HEADS.count, 6, dropout=0.0, batch_first=True, norm_first=norm_first
    ).double()
    layer.load_state_dict({name: torch.tensor(one) for name, one in _turned(given).items()})
    x = _leaf(given["x"])
    future = torch.ones(3, 3, dtype=torch.bool).triu(1)  # True means "must not" in this class
    y = layer(x[None], src_mask=future)[0]
    y.backward(torch.tensor(given["upstream"]))
    named = {name: _array(parameter.grad) for name, parameter in layer.named_parameters()}
    return {"y": _array(y), "x": _array(x.grad), **_turned_back(named)}


def _turned(given: Arrays) -> Arrays:
    projections = [given[f"attention.{name}"].T for name in ("query", "key", "value")]
    return {
        "self_attn.in_proj_weight": np.concatenate(projections),
        "self_attn.in_proj_bias": np.zeros(12),
        "self_attn.out_proj.weight": given["attention.output"].T,
        "self_attn.out_proj.bias": np.zeros(4),
        "linear1.weight": given["feed_forward.w_in"].T,
        "linear1.bias": given["feed_forward.b_in"],
        "linear2.weight": given["feed_forward.w_out"].T,
        "linear2.bias": given["feed_forward.b_out"],
        "norm1.weight": given["attention_norm.gain"],
        "norm1.bias": given["attention_norm.bias"],
        "norm2.weight": given["feed_forward_norm.gain"],
        "norm2.bias": given["feed_forward_norm.bias"],
    }


def _turned_back(named: Arrays) -> Arrays:
    query, key, value = np.split(named["self_attn.in_proj_weight"], 3)
    return {
        "attention.query": query.T,
        "attention.key": key.T,
        "attention.value": value.T,
        "attention.output": named["self_attn.out_proj.weight"].T,
        "feed_forward.w_in": named["linear1.weight"].T,
        "feed_forward.b_in": named["linear1.bias"],
        "feed_forward.w_out": named["linear2.weight"].T,
        "feed_forward.b_out": named["linear2.bias"],
        "attention_norm.gain": named["norm1.weight"],
        "attention_norm.bias": named["norm1.bias"],
        "feed_forward_norm.gain": named["norm2.weight"],
        "feed_forward_norm.bias": named["norm2.bias"],
    }


def adam(given: Arrays) -> Arrays:
    leaves = [_leaf(given[name]) for name in ("table", "row")]
    betas = (ADAM.beta1, ADAM.beta2)
    return _walked(torch.optim.Adam(leaves, ADAM.learning_rate.value, betas), leaves, given)


def adamw(given: Arrays) -> Arrays:
    leaves = [_leaf(given[name]) for name in ("table", "row")]
    rate, betas = ADAM.learning_rate.value, (ADAM.beta1, ADAM.beta2)
    return _walked(torch.optim.AdamW(leaves, rate, betas, weight_decay=DECAY), leaves, given)


def _walked(optimiser: torch.optim.Optimizer, leaves: list[torch.Tensor], given: Arrays) -> Arrays:
    seen: list[list[FloatArray]] = [[], []]
    for step in range(STEPS):
        for leaf, name in zip(leaves, ("table", "row"), strict=True):
            leaf.grad = torch.tensor(given[f"gradients of {name}"][step])
        optimiser.step()
        for history, leaf in zip(seen, leaves, strict=True):
            history.append(_array(leaf))
    return {"table": np.stack(seen[0]), "row": np.stack(seen[1])}


def _leaf(values: FloatArray) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


def _array(tensor: torch.Tensor | None) -> FloatArray:
    assert tensor is not None
    return np.array(tensor.detach().numpy(), dtype=np.float64)


TORCH: Mapping[str, Callable[[Arrays], Arrays]] = {
    "softmax": softmax,
    "cross_entropy": cross_entropy,
    "layer_norm": layer_norm,
    "attention": attention,
    "pre_norm_block": lambda given: block(True, given),
    "post_norm_block": lambda given: block(False, given),
    "adam": adam,
    "adamw": adamw,
    **{name: partial(answer, compute) for name, compute in GRAPHS.items()},
}
