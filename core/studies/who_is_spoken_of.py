"""Of whom a text model speaks when it writes by itself: what it claims, counted by fact.

A plain function and not a study: its text is the run's own, written in a worker from the run's folder.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch

from core.data.world import Fact
from core.measure.represented import TENTHS, of_people, said, shares
from core.measure.text import write
from core.models.transformer import Transformer
from core.training.corpus import the_world
from core.training.run import Run

TEXTS = 1_000
AT_ONCE = 250
TEMPERATURES = (0.2, 0.5, 0.8, 1.0, 1.3)


@dataclass(frozen=True)
class Spoken:
    """Of whom a model speaks at one temperature. Shares are of everything that it says of people."""

    temperature: float
    people: int  # whom it speaks of
    of: int  # all people of its world
    first_tenth: float  # what the most told tenth of them gets
    last_tenth: float  # what the least told tenth gets
    text: float  # what the most told tenth gets in the text that it learned


def claims(folder: str, step: int, temperature: float = 1.0, texts: int = TEXTS, seed: int = 0) -> dict[Fact, int]:
    """How often the run's model, as it was at `step`, claims each fact in so many texts of its own."""
    run = Run(Path(folder))
    text, tokenizer = run.recipe.text, run.tokenizer()
    world = the_world(text.seed, text.people, text.towns)
    model = Transformer(run.recipe.with_vocabulary(tokenizer.size).model)
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in run.weights(step)[1].items()})
    found: Counter[Fact] = Counter()
    for part in range(0, texts, AT_ONCE):
        written = write(model.eval(), tokenizer, min(AT_ONCE, texts - part), seed + part, temperature)
        found += said([claim for one in written for claim in world.claims(one)])
    return dict(found)


def of_whom(folder: str, step: int, temperature: float, texts: int = 500, seed: int = 0) -> Spoken:
    """At one temperature: how many people it speaks of, and how much the most and the least told tenth of them get."""
    run = Run(Path(folder))
    text, told = run.recipe.text, dict(run.told() or {})
    world = the_world(text.seed, text.people, text.towns)
    claimed = claims(folder, step, temperature, texts, seed)
    tenths = shares(world, told, claimed, TENTHS)
    people = sum(count > 0 for count in of_people(world, claimed).values())
    first, last = tenths[0], tenths[-1]
    return Spoken(temperature, people, len(world.people), first.model or 0.0, last.model or 0.0, first.text)
