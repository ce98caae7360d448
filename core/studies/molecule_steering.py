"""Asking for molecules with a property: by a first token that names the wish, and by a search in a VAE's latent space.

Each way is held against luck with the same budget: as many texts from the same model, to which nobody told the wish.
A text that is no molecule has cost as much as any other.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.data.molecule_writings import END, Written, written
from core.data.molecules import structures
from core.measure.molecule_properties import Shape, canonical, nearest, of_data, shape, shapes, value
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer
from core.studies.molecule_vae import LATENT, Learner
from core.training.descent import update
from core.training.events import Record
from core.training.muon import Muon

# --- by a first token

WIDTH, LAYERS, HEADS = 64, 2, 4
ASK_STEPS, ASK_BATCH = 1_200, 64
RATE, OTHERS = 0.02, 0.01  # of Muon for the matrices, and of AdamW for the rest
MEMORY = 0.99  # of the slow copy that writes: about the last hundred updates
MOMENTS = 6  # at which it shows what it writes
TOLD = 0.5  # the share of molecules whose wish is told before the first token
WRITTEN = 300  # texts for each wish, and as many for luck
SHOWN = 6  # of them


@dataclass(frozen=True)
class Wish:
    """A property, and where it shall lie. About a tenth of the data does."""

    of: str
    least: float = -np.inf
    most: float = np.inf

    def granted(self, value: float | None) -> bool:
        return value is not None and self.least <= value <= self.most


WISHES = {
    "fat": Wish("logp", least=4.5),
    "water": Wish("logp", most=0.0),
    "rings": Wish("rings", least=3),
    "large": Wish("size", least=22),
    "small": Wish("size", most=8),
    "drug": Wish("qed", least=0.75),
}
SHIPPED: dict[str, list[dict[str, Any]]] = {
    "ask": [{}],
    "climb": [{}, {"target": "qed"}, {"target": "rings"}],
}


@dataclass(frozen=True)
class Granted:
    """What came of one wish, of as many texts as luck had."""

    texts: int
    molecules: int
    granted: int  # texts that are molecules and are as wished
    different: int  # of these, how many molecules there are, each counted once
    copies: int  # of these, how many are in the data
    luck: int  # as granted: of the texts that were written without a wish
    luck_different: int
    data: float  # share of the data that is so
    shown: Sequence[str] = ()  # some that are as wished, as SMILES


@dataclass(frozen=True)
class Asked:
    """The loss of the last batch, in nats a token; on the way what it writes without a wish, then what came of each."""

    loss: float
    texts: Sequence[str] = ()  # as they are, whether or not they are molecules
    wishes: Mapping[str, Granted] = field(default_factory=dict)
    free_copies: float = 0.0  # of the different molecules written without a wish, the share that is in the data
    shapes: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(eq=False)
class Teller:
    """A GPT whose first token may name a wish; every random number comes from `seed`.

    Its vocabulary: the tokens of SMILES, then the beginning without a wish, then one for each wish.
    """

    written: Written
    seed: int

    def __post_init__(self) -> None:
        V, T = len(self.written.vocabulary), self.written.rows.shape[1]
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            self.model = Transformer(
                Config(V + 1 + len(WISHES), T, WIDTH, HEADS, LAYERS, positions="rotary", value_embeddings=True)
            )
        self.slow = copy.deepcopy(self.model).requires_grad_(False)
        self.rng = torch.Generator().manual_seed(self.seed)
        self.rows = torch.from_numpy(self.written.rows)
        named = dict(self.model.named_parameters())
        matrices = [w for name, w in named.items() if w.ndim == 2 and "embedding" not in name]
        rest = [w for name, w in named.items() if w.ndim < 2 or "embedding" in name]
        adam = torch.optim.AdamW(rest, lr=OTHERS, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
        self.optimizers: list[torch.optim.Optimizer] = [Muon(matrices, lr=RATE), adam]
        self.steps = 0

    @cached_property
    def fits(self) -> Tensor:
        """(N, W) 1 where a molecule of the data grants a wish, else 0. It takes some seconds, most of them for QED."""
        found = [[wish.granted(one) for one in of_data(wish.of)] for wish in WISHES.values()]
        return torch.from_numpy(np.array(found, dtype=np.float32).T)

    def begin(self, wish: str | None) -> int:
        """The first token."""
        return len(self.written.vocabulary) + (0 if wish is None else 1 + list(WISHES).index(wish))

    def step(self, share: float) -> float:
        """One update from a batch of molecules; the loss. `share` of the full rate."""
        rows = torch.randint(len(self.rows), (ASK_BATCH,), generator=self.rng)
        fits, text = self.fits[rows], self.rows[rows]
        told = (torch.rand(ASK_BATCH, generator=self.rng) < TOLD) & (fits.sum(1) > 0)
        # of several wishes that it grants, one by lot; where it grants none, the lot is not used
        lot = torch.multinomial(fits + (fits.sum(1, keepdim=True) == 0), 1, generator=self.rng)[:, 0]
        start = self.begin(None) + torch.where(told, 1 + lot, 0)
        long = int((text != END).sum(1).max()) + 1
        given = torch.cat((start[:, None], text[:, : long - 1]), 1)
        due = text[:, :long].clone()
        due[:, 1:][text[:, : long - 1] == END] = -100  # after the END nothing is learned
        loss = F.cross_entropy(self.model(given).flatten(0, 1), due.flatten(), ignore_index=-100)
        for optimizer, rate in zip(self.optimizers, (RATE, OTHERS), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = rate * share
        update(self.optimizers, loss)
        self.steps += 1
        memory = min(MEMORY, 1 - 1 / (1 + 0.2 * self.steps))  # it forgets its random beginning faster
        with torch.no_grad():
            torch._foreach_lerp_(list(self.slow.parameters()), list(self.model.parameters()), 1 - memory)
        return loss.item()

    def write(self, wish: str | None, count: int, seed: int) -> list[str]:
        """So many texts, by the slow copy, by chance."""
        weights = {name: weight.numpy() for name, weight in self.slow.state_dict().items()}
        V, T = len(self.written.vocabulary), self.written.rows.shape[1]
        decoder, rng = Decoder(weights, self.model.config, count), np.random.default_rng(seed)
        logits = decoder.read(np.full((count, 1), self.begin(wish)))
        rows = np.full((count, T), END)
        open_ = np.full(count, True)
        for place in range(T):
            token = (logits[:, :V] + rng.gumbel(size=(count, V))).argmax(1)
            rows[:, place] = np.where(open_, token, END)
            open_ &= token != END
            if place + 1 == T or not open_.any():
                break
            logits = decoder.step(rows[:, place])
        return [self.written.smiles(row) for row in rows.tolist()]


def ask(*, steps: int = ASK_STEPS, count: int = WRITTEN, seed: int = 0) -> Iterator[Record[Asked]]:
    """Train the GPT with wishes; at the end let it write for each of them, and without any."""
    yield Record(0, steps)
    teller = Teller(written("smiles"), seed)
    loss = float(np.log(len(teller.written.vocabulary)))
    for step in range(steps + 1):
        if step % max(1, steps // MOMENTS) == 0:
            texts = teller.write(None, SHOWN, 1000 * (seed + 1) + 999)
            # by the texts as they are
            seen = {one: shape(one) for one in texts if canonical(one)}
            yield Record(step, steps, Asked(loss, texts, shapes=seen))
        elif step % max(1, steps // 60) == 0:
            yield Record(step, steps)
        if step < steps:
            loss = teller.step(min(1.0, 2 * (steps - step) / steps))
    free = [canonical(text) for text in teller.write(None, count, 1000 * (seed + 1))]
    different = list(dict.fromkeys(filter(None, free)))
    copies = sum(nearest(one).same for one in different) / max(1, len(different))
    found: dict[str, Granted] = {}
    for place, (name, wish) in enumerate(WISHES.items()):
        texts = [canonical(text) for text in teller.write(name, count, 1000 * (seed + 1) + 1 + place)]
        found[name] = granted(wish, texts, free)
        if len(found) < len(WISHES):
            yield Record(steps, steps, Asked(loss, (), dict(found), copies))
    seen = shapes(one for some in found.values() for one in some.shown)
    yield Record(steps, steps, Asked(loss, (), found, copies, seen))


def granted(wish: Wish, texts: Sequence[str], free: Sequence[str]) -> Granted:
    """Count what came of a wish. Both lists are of canonical SMILES, empty where a text is no molecule, equally long."""
    if len(texts) != len(free):
        raise ValueError(f"The wish had {len(texts)} texts and luck {len(free)}; the budgets must be equal.")
    as_wished, by_luck = ([one for one in some if one and wish.granted(value(one, wish.of))] for some in (texts, free))
    different = list(dict.fromkeys(as_wished))
    data = of_data(wish.of)
    return Granted(
        len(texts), sum(map(bool, texts)), len(as_wished), len(different), sum(nearest(one).same for one in different),
        len(by_luck), len(set(by_luck)), float(((data >= wish.least) & (data <= wish.most)).mean()), different[:SHOWN],
    )  # fmt: skip


# --- by a search in the latent space

ROUNDS, EACH, ELITE = 20, 100, 10  # rounds of the search, places in each, and how many of them it keeps
SLOW, NARROWEST = 0.3, 0.1  # how much of the old cloud stays in each round, and the least spread that it may have
FAVOURITES = 6
TOLD_EVERY = 4  # rounds
TARGETS = ("logp", "qed", "rings", "size")
VAE_STEPS = 2_000


@dataclass(frozen=True)
class Round:
    """What the search has found after so many texts, and luck after as many."""

    texts: int
    best: float
    luck: float
    middle: float  # of the molecules of this round, the median of the property
    likeness: float  # of the best molecule so far to the nearest one of the data
    favourite: str  # the best molecule so far


@dataclass(frozen=True)
class Favourite:
    """A molecule that scored high, and the one of the data that is most like it."""

    smiles: str
    score: float
    near: str
    near_score: float
    likeness: float
    copy: bool


@dataclass(frozen=True)
class Climbed:
    """While the VAE learns, what it writes at random places; then the search round by round, at the end its favourites."""

    texts: Sequence[str] = ()
    rounds: Sequence[Round] = ()
    favourites: Sequence[Favourite] = ()
    lucky: Favourite | None = None  # the best that luck found
    data_best: float = 0.0  # the highest value among the molecules of the data, and that molecule
    data_smiles: str = ""
    shapes: Mapping[str, Shape] = field(default_factory=dict)


class Ranking:
    """The best molecules so far, each once. What is in it only leaves when a better one comes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.best: dict[str, float] = {}

    def add(self, smiles: Sequence[str], scores: np.ndarray) -> None:
        """Molecules with their scores; an empty text is none."""
        self.best |= {one: float(score) for one, score in zip(smiles, scores, strict=True) if one}
        self.best = dict(sorted(self.best.items(), key=lambda one: -one[1])[: self.most])

    @property
    def top(self) -> tuple[str, float]:
        return next(iter(self.best.items()), ("", -np.inf))


