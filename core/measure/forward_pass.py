"""The stations of one pass through a transformer: what is computed at each, and how many weights it takes.

`stations` names them in the order of the pass, `passed` gives the numbers of a pass by the names that stations use.
Knows nothing about pictures or texts.

Shapes: T position, D width, H heads, K width of a head, M width inside the MLP, V vocabulary.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

import numpy as np
import torch

from core.models.transformer import Config, Trace, Transformer, shapes

Kind = Literal["vector", "heads", "pairs", "vocabulary"]


@dataclass(frozen=True)
class View:
    """Numbers that a station can show. `field` names them in `passed`."""

    key: str
    field: str
    kind: Kind  # vector (T, n); heads (H, T, K); pairs (H, T, T); vocabulary (T, V)
    shape: str  # in letters


@dataclass(frozen=True)
class Station:
    """A place in the pass: "embedding", "1.attention" (in block 1), ..., "chances"."""

    key: str
    role: str  # the same without the block
    block: int  # from 1; 0 before the blocks, L + 1 after them
    views: tuple[View, ...]
    weights: tuple[str, ...] = ()  # the names of the model's weights that are used here for the first time

    def count(self, config: Config) -> int:
        """How many weights stand here."""
        sizes = shapes(config)
        return sum(prod(sizes[name]) for name in self.weights)


def stations(config: Config) -> tuple[Station, ...]:
    """All stations in the order of the pass. Their weights add up to the model's: each is counted where it comes first."""
    vector = "T × D"
    view = View("numbers", "embedding", "vector", vector)
    found = [Station("embedding", "embedding", 0, (view,), _named("token_embedding"))]
    if config.positions == "learned":
        view = View("numbers", "position", "vector", vector)
        found.append(Station("position", "position", 0, (view,), _named("position_embedding")))
    found.append(Station("start", "start", 0, (View("numbers", "start", "vector", vector),)))
    for block in range(1, config.layers + 1):
        found += _block(block, config.value_embeddings)
    end = config.layers + 1
    return (
        *found,
        Station("norm", "norm", end, (View("numbers", "norm", "vector", vector),), _named("norm")),
        Station("logits", "logits", end, (View("numbers", "logits", "vocabulary", "T × V"),)),
        Station("chances", "chances", end, (View("numbers", "chances", "vocabulary", "T × V"),)),
    )


def _block(block: int, told: bool) -> list[Station]:
    at, name = f"{block}.", f"blocks.{block - 1}."
    tables = (f"value_embeddings.{block - 1}",) if told else ()
    brought: dict[str, tuple[Kind, str]] = {"told": ("vector", "T × D")} if told else {}

    def one(role: str, *weights: str, **views: tuple[Kind, str]) -> Station:
        shown = tuple(View(key, at + key, kind, shape) for key, (kind, shape) in views.items())
        used = _named(*(name + weight for weight in weights), *(tables if role == "attention" else ()))
        return Station(at + role, role, block, shown, used)

    return [
        one("norm_a", "attention_norm", normed=("vector", "T × D")),
        one(
            "attention", "qkv", "out",
            q=("heads", "T × H × K"), k=("heads", "T × H × K"), **brought, v=("heads", "T × H × K"),
            scores=("pairs", "H × T × T"), attention=("pairs", "H × T × T"),
            mixed=("heads", "T × H × K"), attention_out=("vector", "T × D"),
        ),
        one("add_a", between=("vector", "T × D")),
        one("norm_m", "mlp_norm", mlp_normed=("vector", "T × D")),
        one("mlp", "up", "down", hidden=("vector", "T × M"), mlp_out=("vector", "T × D")),
        one("add_m", after=("vector", "T × D")),
    ]  # fmt: skip


def _named(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}.weight" for name in names)


def passed(trace: Trace) -> dict[str, np.ndarray]:
    """Every number of the pass of one text, by the field that a view names; chances are left to whoever shows them."""
    found = {"embedding": trace.token_embeddings[0]}
    if trace.position_embeddings is not None:
        found["position"] = trace.position_embeddings
    found["start"] = trace.embeddings[0]
    for block, layer in enumerate(trace.layers, 1):
        if layer.told is not None:
            found[f"{block}.told"] = layer.told[0]
        named = {
            "normed": layer.normed, "q": layer.q, "k": layer.k, "v": layer.v, "scores": layer.scores,
            "attention": layer.attention, "mixed": layer.mixed, "attention_out": layer.attention_out,
            "between": layer.residual_between, "mlp_normed": layer.mlp_normed, "hidden": layer.mlp_hidden,
            "mlp_out": layer.mlp_out, "after": layer.residual_after,
        }  # fmt: skip
        found |= {f"{block}.{name}": tensor[0] for name, tensor in named.items()}
    found |= {"norm": trace.normed[0], "logits": trace.logits[0]}
    return {name: tensor.detach().numpy() for name, tensor in found.items()}


@torch.inference_mode()
def passed_by(model: Transformer, tokens: Sequence[int]) -> dict[str, np.ndarray]:
    """The same, of these (T,) tokens through this model."""
    return passed(model.trace(torch.tensor([list(tokens)])))


def size(here: Mapping[str, np.ndarray], without: Collection[str] = ()) -> int:
    """How many numbers a pass has, these fields left aside, in whichever block."""
    return sum(numbers.size for name, numbers in here.items() if name.split(".")[-1] not in without)


def sizes(config: Config, here: Mapping[str, np.ndarray]) -> Iterator[tuple[Station, View, int, float | None]]:
    """Every view of every station: how many numbers it has, and how long the last token's vector is, where it is one."""
    for station in stations(config):
        for view in station.views:
            numbers = here["logits" if view.field == "chances" else view.field]
            yield station, view, numbers.size, float(np.linalg.norm(numbers[-1])) if view.kind == "vector" else None


def favourite(here: Mapping[str, np.ndarray]) -> tuple[int, float]:
    """The token that is likeliest after the last one, and its chance."""
    logits = here["logits"][-1].astype(np.float64)
    chances = np.exp(logits - logits.max())
    chances /= chances.sum()
    best = int(chances.argmax())
    return best, float(chances[best])


def first_difference(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> list[tuple[str, float]]:
    """For every field of two passes that differ in their first word: how far the last token's numbers are apart.

    Both passes have the same length. The largest difference of any number of the last token, field by field.
    """
    last = {name: (one[name][..., -1, :], other[name][..., -1, :]) for name in one if not name.endswith("scores")}
    return [(name, float(np.abs(a - b).max())) for name, (a, b) in last.items()]
