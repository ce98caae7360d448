"""Best of n: the model stays as it is, writes several answers, and only the one with the largest reward is shown.

What is recorded is a pool of answers to each of some questions. For any n follows from it exactly what the best of n drawn from
the pool is like (`core.measure.best_of`).

Sources: Stiennon et al. (2020), "Learning to summarize from human feedback" (best of n beside tuning).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch

from core.data import manners
from core.measure.preference import fit
from core.studies import assistant, preference
from core.training.events import Record

QUESTIONS, ANSWERS = 8, 64

SHIPPED: list[dict] = [{}, {"judge": "flattered"}]


@dataclass(frozen=True)
class Pool:
    """Answers to one question, with their rewards."""

    question: str
    answers: Sequence[str]
    rewards: Sequence[float]
    right: Sequence[bool]


def learn(*, seed: int = 0, judge: str = "short") -> Iterator[Record[Pool]]:
    """Learn a judge's reward, and draw answers to some questions from the assistant that nobody voted on.

    Args:
        seed: of the assistant, and of what is drawn.
        judge: one of `manners.JUDGES`.
    """
    talker, _ = preference.talks(seed)
    rng, order = torch.Generator().manual_seed(seed), Random(f"preference {seed}")
    reward = fit(preference.judged(talker, judge, rng, order), preference.words(talker))
    questions = order.sample([one for one in talker.country.questions if one.unseen], QUESTIONS)
    for done, question in enumerate(questions, 1):
        answers = assistant.drawn(talker, [question.text] * ANSWERS, rng)
        rewards = [round(reward.of(answer), 4) for answer in answers]
        right = [manners.is_right(question, answer) for answer in answers]
        yield Record(done, QUESTIONS, Pool(question.text, answers, rewards, right))
