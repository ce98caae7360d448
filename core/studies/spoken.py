"""Of whom a text model speaks when it writes by itself: what it claims, counted by fact.

A plain function and not a study: its text is the run's own, written in a worker from the run's folder.
"""

from pathlib import Path

import torch

from core.data.world import Fact
from core.measure.represented import said
from core.measure.text import write
from core.models.transformer import Transformer
from core.training.corpus import the_world
from core.training.run import Run

TEXTS = 1_500
AT_ONCE = 250


def claims(folder: str, step: int, texts: int = TEXTS, seed: int = 0) -> dict[Fact, int]:
    """How often the run's model, as it was at `step`, claims each fact in so many texts of its own."""
    run = Run(Path(folder))
    text, tokenizer = run.recipe.text, run.tokenizer()
    world = the_world(text.seed, text.people, text.towns)
    model = Transformer(run.recipe.with_vocabulary(tokenizer.size).model)
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in run.weights(step)[1].items()})
    found: dict[Fact, int] = {}
    for part in range(0, texts, AT_ONCE):
        written = write(model.eval(), tokenizer, min(AT_ONCE, texts - part), seed + part)
        for fact, count in said([claim for one in written for claim in world.claims(one)]).items():
            found[fact] = found.get(fact, 0) + count
    return found
