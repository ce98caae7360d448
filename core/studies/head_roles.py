"""What each head of a run does, at every checkpoint: pattern and effect, head by head (core/measure/heads.py)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from math import isnan
from typing import Any

import torch

from core.measure.heads import Fit, Role, passages, roles
from core.models.transformer import Transformer
from core.training.corpus import corpus
from core.training.events import Record
from core.training.finding import find
from core.training.run import SHIPPED as RUNS
from core.training.run import home

TEXTS = 40  # passages that are read: enough for two digits, few enough for a third of a second a checkpoint
SHIPPED = {"of_run": [{"run": "world", "last": 1600}, {"run": "memory", "last": 1600}]}


def of_run(*, run: str, last: int) -> Iterator[Record]:
    """A record a checkpoint, the newest first, up to the step `last`, with which a run that grew is asked again."""
    there = find(run, home() / "runs", RUNS)
    if there is None:
        raise ValueError("This run is not there any more.")
    tokenizer = there.tokenizer()
    config = there.recipe.with_vocabulary(tokenizer.size).model
    text = corpus(there.recipe.text, there.text())
    people = text.world.people if text.world else ()
    read = passages(text.held_out[:TEXTS], tokenizer, config.context, frozenset(people))
    steps = [step for step in there.steps if step <= last]
    for done, step in enumerate(reversed(steps), 1):
        model = Transformer(config)
        model.load_state_dict({name: torch.from_numpy(w) for name, w in there.weights(step)[1].items()})
        found = [_plain(asdict(role)) for role in roles(model.eval(), read)]
        yield Record(done, len(steps), {"step": step, "roles": found})


def _plain(value: Any) -> Any:
    """Rounded, and None for what is no number: a pattern that these passages never hold."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return (None if isnan(value) else round(value, 4)) if isinstance(value, float) else value


def roles_of(values: Mapping[str, Any]) -> list[Role]:
    """The roles in a record's values, as they were measured."""
    return [
        Role(role["layer"], role["head"], role["missed"], tuple(Fit(**_numbers(fit)) for fit in role["fits"]))
        for role in values["roles"]
    ]


def _numbers(fit: Mapping[str, Any]) -> dict[str, Any]:
    return {name: float("nan") if value is None else value for name, value in fit.items()}
