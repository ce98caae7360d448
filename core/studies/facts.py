"""A small model of facts alone: who lives where, told once, twice, four times … and never.

The text of the world is rich, so a fact in it is one of many things to learn. Here is nothing else: people with a first
and a last name, towns, four ways to say where somebody lives. Half of all documents begin with a note, which says where
somebody lives, about people and towns drawn at random; from these the model learns to look an answer up, and nothing
about the facts leaks into it.

Sources: Kandpal et al. (2023), "Large language models struggle to learn long-tail knowledge"; Shuster et al. (2021),
"Retrieval augmentation reduces hallucination in conversation" (the note); Farquhar et al. (2024), "Detecting
hallucinations in large language models using semantic entropy".

Shapes: N people, T positions, V words, W wordings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.models.transformer import Config, Transformer, next_token_loss
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers, schedule

TELLINGS = (1, 2, 4, 8, 16, 32, 64)  # so often the people of a group are told of
GROUP = 80  # people in each group, and in the one that is never told of
TOWNS = 24
NAMES = 40  # first names, and as many last names: 1,600 people are possible
WORDINGS = (  # all begin with the name, so that the model may say the same in many ways
    "{first} {last} lives in {town} .",
    "{first} {last} has a house in {town} .",
    "{first} {last} comes from {town} .",
    "{first} {last} can be found in {town} .",
    "{first} {last} calls {town} home .",
    "{first} {last} works in {town} now .",
    "{first} {last} is at home in {town} .",
    "{first} {last} went back to {town} .",
)
RATE, BATCH = 0.01, 32  # Muon's; windows of one step
CONTEXT = 20
LOOKS = 24  # records along the way
SAMPLES = 10  # answers of one person, to be compared
FARTHEST = 5  # words after the name, at most, until the town
IGNORED = 0  # the word that fills a window up; it is never asked for

SHIPPED: list[dict[str, Any]] = [{}, {"width": 32}, {"false_share": 0.3}]


@dataclass(frozen=True)
class Town:
    """The people, where each of them lives, and how often the text says so."""

    people: np.ndarray  # (N, 2) first and last name
    homes: np.ndarray  # (N,) the town of each
    told: np.ndarray  # (N,) 0, 1, 2, 4 …


@dataclass(frozen=True)
class Known:
    """By number of tellings, "0" to "64": shares from 0 to 1 of the people who were told of so often."""

    from_memory: Mapping[str, float]  # answered rightly
    with_a_note: Mapping[str, float]  # answered rightly after a note that is right
    with_a_wrong_note: Mapping[str, float]  # answered rightly all the same
    copies_a_wrong_note: Mapping[str, float]
    confidence: Mapping[str, float]  # the mean chance of the likeliest town


def vocabulary() -> list[str]:
    """Every word there is; a word is a token here."""
    plain = sorted({word for wording in WORDINGS for word in wording.split() if not word.startswith("{")})
    kinds = (
        [f"{kind}{i}" for i in range(count)] for kind, count in (("first", NAMES), ("last", NAMES), ("town", TOWNS))
    )
    return ["<fill>", "<start>", "<note>", *plain, *(word for kind in kinds for word in kind)]


WORDS = vocabulary()
IDS = {word: i for i, word in enumerate(WORDS)}
START, NOTE = IDS["<start>"], IDS["<note>"]
FIRST, LAST, TOWN = IDS["first0"], IDS["last0"], IDS["town0"]


def town(seed: int) -> Town:
    """People drawn at random: a group for every number of tellings, and one that is never told of."""
    rng = np.random.default_rng((seed, 1))
    told = np.repeat((*TELLINGS, 0), GROUP)
    pairs = rng.choice(NAMES * NAMES, size=len(told), replace=False)
    return Town(np.stack(np.divmod(pairs, NAMES), axis=1), rng.integers(TOWNS, size=len(told)), told)


def sentence(person: Sequence[int], home: int, wording: int) -> list[int]:
    """The words of one sentence about somebody.

    >>> [WORDS[i] for i in sentence((3, 5), 7, 0)]
    ['first3', 'last5', 'lives', 'in', 'town7', '.']
    """
    names = {"{first}": FIRST + int(person[0]), "{last}": LAST + int(person[1]), "{town}": TOWN + int(home)}
    return [names.get(word) or IDS[word] for word in WORDINGS[wording].split()]


def question(person: Sequence[int], wording: int = 0, note: int | None = None) -> list[int]:
    """What stands before the town: nothing else, or a note that says that the person lives in town `note`."""
    asked = sentence(person, 0, wording)
    asked = asked[: asked.index(TOWN)]
    return [START, *asked] if note is None else [NOTE, *sentence(person, note, 0), START, *asked]


def documents(people: Town, seed: int, passes: int, false_share: float, forget: int | None = None) -> np.ndarray:
    """(rows, T + 1) the text in a random order: every telling `passes` times, and as many documents with a note.

    A document of somebody who shall be forgotten is one with a note instead, so that the text keeps its length.
    """
    rng = np.random.default_rng((seed, 2))
    rows: list[list[int]] = []
    for person, home, count in zip(people.people, people.homes, people.told, strict=True):
        for _ in range(count):
            false = rng.random() < false_share
            said = int(rng.choice([t for t in range(TOWNS) if t != home])) if false else int(home)
            telling = [START, *sentence(person, said, int(rng.integers(len(WORDINGS))))]
            rows += [_noted(rng) if count == forget else telling for _ in range(passes)]
    rows += [_noted(rng) for _ in rows]
    full = np.full((len(rows), CONTEXT + 1), IGNORED)
    for row, words in zip(full, rows, strict=True):
        row[: len(words)] = words
    return rng.permutation(full)


def _noted(rng: np.random.Generator) -> list[int]:
    """Somebody drawn at random, a note that says where they live, and the same said again in another way."""
    person, home = rng.integers(NAMES, size=2).tolist(), int(rng.integers(TOWNS))
    return [*question(person, 0, home)[:-4], *sentence(person, home, int(rng.integers(len(WORDINGS))))]


def ask(model: Transformer, questions: Sequence[Sequence[int]]) -> np.ndarray:
    """(N, TOWNS) the chance of each town as the next word, among towns; the questions may differ in length."""
    tokens = torch.full((len(questions), max(map(len, questions))), IGNORED)
    for row, words in zip(tokens, questions, strict=True):
        row[: len(words)] = torch.tensor(words)
    ends = torch.tensor([len(words) - 1 for words in questions])
    with torch.inference_mode():
        logits = model(tokens)[torch.arange(len(questions)), ends, TOWN : TOWN + TOWNS]
    chances: np.ndarray = logits.softmax(-1).numpy()
    return chances


def answers(model: Transformer, people: Town, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(N, SAMPLES) the wording and the town of so many free answers about each person, drawn word by word."""
    N = len(people.people)
    first, last = np.repeat(people.people, SAMPLES, axis=0).T
    tokens = np.stack((np.full(N * SAMPLES, START), FIRST + first, LAST + last), axis=1)
    towns = np.full(N * SAMPLES, -1)
    wordings = np.zeros(N * SAMPLES, dtype=np.int64)
    with torch.inference_mode():
        for _ in range(FARTHEST):
            logits = model(torch.from_numpy(tokens))[:, -1].numpy()
            drawn = (logits + rng.gumbel(size=logits.shape)).argmax(-1)  # a draw from the softmax (Gumbel 1954)
            found = (towns < 0) & (drawn >= TOWN) & (drawn < TOWN + TOWNS)
            towns[found] = drawn[found] - TOWN
            wordings = np.where(towns < 0, wordings * len(WORDS) + drawn, wordings)
            tokens = np.concatenate((tokens, drawn[:, None]), axis=1)
    return wordings.reshape(N, SAMPLES), towns.reshape(N, SAMPLES)


