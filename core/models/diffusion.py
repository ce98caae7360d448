# ruff: noqa: F722 - "N P" below are shapes for jaxtyping, not Python
"""A network that takes noise out of numbers, and the ways to draw with it: DDPM, DDIM, flow matching, guidance.

To learn: hide an example under noise, and let the network say what was added. To draw: begin with nothing but noise, and
take a little of it away, again and again. Each step is a record, so a slider can walk from noise to picture. Knows
nothing about pictures, points or words: rows of numbers around zero come in, rows of numbers go out.

Time t runs from 0, the clean example, to 1, noise alone.

Shapes: N examples, P numbers of one example, C numbers of its condition, D width, E width of the time embedding.

Sources: Ho et al. (2020), "Denoising diffusion probabilistic models" (DDPM); Song et al. (2021), "Denoising diffusion
implicit models" (DDIM); Nichol and Dhariwal (2021), "Improved DDPM" (the cosine schedule); Lipman et al. (2023), "Flow
matching for generative modeling"; Ho and Salimans (2022), "Classifier-free diffusion guidance".
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

KINDS = ("diffusion", "flow")
SAMPLERS = {"ddpm": "diffusion", "ddim": "diffusion", "euler": "flow"}  # how to draw, and the kind of network it needs
TIME = 32  # E: sines and cosines, from one wave to a hundred over the whole of time
LAST = 0.99  # of a quarter turn: a trace of the example stays at t = 1, so that it can be divided by


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight."""

    kind: str = "diffusion"  # what the network says: the noise ("diffusion") or the way from example to noise ("flow")
    size: int = 64  # P
    width: int = 128
    layers: int = 3
    conditions: int = 0  # C; 0: the network is told nothing about the example
    waves: int = 0  # sines and cosines of every input: they help to see fine detail in the plane (Tancik et al. 2020)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"The kind must be one of {', '.join(KINDS)}, but is {self.kind!r}.")


# --- how noise and example are mixed


def mix(kind: str, t: Float[Tensor, "*N"]) -> tuple[Float[Tensor, "*N"], Float[Tensor, "*N"]]:
    """How much of the example and how much noise there is at time t.

    Diffusion turns from one to the other along a circle, so that the spread stays one (the cosine schedule of Nichol and
    Dhariwal 2021); flow goes straight (Lipman et al. 2023, eq. 22).
    """
    if kind == "flow":
        return 1 - t, t
    angle = LAST * math.pi / 2 * t
    return angle.cos(), angle.sin()


def noised(kind: str, clean: Float[Tensor, "N P"], noise: Float[Tensor, "N P"], t: Float[Tensor, " N"]) -> Tensor:
    """(N, P) the examples at time t. In one stroke: no need to add the noise step by step (Ho et al. 2020, eq. 4)."""
    signal, amount = mix(kind, t[:, None])
    return signal * clean + amount * noise


# --- the network


class Block(nn.Module):
    """Think once more, and add it to what is known."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, width)
        self.down = nn.Linear(width, width)
        nn.init.zeros_(self.down.weight)  # a new block changes nothing yet, so deep networks learn from the start

    def forward(self, h: Float[Tensor, "N D"]) -> Float[Tensor, "N D"]:
        return h + self.down(F.silu(self.up(self.norm(h))))


class Denoiser(nn.Module):
    """From noisy numbers, the time and perhaps a condition to what the noise was (or, for flow, which way it came)."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        P, D = config.size, config.width
        self.enter = nn.Linear(P * (1 + 2 * config.waves), D)
        self.time = nn.Linear(TIME, D)
        self.condition = nn.Linear(config.conditions, D, bias=False) if config.conditions else None
        self.blocks = nn.ModuleList(Block(D) for _ in range(config.layers))
        self.leave = nn.Linear(D, P)
        nn.init.zeros_(self.leave.weight)  # an untrained network says "zero", which is right on average
        nn.init.zeros_(self.leave.bias)

    def forward(
        self, x: Float[Tensor, "N P"], t: Float[Tensor, " N"], condition: Float[Tensor, "N C"] | None = None
    ) -> Float[Tensor, "N P"]:
        """A condition of zeros, or none, leaves the choice to the network."""
        h = self.enter(self.waves(x)) + self.time(hands(t))  # (N, D)
        if self.condition is not None and condition is not None:
            h = h + self.condition(condition)
        for block in self.blocks:
            h = block(h)
        said: Tensor = self.leave(F.silu(h))
        return said

    def waves(self, x: Float[Tensor, "N P"]) -> Tensor:
        """The numbers, and waves of them, each twice as short as the one before."""
        angles = [math.pi * 2**i * x for i in range(self.config.waves)]
        return torch.cat([x, *(wave for angle in angles for wave in (angle.sin(), angle.cos()))], dim=1)


