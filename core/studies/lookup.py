"""Looking up as one more kind of token: the assistant learns to ask a table, and to read on from what a program fills in.

    <user> where are leeks sold ? <assistant> <lookup> leeks sold <found> Morwick leeks are sold in Morwick . <end>

All is written by the model but one word: after `<found>` a program puts what the table says. The tables that it learns from say
something else each time, so the word must be read and cannot be known by heart.

Source: Schick et al. (2023), "Toolformer: language models can teach themselves to use tools" (a call and its result within the
text).

Shapes: as in `core.studies.chat`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from core.data.dialogues import ASSISTANT, END, FILL, OPENINGS, SAID, USER, Country, Question
from core.models.transformer import Config, Transformer
from core.studies import assistant, chat, preference
from core.studies.chat import CONTEXT, Chat
from core.training.events import Record
from core.training.text import optimizers, schedule

LOOKUP, FOUND = "<lookup>", "<found>"
STEPS, EVERY = 240, 20
RATE = 0.01  # Muon's
BATCH = 64
EXAM = 40  # unseen questions, each with another table
NEW = 0.02  # spread of the new tokens' first numbers, as of all tokens before training
LONGEST = 18  # words that the model may write

SHIPPED: list[dict] = [{}]


class Tooled(Country):
    """The country with two more tokens."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        return (*super().words, LOOKUP, FOUND)

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """What a table may say, by kind: what is true of somebody or something."""
        kinds = sorted({kind for _, kind in self.facts})
        return {kind: tuple(sorted({v for (_, k), v in self.facts.items() if k == kind})) for kind in kinds}


class Written(NamedTuple):
    """A text that the model wrote together with the program."""

    given: Sequence[str]
    wrote: Sequence[str]  # word by word
    filled: Sequence[bool]  # which of them the program filled in


@dataclass(frozen=True)
class Looks:
    """How well it looks up by now; of unseen questions, the table saying something else than all texts before."""

    asks: float  # share in which it asks the table, for the right thing
    by_table: float  # share answered as the table says
    by_heart: float  # share answered as the plain text said
    text: str  # the whole text of one of them
    loss: float | None = None
    config: Config | None = None  # where the weights are kept


def learn(*, seed: int = 0, keep: bool = False) -> Iterator[Record[Looks]]:
    """Teach the assistant to look up.

    Args:
        seed: of the assistant, and of all tables.
        keep: the weights, too, in the last record.
    """
    talker = extended(preference.talks(seed)[0], seed)
    country = talker.country
    assert isinstance(country, Tooled)
    rng = Random(f"lookup {seed}")
    questions = [question for question in country.questions if not question.unseen]
    both = optimizers(talker.model, "muon", RATE)
    yield Record(0, STEPS, measured(talker))
    for step in range(1, STEPS + 1):
        asked = [rng.choice(questions).opened(rng.choice(OPENINGS)) for _ in range(BATCH)]
        told = [replace(question, answer=rng.choice(country.values[question.kind])) for question in asked]
        loss = chat.update(talker.model, both, *batch(talker, told, rng), rate=RATE * schedule(step - 1, STEPS))
        if step == STEPS:
            weights = chat.rounded(talker.model)
            found = measured(talker, loss)
            yield (
                Record(step, STEPS, replace(found, config=talker.model.config), weights)
                if keep
                else Record(step, STEPS, found)
            )
        elif step % EVERY == 0:
            yield Record(step, STEPS, measured(talker, loss))


def extended(talker: Chat, seed: int) -> Chat:
    """The same model with two more rows in its table of tokens, which mean nothing yet."""
    country = Tooled()
    model = Transformer(replace(talker.model.config, vocabulary=len(country.words)))
    weights = dict(talker.model.state_dict())
    table = weights["token_embedding.weight"]
    more = torch.randn(len(country.words) - len(table), table.shape[1], generator=torch.Generator().manual_seed(seed))
    model.load_state_dict(weights | {"token_embedding.weight": torch.cat((table, NEW * more))})
    return Chat(country, model)


