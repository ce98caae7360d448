"""How long does learning take? One thread, from random weights, on the lesson's default settings.

`learn_text_grammar`: process-time seconds until 95 % of the sentences that the model writes are grammatical.
`learn_text_facts`: until 90 % of the facts told eight times or more are recalled greedily, against `transformers`'
GPT-2 of the same size with AdamW at the best of three rates, on the same tokens in the same order.
`learn_text_both`: until both marks, against the recipe of version 0.3.0 in turn.
Only training is timed; measuring is not.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F

from benchmarks import peers
from core.measure import text as measure
from core.training import Recipe
from core.training.corpus import corpus
from core.training.recipe import BEFORE
from core.training.text import TextTask, schedule

GRAMMAR, FACTS = 0.95, 0.90
EVERY = 25  # steps between two looks
PEER_RATES = (1e-3, 3e-3, 1e-2)
STRETCHES = (1, 2, 4, 6)
SEEDS = (0, 1, 2)


@dataclass
class Learned:
    """Process-time seconds of training to each mark, None where it was not met, and what was reached at the end."""

    grammar: float | None = None
    facts: float | None = None
    reached: float = 0.0
    seconds: float = 0.0

    def look(self, grammatical: float, recalled: float) -> None:
        self.reached = recalled
        if self.grammar is None and grammatical >= GRAMMAR:
            self.grammar = self.seconds
        if self.facts is None and recalled >= FACTS:
            self.facts = self.seconds

    @property
    def done(self) -> bool:
        return self.both is not None

    @property
    def both(self) -> float | None:
        """Until both marks were met."""
        return max(self.grammar, self.facts) if self.grammar is not None and self.facts is not None else None


class Exam:
    """All facts told often, asked one by one; and what the model writes when it is left alone."""

    def __init__(self, task: TextTask) -> None:
        assert task.corpus.world and task.corpus.told is not None
        self.world, self.told, self.tokenizer = task.corpus.world, task.corpus.told, task.tokenizer
        self.facts = [fact for fact in self.world.facts if self.told[fact] >= measure.OFTEN]
        self.questions = measure.questions(self.world, self.facts, self.tokenizer)

    def recalled(self, model: Callable) -> float:
        tokens, answer = self.questions
        with torch.inference_mode():
            guess = torch.cat([model(part).argmax(-1) for part in tokens.split(128)])
        return float(((guess[:, :-1] == tokens[:, 1:]) | ~answer[:, 1:]).all(1).float().mean())

    def grammatical(self, task: TextTask, seed: int) -> float:
        texts = measure.write(task.model, self.tokenizer, 48, seed)
        return measure.judge(texts, self.world, self.told).grammatical or 0.0


def ours(recipe: Recipe) -> Learned:
    """A run by this recipe, until both marks are met."""
    task = TextTask(recipe, corpus(recipe.text))
    exam, learned = Exam(task), Learned()
    for step in range(recipe.steps):
        start = time.process_time()
        task.update(step)
        learned.seconds += time.process_time() - start
        if (step + 1) % EVERY == 0:
            learned.look(exam.grammatical(task, step) if learned.grammar is None else 1.0, exam.recalled(task.model))
            if learned.done:
                break
    return learned


def peer(rate: float, seed: int, stretch: int, limit: float) -> Learned:
    """`transformers`' GPT-2 of the same size on the same windows in the same order; the schedule `stretch` times as long.

    It gives up once it has trained for `limit` seconds.
    """
    recipe = Recipe(seed=seed)
    steps = recipe.steps * stretch
    task = TextTask(recipe, corpus(recipe.text))
    exam, learned = Exam(task), Learned()
    torch.manual_seed(seed)
    model = peers.gpt2(task.recipe.model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
    for step in range(steps):
        start = time.process_time()
        windows = torch.from_numpy(task.windows.batch(step, recipe.batch))
        optimizer.param_groups[0]["lr"] = rate * schedule(step, steps)
        logits = model(windows[:, :-1], use_cache=False).logits
        F.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten()).backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        learned.seconds += time.process_time() - start
        if (step + 1) % EVERY == 0:
            learned.look(0.0, exam.recalled(lambda tokens: model(tokens, use_cache=False).logits))
            if learned.facts is not None or learned.seconds > limit:
                break
    return learned


def run() -> Iterator[dict]:
    torch.set_num_threads(1)
    mine, before = [], []
    for seed in SEEDS:  # in turn, so that a machine that gets busy is as hard on both
        mine.append(ours(Recipe(seed=seed)))
        before.append(ours(replace(BEFORE, seed=seed)))
    both, long = _median([m.both for m in mine]), _median([m.both for m in before])
    yield {
        "name": "learn_text_both", "ours": both, "peer": long, "peer_name": "the recipe of version 0.3.0",
        "ratio": long / both if both and long else None, "unit": "process seconds to both marks",
        "seeds": [m.both for m in mine], "peer_seeds": [m.both for m in before],
    }  # fmt: skip
    yield {
        "name": "learn_text_grammar", "ours": _median([m.grammar for m in mine]), "peer": None, "peer_name": None,
        "ratio": None, "unit": "process seconds to 95 % grammatical sentences", "seeds": [m.grammar for m in mine],
    }  # fmt: skip
    seconds = _median([m.facts for m in mine])
    others: dict[str, Learned] = {}
    best: float | None = None
    for stretch in STRETCHES:  # with the same schedule first; where that is too short for every rate, with a longer one
        for rate in PEER_RATES:
            name = f"{rate:g}, {stretch} x {Recipe().steps} steps"
            others[name] = peer(rate, SEEDS[0], stretch, limit=best or 4 * (seconds or 30))
        best = min((other.facts for other in others.values() if other.facts is not None), default=None)
        if best:
            break
    at_least = max(other.seconds for other in others.values())
    peer_name = "transformers GPT-2 with AdamW at the best of three rates"
    yield {
        "name": "learn_text_facts", "ours": seconds, "peer": best or at_least,
        "peer_name": peer_name + ("" if best else " (never met the mark: a lower bound)"),
        "ratio": (best or at_least) / seconds if seconds else None,
        "unit": "process seconds to 90 % of the facts told 8 times or more",
        "seeds": [m.facts for m in mine],
        "peers": {name: {"reached": round(o.reached, 3), "seconds": round(o.facts or o.seconds, 1)} for name, o in others.items()},
    }  # fmt: skip


def _median(values: list[float | None]) -> float | None:
    """The middle value; None where any run missed its mark."""
    return float(np.median([v for v in values if v is not None])) if None not in values else None
