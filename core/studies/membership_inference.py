"""Was my text in it? Whoever sees only how surprised a model is by a text guesses whether the model read it.

Half of many texts of the world is read and half is not, every other one, so that the two halves differ in nothing else.
Two more halves were not read and do differ: the same tales from another country, and what other authors wrote.

Sources: Yeom et al. (2018), "Privacy risk in machine learning" (the test by loss); Duan et al. (2024), "Do membership
inference attacks work on large language models?" (hardly, and where they seem to, the texts differ in something else).

Shapes: N texts of a kind, T positions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core import tokenizers
from core.data import reference
from core.data.world import World
from core.measure.confidence import ranked_above
from core.measure.influence import FILL, losses, surprise
from core.models.transformer import Config, Transformer
from core.problems import Problem
from core.tokenizers import END, START, Tokenizer
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers

TEXTS = 2_000  # that are read, and as many that are not
KEPT = 500  # losses of each kind, for a picture
LETTERS = 300  # of a text, about
CONTEXT, WIDTH, PIECES = 32, 48, 768
RATE, BATCH, WARM = 0.006, 25, 20
PASSES = 10
LOOKS = (0, 0.5, 1, 2, 3, 4, 6, 8, 10)  # passes over the text, at which losses are compared
EVERY = 12  # steps between two signs of life
STRANGERS, NEIGHBOURS, AUTHORS = KINDS = ("the same storyteller", "another country", "another author")
OWN = "Zorbina hid a blue violin under the old bridge."
SHORTEST, LONGEST = 10, 120  # letters of an own sentence

SHIPPED: list[dict[str, Any]] = [{"own": OWN, "inside": True}, {"own": OWN, "inside": False}]


@dataclass(frozen=True)
class Compared:
    """How well the loss tells read texts from unread ones."""

    passes: int | float  # over the text, so far
    own: float | None  # the loss of the learner's sentence, in nats a token
    told_apart: Mapping[str, float]  # for each kind of unread text: how often a read one has the smaller loss


def texts(seed: int) -> dict[str, list[str]]:
    """Texts that are "read", and three kinds that are not."""
    lines = World(seed).text(2 * TEXTS * LETTERS, seed=seed).splitlines()[: 2 * TEXTS]
    elsewhere = World(seed + 50).text(KEPT * LETTERS, seed=seed).splitlines()[:KEPT]
    written = [" ".join(part.split()) for part in reference.text().split("\n\n")]
    long_enough = [part for part in written if LETTERS / 2 <= len(part) <= 2 * LETTERS]
    return {"read": lines[::2], STRANGERS: lines[1::2], NEIGHBOURS: elsewhere, AUTHORS: long_enough[:KEPT]}


def own_sentence(text: str) -> str:
    """A learner's sentence in one line. Problem where it is too short or too long."""
    line = " ".join(text.split())
    if not SHORTEST <= len(line) <= LONGEST:
        raise Problem("own sentence", least=SHORTEST, most=LONGEST, letters=len(line))
    return line


def rows(tokenizer: Tokenizer, some: Sequence[str]) -> Tensor:
    """(N, T + 1) START, the text's tokens, END, cut at the end of the context; one is added, for 0 is what fills up."""
    full = np.full((len(some), CONTEXT + 1), FILL)
    for row, text in zip(full, some, strict=True):
        tokens = [START, *tokenizer.encode(text), END][: CONTEXT + 1]
        row[: len(tokens)] = np.array(tokens) + 1
    return torch.from_numpy(full)


def learn(*, own: str = "", inside: bool = False, seed: int = 0) -> Iterator[Record[Compared]]:
    """Train on what is read, and compare losses along the way.

    Args:
        own: one more sentence, whose loss is told.
        inside: whether that sentence is read too, as often as every text.
        seed: of the world, the order of the text and the first weights.

    The arrays of the records that compare are the losses of some read texts and of some of each kind.
    """
    found = texts(seed)
    tokenizer = tokenizers.train("pieces", "\n".join(text for some in found.values() for text in some), PIECES)
    read = rows(tokenizer, [*found["read"], *([own] if own and inside else [])])
    compared = {kind: rows(tokenizer, some) for kind, some in found.items()}
    mine = rows(tokenizer, [own]) if own else None
    torch.manual_seed(seed)
    model = Transformer(Config(vocabulary=tokenizer.size + 1, context=CONTEXT, width=WIDTH))
    both, rng = optimizers(model, "muon", RATE), np.random.default_rng((seed, 31))
    a_pass = len(read) // BATCH
    steps, looks = PASSES * a_pass, {round(look * a_pass): look for look in LOOKS}
    order = np.concatenate([rng.permutation(len(read)) for _ in range(PASSES)])

    def loss(step: int) -> Tensor:
        batch = read[order[step * BATCH : (step + 1) * BATCH]]
        return surprise(model(batch[:, :-1]), batch[:, 1:]).mean()

    for step in descend(both, loss, steps, lambda step: RATE * min(1.0, (step + 1) / WARM)):
        if step in looks:
            yield Record(step, steps, *compare(model, compared, mine, looks[step]))
        elif step % EVERY == 0:
            yield Record(step, steps)


def compare(
    model: Transformer, compared: dict[str, Tensor], mine: Tensor | None, passes: int | float
) -> tuple[Compared, dict[str, np.ndarray]]:
    """How well the loss tells read from unread, for each kind of unread text; and all the losses."""
    found = {kind: losses(model, some).numpy() for kind, some in compared.items()}
    told_apart = {}
    for kind in KINDS:
        both = np.concatenate((found["read"], found[kind]))
        told_apart[kind] = ranked_above(-both, np.repeat((1, 0), (len(found["read"]), len(found[kind]))))
    own = None if mine is None else losses(model, mine).item()
    return Compared(passes, own, told_apart), {kind: some[:KEPT].astype(np.float16) for kind, some in found.items()}
