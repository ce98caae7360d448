"""Four ways to foresee the next letter of one text: counting, two networks with a state, and a transformer.

All have the same budget of numbers, and the three that learn see the same windows of the same text. Each is asked about
letters of unseen text that have at least half a window before them.

Sources: Shannon (1948), "A mathematical theory of communication" (letters drawn by counts); Elman (1990); Hochreiter and
Schmidhuber (1997); Vaswani et al. (2017).

Shapes: B windows, T positions, V kinds of letter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models import recurrent, transformer
from core.models.ngram import NGram
from core.models.recurrent import Recurrent
from core.models.transformer import Transformer, next_token_loss
from core.training.corpus import corpus
from core.training.descent import descend, down_from_half
from core.training.events import Record
from core.training.recipe import TextChoice
from core.training.text import optimizers

MODELS = ("rnn", "lstm", "transformer")
BUDGET = 65_000  # weights of each model, and numbers that counting may keep
WINDOW, BATCH, STEPS, EVERY = 128, 16, 1_500, 50
ORDERS = range(1, 8)  # letters that are counted together
TESTED = 128  # windows of unseen text
RATES = {"rnn": 0.008, "lstm": 0.016, "transformer": 0.02}  # the best of a few that were tried: of AdamW, and of Muon
CHANGED = 8  # letters at the start that are exchanged, to see how long it matters
WRITTEN = 160  # letters of a sample
SHIPPED: list[dict[str, int]] = [{}]


@dataclass(frozen=True)
class Counted:
    """What counting so many letters in a row comes to."""

    letters: int
    kept: int  # counts above zero
    perplexity: float  # on unseen text
    seen: float  # the share of the places of unseen text whose letters before were ever counted


@dataclass(frozen=True)
class Learned:
    """How many letters each model hesitates between on unseen text; at the end also what it writes and how long it remembers."""

    perplexity: Mapping[str, float]
    weights: Mapping[str, int]
    counted: Sequence[Counted] = ()
    samples: Mapping[str, str] = field(default_factory=dict)
    echo: Mapping[str, Sequence[float]] = field(default_factory=dict)  # see `echoes`
    alphabet: str = ""  # the letter of each number


@dataclass(frozen=True, eq=False)
class Letters:
    """A text as numbers, one a letter."""

    alphabet: str
    learned: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    unseen: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def written(self, ids: Sequence[int]) -> str:
        return "".join(self.alphabet[id] for id in ids)

    def read(self, text: str) -> list[int]:
        """The letters that the alphabet has; others are left out."""
        return [self.alphabet.index(letter) for letter in text if letter in self.alphabet]


def letters(choice: TextChoice | None = None) -> Letters:
    """The text of the invented country."""
    found = corpus(choice or TextChoice())
    alphabet = "".join(sorted({*found.text, "\n"}))
    numbers = {letter: id for id, letter in enumerate(alphabet)}
    learned, unseen = (
        np.array([numbers[letter] for letter in text if letter in numbers])
        for text in (found.text, "\n".join(found.held_out))
    )
    return Letters(alphabet, learned, unseen)


def networks(vocabulary: int, seed: int = 0) -> dict[str, nn.Module]:
    """The three that learn, each with about as many weights as the budget allows."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        made: dict[str, nn.Module] = {}
        for kind in MODELS[:2]:
            made[kind] = Recurrent(recurrent.within(BUDGET, recurrent.Config(vocabulary, kind=kind)))
        made["transformer"] = Transformer(transformer.Config(vocabulary, context=WINDOW, width=48, heads=4, layers=2))
    return made


