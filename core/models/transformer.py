# ruff: noqa: F722 - "B T D" below are shapes for jaxtyping, not Python
"""A GPT that shows its working: `forward` is the last line of `trace`, and `trace` keeps all that a lesson shows.

Knows nothing about text, training or files of runs: token ids come in, logits go out.

Shapes: B batch, T position, D width of the residual stream, H heads, K width of a head (D = H · K),
        M width inside the MLP, L layers, V vocabulary.

Sources: Vaswani et al. (2017), "Attention is all you need"; Radford et al. (2019), "Language models are unsupervised
multitask learners" (GPT-2: the norm stands before each half of a block); Su et al. (2021), "RoFormer" (rotary); Jordan et
al. (2024), the "NanoGPT speedrun" (value embeddings).
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from safetensors.torch import save_file
from torch import Tensor, nn

ACTIVATIONS = ("relu", "gelu")
POSITIONS = ("learned", "rotary", "none")
LARGEST = {"vocabulary": 65_536, "context": 4_096, "width": 4_096, "heads": 64, "layers": 48, "hidden": 16}


@dataclass(frozen=True)
class Config:
    """What decides the shape of every weight. The defaults learn the world in about twenty seconds on one core.

    Raises ValueError, with a sentence, where no such model can be built.
    """

    vocabulary: int = 1024
    context: int = 64  # the most positions that the model reads at once
    width: int = 64
    heads: int = 4
    layers: int = 2
    hidden: int = 4  # the MLP is this many times as wide as the residual stream
    activation: str = "relu"
    positions: str = "learned"
    value_embeddings: bool = False  # every block has a table of what each token tells whoever looks at it

    def __post_init__(self) -> None:
        for name, largest in LARGEST.items():
            value = getattr(self, name)
            if type(value) is not int or not 1 <= value <= largest:
                raise ValueError(f"{name} must be a whole number from 1 to {largest:,}, but is {value!r}.")
        if self.width % self.heads:
            raise ValueError(f"The heads share the width equally, but {self.width} is no multiple of {self.heads}.")
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"The activation must be one of {', '.join(ACTIVATIONS)}, but is {self.activation!r}.")
        if self.positions not in POSITIONS:
            raise ValueError(f"The positions must be one of {', '.join(POSITIONS)}, but are {self.positions!r}.")
        if type(self.value_embeddings) is not bool:
            raise ValueError(f"value_embeddings must be true or false, but is {self.value_embeddings!r}.")
        if self.positions == "rotary" and self.width // self.heads % 2:
            raise ValueError("Rotary positions turn numbers in pairs, so the width of a head must be even.")


# --- what one pass leaves behind


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """Everything that one block computed, in the order in which it did."""

    residual_before: Float[Tensor, "B T D"]
    normed: Float[Tensor, "B T D"]
    q: Float[Tensor, "B H T K"]  # what each position looks for (turned, if positions are rotary)
    k: Float[Tensor, "B H T K"]  # what each position can be found by
    v: Float[Tensor, "B H T K"]  # what each position tells whoever looks
    told: Float[Tensor, "B T D"] | None  # the part of v that the token brings along, its value embedding; None without
    scores: Float[Tensor, "B H T T"]  # how well queries and keys fit; minus infinity where the future lies
    attention: Float[Tensor, "B H T T"]  # row: the position that looks, column: what it sees; every row sums to one
    mixed: Float[Tensor, "B H T K"]  # the values, mixed by attention
    attention_out: Float[Tensor, "B T D"]  # what the heads add to the residual stream
    residual_between: Float[Tensor, "B T D"]
    mlp_normed: Float[Tensor, "B T D"]
    mlp_hidden: Float[Tensor, "B T M"]  # after the activation
    mlp_out: Float[Tensor, "B T D"]  # what the MLP adds to the residual stream
    residual_after: Float[Tensor, "B T D"]


@dataclass(frozen=True, eq=False)
class Trace:
    """Everything that one pass through the model computed, from the token ids to the logits."""

    tokens: Int[Tensor, "B T"]
    token_embeddings: Float[Tensor, "B T D"]
    position_embeddings: Float[Tensor, "T D"] | None  # None unless positions are learned
    embeddings: Float[Tensor, "B T D"]  # what enters the first block
    layers: tuple[LayerTrace, ...]
    normed: Float[Tensor, "B T D"]
    logits: Float[Tensor, "B T V"]

    @property
    def attention(self) -> Float[Tensor, "L B H T T"]:
        return torch.stack([layer.attention for layer in self.layers])

    @property
    def residual_stream(self) -> Float[Tensor, "S B T D"]:
        """The stream where it can be tapped: before the first block, then after each half of each (S = 2L + 1)."""
        halves = [half for layer in self.layers for half in (layer.residual_between, layer.residual_after)]
        return torch.stack([self.embeddings, *halves])


# --- a hand in the pass: what a lesson changes to see what depends on it

Edit = Callable[[str, int, Tensor], Tensor]  # (name, layer, what the model computed) -> what it shall go on with
EDITS = (
    "residual_before",
    "told",
    "attention",
    "mixed",
    "attention_out",
    "mlp_out",
    "residual_after",
)  # as in LayerTrace


def unedited(name: str, layer: int, tensor: Tensor) -> Tensor:
    """The edit that changes nothing."""
    return tensor


# --- the model


def attend(
    q: Float[Tensor, "B H T K"],
    k: Float[Tensor, "B H T K"],
    v: Float[Tensor, "B H T K"],
    mask: Float[Tensor, "T T"],
    edit: Edit = unedited,
    layer: int = 0,
) -> tuple[Float[Tensor, "B H T T"], Float[Tensor, "B H T T"], Float[Tensor, "B H T K"]]:
    """Scores, attention and mixed values: softmax(q kᵀ / √K + mask) v.

    √K keeps the scores' spread independent of a head's width, so that softmax starts soft (Vaswani et al. 2017, eq. 1).
    `baddbmm` scales, multiplies and masks in one pass over memory; this is why all weights can be kept at no cost.
    """
    B, H, T, K = q.shape
    q, k, v = q.flatten(0, 1), k.flatten(0, 1), v.flatten(0, 1)  # (B·H, T, K)
    scores = torch.baddbmm(mask, q, k.transpose(1, 2), alpha=K**-0.5)  # (B·H, T, T)
    attention = edit("attention", layer, scores.softmax(dim=-1).view(B, H, T, T))
    mixed = torch.bmm(attention.flatten(0, 1), v)  # (B·H, T, K)
    return scores.view(B, H, T, T), attention, edit("mixed", layer, mixed.view(B, H, T, K))


def turns(context: int, width: int) -> tuple[Float[Tensor, "T K"], Float[Tensor, "T K"]]:
    """Cosine and sine of the angles by which rotary positions turn a head's pairs of numbers (Su et al. 2021, eq. 15).

    The first pair turns by one radian a position, the later ones ever more slowly: fine and coarse hands of one clock.
    """
    speeds = 10_000.0 ** (-torch.arange(0, width, 2) / width)
    angles = torch.outer(torch.arange(context), speeds).repeat(1, 2)  # (T, K): number i is paired with number i + K/2
    return angles.cos(), angles.sin()


def rotate(
    x: Float[Tensor, "B H T K"], cosine: Float[Tensor, "T K"], sine: Float[Tensor, "T K"]
) -> Float[Tensor, "B H T K"]:
    """Turn each pair of numbers by its position's angle: (a, b) → (a cos - b sin, b cos + a sin)."""
    a, b = x.chunk(2, dim=-1)
    return x * cosine + torch.cat((-b, a), dim=-1) * sine


