"""Preference tuning in miniature: votes between two answers, a reward that learns them, and a model that shifts.

1. Somebody votes on some pairs of answers: a learner, or a judge with a taste.
2. A reward is learned from the votes (`core.measure.preference`).
3. The reward votes on many more pairs, and the assistant is tuned so that the preferred answers get likelier, compared with
   what it was (DPO).
Along the way it answers some questions many times over: are the answers better liked, how many are distinct, how many right?

Sources: Rafailov et al. (2023), "Direct preference optimization: your language model is secretly a reward model", equation 7;
Ouyang et al. (2022); Kirk et al. (2024), "Understanding the effects of RLHF on LLM generalisation and diversity".

Shapes: B answers, T positions.
"""

import copy
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.caches import lru_cache
from core.data import manners
from core.data.dialogues import Question
from core.measure.preference import Reward, Vote, fit, wins
from core.models.transformer import Transformer
from core.studies import assistant
from core.studies.chat import Chat
from core.training.events import Record
from core.training.run import STUDIES, Run
from core.training.study import Study
from core.training.text import optimizers

STEPS, EVERY = 80, 10
BATCH = 24  # pairs
PAIRS = 160  # of answers that the reward votes on
VOTES = 40  # of a judge
RATE = 0.0001  # AdamW's
BETA = 0.3  # how strongly the model is held to what it was
QUESTIONS, ANSWERS = 8, 32  # asked along the way, and answers to each
FEWEST = 4  # votes of one's own
OWN = "own"
FIRST, SECOND = "1", "2"  # what a learner's votes are written with

SHIPPED: list[dict] = [{}, {"judge": "flattered"}]


@dataclass(frozen=True)
class Preferred:
    """What the model answers by now."""

    wins: float  # share of pairs in which an answer of now has the larger reward than one of before; ties count half
    reward: float  # mean
    distinct: float  # of ANSWERS to one question, on average
    right: float  # share of answers
    kl: float  # nats an answer: how far the model went from what it was
    commonest: Mapping[str, int]  # the commonest answers to the first question
    agrees: float  # share of the votes that the reward foretells
    liked: Mapping[str, float]  # the words with the largest weights, either way


def learn(*, seed: int = 0, judge: str = "short", votes: str = "") -> Iterator[Record[Preferred]]:
    """Tune the assistant by preference.

    Args:
        seed: of the assistant, and of what is drawn.
        judge: who votes; one of `manners.JUDGES`, or "own" for the learner.
        votes: the learner's, on the assistant's pairs one after another: 1 for the first answer, 2 for the second.
    """
    tuned, after = talks(seed)
    reference = copy.deepcopy(tuned.model)
    rng, order = torch.Generator().manual_seed(seed), Random(f"preference {seed}")
    cast = own_votes(after.pairs, votes) if judge == OWN else judged(tuned, judge, rng, order)
    reward = fit(cast, words(tuned))
    questions = order.sample([one for one in tuned.country.questions if one.unseen], QUESTIONS)
    first = answers(tuned, questions, rng)
    yield Record(0, STEPS, measured(tuned, reference, questions, first, first, reward, cast))
    chosen, rejected = preferred(tuned, reward, rng, order)
    batch = tuned.batch([*chosen, *rejected])
    with torch.inference_mode():
        held = likelihood(reference, *batch)
    optimizer = optimizers(tuned.model, "adamw", RATE)
    for step in range(1, STEPS + 1):
        some = torch.tensor(order.sample(range(len(chosen)), min(BATCH, len(chosen))))
        rows = torch.cat((some, some + len(chosen)))
        gain = likelihood(tuned.model, batch[0][rows], batch[1][rows]) - held[rows]
        loss = dpo(gain[: len(some)], gain[len(some) :])
        loss.backward()
        for one in optimizer:
            one.step()
            one.zero_grad(set_to_none=True)
        if step % EVERY == 0:
            now = answers(tuned, questions, rng)
            yield Record(step, STEPS, measured(tuned, reference, questions, first, now, reward, cast))


def dpo(preferred: Tensor, other: Tensor) -> Tensor:
    """The loss of Rafailov et al.: the preferred answer shall have gained more in likelihood than the other one."""
    return -F.logsigmoid(BETA * (preferred - other)).mean()


def likelihood(model: Transformer, tokens: Tensor, asked: Tensor) -> Tensor:
    """(B,) log-probability of the words that are the assistant's, each row's together."""
    chances = model(tokens[:, :-1]).log_softmax(-1)  # (B, T, V)
    each = chances.gather(-1, tokens[:, 1:, None])[..., 0]  # (B, T)
    return (each * asked).sum(-1)