def learn(*, seed: int = 0) -> Iterator[Record[Learned]]:
    """Train the three side by side, and count; at the end their weights are kept."""
    text = letters()
    models = networks(len(text.alphabet), seed)
    weights = {name: sum(weight.numel() for weight in model.parameters()) for name, model in models.items()}
    tested = windows(text.unseen, np.arange(TESTED) * (len(text.unseen) - WINDOW - 1) // TESTED)
    trainings = [trained(model, RATES[name], text, seed) for name, model in models.items()]
    for step, *_ in zip(*trainings, strict=True):
        if step % EVERY:
            continue
        perplexity = {name: round(perplexity_of(model, tested), 4) for name, model in models.items()}
        if step < STEPS:
            yield Record(step, STEPS, Learned(perplexity, weights))
    samples = {name: text.written(write(model, text.read("\n"), WRITTEN, seed)) for name, model in models.items()}
    found = [counted(text, tested, order) for order in ORDERS]
    samples["counting"] = by_counts(text, affordable(found).letters, seed)
    echo = {name: [round(one, 5) for one in echoes(model, tested)] for name, model in models.items()}
    arrays = {f"{name}.{key}": array for name, model in models.items() for key, array in kept(model).items()}
    yield Record(STEPS, STEPS, Learned(perplexity, weights, found, samples, echo, text.alphabet), arrays)


def trained(model: nn.Module, most: float, text: Letters, seed: int) -> Iterator[int]:
    """One model's training, a step at a time; with the same seed each model gets the same windows. `most`: of its rate."""
    rng = np.random.default_rng(seed)

    def loss(step: int) -> Tensor:
        batch = windows(text.learned, rng.integers(len(text.learned) - WINDOW - 1, size=BATCH))
        return next_token_loss(model(batch[:, :-1]), batch[:, 1:])

    def rate(step: int) -> float:
        return most * min(1.0, (step + 1) / 20) * down_from_half(step, STEPS)

    if isinstance(model, Transformer):
        return descend(optimizers(model, "muon", most), loss, STEPS, rate)
    return descend([torch.optim.AdamW(model.parameters(), lr=most, weight_decay=0.0)], loss, STEPS, rate)


def windows(ids: np.ndarray, starts: np.ndarray) -> Tensor:
    """(B, T + 1) letters from each of the starts."""
    return torch.from_numpy(ids[starts[:, None] + np.arange(WINDOW + 1)])


# --- what is measured


@torch.inference_mode()
def perplexity_of(model: nn.Module, tested: Tensor) -> float:
    """How many letters the model hesitates between, on average, in the second half of each window."""
    return exp(next_token_loss(model(tested[:, :-1])[:, WINDOW // 2 :], tested[:, WINDOW // 2 + 1 :]).item())


def counted(text: Letters, tested: Tensor, order: int) -> Counted:
    """The same of counts of so many letters in a row, on the same letters."""
    model = NGram(text.learned, len(text.alphabet), order)
    rows = tested.numpy()[
        :, WINDOW // 2 + 2 - order :
    ]  # as many letters before the first that is asked for as it looks at
    surprise = [np.log(model.perplexity(row)) for row in rows]
    before = np.concatenate([model._numbers(row, order - 1)[:-1] for row in rows])
    seen = float(np.isin(before, model.contexts[-1]).mean())
    kept = sum(len(np.unique(model._numbers(text.learned, length))) for length in range(1, order + 1))
    return Counted(order, kept, round(float(np.exp(np.mean(surprise))), 4), round(seen, 4))


def affordable(found: Sequence[Counted]) -> Counted:
    """The longest counting that keeps no more numbers than the models have weights."""
    return [one for one in found if one.kept <= BUDGET][-1]


def by_counts(text: Letters, order: int, seed: int) -> str:
    """What counting writes, from the start of a line."""
    model = NGram(text.learned, len(text.alphabet), order)
    begin = np.full((1, order - 1), text.read("\n")[0])
    return text.written(model.write(WRITTEN, begin, np.random.default_rng(seed))[0].tolist())


@torch.inference_mode()
def write(model: nn.Module, begin: Sequence[int], count: int, seed: int) -> list[int]:
    """So many letters after a beginning, each drawn as the model expects it."""
    rng = torch.Generator().manual_seed(seed)
    ids = list(begin)
    for _ in range(count):
        logits = model(torch.tensor([ids[-WINDOW:]]))[0, -1]
        ids.append(int(torch.multinomial(logits.softmax(-1), 1, generator=rng)))
    return ids[len(begin) :]


@torch.inference_mode()
def echoes(model: nn.Module, tested: Tensor) -> list[float]:
    """What a change at the start of a text still changes in what is expected: in nats (Kullback-Leibler), by letters since.

    The first letters of each window are exchanged for those of the next window, and all later ones are the same.
    """
    whole = tested[:, :-1]
    other = torch.cat((whole.roll(1, 0)[:, :CHANGED], whole[:, CHANGED:]), 1)
    here, there = (model(rows).log_softmax(-1) for rows in (whole, other))
    apart = F.kl_div(there, here, log_target=True, reduction="none").sum(-1)  # (B, T)
    return apart[:, CHANGED:].mean(0).tolist()


# --- from the record back to the models


def kept(model: nn.Module) -> dict[str, np.ndarray]:
    """All weights in half precision, exact enough to read with."""
    return {name: weight.numpy().astype(np.float16) for name, weight in model.state_dict().items()}


def restored(arrays: Mapping[str, np.ndarray], alphabet: str) -> dict[str, nn.Module]:
    """The models of a last record."""
    models = networks(len(alphabet))
    for name, model in models.items():
        own = {key.removeprefix(f"{name}."): array for key, array in arrays.items() if key.startswith(f"{name}.")}
        model.load_state_dict({key: torch.from_numpy(array.astype(np.float32)) for key, array in own.items()})
        model.eval().requires_grad_(False)
    return models


# --- what its records say together


def leads(perplexity: Mapping[str, float]) -> str:
    """The way that hesitates least; "tie" where another one comes within a twentieth of it."""
    best, second, *_ = sorted(perplexity, key=perplexity.__getitem__)
    return "tie" if perplexity[second] < 1.05 * perplexity[best] else best
