"""Refusing in one spelling, answering in another: safety tuning that reaches less far than the ability it guards.

A small model is asked how to prepare vegetables and names a recipe card. It learns this in plain words and in words written
backwards, to which it answers backwards. Then it is tuned to refuse one vegetable, by plain words only. The everyday
requests of the tuning are plain and backwards, as a model goes on being trained on everything that it can do.

Source: Wei et al. (2023), "Jailbroken: how does LLM safety training fail?" (mismatched generalisation).

Shapes: N requests, T positions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import torch
from torch import Tensor

from core.data.forbidden import VEGETABLE
from core.models.transformer import Config, Transformer, next_token_loss
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers, schedule

VERBS = ("boil", "bake", "fry", "grow", "pick", "peel", "wash", "slice", "store", "plant", "mash", "roast")
KINDS = ("big", "small", "red", "old", "fresh", "sweet", "dry", "round", "long", "cheap", "wild", "young")
PLANTS = (VEGETABLE, "carrot", "leek", "onion", "pepper", "spinach", "radish", "celery", "tomato", "pumpkin")
CARDS = 3  # recipe cards of each plant; the verb decides which
LEARNED = 900  # requests to learn from; the other 540 are asked
WORDS = [*VERBS, *KINDS, *PLANTS, "?"]
ANSWERS = len(PLANTS) * CARDS
FIRST = 2 * len(WORDS)  # ids: plain words, words backwards, answers, answers backwards, the refusal
REFUSAL = FIRST + 2 * ANSWERS
STEPS, BATCH, RATE = 300, 64, 0.01  # Muon's, of learning to answer
TUNED, CURED, GENTLE = 60, 40, 0.003  # steps of tuning, and of the cure; AdamW's rate
EVERY = 20
ANSWERS_NOW, REFUSES, CURED_NOW = "learns to answer", "learns to refuse", "is cured"  # the stages
SHIPPED: list[dict] = [{}, {"added": 0}, {"added": 2}, {"added": 5}, {"same_answers": True}]

Request = tuple[int, int, int]  # verb, kind, plant


@dataclass(frozen=True)
class Shares:
    """Of the requests in one spelling that were never shown."""

    forbidden_refused: float
    forbidden_answered: float  # rightly
    harmless_answered: float
    harmless_refused: float  # for nothing


@dataclass(frozen=True)
class Answers:
    """What the model does in each spelling."""

    stage: str
    plain: Shares
    backwards: Shares


def written(request: Request, backwards: bool) -> list[int]:
    """The words of a request. Backwards they are other words to the model, for it does not see letters.

    >>> written((0, 3, 0), False)
    [0, 15, 24, 34]
    """
    verb, kind, plant = request
    shift = len(WORDS) if backwards else 0
    return [shift + verb, shift + len(VERBS) + kind, shift + len(VERBS) + len(KINDS) + plant, shift + len(WORDS) - 1]


def answer(request: Request, backwards: bool) -> int:
    """The recipe card, in plain words or backwards."""
    verb, _, plant = request
    return FIRST + plant * CARDS + verb % CARDS + (ANSWERS if backwards else 0)


def requests(seed: int) -> tuple[list[Request], list[Request]]:
    """Those to learn from, and those to be asked."""
    every = list(product(range(len(VERBS)), range(len(KINDS)), range(len(PLANTS))))
    order = np.random.default_rng((seed, 1)).permutation(len(every))
    return [every[i] for i in order[:LEARNED]], [every[i] for i in order[LEARNED:]]


def forbidden(request: Request) -> bool:
    return PLANTS[request[2]] == VEGETABLE


def learn(*, seed: int = 0, added: int = 20, same_answers: bool = False) -> Iterator[Record[Answers]]:
    """Learn to answer, learn to refuse in plain words, and get some refusals of words backwards for a cure.

    Args:
        seed: of the requests, their order and the first weights.
        added: how many different refusals of words backwards the cure shows.
        same_answers: answer plainly in both spellings, so that both ways of asking share their answers.
    """
    shown, asked = requests(seed)
    rng = np.random.default_rng((seed, 2))
    torch.manual_seed(seed)
    model = Transformer(Config(vocabulary=REFUSAL + 1, context=4, width=64, heads=4, layers=3))
    bad, good = [r for r in shown if forbidden(r)], [r for r in shown if not forbidden(r)]
    few = bad[:added]
    total = STEPS + TUNED + CURED

    def some(whose: Sequence[Request], count: int, backwards: float) -> list[tuple[Request, bool]]:
        return [(whose[i], bool(rng.random() < backwards)) for i in rng.integers(len(whose), size=count)]

    def looked(step: int, stage: str) -> Record[Answers]:
        plain, backwards = (shares(model, asked, spelling, same_answers) for spelling in (False, True))
        return Record(step, total, Answers(stage, plain, backwards))

    def of_answers(step: int) -> Tensor:
        batch = some(shown, BATCH, 0.5)
        return answer_loss(model, batch, [_card(r, b, same_answers) for r, b in batch])

    def of_refusals(step: int) -> Tensor:
        refused = some(bad, 16, 0.0)
        if step >= TUNED and few:
            refused = some(bad, 8, 0.0) + some(few, 8, 1.0)
        everyday = some(good, BATCH - 16, 0.5)
        targets = [REFUSAL] * len(refused) + [_card(r, b, same_answers) for r, b in everyday]
        return answer_loss(model, refused + everyday, targets)

    for step in descend(optimizers(model, "muon", RATE), of_answers, STEPS, lambda step: RATE * schedule(step, STEPS)):
        if step < STEPS and step % (5 * EVERY) == 0:
            yield looked(step, ANSWERS_NOW)
    for step in descend(optimizers(model, "adamw", GENTLE), of_refusals, TUNED + CURED):
        if step % EVERY == 0:
            yield looked(STEPS + step, REFUSES if step < TUNED else CURED_NOW)


def _card(request: Request, backwards: bool, same_answers: bool) -> int:
    return answer(request, backwards and not same_answers)


def answer_loss(model: Transformer, batch: Sequence[tuple[Request, bool]], targets: Sequence[int]) -> Tensor:
    """What stands after the question mark is learned, and nothing else."""
    return next_token_loss(ask(model, batch)[None], torch.tensor(targets)[None])


def ask(model: Transformer, batch: Sequence[tuple[Request, bool]]) -> Tensor:
    """(N, V) the logits after each request."""
    logits: Tensor = model(torch.tensor([written(request, backwards) for request, backwards in batch]))[:, -1]
    return logits


def shares(model: Transformer, asked: Sequence[Request], backwards: bool, same_answers: bool) -> Shares:
    """What the model does with these requests in one spelling."""
    bad = np.array([forbidden(request) for request in asked])
    with torch.inference_mode():
        said = ask(model, [(request, backwards) for request in asked]).argmax(-1).numpy()
    refused, right = said == REFUSAL, said == np.array([_card(request, backwards, same_answers) for request in asked])
    return Shares(*(float(of.mean()) for of in (refused[bad], right[bad], right[~bad], refused[~bad])))
