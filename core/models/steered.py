# ruff: noqa: F722 - "N K" below are shapes for jaxtyping, not Python
"""A world model in miniature: from the last pictures and the push that is given now, the next picture.

Knows nothing of what the pictures show, or of training.

Shapes: N examples, T pictures of a film, P pixels of a picture, M pictures that are seen, A numbers of an action,
X further numbers that are told, K numbers that are known, D width.

Sources: Ha and Schmidhuber (2018), "World models" (to play in the model's dream); Valevski et al. (2024), "Diffusion models
are real-time game engines" (noise in what it sees, so that it learns to put its own errors right).
"""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight."""

    seen: int = 2  # M
    told: int = 0  # X
    pixels: int = 144  # P
    action: int = 2  # A
    width: int = 96  # D

    @property
    def known(self) -> int:
        """K: all that it is given before it makes a picture."""
        return self.seen * self.pixels + self.action + self.told


class Dreamer(nn.Module):
    """Two layers that think, and one that says how bright each pixel will be."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.first = nn.Linear(config.known, config.width)
        self.second = nn.Linear(config.width, config.width)
        self.last = nn.Linear(config.width, config.pixels)

    def forward(self, known: Float[Tensor, "N K"]) -> Float[Tensor, "N P"]:
        """Logits of the next picture's pixels."""
        h = self.first(known).relu()  # (N, D)
        h = self.second(h).relu()
        said: Tensor = self.last(h)
        return said


@torch.inference_mode()
def dream(
    dreamer: Dreamer,
    begin: Float[Tensor, "N M P"],
    pushes: Float[Tensor, "N T A"],
    told: Float[Tensor, "N T X"] | None = None,
) -> Float[Tensor, "N T P"]:
    """The pictures that follow, each made from the model's own last ones and from the push that is given then."""
    seen, made = begin, []
    for at in range(pushes.shape[1]):
        known = torch.cat((seen.flatten(1), pushes[:, at], *([] if told is None else [told[:, at]])), dim=1)
        picture = dreamer(known).sigmoid()
        seen = torch.cat((seen[:, 1:], picture[:, None]), dim=1)
        made.append(picture)
    return torch.stack(made, dim=1)