# --- who votes


def talks(seed: int) -> tuple[Chat, assistant.After]:
    """The assistant that answers in many manners, fresh each time."""
    tuned, arrays = _tuned(seed)
    assert tuned.after
    return assistant.restored(tuned, arrays), tuned.after


@lru_cache(maxsize=4)
def _tuned(seed: int) -> tuple[assistant.Tuned, Mapping[str, np.ndarray]]:
    """Values and weights of the tuned model; made anew for another seed."""
    run = Run(STUDIES / Study("assistant.learn").key)
    if seed == 0 and run.there and (kept := [one for one in run.records() if one.values and one.values.after]):
        return kept[-1].values, run.arrays(kept[-1])
    *_, last = assistant.learn(seed=seed)
    return last.values, last.arrays


def own_votes(pairs: Sequence[Sequence[str]], votes: str) -> list[Vote]:
    """The learner's votes as pairs, the preferred answer first."""
    return [
        (first, second) if vote == FIRST else (second, first)
        for (_, first, second), vote in zip(pairs, votes, strict=False)
    ]


def judged(talker: Chat, judge: str, rng: torch.Generator, order: Random) -> list[Vote]:
    """A judge's votes on pairs of which one is liked better."""
    return [
        (first, second) if manners.liking(judge, first) > manners.liking(judge, second) else (second, first)
        for _, first, second in drawn_pairs(talker, 4 * VOTES, rng, order)
        if manners.liking(judge, first) != manners.liking(judge, second)
    ][:VOTES]


def preferred(
    talker: Chat, reward: Reward, rng: torch.Generator, order: Random
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Questions with the answer that the reward prefers, and with the other one."""
    pairs = [
        (question, *sorted((first, second), key=reward.of, reverse=True))
        for question, first, second in drawn_pairs(talker, PAIRS, rng, order)
        if reward.of(first) != reward.of(second)
    ]
    return [(question, better) for question, better, _ in pairs], [(question, worse) for question, _, worse in pairs]


def drawn_pairs(talker: Chat, count: int, rng: torch.Generator, order: Random) -> list[tuple[str, str, str]]:
    """Questions with two answers each."""
    texts = [question.text for question in order.sample([q for q in talker.country.questions if not q.unseen], count)]
    return list(zip(texts, assistant.drawn(talker, texts, rng), assistant.drawn(talker, texts, rng), strict=True))


def words(talker: Chat) -> list[str]:
    """The words that a reward may weigh: those of manners, not those of facts."""
    there = " ".join((*manners.GREETINGS, *manners.FAREWELLS, *(w for said in manners.SAID.values() for w in said)))
    return sorted({word for word in there.split() if word in talker.words})


def largest(reward: Reward, most: int = 6) -> dict[str, float]:
    """The weights that say most."""
    names = sorted(reward.weights, key=lambda name: -abs(reward.weights[name]))[:most]
    return {name: reward.weights[name] for name in names}


# --- what the model does


def answers(talker: Chat, questions: Sequence[Question], rng: torch.Generator) -> list[str]:
    """Many answers to each question, question by question."""
    return assistant.drawn(talker, [question.text for question in questions for _ in range(ANSWERS)], rng)


def measured(
    talker: Chat, reference: Transformer, questions: Sequence[Question], first: Sequence[str], now: Sequence[str],
    reward: Reward, cast: Sequence[Vote],
) -> Preferred:  # fmt: skip
    """What the answers of now are like, beside the first ones."""
    groups = [now[i : i + ANSWERS] for i in range(0, len(now), ANSWERS)]
    rewards = [reward.of(answer) for answer in now]
    asked = [question for question in questions for _ in range(ANSWERS)]
    batch = talker.batch([(question.text, answer) for question, answer in zip(asked, now, strict=True)])
    with torch.inference_mode():
        far = likelihood(talker.model, *batch) - likelihood(reference, *batch)
    return Preferred(
        wins=wins(rewards, [reward.of(answer) for answer in first]),
        reward=sum(rewards) / len(rewards),
        distinct=sum(len(set(group)) for group in groups) / len(groups),
        right=sum(manners.is_right(question, answer) for question, answer in zip(asked, now, strict=True)) / len(now),
        kl=max(0.0, float(far.mean())),
        commonest=dict(Counter(groups[0]).most_common(5)),
        agrees=reward.agrees(cast),
        liked=largest(reward),
    )
