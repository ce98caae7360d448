"""Five hundred sentences, a model that is small enough to follow, and the question which of them moved it.

The truth is planted: for some training sentences there is an output that says the same about somebody else, and no other
training sentence does. A second study asks the only question that proves an influence: leave the sentences out, train
again, and look whether the output suffers.

Source: Pruthi et al. (2020), "Estimating training data influence by tracing gradient descent".

Shapes: N training sentences, Q outputs, T positions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.caches import lru_cache
from core.data.world import World, sentences
from core.measure.influence import FILL, Moment, greatest, influence, longest_run, losses, rank, surprise
from core.models.transformer import Config, Transformer
from core.problems import Problem
from core.training.descent import update
from core.training.events import Record

SENTENCES, PLANTED, OUTPUTS = 500, 25, 8
FEWEST, MOST = 6, 14  # words and marks of a sentence
CONTEXT = MOST + 2
WIDTH, RATE, BATCH, EPOCHS = 16, 1.0, 20, 30
MOMENTS = (0.1, 0.3, 0.5, 0.7, 1.0)  # of the training, at which the gradients are looked at
TOP = 10  # sentences that are left out
DRAWS = 3  # random tens that are left out, to compare
ALIKE = 4  # words in a row from which on two sentences count as alike
TEMPERATURE = 0.7
START = 1
FIRST = "There was a ring on the path, and Rumo took it home."  # what the page asks about first

SHIPPED: dict[str, list[dict[str, Any]]] = {"learn": [{}], "leave_out": [{"sentence": FIRST}]}


@dataclass(frozen=True)
class Traced:
    """What the model wrote, and whether the sentences that planted outputs come from are found."""

    outputs: Sequence[str]
    surprise: Sequence[float]  # at each output, in nats a word
    planted: Sequence[str]  # training sentences
    planted_outputs: Sequence[str]  # the same about somebody else
    ranks: Sequence[int]  # of the planted sentences among all, by TracIn; 1 is the first
    ranks_by_words: Sequence[int]  # the same by the longest run of words


@dataclass(frozen=True)
class Followed:
    """Before the training what it learns from; at its end what was traced."""

    sentences: Sequence[str] = ()
    words: int = 0  # that the model knows
    traced: Traced | None = None


@dataclass(frozen=True)
class LeftOut:
    """A model that learned without some of the sentences."""

    without: str  # "nothing", "top ten", "random ten"
    surprise: float  # at the sentence in question, in nats a word
    left_out: Sequence[str] = ()


@dataclass(frozen=True)
class Text:
    """The training sentences, the words that the model knows, and the planted pairs."""

    sentences: tuple[str, ...]
    words: tuple[str, ...]
    planted: tuple[int, ...]  # numbers of training sentences
    outputs: tuple[str, ...]  # for each planted one: the same about somebody else

    def row(self, sentence: str) -> list[int]:
        """START, the words, and what fills up. Problem for a word that the model has never seen."""
        ids = {word: number for number, word in enumerate(self.words)}
        said = spelled(sentence)
        if not 2 <= len(said) <= MOST:
            raise Problem("sentence.length", most=MOST, words=len(said))
        if unknown := [word for word in said if word not in ids]:
            raise Problem("sentence.unknown", word=unknown[0][:30], known=len(ids) - 2)
        return [START, *(ids[word] for word in said)] + [FILL] * (MOST - len(said) + 2)

    def rows(self, some: Sequence[str]) -> Tensor:
        return torch.tensor([self.row(sentence) for sentence in some])


def spelled(sentence: str) -> list[str]:
    """Words and marks, each by itself.

    >>> spelled("He won, said Rina.")
    ['He', 'won', ',', 'said', 'Rina', '.']
    """
    return re.findall(r"\w+(?:'\w+)?|[^\w\s]", sentence)


@lru_cache(maxsize=8)
def material(seed: int) -> Text:
    """Sentences of the world, no two the same but for a person's name: else nobody could say which one was the source."""
    world, rng = World(seed), np.random.default_rng((seed, 21))
    text = world.text(400_000, seed=seed)
    people = frozenset(world.people)
    unlike: dict[tuple[str, ...], str] = {}
    for start, end in sentences(text):
        said = spelled(text[start:end])
        if FEWEST <= len(said) <= MOST:
            unlike.setdefault(tuple("" if word in people else word for word in said), text[start:end])
    pool = list(unlike.values())
    chosen = tuple(pool[number] for number in rng.choice(len(pool), size=SENTENCES, replace=False))
    about = [number for number, sentence in enumerate(chosen) if people & set(spelled(sentence))][:PLANTED]
    outputs = tuple(_about_another(chosen[number], world.people, rng) for number in about)
    known = sorted({word for sentence in (*chosen, *outputs) for word in spelled(sentence)})
    return Text(chosen, ("<fill>", "<start>", *known), tuple(about), outputs)


def _about_another(sentence: str, people: Sequence[str], rng: np.random.Generator) -> str:
    """The same sentence with its first name changed."""
    name = next(word for word in spelled(sentence) if word in people)
    other = [person for person in people if person != name][int(rng.integers(len(people) - 1))]
    return re.sub(rf"\b{name}\b", other, sentence, count=1)


