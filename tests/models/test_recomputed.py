"""Every number of a trace, computed again in NumPy from the weights alone, in double precision and from the paper."""

from functools import cache

import numpy as np
import pytest
import torch

from core.measure.forward_pass import passed
from core.models.transformer import Config, Transformer
from core.training.run import SHIPPED, Run

pytestmark = pytest.mark.numeric

PROMPTS = 10
MODELS = ("world", "adamw", "untrained", "told")


def norm(x: np.ndarray, gain: np.ndarray) -> np.ndarray:
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5) * gain


def softmax(x: np.ndarray) -> np.ndarray:
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def turned(x: np.ndarray) -> np.ndarray:
    """Number i and number i + K/2 as a complex number, times e to the i·angle (Su et al. 2021, eq. 13)."""
    half = x.shape[-1] // 2
    angles = np.outer(np.arange(x.shape[-2]), 10_000.0 ** (-np.arange(half) / half))
    z = (x[..., :half] + 1j * x[..., half:]) * np.exp(1j * angles)
    return np.concatenate((z.real, z.imag), axis=-1)


def recomputed(weights: dict[str, np.ndarray], config: Config, tokens: np.ndarray) -> dict[str, np.ndarray]:
    """The pass, by the fields of `core.measure.forward_pass.passed`."""
    W = {name: weight.astype(np.float64) for name, weight in weights.items()}
    T, D, H = len(tokens), config.width, config.heads
    K = D // H
    found = {"embedding": W["token_embedding.weight"][tokens]}
    x = found["embedding"]
    if config.positions == "learned":
        found["position"] = W["position_embedding.weight"][:T]
        x = x + found["position"]
    found["start"] = x
    for block in range(config.layers):
        part, at = f"blocks.{block}.", f"{block + 1}."
        normed = norm(x, W[part + "attention_norm.weight"])
        rows = W[part + "qkv.weight"].reshape(3, H, K, D)
        q, k, v = np.einsum("td,nhkd->nhtk", normed, rows)
        if config.value_embeddings:
            told = found[at + "told"] = W[f"value_embeddings.{block}.weight"][tokens]
            v = v + told.reshape(T, H, K).transpose(1, 0, 2)
        if config.positions == "rotary":
            q, k = turned(q), turned(k)
        scores = np.einsum("htk,hsk->hts", q, k) / np.sqrt(K)
        scores[:, ~np.tri(T, dtype=bool)] = -np.inf
        attention = softmax(scores)
        mixed = np.einsum("hts,hsk->htk", attention, v)
        attention_out = np.einsum("htk,dhk->td", mixed, W[part + "out.weight"].reshape(D, H, K))
        between = x + attention_out
        mlp_normed = norm(between, W[part + "mlp_norm.weight"])
        hidden = mlp_normed @ W[part + "up.weight"].T
        gelu = 0.5 * hidden * (1 + np.tanh(np.sqrt(2 / np.pi) * (hidden + 0.044715 * hidden**3)))
        hidden = np.maximum(hidden, 0) if config.activation == "relu" else gelu
        mlp_out = hidden @ W[part + "down.weight"].T
        x = between + mlp_out
        fields = {
            "normed": normed, "q": q, "k": k, "v": v, "scores": scores, "attention": attention, "mixed": mixed,
            "attention_out": attention_out, "between": between, "mlp_normed": mlp_normed, "hidden": hidden,
            "mlp_out": mlp_out, "after": x,
        }  # fmt: skip
        found |= {at + name: numbers for name, numbers in fields.items()}
    found["norm"] = norm(x, W["norm.weight"])
    return found | {"logits": found["norm"] @ W["token_embedding.weight"].T}


@cache
def a_model(name: str) -> Transformer:
    """Two that came with the app, and two that nobody trained: with rotary positions and GELU, and with value embeddings."""
    if name == "told":
        torch.manual_seed(0)
        return Transformer(Config(200, 48, 32, 4, 3, value_embeddings=True)).requires_grad_(False)
    if name == "untrained":
        torch.manual_seed(0)
        return Transformer(Config(200, 48, 32, 4, 3, activation="gelu", positions="rotary")).requires_grad_(False)
    run = Run(SHIPPED / name)
    model = Transformer(run.recipe.with_vocabulary(run.tokenizer().size).model)
    model.load_state_dict({key: torch.from_numpy(w) for key, w in run.weights(run.steps[-1])[1].items()})
    return model.requires_grad_(False)


@pytest.mark.parametrize("prompt", range(PROMPTS))
@pytest.mark.parametrize("name", MODELS)
def test_every_number_of_a_trace_follows_from_the_weights(name: str, prompt: int) -> None:
    model = a_model(name)
    rng = np.random.default_rng(prompt)
    tokens = rng.integers(model.config.vocabulary, size=1 + prompt * 4)
    if name in ("world", "adamw"):
        tokens = np.array([1, *tokens[1:]])
    seen = passed(model.trace(torch.from_numpy(tokens[None])))
    weights = {key: weight.numpy() for key, weight in model.state_dict().items()}
    again = recomputed(weights, model.config, tokens)
    assert again.keys() == seen.keys()
    for field, numbers in again.items():
        np.testing.assert_allclose(seen[field], numbers, atol=1e-4, rtol=1e-4, err_msg=field)