class Block(nn.Module):
    """Look at earlier positions, then think about what was found; both add to the residual stream."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        D, M = config.width, config.hidden * config.width
        self.config = config
        self.attention_norm = nn.LayerNorm(D, bias=False)
        self.qkv = nn.Linear(D, 3 * D, bias=False)  # rows: queries, keys, values, each head by head
        self.out = nn.Linear(D, D, bias=False)
        self.mlp_norm = nn.LayerNorm(D, bias=False)
        self.up = nn.Linear(D, M, bias=False)
        self.down = nn.Linear(M, D, bias=False)

    def forward(
        self,
        x: Float[Tensor, "B T D"],
        mask: Tensor,
        cosine: Tensor,
        sine: Tensor,
        edit: Edit = unedited,
        layer: int = 0,
        told: Float[Tensor, "B T D"] | None = None,
    ) -> LayerTrace:
        """From the residual stream to the residual stream; the constants are the model's, and so is what each token tells."""
        x = edit("residual_before", layer, x)
        B, T, D = x.shape
        H = self.config.heads

        # attention: heads look back and bring something home
        normed = self.attention_norm(x)
        qkv = self.qkv(normed).view(B, T, 3, H, D // H).permute(2, 0, 3, 1, 4).contiguous()  # (3, B, H, T, K)
        q, k, v = qkv.unbind()
        if told is not None:
            told = edit("told", layer, told)
            v = v + told.view(B, T, H, D // H).transpose(1, 2)
        if self.config.positions == "rotary":
            q, k = rotate(q, cosine, sine), rotate(k, cosine, sine)
        scores, attention, mixed = attend(q, k, v, mask, edit, layer)
        side_by_side = mixed.transpose(1, 2).reshape(B, T, D)  # the heads' values in one row again
        attention_out = edit("attention_out", layer, self.out(side_by_side))
        between = x + attention_out

        # MLP: every position by itself
        mlp_normed = self.mlp_norm(between)
        hidden = self.up(mlp_normed)
        # GELU by its tanh formula, as in GPT-2: decode.py can repeat that one in NumPy
        hidden = torch.relu(hidden) if self.config.activation == "relu" else F.gelu(hidden, approximate="tanh")
        mlp_out = edit("mlp_out", layer, self.down(hidden))
        after = edit("residual_after", layer, between + mlp_out)

        return LayerTrace(
            x,
            normed,
            q,
            k,
            v,
            told,
            scores,
            attention,
            mixed,
            attention_out,
            between,
            mlp_normed,
            hidden,
            mlp_out,
            after,
        )


class Transformer(nn.Module):
    """Embed the tokens, let them pass the blocks, and compare what comes out with every token of the vocabulary."""

    mask: Tensor  # (T, T) minus infinity where the future lies, else zero
    cosine: Tensor  # (T, K)
    sine: Tensor  # (T, K)

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.token_embedding = nn.Embedding(config.vocabulary, config.width)
        if config.positions == "learned":
            self.position_embedding = nn.Embedding(config.context, config.width)
        if config.value_embeddings:
            tables = (nn.Embedding(config.vocabulary, config.width) for _ in range(config.layers))
            self.value_embeddings = nn.ModuleList(tables)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width, bias=False)
        # constants, not weights: what a position may see, and how far rotary positions turn
        future = torch.full((config.context, config.context), float("-inf")).triu(diagonal=1)
        cosine, sine = turns(config.context, config.width // config.heads)
        self.register_buffer("mask", future, persistent=False)
        self.register_buffer("cosine", cosine, persistent=False)
        self.register_buffer("sine", sine, persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        """Random weights, each as wide as its place asks for. Measured: with Muon they learn fast."""
        for name, weight in self.named_parameters():
            if weight.ndim < 2:
                continue  # norms start at one and leave everything as it is
            if "embedding" in name:
                # Small, for the tokens' matrix makes the logits, too: all near zero, every token equally likely, loss ln V.
                std = 0.02
            else:
                # 1/√(inputs) would hand on numbers as large as came in; half of it starts gentler.
                std = 0.5 * weight.shape[1] ** -0.5
            if name.endswith(("out.weight", "down.weight")):
                # 2L of these add to the residual stream; divided by √2L, their sum does not grow with depth (GPT-2).
                std *= (2 * self.config.layers) ** -0.5
            nn.init.normal_(weight, std=std)

    def forward(self, tokens: Int[Tensor, "B T"]) -> Float[Tensor, "B T V"]:
        """Token ids -> logits: how strongly each token of the vocabulary is expected next, at every position."""
        return self.trace(tokens).logits

    def trace(self, tokens: Int[Tensor, "B T"], edit: Edit | None = None) -> Trace:
        """One pass that keeps everything. ValueError where the tokens do not fit into the context.

        `edit` may change what the model computed on its way, as a surgeon would: it is handed each activation named in
        `EDITS` with the number of its layer, counted from 0, and the pass goes on with what it gives back. The trace
        keeps what the model went on with.
        """
        B, T = tokens.shape
        if not 1 <= T <= self.config.context:
            raise ValueError(f"The model reads 1 to {self.config.context} tokens at once, but {T} came.")

        # what each token is, and where it stands
        token_embeddings = x = self.token_embedding(tokens)  # (B, T, D)
        position_embeddings = None
        if self.config.positions == "learned":
            position_embeddings = self.position_embedding.weight[:T]  # (T, D)
            x = token_embeddings + position_embeddings
        embeddings = x

        # the blocks, one after another, each on what the one before left
        mask, cosine, sine = self.mask[:T, :T], self.cosine[:T], self.sine[:T]
        layers = []
        for layer, block in enumerate(self.blocks):
            told = self.value_embeddings[layer](tokens) if self.config.value_embeddings else None  # (B, T, D)
            layers.append(block(x, mask, cosine, sine, edit or unedited, layer, told))
            x = layers[-1].residual_after

        # the embeddings again, now as the question: how much do you look like each token?
        normed = self.norm(x)
        logits = F.linear(normed, self.token_embedding.weight)  # (B, T, V)
        return Trace(tokens, token_embeddings, position_embeddings, embeddings, tuple(layers), normed, logits)


# --- what training makes small


class CrossEntropy(torch.autograd.Function):
    """Mean of -log(chance given to the true token). Its gradient needs no calculus: the chances minus the truth.

    The same numbers as `torch.nn.functional.cross_entropy`. By hand, because that one fills two more tables as large as
    the logits on the way back: a tenth of a training step of a model this small.
    """

    @staticmethod
    def forward(ctx: Any, logits: Float[Tensor, "N V"], targets: Int[Tensor, " N"]) -> Float[Tensor, ""]:
        chances = logits.softmax(dim=-1)
        ctx.save_for_backward(chances, targets)
        smallest = torch.finfo(chances.dtype).tiny  # a chance may round to zero; its logarithm shall stay a number
        return -chances.gather(1, targets[:, None]).clamp_min(smallest).log().mean()

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        chances, targets = ctx.saved_tensors
        N = len(targets)
        # In place, for memory costs more here than arithmetic. Going back twice would be wrong, and PyTorch refuses it.
        chances.scatter_add_(1, targets[:, None], chances.new_full((N, 1), -1.0))
        return chances.mul_(gradient / N), None


def next_token_loss(logits: Float[Tensor, "B T V"], targets: Int[Tensor, "B T"]) -> Float[Tensor, ""]:
    """How surprised the model is by what really came next, in nats per token: ln V when it knows nothing, 0 at best."""
    loss: Tensor = CrossEntropy.apply(logits.flatten(0, 1), targets.flatten())
    return loss


# --- on disk: safetensors, which holds numbers and never code; the config stands in the header


def save(model: Transformer, path: Path, dtype: torch.dtype = torch.float32) -> None:
    """Write the weights; `torch.float16` halves the file and is exact enough to look at."""
    weights = {name: weight.to("cpu", dtype).contiguous() for name, weight in model.state_dict().items()}
    save_file(weights, path, metadata={"config": json.dumps(asdict(model.config))})


def load(path: Path) -> Transformer:
    """Read a model back, in float32 whatever the file holds. ValueError where the file is not one that we can trust."""
    config, weights = read(path)
    model = Transformer(config)
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in weights.items()})
    return model


def read(path: Path) -> tuple[Config, dict[str, np.ndarray]]:
    """The config and the weights (float32) of a file, checked before anything is built from them.

    Names, shapes and types are checked against the header first, so that a hostile file cannot ask for weights that it
    does not hold. ValueError, with one sentence, where something is wrong.
    """
    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            config = _config(file.metadata())
            expected = shapes(config)
            found = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118 - no dict
            if odd := sorted(found.keys() ^ expected.keys()):
                raise ValueError(f"it should hold {len(expected)} weights, but {odd[0]!r} is missing or foreign")
            for name, shape in expected.items():
                if found[name] != shape:
                    raise ValueError(f"{name} should have the shape {shape}, but has {found[name]}")
                if (kind := file.get_slice(name).get_dtype()) not in ("F32", "F16"):
                    raise ValueError(f"{name} should be float32 or float16, but is {kind}")
            weights = {name: file.get_tensor(name).astype(np.float32) for name in expected}
    except (safetensors.SafetensorError, ValueError) as problem:
        raise ValueError(f"{path.name} is not a model that Glassbox can read: {str(problem).rstrip('.')}.") from None
    for name, weight in weights.items():
        if not np.isfinite(weight).all():
            raise ValueError(f"{path.name} is damaged: {name} holds something that is no finite number.")
    return config, weights


def shapes(config: Config) -> dict[str, tuple[int, ...]]:
    """The name and shape of every weight, counted and not built: a file's header may ask for far too large a model.

    (torch's `meta` device builds without memory, too, but loads its compiler for that: seconds, and 80 MB.)
    """
    D, M = config.width, config.hidden * config.width
    sizes: dict[str, tuple[int, ...]] = {"token_embedding.weight": (config.vocabulary, D)}
    if config.positions == "learned":
        sizes["position_embedding.weight"] = (config.context, D)
    if config.value_embeddings:
        sizes |= {f"value_embeddings.{layer}.weight": (config.vocabulary, D) for layer in range(config.layers)}
    for layer in range(config.layers):
        sizes |= {
            f"blocks.{layer}.attention_norm.weight": (D,),
            f"blocks.{layer}.qkv.weight": (3 * D, D),
            f"blocks.{layer}.out.weight": (D, D),
            f"blocks.{layer}.mlp_norm.weight": (D,),
            f"blocks.{layer}.up.weight": (M, D),
            f"blocks.{layer}.down.weight": (D, M),
        }
    return sizes | {"norm.weight": (D,)}


def _config(header: dict[str, str] | None) -> Config:
    try:
        record: Any = json.loads((header or {})["config"])
        named = [field.name for field in fields(Config)]
        if "value_embeddings" not in record:  # the file is older than they are, and its model has none
            named.remove("value_embeddings")
        return Config(**{name: record[name] for name in named})
    except (KeyError, TypeError, json.JSONDecodeError, RecursionError):
        raise ValueError("its header does not say how the model is built") from None