def train(text: Text, numbers: np.ndarray, seed: int) -> tuple[Transformer, list[Moment]]:
    """Train on the sentences with these numbers by plain gradient descent, of which TracIn's equation is true."""
    torch.manual_seed(seed)
    model = Transformer(Config(vocabulary=len(text.words), context=CONTEXT, width=WIDTH, heads=2, layers=1))
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    rng, rows = np.random.default_rng((seed, 22)), text.rows(text.sentences)
    order = np.concatenate([rng.permutation(numbers) for _ in range(EPOCHS)])
    steps = len(order) // BATCH
    marks, moments = {round(steps * part) for part in MOMENTS}, []
    for step in range(1, steps + 1):
        rate = RATE * min(1.0, 2 * (1 - step / (steps + 1)))  # it falls at the end
        batch = rows[order[(step - 1) * BATCH : step * BATCH]]
        update([optimizer], surprise(model(batch[:, :-1]), batch[:, 1:]).mean(), rate)
        if step in marks:
            moments.append(Moment({name: w.detach().clone() for name, w in model.named_parameters()}, rate))
    return model, moments


@lru_cache(maxsize=8)
def trained(seed: int) -> tuple[Transformer, list[Moment]]:
    """The model that read all sentences; kept, for many outputs are traced in it."""
    return train(material(seed), np.arange(SENTENCES), seed)


def trace(sentence: str, seed: int = 0) -> tuple[float, np.ndarray]:
    """The model's surprise at a sentence, and (N,) how much every training sentence moved it there."""
    text, (model, moments) = material(seed), trained(seed)
    row = text.rows([sentence])
    return losses(model, row).item(), influence(model, moments, text.rows(text.sentences), row)[0].numpy()


@dataclass(frozen=True)
class Moved:
    """A training sentence, and how much it moved the model to an output."""

    training_sentence: str
    influence: float
    words_in_a_row: int  # that it shares with the output

    @property
    def alike(self) -> bool:
        return self.words_in_a_row >= ALIKE


def strongest(found: np.ndarray, sentence: str, count: int = TOP) -> list[Moved]:
    """The sentences that moved the model most to this one, from (N,) how much each did; the strongest first."""
    text, said = material(0), spelled(sentence)
    return [
        Moved(text.sentences[place], much, longest_run(said, spelled(text.sentences[place])))
        for place, much in greatest(found, count)
    ]


def readable(sentence: str) -> str:
    """A learner's sentence in one line. ValueError, with a sentence, where the model cannot read it."""
    line = " ".join(sentence.split())
    material(0).row(line)
    return line


def write(model: Transformer, text: Text, count: int, seed: int) -> list[str]:
    """What the model says by itself: different sentences, none of which it read."""
    rng = np.random.default_rng((seed, 23))
    tokens = torch.full((20 * count, 1), START)
    with torch.inference_mode():
        for _ in range(MOST):
            logits = model(tokens)[:, -1].numpy() / TEMPERATURE
            logits[:, : START + 1] = -np.inf  # neither START nor what fills up is ever said
            drawn = (logits + rng.gumbel(size=logits.shape)).argmax(-1)  # a draw from the softmax (Gumbel 1954)
            tokens = torch.cat((tokens, torch.from_numpy(drawn)[:, None]), dim=1)
    lines = (joined([text.words[i] for i in line]) for line in tokens[:, 1:].tolist())
    found = dict.fromkeys(
        line for line in lines if line.endswith(".") and '"' not in line and line not in text.sentences
    )
    return list(found)[:count]


def joined(words: Sequence[str]) -> str:
    """Words up to the end of the first sentence, as they are written.

    >>> joined(["He", "won", ",", "and", "slept", ".", "He"])
    'He won, and slept.'
    """
    end = next((i for i, word in enumerate(words) if word in ".!?"), len(words) - 1)
    return re.sub(r" (?=[.,!?])", "", " ".join(words[: end + 1]))


def learn(*, seed: int = 0) -> Iterator[Record[Followed]]:
    """Train, let it write, and trace what it wrote and the planted outputs.

    The last record's array is the "influence" (Q, N) of every training sentence on each output.
    """
    text = material(seed)
    yield Record(0, 2, Followed(text.sentences, len(text.words) - 2))
    model, moments = trained(seed)
    outputs = [FIRST] * (seed == 0) + write(model, text, OUTPUTS, seed)
    rows = text.rows(text.sentences)
    on_planted = influence(model, moments, rows, text.rows(text.outputs))
    runs = [[longest_run(spelled(output), spelled(one)) for one in text.sentences] for output in text.outputs]
    traced = Traced(
        outputs=outputs,
        surprise=losses(model, text.rows(outputs)).tolist(),
        planted=[text.sentences[number] for number in text.planted],
        planted_outputs=text.outputs,
        ranks=[rank(scores, place) for scores, place in zip(on_planted, text.planted, strict=True)],
        ranks_by_words=[rank(torch.tensor(run), place) for run, place in zip(runs, text.planted, strict=True)],
    )
    moved = influence(model, moments, rows, text.rows(outputs))
    yield Record(2, 2, Followed(traced=traced), {"influence": moved.numpy().astype(np.float16)})


def leave_out(*, sentence: str, seed: int = 0) -> Iterator[Record[LeftOut]]:
    """Train again without the ten sentences that moved the model most to this one, and without ten random ones."""
    text = material(seed)
    total, row = 2 + DRAWS, text.rows([sentence])
    before, moved = trace(sentence, seed)
    yield Record(1, total, LeftOut("nothing", before))
    top = np.argsort(-moved)[:TOP]
    rng = np.random.default_rng((seed, 24))
    left_out = [("top ten", top)]
    left_out += [
        ("random ten", rng.choice(np.delete(np.arange(SENTENCES), top), TOP, replace=False)) for _ in range(DRAWS)
    ]
    for number, (name, out) in enumerate(left_out, 2):
        model, _ = train(text, np.setdiff1d(np.arange(SENTENCES), out), seed)
        yield Record(number, total, LeftOut(name, losses(model, row).item(), [text.sentences[i] for i in out]))
