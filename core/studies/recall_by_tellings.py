"""What a text model answers about people told of often, once and never, at every moment of its training.

A plain function and not a study: its facts are the run's own, read from its folder in a worker.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch

from core.data.world import Fact, World
from core.data.world_names import names
from core.measure.asking import Asked, ask, ask_at, by_telling
from core.measure.text import TELLINGS
from core.models.transformer import Transformer
from core.training.corpus import the_world
from core.training.run import Run

EACH = 12  # people asked about in a group
STRANGERS = "nobody who exists"
MOMENTS = 8  # of training, at most
COMPARED = (list(TELLINGS)[-1], "once", "never", STRANGERS)
TEMPERATURES = (0.05, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)  # the first is as good as greedy


@dataclass(frozen=True)
class Moment:
    """What is known of the people of one group at one moment of training; shares from 0 to 1."""

    step: int
    told: str  # the group
    right: float | None  # of those who exist
    confidence: float


@dataclass(frozen=True)
class Heated:
    """The mean chances of answers about the people of one group at one temperature; together they are 1."""

    temperature: float
    told: str  # the group
    true: float
    untrue: float
    no_answer: float


def strangers(world: World, count: int = EACH) -> tuple[str, ...]:
    """Names that fit the world and belong to nobody in it."""
    rng = Random("strangers")
    made = (*names("woman", 60, rng), *names("man", 60, rng))
    known = set(world.people)
    return tuple(name for name in made if name not in known)[:count]


def people(world: World, told: dict[Fact, int], kind: str) -> dict[str, tuple[str, ...]]:
    """Some people of each group: by how often their fact of this kind was told, and some who do not exist."""
    facts = [fact for fact in world.facts if fact.kind == kind]
    groups = {
        name: tuple(fact.subject for fact in facts if low <= told.get(fact, 0) <= high)[:EACH]
        for name, (low, high) in TELLINGS.items()
    }
    return {name: some for name, some in groups.items() if some} | {STRANGERS: strangers(world)}


def over_time(folder: str, kind: str = "home") -> list[Moment]:
    """One for each moment and group: how many are right, how sure the model is."""
    run = Run(Path(folder))
    text, tokenizer, told = run.recipe.text, run.tokenizer(), dict(run.told() or {})
    world = the_world(text.seed, text.people, text.towns)
    config = run.recipe.with_vocabulary(tokenizer.size).model
    every = max(1, -(-len(run.steps) // MOMENTS))
    rows = []
    for step in sorted({*run.steps[::-every]}):
        model = Transformer(config)
        model.load_state_dict({name: torch.from_numpy(weight) for name, weight in run.weights(step)[1].items()})
        answers: dict[str, list[Asked]] = {
            name: ask(model.eval(), tokenizer, world, told, some, kind)
            for name, some in people(world, told, kind).items()
        }
        rows += [Moment(step, group.name, group.right, group.confidence) for group in by_telling(answers)]
    return rows


def over_temperature(folder: str, kind: str = "home") -> list[Heated]:
    """At the end of training, one for each temperature and group: the exact chances of a true answer, of an untrue
    one, and of something that is no answer."""
    run = Run(Path(folder))
    text, tokenizer, told = run.recipe.text, run.tokenizer(), dict(run.told() or {})
    world = the_world(text.seed, text.people, text.towns)
    model = Transformer(run.recipe.with_vocabulary(tokenizer.size).model)
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in run.weights(run.steps[-1])[1].items()})
    model.eval()
    rows = []
    groups = {name: some for name, some in people(world, told, kind).items() if name in COMPARED}
    for name, some in groups.items():
        for temperature, asked in zip(
            TEMPERATURES, ask_at(TEMPERATURES, model, tokenizer, world, told, some, kind), strict=True
        ):
            true = [sum(answer.chance for answer in one.answers if answer.truth == "true") for one in asked]
            astray = sum(one.something_else for one in asked) / len(asked)
            right = sum(true) / len(true)
            rows.append(Heated(temperature, name, right, max(0.0, 1 - right - astray), astray))
    return rows


def told_by(folder: str, subject: str, kind: str, most: int = 12) -> list[str]:
    """The sentences of the run's training text that say something about this fact, at most so many."""
    text = Run(Path(folder)).recipe.text
    world, found = the_world(text.seed, text.people, text.towns), []
    for scene, facts in world.scenes(text.size, text.seed, text.false_share):
        if any(fact.subject == subject and fact.kind == kind for fact in facts):
            claims = world.claims(scene)
            found += [c.sentence for c in claims if c.fact.subject == subject and c.fact.kind == kind]
            if len(found) >= most:
                break
    return found[:most]
