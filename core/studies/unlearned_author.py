"""One author opts out: what a model still knows when it never read her, when it stops reading her, when it must forget.

The small model of facts again (see `facts`), and four invented authors. Each tells where some people live whom nobody else
writes about, and all of them write about some people besides. Who told what is known, so what is lost can be counted.

Source: Carlini et al. (2022), "The privacy onion effect" (what is removed is not all that was learned from it), and Maini
et al. (2024), "TOFU: a task of fictitious unlearning for LLMs" (forgetting afterwards costs what should have stayed).

Shapes: N people, A authors, T positions.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.models.transformer import Config, Transformer
from core.studies import facts
from core.studies.facts import (
    BATCH,
    CONTEXT,
    IGNORED,
    NAMES,
    RATE,
    START,
    TOWNS,
    WORDINGS,
    WORDS,
    ask,
    question,
    sentence,
)
from core.training.descent import descend, update
from core.training.events import Record
from core.training.text import optimizers, schedule

ALONE = {"Amari": 100, "Belle": 50, "Corin": 25, "Dorit": 10}  # people about whom this author alone writes
SHARED = 100  # people about whom two of them write
TELLINGS = 8  # of one author about one person
PASSES = 8
WIDTH = 64
REPORTS = 12  # signs of life of one training
REPAIR = 2  # passes over what the others tell, after forgetting
PUSH, PUSHES = 0.05, 300  # rate and most steps of forgetting
FORGOTTEN = 0.1  # so few of the author's own facts are left when forgetting stops
EVERYBODY, NEVER, STOPPED = "read everybody", "never read the author", "stopped reading"
FORGET, REPAIRED = "made to forget", "then repaired"
MODELS = (EVERYBODY, NEVER, STOPPED, FORGET, REPAIRED)
ONLY, TOO, OTHERS = GROUPS = ("this author alone", "this author and another", "others only")

SHIPPED: list[dict[str, Any]] = [{"author": "Amari"}]


@dataclass(frozen=True)
class Left:
    """What one of the models still knows."""

    model: str
    right: Mapping[str, float]  # by group: the share of people whose town is answered rightly


@dataclass(frozen=True)
class Library:
    """People, where they live, and which authors tell of each."""

    people: np.ndarray  # (N, 2) first and last name
    homes: np.ndarray  # (N,)
    tellers: np.ndarray  # (N, A) whether this author tells of this person

    def group(self, author: int) -> dict[str, np.ndarray]:
        """(N,) who belongs to which group, as that author sees it."""
        mine, others = self.tellers[:, author], np.delete(self.tellers, author, axis=1).any(1)
        return {ONLY: mine & ~others, TOO: mine & others, OTHERS: ~mine}


def library(seed: int) -> Library:
    """Who lives where, and who tells of it."""
    rng = np.random.default_rng((seed, 41))
    alone = np.repeat(np.eye(len(ALONE), dtype=bool), list(ALONE.values()), axis=0)
    shared = np.zeros((SHARED, len(ALONE)), dtype=bool)
    for row in shared:
        row[rng.choice(len(ALONE), size=2, replace=False)] = True
    tellers = np.concatenate((alone, shared))
    pairs = rng.choice(NAMES * NAMES, size=len(tellers), replace=False)
    return Library(np.stack(np.divmod(pairs, NAMES), axis=1), rng.integers(TOWNS, size=len(tellers)), tellers)


def documents(books: Library, authors: list[int], seed: int) -> np.ndarray:
    """(rows, T + 1) all that these authors tell, in a random order."""
    rng = np.random.default_rng((seed, 42))
    told = []
    for person, home, tellers in zip(books.people, books.homes, books.tellers, strict=True):
        for author in np.flatnonzero(tellers):
            said = [[START, *sentence(person, home, int(rng.integers(len(WORDINGS))))] for _ in range(TELLINGS)]
            told += said if author in authors else []
    rows = np.full((len(told), CONTEXT + 1), IGNORED)
    for row, words in zip(rows, told, strict=True):
        row[: len(words)] = words
    return rng.permutation(rows)


def learn(*, author: str = "Amari", seed: int = 0) -> Iterator[Record[Left]]:
    """Five models and what each of them knows, group by group.

    One read everybody; one read all but the author; the first, going on with all but the author; the first again, made to
    forget the author's sentences; and this one, going on with the others' texts, to bring back what broke.

    The records in between say only how far the work is.
    """
    if author not in ALONE:
        raise ValueError(f"There is no author called {author!r}; there are {', '.join(ALONE)}.")
    books, out = library(seed), list(ALONE).index(author)
    everyone = list(range(len(ALONE)))
    rest = [one for one in everyone if one != out]
    total = 4 * REPORTS + 5
    done = 0

    def known(model: Transformer, name: str) -> Record[Left]:
        right = ask(model, [question(person) for person in books.people]).argmax(1) == books.homes
        shares = {group: float(right[these].mean()) for group, these in books.group(out).items()}
        return Record(done, total, Left(name, shares))

    everything, remaining = documents(books, everyone, seed), documents(books, rest, seed)
    models: dict[str, Transformer] = {}
    for name, begin, rows, passes in (
        (EVERYBODY, "", everything, PASSES),
        (NEVER, "", remaining, PASSES),
        (STOPPED, EVERYBODY, remaining, PASSES),
        (FORGET, EVERYBODY, None, 0),
        (REPAIRED, FORGET, remaining, REPAIR),
    ):
        model = models[name] = copy.deepcopy(models[begin]) if begin else new_model(seed)
        if rows is None:
            forget(model, documents(books, [out], seed), books, books.group(out)[ONLY])
        else:
            for _ in train(model, rows, passes, 0.5 if begin else 1.0):
                done += 1
                yield Record(done, total)
        done += 1
        yield known(model, name)


def new_model(seed: int) -> Transformer:
    torch.manual_seed(seed)
    return Transformer(Config(vocabulary=len(WORDS), context=CONTEXT, width=WIDTH))


def train(model: Transformer, rows: np.ndarray, passes: int, gently: float = 1.0) -> Iterator[int]:
    """Read the text so many times; `gently` is a factor on the rate, for a model that is trained already."""
    steps = passes * (len(rows) // BATCH)
    both, order = optimizers(model, "muon", RATE), np.tile(np.arange(len(rows)), passes)
    reports = {round(steps * part / REPORTS) for part in range(1, REPORTS + 1)}

    def loss(step: int) -> Tensor:
        return facts.loss(model, torch.from_numpy(rows[order[step * BATCH : (step + 1) * BATCH]]))

    for step in descend(both, loss, steps, lambda step: gently * schedule(step, steps) * RATE):
        if step in reports:
            yield step


def forget(model: Transformer, rows: np.ndarray, books: Library, own: np.ndarray) -> None:
    """Push the author's sentences out again: the same steps uphill, until hardly any fact of theirs alone is left."""
    optimizer, rng = torch.optim.SGD(model.parameters(), lr=PUSH), np.random.default_rng(0)
    questions, homes = [question(person) for person in books.people[own]], books.homes[own]
    for _ in range(PUSHES):
        if float((ask(model, questions).argmax(1) == homes).mean()) <= FORGOTTEN:
            break
        batch = torch.from_numpy(rows[rng.choice(len(rows), BATCH, replace=False)])
        update([optimizer], -facts.loss(model, batch))
