# ruff: noqa: F722 - "B T V" below are shapes for jaxtyping, not Python
"""A network that writes sound one sample after another, and reads what came before through holes that grow layer by layer.

Each layer looks at two places only: now, and some samples ago. How long ago is its *dilation*; with 1, 2, 4, 8, … a few layers
see far. `reach` says how far. With other dilations the same layers, with exactly as many weights, see less: so what
seeing far is good for can be measured alone. Knows nothing about sound or training.

Shapes: B sounds, T samples, D width, S width of what all layers add up to, V levels of a sample.

Source: van den Oord et al. (2016), "WaveNet: A Generative Model for Raw Audio".
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight, and how far each layer looks back."""

    levels: int = 64
    width: int = 32
    summed: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)

    @property
    def reach(self) -> int:
        """Samples that the next one may depend on.

        >>> Config().reach, Config(dilations=(1,) * 10).reach
        (1024, 11)
        """
        return 1 + sum(self.dilations)


class WaveNet(nn.Module):
    """Levels in, logits of the next level out, at every place."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        D, S, V = config.width, config.summed, config.levels
        self.embedding = nn.Embedding(V, D)
        self.looks = nn.ModuleList(nn.Conv1d(D, 2 * D, 2, dilation=dilation) for dilation in config.dilations)
        self.goes_on = nn.ModuleList(nn.Conv1d(D, D, 1) for _ in config.dilations)
        self.says = nn.ModuleList(nn.Conv1d(D, S, 1) for _ in config.dilations)
        self.out = nn.Conv1d(S, V, 1)

    def forward(self, levels: Int[Tensor, "B T"]) -> Float[Tensor, "B V T"]:
        """What is expected after each sample; no place sees a later one."""
        x = self.embedding(levels).transpose(1, 2)  # (B, D, T)
        total = x.new_zeros(())
        for dilation, looks, goes_on, says in zip(
            self.config.dilations, self.looks, self.goes_on, self.says, strict=True
        ):
            content, gate = looks(F.pad(x, (dilation, 0))).chunk(2, 1)  # a gate says how much of the content passes
            seen = torch.tanh(content) * torch.sigmoid(gate)
            total, x = total + says(seen), x + goes_on(seen)
        logits: Tensor = self.out(F.relu(total))
        return logits


class Writer:
    """The same network in NumPy, one sample after another. Each layer keeps what it read, so nothing is read twice."""

    def __init__(self, weights: Mapping[str, np.ndarray], dilations: tuple[int, ...], sounds: int) -> None:
        self.w = {name: np.asarray(weight, dtype=np.float32) for name, weight in weights.items()}
        self.dilations, self.now = dilations, 0
        D = self.w["embedding.weight"].shape[1]
        self.kept = [np.zeros((dilation, sounds, D), np.float32) for dilation in dilations]
        self.layers = []
        for i in range(len(dilations)):
            looks = self.w[f"looks.{i}.weight"]  # (2D, D, 2): the earlier place first
            both = np.concatenate([looks[:, :, 0], looks[:, :, 1]], axis=1).T  # (2D, 2D), from both places at once
            ahead = np.concatenate([self.w[f"goes_on.{i}.weight"][:, :, 0], self.w[f"says.{i}.weight"][:, :, 0]])
            bias = np.concatenate([self.w[f"goes_on.{i}.bias"], self.w[f"says.{i}.bias"]])
            own = self.w[f"looks.{i}.bias"]
            self.layers.append((np.ascontiguousarray(both), own, np.ascontiguousarray(ahead.T), bias))
        self.out, self.out_bias = np.ascontiguousarray(self.w["out.weight"][:, :, 0].T), self.w["out.bias"]

    def step(self, levels: np.ndarray) -> np.ndarray:
        """(B,) the samples that come now -> (B, V) logits of the next ones."""
        x = self.w["embedding.weight"][levels]  # (B, D)
        D = x.shape[1]
        total = np.zeros((), np.float32)
        for kept, dilation, (both, bias, ahead, ahead_bias) in zip(self.kept, self.dilations, self.layers, strict=True):
            place = self.now % dilation
            # what was kept at this place came in `dilation` steps ago
            seen = np.concatenate([kept[place], x], axis=1) @ both + bias
            kept[place] = x
            seen = np.tanh(seen[:, :D]) / (1 + np.exp(-seen[:, D:]))
            passed = seen @ ahead + ahead_bias
            total, x = total + passed[:, D:], x + passed[:, :D]
        self.now += 1
        return np.asarray(np.maximum(total, 0) @ self.out + self.out_bias)

    def goes_on(self, begun: np.ndarray, samples: int, temperature: float, rng: np.random.Generator) -> np.ndarray:
        """(B, samples) what it writes after (B, T) levels that were given."""
        logits = np.zeros((len(begun), self.out.shape[1]), np.float32)
        for column in begun.T:
            logits = self.step(column)
        written = np.zeros((len(begun), samples), np.int64)
        for place in range(samples):
            noise = -np.log(-np.log(rng.random(logits.shape)))  # the largest of logits and this noise is a fair throw
            written[:, place] = (logits / temperature + noise).argmax(axis=1)
            logits = self.step(written[:, place])
        return written
