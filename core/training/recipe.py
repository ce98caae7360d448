"""The recipe of a run: everything that decides how it goes, as plain data that fits in a JSON file and in a link.

On one kind of processor two equal recipes give the same run, to the last digit. On another kind, whose kernels add in
another order, the run begins the same, drifts apart within a hundred steps and ends as good. Knows nothing about files
or workers.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from core.models.transformer import Config


@dataclass(frozen=True)
class TextChoice:
    """Which text is learned. `own` texts are named by their SHA-256; the text itself lies in the run's folder."""

    source: str = "world"  # "world", "own", or another text that comes with the app: `corpus.PLAIN`
    seed: int = 0  # which world, or which text by the same grammar
    people: int = 200
    towns: int = 20
    size: int = 1_500_000  # characters
    false_share: float = 0.0  # of the tellings, made false
    digest: str = ""
    whole: bool = False  # of an own text: it is short, so all of it is learned and nothing held out


@dataclass(frozen=True)
class TokenizerChoice:
    """How the text is cut into tokens; `size` counts the kinds of token."""

    kind: str = "pieces"
    size: int = 1024


@dataclass(frozen=True)
class OptimizerChoice:
    """Muon takes the matrices inside the blocks and AdamW the rest, or AdamW takes all. Rates are per step.

    A record that leaves a value out means the one below; what a lesson begins with stands in OPTIMIZERS.
    """

    name: str = "muon"  # or "adamw"
    rate: float = 0.02
    embeddings: float = 1.0  # beside Muon: how many times as large AdamW's rate is, for embeddings and norms


@dataclass(frozen=True)
class Recipe:
    """What to train and how. The defaults are the lesson's: about twenty seconds on one core.

    Measured against others in EXPERIMENTS.md ("Sooner fluent").
    """

    text: TextChoice = field(default_factory=TextChoice)
    tokenizer: TokenizerChoice = field(default_factory=TokenizerChoice)
    model: Config = Config(value_embeddings=True)
    optimizer: OptimizerChoice = OptimizerChoice(embeddings=2.0)
    batch: int = 16  # windows per step
    steps: int = 750
    seed: int = 0
    parent: str = ""  # a fork: the run that it left, where, and
    parent_step: int = 0

    @property
    def tokens_per_step(self) -> int:
        return self.batch * self.model.context

    @property
    def private(self) -> bool:
        """A learner's own text is nobody else's; so is a run that left another one."""
        return self.text.source == "own" or bool(self.parent)

    @property
    def id(self) -> str:
        """A name that only this recipe has: the same recipe is the same run here, whoever starts it."""
        record = asdict(self)
        # recipes that were written before there was one of these choices keep their names
        if not self.text.whole:
            del record["text"]["whole"]
        if not self.model.value_embeddings:
            del record["model"]["value_embeddings"]
        if self.optimizer.embeddings == 1.0:
            del record["optimizer"]["embeddings"]
        return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Self:
        """Read a recipe back. ValueError with a sentence if it is not one."""
        parts = {"text": TextChoice, "tokenizer": TokenizerChoice, "model": Config, "optimizer": OptimizerChoice}
        try:
            known = {f.name for f in fields(cls)}
            values = {name: value for name, value in record.items() if name in known}
            for name, part in parts.items():
                if name in values:
                    values[name] = part(**values[name])
            return cls(**values)
        except (TypeError, AttributeError) as problem:
            raise ValueError(f"This is not a recipe that Glassbox can read: {problem}.") from None

    def with_vocabulary(self, size: int) -> Self:
        """The recipe with the vocabulary that the tokenizer really has (a short text gives fewer kinds of token)."""
        return replace(self, model=replace(self.model, vocabulary=size))


OPTIMIZERS = {"muon": OptimizerChoice(embeddings=2.0), "adamw": OptimizerChoice("adamw", 0.005)}  # measured
SIZES = {
    "tiny": Config(width=32, heads=2, layers=1, value_embeddings=True),
    "standard": Config(value_embeddings=True),
    "deep": Config(layers=4, value_embeddings=True),
    "wide": Config(width=128, value_embeddings=True),
    "long memory": Config(context=128, value_embeddings=True),
}
# The lesson's recipe until 0.3.0: what benchmarks measure the default against.
BEFORE = Recipe(model=Config(), optimizer=OptimizerChoice(), steps=1600)
