# ruff: noqa: F722, F821 - "N P" below are shapes for jaxtyping, not Python
"""Three ways to make a film out of codes of pictures: each picture alone, one after the other, or all at once.

Each picture is a short row of numbers, its code. One kind of network takes the noise out of codes; the ways differ only in
how many codes it makes at a time and in what it is told. Knows nothing of pixels, of what films show, or of training.

Time t runs from 0, the clean codes, to 1, noise alone. The network says the clean codes themselves, not the noise: a whole
film has more numbers than the network is wide, so noise would not fit through it, and films do.

Shapes: N films, T pictures of a film, G of them given, Z numbers of a code, C scenes, P numbers made at a time, K numbers
that are known, D width, E width of the time embedding.

Sources: Ho et al. (2022), "Video diffusion models" (all at once); Blattmann et al. (2023), "Align your latents" (codes of
pictures); Li and He (2025), "Back to basics: let denoising generative models denoise" (say what is clean).
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

WAYS = ("alone", "next", "whole")
TIME = 32  # E
BOUND = 4.0  # no number of a code lies farther from the middle, in spreads


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight."""

    way: str = "whole"
    memory: int = 0  # "next": how many pictures before it are seen
    code: int = 8  # Z
    scenes: int = 4  # C
    given: int = 4  # G
    frames: int = 20  # T
    width: int = 64  # D
    layers: int = 2

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise ValueError(f"The way must be one of {', '.join(WAYS)}, but is {self.way!r}.")
        if (self.way == "next") != (self.memory > 0):
            raise ValueError("A memory of one picture or more belongs to the way “next”, and to no other.")

    @property
    def made(self) -> int:
        """P: all codes that are not given, or one."""
        return self.code * (self.frames - self.given if self.way == "whole" else 1)

    @property
    def known(self) -> int:
        """K: the scene; and the number of the picture, or the pictures before it, or those that are given."""
        more = {
            "alone": self.frames - self.given,
            "next": self.memory * (self.code + 1),
            "whole": self.given * self.code,
        }
        return self.scenes + more[self.way]


class Block(nn.Module):
    """Think once more, and add it to what is known."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, width)
        self.down = nn.Linear(width, width)
        nn.init.zeros_(self.down.weight)  # a new block changes nothing yet

    def forward(self, h: Float[Tensor, "N D"]) -> Float[Tensor, "N D"]:
        return h + self.down(F.silu(self.up(self.norm(h))))


class Maker(nn.Module):
    """From noisy codes, how noisy they are, and what is known, to the codes without the noise."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.enter = nn.Linear(config.made, config.width)
        self.time = nn.Linear(TIME, config.width)
        self.known = nn.Linear(config.known, config.width, bias=False)
        self.blocks = nn.ModuleList(Block(config.width) for _ in range(config.layers))
        self.leave = nn.Linear(config.width, config.made)

    def forward(
        self, x: Float[Tensor, "N P"], t: Float[Tensor, "N"], known: Float[Tensor, "N K"]
    ) -> Float[Tensor, "N P"]:
        h = self.enter(x) + self.time(hands(t)) + self.known(known)  # (N, D)
        for block in self.blocks:
            h = block(h)
        said: Tensor = self.leave(F.silu(h))
        return said


def hands(t: Float[Tensor, "N"]) -> Float[Tensor, "N E"]:
    """Time as the hands of many clocks, slow and fast."""
    angles = t[:, None] * torch.exp(torch.linspace(0, math.log(100), TIME // 2))
    return torch.cat((angles.sin(), angles.cos()), dim=1)


# --- what each way is told, and what it is to make


def told(config: Config, scene: Float[Tensor, "N C"], codes: Float[Tensor, "N T Z"], at: int) -> Float[Tensor, "N K"]:
    """What is known before picture number `at` is made (from 0): of the codes only those before it are looked at."""
    N = len(scene)
    if config.way == "alone":
        number = F.one_hot(torch.tensor(at - config.given), config.frames - config.given).to(scene.dtype)
        return torch.cat((scene, number.expand(N, -1)), dim=1)
    if config.way == "whole":
        return torch.cat((scene, codes[:, : config.given].reshape(N, -1)), dim=1)
    seen = codes[:, max(0, at - config.memory) : at]
    seen = torch.cat((seen, torch.ones(*seen.shape[:2], 1)), dim=2)  # a one says: this picture was there
    early = torch.zeros(N, config.memory - seen.shape[1], config.code + 1)
    return torch.cat((scene, torch.cat((early, seen), dim=1).reshape(N, -1)), dim=1)


def examples(config: Config, scene: Float[Tensor, "N C"], codes: Float[Tensor, "N T Z"]) -> tuple[Tensor, Tensor]:
    """(M, P), (M, K) everything to learn from in these films: what is to be made, and what is known before it."""
    if config.way == "whole":
        return codes[:, config.given :].reshape(len(codes), -1), told(config, scene, codes, config.given)
    places = range(config.given, config.frames)
    return torch.cat([codes[:, at] for at in places]), torch.cat([told(config, scene, codes, at) for at in places])


# --- learning and drawing


def loss(
    maker: Maker,
    clean: Float[Tensor, "N P"],
    known: Float[Tensor, "N K"],
    noise: Float[Tensor, "N P"],
    t: Float[Tensor, "N"],
) -> Tensor:
    """How far the network's clean codes are from the true ones; the more so, the less noise there was."""
    x = (1 - t[:, None]) * clean + t[:, None] * noise
    weight = 1 / t.clamp(min=0.2)[:, None].square()
    return (weight * (maker(x, t, known) - clean).square()).mean()


@torch.inference_mode()
def drawn(maker: Maker, noise: Float[Tensor, "N P"], known: Float[Tensor, "N K"], steps: int) -> Float[Tensor, "N P"]:
    """From noise to codes in so many steps, each a piece of the straight way to what the network believes is clean."""
    x = noise
    for step in range(steps):
        t, s = 1 - step / steps, 1 - (step + 1) / steps
        clean = maker(x, torch.full((len(x),), t), known).clamp(-BOUND, BOUND)
        x = clean + (s / t) * (x - clean)
    return x


@torch.inference_mode()
def film(
    maker: Maker, scene: Float[Tensor, "N C"], given: Float[Tensor, "N G Z"], noise: Float[Tensor, "N T Z"], steps: int
) -> Float[Tensor, "N T Z"]:
    """The given codes, and behind them those that are made; each picture has its own dice, of as many numbers as its code."""
    config, N = maker.config, len(scene)
    if config.way == "whole":
        dice = noise[:, config.given :].reshape(N, -1)
        made = drawn(maker, dice, told(config, scene, given, config.given), steps)
        return torch.cat((given, made.reshape(N, -1, config.code)), dim=1)
    codes = given
    for at in range(config.given, config.frames):
        made = drawn(maker, noise[:, at], told(config, scene, codes, at), steps)
        codes = torch.cat((codes, made[:, None]), dim=1)
    return codes