def cross_entropy_search(
    score: Callable[[np.ndarray], np.ndarray], latent: int, rounds: int, each: int, elite: int, seed: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places (each, Z) and their scores, round after round: throw, keep the best, throw again around them.

    The cross-entropy method (Rubinstein 1999, https://doi.org/10.1023/A:1010091220143). It asks for the score of
    `each` places a round and of no other one.
    """
    rng = np.random.default_rng(seed)
    middle, spread = np.zeros(latent), np.ones(latent)
    for _ in range(rounds):
        places = middle + spread * rng.standard_normal((each, latent))
        scores = score(places)
        yield places, scores
        best = places[np.argsort(-scores, kind="stable")[:elite]]
        middle = SLOW * middle + (1 - SLOW) * best.mean(axis=0)
        spread = np.maximum(NARROWEST, SLOW * spread + (1 - SLOW) * best.std(axis=0))


def climb(
    *, target: str = "logp", rounds: int = ROUNDS, steps: int = VAE_STEPS, seed: int = 0
) -> Iterator[Record[Climbed]]:
    """Train a VAE on SELFIES, then search its latent space for the highest `target`, beside luck with equal budget."""
    total = steps + rounds * EACH
    yield Record(0, total)
    learner = Learner(written("selfies"), steps, seed)
    worth, dice = Worth(learner, target), np.random.default_rng(1000 + seed)
    some = np.random.default_rng(2000 + seed).standard_normal((SHOWN, LATENT))
    for step in learner.training():
        if step % max(1, steps // MOMENTS) == 0:
            texts = [one for one in worth.written(some) if one]
            yield Record(step, total, Climbed(texts, shapes=shapes(texts)))
        elif step % max(1, steps // 60) == 0:
            yield Record(step, total)
    found, lucky, told = Ranking(FAVOURITES), Ranking(1), list[Round]()
    for places, scores in cross_entropy_search(worth, LATENT, rounds, EACH, ELITE, seed):
        found.add(worth.smiles, scores)
        middle = float(np.median(scores[np.isfinite(scores)])) if np.isfinite(scores).any() else 0.0
        luck = worth(dice.standard_normal(places.shape))
        lucky.add(worth.smiles, luck)
        best, score = found.top
        texts_read = (len(told) + 1) * EACH
        told.append(Round(texts_read, score, lucky.top[1], middle, nearest(best).likeness if best else 0.0, best))
        if len(told) % TOLD_EVERY == 0:
            yield Record(steps + texts_read, total, Climbed(rounds=list(told)))
    data = of_data(target)
    top, record = float(data.max()), structures()[int(data.argmax())]
    ours = [favourite(one, score, target) for one, score in found.best.items()]
    theirs = favourite(*lucky.top, target) if lucky.top[0] else None
    drawn = [smiles for one in (*ours, *([theirs] if theirs else [])) for smiles in (one.smiles, one.near)]
    yield Record(total, total, Climbed((), told, ours, theirs, top, record, shapes([*drawn, record])))


class Worth:
    """The property of what the decoder writes at a place; minus infinity where that is no molecule."""

    def __init__(self, learner: Learner, target: str) -> None:
        self.learner, self.target = learner, target
        self.smiles: list[str] = []  # of the places that were asked about last
        self.asked = 0

    def __call__(self, places: np.ndarray) -> np.ndarray:
        self.smiles = self.written(places)
        self.asked += len(places)
        found = [value(one, self.target) for one in self.smiles]
        return np.array([-np.inf if one is None else one for one in found])

    @torch.inference_mode()
    def written(self, places: np.ndarray) -> list[str]:
        """What the decoder writes at (N, Z) places, each canonical; empty where it is no molecule."""
        rows = self.learner.model.decode(torch.from_numpy(places.astype(np.float32))).tolist()
        return [canonical(self.learner.written.smiles(row)) for row in rows]


def favourite(smiles: str, score: float, target: str) -> Favourite:
    """With its nearest neighbour in the data."""
    near = nearest(smiles)
    own = value(near.smiles, target)
    assert own is not None, "what is in the data is a molecule"
    return Favourite(smiles, score, near.smiles, own, near.likeness, near.same)
