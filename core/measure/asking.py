"""Asking a model of the world for a fact: the chance of every answer that would make sense, exactly.

An answer may have several tokens and may be said in several words; here it is said in the world's plain wording, so its
chance is the product of its tokens' chances, and the entropy over answers is over meanings, not over spellings.
Knows nothing of training or pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch

from core.data.world import Fact, World
from core.data.world_facts import values
from core.models.transformer import Transformer
from core.tokenizers import END, START, Tokenizer

Truth = Literal["true", "false", "nobody"]


@dataclass(frozen=True)
class Answer:
    """One value that could stand there."""

    value: str
    chance: float
    truth: Truth  # nobody: the question is about somebody who does not exist
    told: int  # how often the training text said so


@dataclass(frozen=True)
class Asked:
    """A question with all its answers, the likeliest first."""

    question: str
    subject: str
    kind: str
    answers: tuple[Answer, ...]

    @property
    def first(self) -> Answer:
        return self.answers[0]

    @property
    def something_else(self) -> float:
        """The chance of a continuation that is none of the answers."""
        return max(0.0, 1 - sum(answer.chance for answer in self.answers))

    @property
    def entropy(self) -> float:
        """Over the answers' meanings, in nats: 0 where one is certain, ln of their number where all are alike."""
        chances = np.array([answer.chance for answer in self.answers])
        shares = chances / chances.sum()
        shares = shares[shares > 0]
        return float(-(shares * np.log(shares)).sum()) + 0.0

    @property
    def evenness(self) -> float:
        """Entropy as a share of the greatest possible."""
        return self.entropy / float(np.log(len(self.answers))) if len(self.answers) > 1 else 0.0

    @property
    def told(self) -> int:
        """How often the training text told the true answer; 0 where there is none."""
        return sum(answer.told for answer in self.answers if answer.truth == "true")


def ask(
    model: Transformer, tokenizer: Tokenizer, world: World, told: Mapping[Fact, int], subjects: Sequence[str], kind: str
) -> list[Asked]:
    """Ask the same kind of fact about several people (or lands), all at once."""
    return ask_at((1.0,), model, tokenizer, world, told, subjects, kind)[0]


def ask_at(
    temperatures: Sequence[float],
    model: Transformer,
    tokenizer: Tokenizer,
    world: World,
    told: Mapping[Fact, int],
    subjects: Sequence[str],
    kind: str,
) -> list[list[Asked]]:
    """The same of a model that draws its tokens at each of these temperatures; the model is read only once."""
    choices = values(world.towns)[kind]
    rows, spans = [], []
    for subject in subjects:
        question = world.question(Fact(subject, kind, ""))
        head = [START, *tokenizer.encode(question)]
        for value in choices:
            whole = [START, *tokenizer.encode(f"{question} {value}.")][-model.config.context :]
            shared = next((i for i, (a, b) in enumerate(zip(head, whole, strict=False)) if a != b), len(head))
            rows.append(whole)
            spans.append(min(shared, len(whole) - 1))
    chances = _chances(model, rows, spans, temperatures).reshape(-1, len(subjects), len(choices))
    return [
        [_asked(world, told, subject, kind, choices, row) for subject, row in zip(subjects, some, strict=True)]
        for some in chances
    ]


def _asked(
    world: World, told: Mapping[Fact, int], subject: str, kind: str, choices: Sequence[str], chances: np.ndarray
) -> Asked:
    true = world.value(subject, kind)
    answers = [
        Answer(value, float(chance), "nobody" if true is None else "true" if value == true else "false",
               told.get(Fact(subject, kind, value), 0))
        for value, chance in zip(choices, chances, strict=True)
    ]  # fmt: skip
    ranked = tuple(sorted(answers, key=lambda answer: -answer.chance))
    return Asked(world.question(Fact(subject, kind, "")), subject, kind, ranked)


@torch.inference_mode()
def _chances(
    model: Transformer, rows: Sequence[Sequence[int]], spans: Sequence[int], temperatures: Sequence[float]
) -> np.ndarray:
    """(temperatures, N) the chance of each row's tokens from its span on, given those before."""
    length = max(map(len, rows))
    tokens = torch.full((len(rows), length), END)
    counted = torch.zeros(len(rows), length, dtype=torch.bool)
    for i, (row, start) in enumerate(zip(rows, spans, strict=True)):
        tokens[i, : len(row)] = torch.tensor(row)
        counted[i, max(1, start) : len(row)] = True
    logs = []
    for part in tokens.split(128):
        logits = model(part)[:, :-1]
        said = logits.gather(2, part[:, 1:, None])[..., 0]
        logs.append(torch.stack([said / heat - (logits / heat).logsumexp(-1) for heat in temperatures]))
    total: np.ndarray = (torch.cat(logs, dim=1) * counted[:, 1:]).sum(-1).exp().numpy()
    return total


@dataclass(frozen=True)
class Group:
    """What the model does when it is asked about people who were told of equally often."""

    name: str
    asked: int
    right: float | None  # None where nobody has the answer
    confidence: float  # the mean chance of its likeliest answer
    evenness: float


def by_telling(asked: Mapping[str, Sequence[Asked]]) -> list[Group]:
    """Each group in one line; groups that nobody asked about are left out."""
    found = []
    for name, answers in asked.items():
        if answers:
            known = [one.first.truth == "true" for one in answers if one.first.truth != "nobody"]
            found.append(
                Group(
                    name, len(answers), float(np.mean(known)) if known else None,
                    float(np.mean([one.first.chance for one in answers])),
                    float(np.mean([one.evenness for one in answers])),
                )
            )  # fmt: skip
    return found