def restored(looks: Looks, arrays: Mapping[str, np.ndarray]) -> Chat:
    """The model of a last record that kept its weights. ValueError for another."""
    if looks.config is None:
        raise ValueError("These records kept no weights.")
    model = Transformer(looks.config)
    model.load_state_dict({name: torch.from_numpy(w.astype(np.float32)) for name, w in arrays.items()})
    return Chat(Tooled(), model.eval())


def query(question: Question) -> list[str]:
    """What is asked of the table."""
    return [LOOKUP, question.about, question.kind, FOUND]


def batch(talker: Chat, questions: Sequence[Question], rng: Random) -> tuple[Tensor, Tensor]:
    """Token ids of dialogues in which the table's answer is told on, and which next words are to be learnt: the assistant's."""
    rows = []
    for question in questions:
        sentence = rng.choice(SAID[question.kind]).format(who=question.about, what=question.answer)
        given, asks = [USER, *question.text.split(), ASSISTANT], query(question)
        words = [*given, *asks, question.answer, *sentence.split(), END]
        learnt = (
            [False] * len(given) + [True] * len(asks) + [False] + [True] * (len(words) - len(given) - len(asks) - 1)
        )
        rows.append((talker.encode(words), learnt))
    longest = max(len(tokens) for tokens, _ in rows)
    tokens = torch.full((len(rows), longest), talker.ids[FILL])
    asked = torch.zeros(tokens.shape, dtype=torch.bool)
    for i, (row, learnt) in enumerate(rows):
        tokens[i, : len(row)] = torch.tensor(row)
        asked[i, : len(row)] = torch.tensor(learnt)
    return tokens, asked[:, 1:]


@torch.inference_mode()
def answered(talker: Chat, text: str, table: Mapping[tuple[str, str], str]) -> Written:
    """The likeliest words after a question; where the model asks the table, the program fills in what it says."""
    given = talker.prompt(text)
    wrote: list[str] = []
    filled: list[bool] = []
    while len(wrote) < LONGEST and len(given) + len(wrote) < CONTEXT:
        if wrote[-1:] == [FOUND] and len(wrote) >= 3:
            wrote.append(table.get((wrote[-3], wrote[-2]), chat.UNKNOWN))
            filled.append(True)
            continue
        logits = talker.model(torch.tensor([talker.encode([*given, *wrote])]))[0, -1]
        wrote.append(talker.words[int(logits.argmax())])
        filled.append(False)
        if wrote[-1] == END:
            break
    return Written(given, wrote, filled)


def measured(talker: Chat, loss: float | None = None) -> Looks:
    """Ask unseen questions, the table saying something else than what plain text told."""
    country = talker.country
    assert isinstance(country, Tooled)
    rng = Random("lookup exam")
    unseen = rng.sample([question for question in country.questions if question.unseen], EXAM)
    asks = by_table = by_heart = 0
    first: Written | None = None
    for question in unseen:
        told = rng.choice([value for value in country.values[question.kind] if value != question.answer])
        found = answered(talker, question.text, {(question.about, question.kind): told})
        first = first or found
        text = " ".join(found.wrote)
        asks += query(question) == list(found.wrote[:4])
        by_table += assistant.manners.is_right(replace(question, answer=told), text)
        by_heart += assistant.manners.is_right(question, text)
    assert first
    whole = " ".join([*first.given, *first.wrote])
    return Looks(asks / EXAM, by_table / EXAM, by_heart / EXAM, whole, loss)


def whom_it_believes(by_table: float, by_heart: float) -> str:
    """In a word: the table, what it knows by heart, or neither for most questions.

    >>> whom_it_believes(0.9, 0.0), whom_it_believes(0.1, 0.8), whom_it_believes(0.4, 0.3)
    ('table', 'heart', 'neither')
    """
    return "table" if by_table >= 0.7 else "heart" if by_heart >= 0.5 else "neither"
