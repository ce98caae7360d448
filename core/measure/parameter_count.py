"""Where the parameters of a transformer sit: counted from its shape, without building it.

Small models are mostly table of tokens, large ones mostly MLP. The shapes of `PUBLISHED` are those that the makers give; what
is counted is held against the totals that they publish (tests/measure/test_parameter_count.py).
"""

from dataclasses import dataclass, fields, replace

from core.models.transformer import Config


@dataclass(frozen=True)
class Shape:
    """What decides how many parameters a transformer has."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    hidden: int  # width inside the MLP, or inside one expert
    key_heads: int = 0  # heads with keys and values of their own, where heads share them (Ainslie et al. 2023); 0: all
    head_width: int = 0  # 0: the width divided by the heads
    gated: bool = False  # the MLP has a third matrix, which opens and shuts (Shazeer 2020)
    tied: bool = True  # the table of tokens also makes the logits
    positions: int = 0  # learned ones
    biases: bool = False  # on every matrix and norm
    key_norms: bool = False  # queries and keys are normed, too
    experts: int = 1  # MLPs side by side
    met: int = 1  # experts that each token meets
    value_embeddings: bool = False


@dataclass(frozen=True)
class Count:
    """Parameters by where they sit."""

    tokens: int  # the table of tokens
    positions: int
    attention: int
    mlp: int  # of all experts, with what chooses among them
    norms: int
    logits: int  # a table of its own for them, where there is one
    values: int = 0  # value embeddings
    active: int = 0  # of all, those that a token meets

    @property
    def tables(self) -> int:
        """All that has a row for every token or position."""
        return self.tokens + self.positions + self.logits + self.values

    @property
    def total(self) -> int:
        return sum(getattr(self, field.name) for field in fields(self) if field.name != "active")


def count(shape: Shape) -> Count:
    """Every parameter, once.

    >>> count(Shape(vocabulary=50_257, width=768, layers=12, heads=12, hidden=3_072, positions=1_024, biases=True)).total
    124439808
    """
    D, L = shape.width, shape.layers
    K = shape.head_width or D // shape.heads
    queries, keys = shape.heads * K, (shape.key_heads or shape.heads) * K
    b = shape.biases
    attention = D * queries + 2 * D * keys + queries * D + b * (queries + 2 * keys + D)
    matrices = 3 if shape.gated else 2
    expert = matrices * D * shape.hidden + b * ((matrices - 1) * shape.hidden + D)
    router = D * shape.experts if shape.experts > 1 else 0
    norms = L * (2 * D * (1 + b) + 2 * K * shape.key_norms) + D * (1 + b)
    table = shape.vocabulary * D
    found = Count(
        tokens=table, positions=shape.positions * D, attention=L * attention, mlp=L * (shape.experts * expert + router),
        norms=norms, logits=0 if shape.tied else table, values=L * table * shape.value_embeddings,
    )  # fmt: skip
    return replace(found, active=found.total - L * (shape.experts - shape.met) * expert)


def shape_of(config: Config) -> Shape:
    """The shape of one of our own models."""
    return Shape(
        config.vocabulary, config.width, config.layers, config.heads, config.hidden * config.width,
        positions=config.context if config.positions == "learned" else 0, value_embeddings=config.value_embeddings,
    )  # fmt: skip


@dataclass(frozen=True)
class Published:
    """A model whose shape and total its makers tell."""

    name: str
    released: int  # year
    shape: Shape
    total: int  # as published, rounded as there
    source: str


PUBLISHED = (
    Published(
        "GPT-2", 2019, Shape(50_257, 768, 12, 12, 3_072, positions=1_024, biases=True), 124_000_000,
        "https://github.com/openai/gpt-2",
    ),
    Published(
        "GPT-2 XL", 2019, Shape(50_257, 1_600, 48, 25, 6_400, positions=1_024, biases=True), 1_558_000_000,
        "https://github.com/openai/gpt-2",
    ),
    Published(
        "GPT-3", 2020, Shape(50_257, 12_288, 96, 96, 49_152, positions=2_048, biases=True), 175_000_000_000,
        "https://arxiv.org/abs/2005.14165",
    ),
    Published(
        "LLaMA 65B", 2023, Shape(32_000, 8_192, 80, 64, 22_016, gated=True, tied=False), 65_200_000_000,
        "https://arxiv.org/abs/2302.13971",
    ),
    Published(
        "Mistral 7B", 2023, Shape(32_000, 4_096, 32, 32, 14_336, key_heads=8, gated=True, tied=False), 7_240_000_000,
        "https://arxiv.org/abs/2310.06825",
    ),
    Published(
        "Mixtral 8x7B", 2023,
        Shape(32_000, 4_096, 32, 32, 14_336, key_heads=8, gated=True, tied=False, experts=8, met=2), 46_700_000_000,
        "https://arxiv.org/abs/2401.04088",
    ),
    Published(
        "Llama 3.1 405B", 2024, Shape(128_256, 16_384, 126, 128, 53_248, key_heads=8, gated=True, tied=False),
        405_000_000_000, "https://arxiv.org/abs/2407.21783",
    ),
    Published(
        "Qwen3 8B", 2025,
        Shape(151_936, 4_096, 36, 32, 12_288, key_heads=8, head_width=128, gated=True, tied=False, key_norms=True),
        8_200_000_000, "https://arxiv.org/abs/2505.09388",
    ),
)  # fmt: skip