def hands(t: Float[Tensor, " N"]) -> Float[Tensor, "N E"]:
    """Time as the hands of many clocks, slow and fast, so that the network can read it as finely as it needs."""
    speeds = torch.exp(torch.linspace(0, math.log(100), TIME // 2))
    angles = t[:, None] * speeds
    return torch.cat((angles.sin(), angles.cos()), dim=1)


# --- learning


def loss(
    model: Denoiser,
    clean: Float[Tensor, "N P"],
    noise: Float[Tensor, "N P"],
    t: Float[Tensor, " N"],
    condition: Float[Tensor, "N C"] | None = None,
) -> Tensor:
    """How wrong the network is about what was done to the examples (Ho et al. 2020, eq. 14; Lipman et al. 2023, eq. 23)."""
    said = model(noised(model.config.kind, clean, noise, t), t, condition)
    return F.mse_loss(said, noise if model.config.kind == "diffusion" else noise - clean)


# --- drawing


@dataclass(frozen=True, eq=False)
class Denoised:
    """One step of the way from noise to an example."""

    t: float  # the noise level: 1 at the start, 0 at the end
    x: Float[Tensor, "N P"]  # what there is
    clean: Float[Tensor, "N P"]  # what the network believes is hidden in it
    noise: Float[Tensor, "N P"]  # the noise that it believes to see


def guess(
    model: Denoiser, x: Tensor, t: float, condition: Tensor | None = None, guidance: float = 0.0, bound: float = 1.0
) -> Denoised:
    """What the network believes at time t: the example that is hidden in x, and the noise above it.

    Guidance asks twice, with the condition and without, and goes further in the direction in which the two differ
    (Ho and Salimans 2022, eq. 6; 0 is the plain answer). No example is larger than `bound`, so no guess need be.
    """
    N, _ = x.shape
    times = torch.full((N,), t)
    said = model(x, times, condition)
    if guidance and condition is not None:
        said = said + guidance * (said - model(x, times))
    signal, amount = (float(part) for part in mix(model.config.kind, torch.tensor(t)))
    clean = (x - amount * said) / signal if model.config.kind == "diffusion" else x - t * said
    clean = clean.clamp(-bound, bound)
    noise = (x - signal * clean) / amount
    return Denoised(t, x, clean, noise)


@torch.inference_mode()
def draw(
    model: Denoiser,
    noise: Float[Tensor, "N P"],
    steps: int,
    sampler: str = "ddim",
    condition: Float[Tensor, "N C"] | None = None,
    guidance: float = 0.0,
    bound: float = 1.0,
    rng: torch.Generator | None = None,
) -> Iterator[Denoised]:
    """From noise to examples in so many steps; a record before each of them, and one of the end.

    ValueError where the network was not trained for this way of drawing.
    """
    if SAMPLERS[sampler] != model.config.kind:
        raise ValueError(
            f"{sampler} draws with a network of kind {SAMPLERS[sampler]}; this one is {model.config.kind}."
        )
    x = noise
    for step in range(steps):
        t, s = 1 - step / steps, 1 - (step + 1) / steps
        now = guess(model, x, t, condition, guidance, bound)
        yield now
        if sampler == "ddpm":
            x = ddpm(now, s, torch.randn(x.shape, generator=rng))
        elif sampler == "ddim":
            x = ddim(now, s)
        else:
            x = euler(now, s)
    yield Denoised(0.0, x, x, torch.zeros_like(x))


def ddim(now: Denoised, s: float) -> Tensor:
    """To the earlier time s: the same guess with less of the same noise. No luck in it (Song et al. 2021, eq. 12, σ = 0)."""
    signal, amount = mix("diffusion", torch.tensor(s))
    return signal * now.clean + amount * now.noise


def ddpm(now: Denoised, s: float, fresh: Tensor) -> Tensor:
    """To the earlier time s: part of the noise is replaced by fresh noise, every time (Ho et al. 2020, algorithm 2).

    Written as DDIM with the σ that makes it DDPM (Song et al. 2021, eq. 16 with η = 1), so any step width will do.
    """
    signal_t, amount_t = mix("diffusion", torch.tensor(now.t))
    signal, amount = mix("diffusion", torch.tensor(s))
    sigma = amount / amount_t * (1 - (signal_t / signal) ** 2).clamp(min=0).sqrt()
    return signal * now.clean + (amount**2 - sigma**2).clamp(min=0).sqrt() * now.noise + sigma * fresh


def euler(now: Denoised, s: float) -> Tensor:
    """To the earlier time s, straight ahead: the way from example to noise, backwards (Lipman et al. 2023, eq. 1)."""
    velocity = now.noise - now.clean
    return now.x + (s - now.t) * velocity
