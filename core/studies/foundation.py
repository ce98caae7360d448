"""One model that read the world's text, adapted to three tasks with a few examples each; and three that begin with nothing.

Both learn alike: the same network, the same examples in the same order, as many steps, the same rates. Only the weights that
they begin with differ: those of a run, or random ones. A task is put as text that goes on: what is given, END, what is
wanted, END; only what is wanted is learned. An answer counts if it is right to the letter.

Sources: Bommasani et al. (2021), "On the opportunities and risks of foundation models"; Radford et al. (2018), "Improving
language understanding by generative pre-training".

Shapes: N pairs, T positions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.data.three_tasks import TASKS, Pair, Task, task
from core.data.world import Fact, World
from core.measure.few_examples import ADAPTED, EXAMPLES, STARTS, Said, Tried
from core.models.transformer import Config, Transformer, next_token_loss
from core.models.weights import filled
from core.problems import Problem
from core.tokenizers import END, START, Tokenizer
from core.training.corpus import corpus
from core.training.descent import descend
from core.training.events import Record
from core.training.finding import find
from core.training.run import SHIPPED as RUNS
from core.training.run import home
from core.training.text import optimizers, schedule

TESTED = 200  # new cases of each task, at most
STEPS, BATCH, RATE = 100, 16, 0.004  # of adapting: about a second of one core; the rate is a fifth of the training's
SHOWN = 4  # new cases that are kept to be read

SHIPPED: list[dict[str, Any]] = [{"run": "world", "step": 750}]


@dataclass(frozen=True)
class Beginning:
    """What both begin from: the shape of the network, the tokenizer, the world with what its text told, and the weights."""

    config: Config
    tokenizer: Tokenizer
    world: World
    told: Mapping[Fact, int]
    weights: Mapping[str, np.ndarray]

    def model(self, start: str, seed: int) -> Transformer:
        """A network that can learn, with the run's weights or with random ones."""
        torch.manual_seed(seed)
        model = Transformer(self.config)
        if start == ADAPTED:
            filled(model, self.weights).train().requires_grad_(True)
        return model

    def task(self, name: str, learned: int, seed: int) -> Task:
        """Pairs of this task. Problem where there are none, or where the model cannot read one of them at once."""
        found = task(self.world, self.told, name, learned, TESTED, seed)
        if not found.tested:
            raise Problem("tasks.nothing told")
        longest = max(len(row) for row, _ in map(self.row, (*found.learned, *found.tested)))
        if longest > self.config.context:
            raise Problem("tasks.too long", longest=longest, context=self.config.context)
        return found

    def row(self, pair: Pair) -> tuple[list[int], int]:
        """The tokens of a pair, and how many of them are given."""
        given = [START, *self.tokenizer.encode(pair.given), END]
        return [*given, *self.tokenizer.encode(pair.wanted), END], len(given)


def learn(*, run: str, step: int, seed: int = 0) -> Iterator[Record[Tried]]:
    """Adapt this run as it was at this step, and train from nothing; task by task, with more and more examples."""
    yield from compared(beginning(run, step), EXAMPLES, seed)


def beginning(run: str, step: int) -> Beginning:
    """The run as it was after so many steps. Problem where there is none, or where its text is not about a world."""
    there = find(run, home() / "runs", RUNS)
    if there is None:
        raise Problem("no such run")
    text = corpus(there.recipe.text, there.text())
    if text.world is None or text.told is None:
        raise Problem("tasks.no world")
    tokenizer = there.tokenizer()
    config = there.recipe.with_vocabulary(tokenizer.size).model
    return Beginning(config, tokenizer, text.world, text.told, there.weights(step)[1])


def compared(begin: Beginning, examples: Sequence[int], seed: int) -> Iterator[Record[Tried]]:
    """A record for each number of examples, task and start."""
    for name in TASKS:  # what cannot be read is told before anything is learned
        begin.task(name, max(examples), seed)
    total, done = len(examples) * len(TASKS) * len(STARTS), 0
    for count in examples:
        for name in TASKS:
            pairs = begin.task(name, count, seed)
            for start in STARTS:
                model = begin.model(start, seed)
                adapt(model, [begin.row(pair) for pair in pairs.learned], seed)
                said = answers(model, begin, pairs.tested)
                right = float(np.mean([one.said == one.wanted for one in said]))
                done += 1
                yield Record(done, total, Tried(name, start, count, right, len(said), said[:SHOWN]))


def adapt(model: Transformer, rows: Sequence[tuple[list[int], int]], seed: int) -> None:
    """Go on learning from these rows alone; with none of them, nothing happens."""
    if not rows:
        return
    tokens, wanted = padded(rows)
    rng, both = np.random.default_rng(seed), optimizers(model, "muon", RATE)
    size = min(BATCH, len(rows))

    def loss(step: int) -> Tensor:
        some = torch.from_numpy(rng.choice(len(rows), size, replace=False))
        asked = wanted[some][:, 1:]
        return next_token_loss(model(tokens[some][:, :-1])[asked][None], tokens[some][:, 1:][asked][None])

    for _ in descend(both, loss, STEPS, lambda step: schedule(step, STEPS) * RATE):
        pass


def padded(rows: Sequence[tuple[list[int], int]]) -> tuple[Tensor, Tensor]:
    """(N, T) tokens, filled up at the end, and which of them are wanted."""
    tokens = torch.full((len(rows), max(len(row) for row, _ in rows)), END)
    wanted = torch.zeros_like(tokens, dtype=torch.bool)
    for place, (row, given) in enumerate(rows):
        tokens[place, : len(row)] = torch.tensor(row)
        wanted[place, given : len(row)] = True
    return tokens, wanted


@torch.inference_mode()
def answers(model: Transformer, begin: Beginning, pairs: Sequence[Pair]) -> list[Said]:
    """What the model writes for each, always its likeliest token, until END or until it is longer than what is wanted."""
    rows = [begin.row(pair) for pair in pairs]
    said = [""] * len(pairs)
    for length in sorted({given for _, given in rows}):
        places = [place for place, (_, given) in enumerate(rows) if given == length]
        tokens = torch.tensor([rows[place][0][:length] for place in places])
        for _ in range(max(len(rows[place][0]) for place in places) - length):
            tokens = torch.cat((tokens, model(tokens)[:, -1].argmax(-1)[:, None]), dim=1)
        for place, row in zip(places, tokens[:, length:].tolist(), strict=True):
            written = row[: row.index(END)] if END in row else row
            said[place] = begin.tokenizer.decode(written)
    return [Said(pair.given, pair.wanted, text) for pair, text in zip(pairs, said, strict=True)]
