"""The open model: a run, and a moment of its training, with everything that can be read of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from core.caches import shared
from core.data.world import Fact, World
from core.figures import chips
from core.figures.payload import Array
from core.language import spoken
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer
from core.models.weights import filled
from core.tokenizers import START, Tokenizer
from core.training.corpus import text_of, the_world
from core.training.finding import reader
from core.training.recipe import Recipe
from core.training.run import SHIPPED, Run

CAME_WITH_THE_APP = "world"  # the folder in assets/runs that is open before anybody trained anything
MOST = 20_000  # letters of a prompt; all of them are encoded at each change, and that must not be felt


@dataclass(frozen=True, eq=False)
class OpenModel:
    """A run and a moment of it. Everything read here is shared between visitors and never changed in place."""

    run: Run
    step: int

    def __eq__(self, other: object) -> bool:
        """The same moment of the same run, however often it was opened."""
        return isinstance(other, OpenModel) and (self.run.folder, self.step) == (other.run.folder, other.step)

    def __hash__(self) -> int:
        return hash((self.run.folder, self.step))

    @property
    def recipe(self) -> Recipe:
        """With the vocabulary that the model really has: a short text makes fewer kinds of token than asked for."""
        return _recipe(self.run.folder)

    @property
    def config(self) -> Config:
        return self.recipe.model

    @property
    def steps(self) -> tuple[int, ...]:
        return self.run.steps

    def at(self, step: int) -> "OpenModel":
        """The same run at another moment."""
        return OpenModel(self.run, step)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        return _tokenizer(self.run.folder)

    @property
    def world(self) -> World | None:
        """The world that the text is about; None for a text whose truth nobody knows."""
        text = self.recipe.text
        return the_world(text.seed, text.people, text.towns) if text.source == "world" else None

    @cached_property
    def told(self) -> dict[Fact, int]:
        return _told(self.run.folder)

    @cached_property
    def own_text(self) -> str:
        """What the learner brought; nothing where the text came with the app."""
        return _own_text(self.run.folder)

    @property
    def plain_text(self) -> str:
        """The text that it learned; nothing of the world's, which has examples of its own."""
        return self.own_text or text_of(self.recipe.text.source, self.recipe.text.seed)

    @property
    def shipped(self) -> bool:
        return self.run.folder.parent == SHIPPED

    @property
    def came_with_the_app(self) -> bool:
        """Is it the model that is open before anybody trained one?"""
        return self.shipped and self.run.id == CAME_WITH_THE_APP

    def decoder(self, step: int | None = None, batch: int = 1) -> Decoder:
        """A reader of its own for whoever asks; the weights are shared."""
        return Decoder(self.weights(step), self.config, batch)

    def model(self, step: int | None = None) -> Transformer:
        return _model(self.run.folder, self.step if step is None else step, self.config)

    def weights(self, step: int | None = None) -> dict[str, Array]:
        return _weights(self.run.folder, self.step if step is None else step)

    def chips(self, tokens: Sequence[int], how: Mapping[int, str] | None = None) -> list[dict[str, Any]]:
        """These tokens as all pictures show them; `how` each came there, by position (see `core.figures.chips`)."""
        return chips.chips(tokens, self.tokenizer.spell(list(tokens)), how)

    @property
    def labels(self) -> list[str]:
        """Every token of the vocabulary as a picture names it; one that continues a word has an ellipsis."""
        return _labels(self.at(0), spoken())

    def read(self, prompt: str) -> list[int]:
        """All tokens of a prompt, the start first."""
        return list(_read(self.run.folder, prompt[:MOST].rstrip()))

    def window(self, tokens: Sequence[int]) -> list[int]:
        """Those of the tokens that the model reads: the last of them, as many as its context holds."""
        return list(tokens[-self.config.context :])

    def texts(self, tokens: Sequence[int]) -> list[str]:
        """These tokens as the pictures write them."""
        return [chip["text"] for chip in self.chips(tokens)]


def shipped() -> OpenModel:
    """The model that came with the app, at its end."""
    run = reader(SHIPPED / CAME_WITH_THE_APP)
    return OpenModel(run, run.steps[-1])


@shared(200)
def _read(folder: Path, prompt: str) -> tuple[int, ...]:
    return START, *_tokenizer(folder).encode(prompt)


@shared(32)
def _recipe(folder: Path) -> Recipe:
    return reader(folder).recipe.with_vocabulary(_tokenizer(folder).size)


@shared(32)
def _tokenizer(folder: Path) -> Tokenizer:
    return reader(folder).tokenizer()


@shared(32)
def _labels(opened: OpenModel, language: str) -> list[str]:
    shown = opened.chips(range(opened.tokenizer.size))
    return [f"…{one['text']}" if one["joined"] and one["text"][:1].isalnum() else one["text"] for one in shown]


@shared(32)
def _told(folder: Path) -> dict[Fact, int]:
    return dict(reader(folder).told() or {})


@shared(16)
def _own_text(folder: Path) -> str:
    return reader(folder).text()


@shared(128)
def _weights(folder: Path, step: int) -> dict[str, Array]:
    return reader(folder).weights(step)[1]


@shared(64)
def _model(folder: Path, step: int, config: Config) -> Transformer:
    return filled(Transformer(config), _weights(folder, step))
