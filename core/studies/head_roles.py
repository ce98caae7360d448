"""What each head of a run does, at every checkpoint: pattern and effect, head by head (core/measure/heads.py)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch

from core.measure.heads import Role, passages, roles
from core.models.transformer import Transformer
from core.problems import Problem
from core.training.corpus import corpus
from core.training.events import Record
from core.training.finding import find
from core.training.run import SHIPPED as RUNS
from core.training.run import home

TEXTS = 40  # passages that are read: enough for two digits, few enough for a third of a second a checkpoint
SHIPPED = {"of_run": [{"run": "world", "last": 750}, {"run": "memory", "last": 750}]}


@dataclass(frozen=True)
class Measured:
    """What all heads do at one checkpoint."""

    step: int  # of the run's training
    roles: Sequence[Role]


def of_run(*, run: str, last: int) -> Iterator[Record[Measured]]:
    """A record a checkpoint, the newest first, up to the step `last`, with which a run that grew is asked again."""
    there = find(run, home() / "runs", RUNS)
    if there is None:
        raise Problem("no such run")
    tokenizer = there.tokenizer()
    config = there.recipe.with_vocabulary(tokenizer.size).model
    text = corpus(there.recipe.text, there.text())
    people = text.world.people if text.world else ()
    read = passages(text.held_out[:TEXTS], tokenizer, config.context, frozenset(people))
    steps = [step for step in there.steps if step <= last]
    for done, step in enumerate(reversed(steps), 1):
        model = Transformer(config)
        model.load_state_dict({name: torch.from_numpy(w) for name, w in there.weights(step)[1].items()})
        yield Record(done, len(steps), Measured(step, [rounded(role) for role in roles(model.eval(), read)]))


def measured_at(records: Sequence[Record[Measured]], step: int) -> Measured:
    """What was measured at this checkpoint, or at the last one where that is not measured yet; there is one record or more."""
    by_step = {record.values.step: record.values for record in records}
    return by_step.get(step) or by_step[max(by_step)]


def rounded(role: Role) -> Role:
    """Four digits of every number are enough."""

    def digits(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    fits = tuple(
        replace(
            fit, score=digits(fit.score), uniform=digits(fit.uniform), there=digits(fit.there), elsewhere=digits(fit.elsewhere)
        )
        for fit in role.fits
    )  # fmt: skip
    return replace(role, missed=round(role.missed, 4), fits=fits)