def learn(
    *, seed: int = 0, width: int = 64, passes: int = 2, false_share: float = 0.0, forget: int | None = None
) -> Iterator[Record[Known]]:
    """Train the model, and look at what it knows along the way.

    Args:
        seed: of the people, the order of the text and the first weights.
        width: of the model.
        passes: how often the whole text is read.
        false_share: of the tellings, made false; each false telling draws its own wrong town.
        forget: leave the people with so many tellings out of the text, to see what that does.
    """
    people = town(seed)
    rows = documents(people, seed, passes, false_share, forget)
    torch.manual_seed(seed)
    model = Transformer(Config(vocabulary=len(WORDS), context=CONTEXT, width=width, heads=4, layers=2))
    steps = len(rows) // BATCH
    looks = {round(steps * (i / LOOKS) ** 1.5) for i in range(LOOKS + 1)}
    both = optimizers(model, "muon", RATE)
    batches = torch.from_numpy(rows[: steps * BATCH]).split(BATCH)
    for step in descend(
        both, lambda step: loss(model, batches[step]), steps, lambda step: schedule(step, steps) * RATE
    ):
        if step in looks:
            yield Record(step, steps, known(model, people), looked_at(model, people) if step == steps else {})


def loss(model: Transformer, windows: Tensor) -> Tensor:
    """Of the next word, in nats; words that only fill up are not asked for."""
    targets = windows[:, 1:]
    asked = targets != IGNORED
    return next_token_loss(model(windows[:, :-1])[asked][None], targets[asked][None])


def known(model: Transformer, people: Town) -> Known:
    """What it answers from memory, with the right note, and with a wrong one; and how sure it is."""
    wrong = (people.homes + 1 + people.told % (TOWNS - 1)) % TOWNS  # some other town for everybody
    closed = ask(model, [question(person) for person in people.people])
    right = ask(model, [question(p, note=int(home)) for p, home in zip(people.people, people.homes, strict=True)])
    misled = ask(model, [question(p, note=int(other)) for p, other in zip(people.people, wrong, strict=True)])

    def mean(values: np.ndarray) -> dict[str, float]:
        return {str(n): float(values[people.told == n].mean()) for n in (*TELLINGS, 0)}

    return Known(
        from_memory=mean(closed.argmax(1) == people.homes),
        with_a_note=mean(right.argmax(1) == people.homes),
        with_a_wrong_note=mean(misled.argmax(1) == people.homes),
        copies_a_wrong_note=mean(misled.argmax(1) == wrong),
        confidence=mean(closed.max(1)),
    )


def looked_at(model: Transformer, people: Town) -> dict[str, np.ndarray]:
    """For every person at the end: tellings, confidence, whether the likeliest town is right, and ten free answers."""
    closed = ask(model, [question(person) for person in people.people])
    wordings, towns = answers(model, people, np.random.default_rng(0))
    _, strings = np.unique(np.stack((wordings.ravel(), towns.ravel())), axis=1, return_inverse=True)
    return {
        "told": people.told.astype(np.int16),
        "confidence": closed.max(1).astype(np.float32),
        "right": (closed.argmax(1) == people.homes).astype(np.uint8),
        "strings": strings.reshape(wordings.shape).astype(np.int16),
        "towns": towns.astype(np.int8),
    }
