# ruff: noqa: F722 - "N P" below are shapes for jaxtyping, not Python
"""A transformer that draws: a picture is a text whose words are grey levels, read row by row from the upper left corner.

The model is the one of the text lessons (`transformer.py`); here is what makes it draw. A picture of P pixels costs P
passes, for each pixel waits for all those before it. Knows nothing about which pictures these are, or about training.

Shapes: N pictures, P pixels, V vocabulary (the grey levels, then the beginnings), H heads, K width of a head,
        D width of the residual stream, T pixels read so far.

Sources: van den Oord, Kalchbrenner and Kavukcuoglu (2016), "Pixel recurrent neural networks"; Chen et al. (2020),
"Generative pretraining from pixels" (Image GPT).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from core.models.transformer import Block, Config, Transformer, next_token_loss

LEVELS = 17  # 0 is paper, 16 is the darkest ink
ANY = LEVELS  # the token before the first pixel: "draw what you like"; ANY + 1 + c asks for a picture of class c


@dataclass(frozen=True, eq=False)
class Drawn:
    """One more pixel of every picture: what was chosen, and how likely the model found each level."""

    place: int  # which pixel, counted row by row
    level: Int[Tensor, " N"]
    chances: Float[Tensor, "N LEVELS"]


def config(width: int, layers: int, *, pixels: int = 64, classes: int = 0, heads: int = 4) -> Config:
    """The transformer whose words are grey levels. It reads the beginning and all pixels but the last."""
    return Config(vocabulary=LEVELS + 1 + classes, context=pixels, width=width, heads=heads, layers=layers)


def levels(images: Float[Tensor, "N P"]) -> Int[Tensor, "N P"]:
    """Ink from 0 to 1 as the nearest of the 17 grey levels."""
    return (images.clamp(0, 1) * (LEVELS - 1)).round().long()


def loss(model: Transformer, picture: Int[Tensor, "N P"], start: Int[Tensor, " N"]) -> Float[Tensor, ""]:
    """The surprise at every pixel, given the true ones before it: nats a pixel, ln 17 = 2.83 for one who knows nothing."""
    read = torch.cat((start[:, None], picture[:, :-1]), dim=1)  # (N, P): at each place what came before it
    return next_token_loss(model(read)[..., :LEVELS], picture)


@torch.inference_mode()
def surprise(model: Transformer, picture: Int[Tensor, "N P"], start: Int[Tensor, " N"]) -> Float[Tensor, "N P"]:
    """How many nats each pixel surprises the model by. Their sum over a picture is its exact log-likelihood, negative."""
    read = torch.cat((start[:, None], picture[:, :-1]), dim=1)
    chances = model(read)[..., :LEVELS].log_softmax(dim=-1)
    return -chances.gather(-1, picture[..., None])[..., 0]


@torch.inference_mode()
def draw(
    model: Transformer,
    start: Int[Tensor, " N"],
    rng: torch.Generator,
    given: Int[Tensor, "N G"] | None = None,
    temperature: float = 1.0,
) -> Iterator[Drawn]:
    """N pictures, pixel after pixel; the first G are given, and the model goes on from there.

    Keys and values of earlier pixels are kept, so each new one costs a single position (as in decode.py).
    """
    memory: list[tuple[Tensor, Tensor]] = [(torch.empty(0), torch.empty(0))] * len(model.blocks)
    token, known = start, 0 if given is None else given.shape[1]
    for place in range(model.config.context):
        x = model.token_embedding(token) + model.position_embedding.weight[place]  # (N, D)
        for i, block in enumerate(model.blocks):
            assert isinstance(block, Block)
            x, memory[i] = step(block, x, memory[i])
        logits = F.linear(model.norm(x), model.token_embedding.weight)[:, :LEVELS]  # a beginning is no grey level
        chances = (logits / temperature).softmax(dim=-1)
        token = given[:, place] if given is not None and place < known else _throw(chances, rng)
        yield Drawn(place, token, chances)


def step(
    block: Block, x: Float[Tensor, "N D"], memory: tuple[Tensor, Tensor]
) -> tuple[Float[Tensor, "N D"], tuple[Tensor, Tensor]]:
    """One position through a block: the same sums as `Block.forward`, with what earlier positions left in memory."""
    N, D = x.shape
    H = block.config.heads
    q, k, v = block.qkv(block.attention_norm(x)).view(N, 3, H, 1, D // H).unbind(1)  # (N, H, 1, K) each
    keys, values = (torch.cat((old, new), 2) if len(old) else new for old, new in zip(memory, (k, v), strict=True))
    attention = (q @ keys.mT * (D // H) ** -0.5).softmax(dim=-1)  # (N, H, 1, T)
    x = x + block.out((attention @ values).reshape(N, D))
    return x + block.down(torch.relu(block.up(block.mlp_norm(x)))), (keys, values)


def pictures(drawn: Iterator[Drawn]) -> Float[Tensor, "N P"]:
    """All pixels together, as ink from 0 to 1."""
    return torch.stack([one.level for one in drawn], dim=1) / (LEVELS - 1)


def _throw(chances: Float[Tensor, "N V"], rng: torch.Generator) -> Int[Tensor, " N"]:
    """One throw of the dice for each picture."""
    return torch.multinomial(chances, 1, generator=rng)[:, 0]
