"""ATT-4: the answer's cause moves from the subject to the last token (Meng et al. 2022; Wang et al. 2022), in miniature."""

from collections.abc import Mapping
from random import Random

import numpy as np
import torch

from core.data.world import Fact, World
from core.measure.patching import Pair, causes, pairs
from core.models.transformer import Transformer
from core.training import Recipe, train
from core.training.events import Checkpoint
from core.training.run import SHIPPED, Run

CRITERION = (
    "In the model that came with the app (12 pairs of facts chosen by the seed) and in one freshly trained with the seed: "
    "carrying the subject's column at the input and the last column after the last attention recovers 0.8 or more of the "
    "answer on average, any other column 0.1 at most, and a stranger's columns less than 0.1."
)
PAIRS = 12


def measured(seed: int) -> dict[str, float]:
    """Both models on the seed's facts."""
    run = Run(SHIPPED / "world")
    chosen = some_pairs(run, seed)
    recipe = run.recipe.with_vocabulary(run.tokenizer().size)
    shipped = model(recipe, run.weights(run.steps[-1])[1])
    fresh = Recipe(recipe.text, recipe.tokenizer, recipe.model, recipe.optimizer, seed=100 + seed)
    weights = next(reversed([event.weights for event in train(fresh) if isinstance(event, Checkpoint)]))
    found = {"shipped": causes(shipped, chosen), "fresh": causes(model(recipe, weights), chosen)}
    return {f"{name}_{what}": round(value, 3) for name, values in found.items() for what, value in values.items()}


def some_pairs(run: Run, seed: int) -> list[Pair]:
    """Pairs of facts that the text told often."""
    told: Mapping[Fact, int] = run.told() or {}
    return Random(seed).sample(pairs(World(0), told, run.tokenizer())[:24], PAIRS)


def model(recipe: Recipe, weights: Mapping[str, np.ndarray]) -> Transformer:
    built = Transformer(recipe.model)
    built.load_state_dict({name: torch.from_numpy(weight) for name, weight in weights.items()})
    return built.eval().requires_grad_(False)


def holds(measured: dict[str, float]) -> bool:
    return all(
        measured[f"{name}_subject_at_start"] >= 0.8 and measured[f"{name}_last_after_blocks"] >= 0.8
        and measured[f"{name}_elsewhere"] <= 0.1 and measured[f"{name}_stranger"] < 0.1
        for name in ("shipped", "fresh")
    )  # fmt: skip
