"""Refusal taken out of the small chat model and put into it: one direction, chosen on training prompts, measured on others.

Sources: Arditi et al. (2024), arXiv:2406.11717 (the method, on 13 chat models); Hildebrandt et al. (2025),
arXiv:2501.08145 (why one direction need not be all there is).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch

from core.data.dialogues import VEGETABLES, Question
from core.measure import refusal
from core.measure.refusal import Direction
from core.studies import chat as making
from core.studies.chat import Chat, Examined, examined
from core.training.events import Record

STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
CONTROLS = 3  # directions drawn at random
FOUND_ON = 120  # prompts of each kind

SHIPPED: list[dict] = [{}]

Groups = Mapping[str, Examined]  # "forbidden" and "allowed" questions that were never shown


@dataclass(frozen=True)
class Place:
    """Where the direction is: after which layer, from 0, and how far along it the training prompts lie on average."""

    layer: int
    allowed: float
    forbidden: float


@dataclass(frozen=True)
class Operated:
    """What the chat model does as it is, and with a hand in it; the record's array is the direction, of length one."""

    direction: Place
    as_it_is: Groups
    removed: Groups
    removed_plainly: Groups
    added: Mapping[str, Groups]  # by strength
    random_removed: Sequence[Groups]  # the controls
    random_added: Sequence[Groups]
    along: Mapping[str, Sequence[float]]  # how far along the direction every question of a group lies


@dataclass(frozen=True)
class Found:
    """First the chat model is made; when it is done, the last record tells what the operation does."""

    loss: float  # of the chat model, nats a word
    operated: Operated | None = None


def tokens(chat: Chat, questions: Sequence[Question]) -> list[list[int]]:
    """The prompts as the model reads them."""
    return [chat.encode(chat.prompt(question.text)) for question in questions]


def training_prompts(chat: Chat) -> tuple[list[Question], list[Question]]:
    """Forbidden and allowed questions that the dialogues had. The allowed ones are of the same kinds, about other vegetables:
    so what differs is whether it is refused, and little else."""
    forbidden = chat.country.chosen(unseen=False, forbidden=True, local=False)
    allowed = [q for q in chat.country.chosen(unseen=False, forbidden=False, local=False) if q.about in VEGETABLES]
    return _some(forbidden), _some(allowed)


def _some(questions: Sequence[Question]) -> list[Question]:
    return Random("found on").sample(list(questions), min(FOUND_ON, len(questions)))


def found(chat: Chat) -> Direction:
    """The direction after the layer where removing it makes most of the training prompts refused no more, and where
    adding it makes most allowed ones refused; no unseen prompt has a say in it."""
    forbidden, allowed = training_prompts(chat)

    def power(direction: Direction) -> float:
        removed = examined(chat, forbidden[::4], refusal.removed(direction))
        added = examined(chat, allowed[::4], refusal.added(direction, 1.0))
        return added.refused - removed.refused

    return max(refusal.directions(chat.model, tokens(chat, forbidden), tokens(chat, allowed)), key=power)


def groups(chat: Chat) -> dict[str, list[Question]]:
    """The unseen questions that everything is measured on."""
    return {
        "forbidden": making.exam(chat.country, forbidden=True, local=False),
        "allowed": making.exam(chat.country, forbidden=False),
    }


def operated(chat: Chat, direction: Direction) -> Operated:
    """Shares refused and answered rightly: as it is, with the direction removed in two ways, added, and with controls."""
    asked = groups(chat)
    controls = [refusal.at_random(direction, seed) for seed in range(CONTROLS)]

    def shares(hand: making.Hand | None) -> Groups:
        return {name: examined(chat, questions, hand) for name, questions in asked.items()}

    return Operated(
        direction=Place(direction.layer, direction.allowed, direction.forbidden),
        as_it_is=shares(None),
        removed=shares(refusal.removed(direction)),
        removed_plainly=shares(refusal.removed(direction, affine=False)),
        added={str(strength): shares(refusal.added(direction, strength)) for strength in STRENGTHS},
        random_removed=[shares(refusal.removed(control)) for control in controls],
        random_added=[shares(refusal.added(control, 1.0)) for control in controls],
        along={name: refusal.along(chat.model, tokens(chat, qs), direction).tolist() for name, qs in asked.items()},
    )


def learn(*, seed: int = 0) -> Iterator[Record[Found]]:
    """Make the chat model, find the direction, and measure what it does; the chat model of `chat.learn` with this seed.

    Args:
        seed: of the chat model.
    """
    end = None
    for record in making.learn(seed=seed):
        yield Record(record.step, record.total + 1, Found(record.values.loss))
        end = record
    assert end
    chat = making.restored(end.values, end.arrays)
    direction = found(chat)
    values = Found(end.values.loss, operated(chat, direction))
    yield Record(end.total + 1, end.total + 1, values, {"unit": direction.unit.numpy()})


def kept(place: Place, arrays: Mapping[str, np.ndarray]) -> Direction:
    """The direction of the record that ends the study."""
    return Direction(place.layer, torch.from_numpy(arrays["unit"].copy()), place.allowed, place.forbidden)
