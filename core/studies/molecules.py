"""Writing molecules: counting, a recurrent network and a transformer learn real ones, and RDKit judges what they write.

All read the same four thousand molecules, as SMILES or as SELFIES, token by token, and write new ones in the same way: from
a start, each token drawn as it is expected, until they say that it ends. Nobody tells them the grammar, how many bonds an
atom has, or what a ring is.

How often what they write is a molecule, is another one each time, and is new is measured as in the benchmark MOSES
(Polykovskiy et al. 2020, https://doi.org/10.3389/fphar.2020.565644), but two molecules are the same if their InChIKeys are.

Shapes: B texts side by side, T positions, V kinds of token.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time

import numpy as np
import torch
from torch import Tensor, nn

from core.caches import cache
from core.data.molecules import structures, tokens
from core.measure import molecules as measure
from core.measure import selfies
from core.models import recurrent, transformer
from core.models.decode import Decoder
from core.models.ngram import NGram
from core.models.recurrent import Recurrent
from core.models.transformer import Transformer, next_token_loss
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers

MODELS = ("ngram", "lstm", "gpt")
WRITINGS = ("smiles", "selfies")
ORDERS = range(2, 7)  # tokens that are counted together
CONTEXT = 44  # the longest text, as SMILES or SELFIES, with its start or end
BATCH, STEPS = 32, 1_700
MARKS = (0.015, 0.04, 0.08, 0.15, 0.25, 0.4, 0.6, 0.8, 1.0)  # shares of the steps after which is measured
WROTE, WRITES = 300, 1_000  # texts that are judged on the way, and at the end
KEPT = 60  # of them are kept to look at
WIDTH, LAYERS, HEADS = 80, 3, 4
STATE = 170  # of the LSTM, which then has about as many weights as the transformer
RATES = {"lstm": 0.004, "gpt": 0.03}  # of AdamW, and of Muon
WARM_UP, FLOOR = 0.03, 0.01  # share of the steps in which the rate grows, and what is left of it at the end
SHIPPED: list[dict[str, str]] = [{"model": "ngram"}, {"model": "lstm"}, {}, {"model": "ngram", "writing": "selfies"}]


@dataclass(frozen=True)
class Written:
    """A text that a model wrote: a molecule that it has as its own, one that was learned from, or why it is none."""

    smiles: str
    reason: str = ""  # one of `measure.REASONS`; "" where it is a molecule
    words: str = ""  # RDKit's own, of what is none
    new: bool = False
    text: str = ""  # the SELFIES, where it was one


@dataclass(frozen=True)
class Learned:
    """How good what a model writes is by now. `new` is a share of the valid ones, and `unique` too."""

    seconds: float  # of training or counting, on one core
    weights: int  # or numbers that counting keeps
    valid: float
    unique: float
    new: float
    reasons: Mapping[str, float]  # of all texts: the share that fails so, as RDKit says it
    open_rings: float  # share of all texts in which a ring digit has no partner; in these and
    open_branches: float  # the next one may be wrong, too: both are read off the text alone
    order: int = 0  # tokens that are counted together; 0: a network
    judged: int = 0  # texts behind these shares
    atoms: float = 0.0  # of a valid one, on average, without hydrogen
    symbols: float = 0.0  # tokens of a text, on average
    lost: float = 0.0  # of SELFIES: the share of their symbols without which the same molecules can be written
    samples: Sequence[Written] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Texts:
    """The molecules as numbers, in one of the two ways to write them. Token 0 is both start and end."""

    kinds: tuple[str, ...]
    texts: tuple[np.ndarray, ...]
    writing: str

    def line(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """All texts in a new order, one behind another with a 0 before each; and where each begins."""
        parts = [self.texts[place] for place in rng.permutation(len(self.texts))]
        starts = np.cumsum([0, *(len(part) + 1 for part in parts[:-1])])
        line = np.concatenate([np.concatenate(([0], part)) for part in parts])
        return np.concatenate((line, [0], line[:CONTEXT])), starts

    def said(self, row: Sequence[int]) -> str:
        """The text of these tokens, up to its end."""
        ids = list(row)
        return "".join(self.kinds[id] for id in (ids[: ids.index(0)] if 0 in ids else ids))


@cache
def texts(writing: str) -> Texts:
    """The data, to be learned from."""
    cut = (
        [tokens(one) for one in structures()] if writing == "smiles" else list(map(selfies.symbols, selfies.written()))
    )
    kinds = ("", *sorted({token for one in cut for token in one}))
    numbers = {token: id for id, token in enumerate(kinds)}
    rows = tuple(np.array([numbers[token] for token in one]) for one in cut if len(one) < CONTEXT)
    return Texts(kinds, rows, writing)


@cache
def known() -> frozenset[str]:
    """What counts as not new."""
    return measure.keys(structures())


def learn(
    *, model: str = "gpt", writing: str = "smiles", seed: int = 0, steps: int = STEPS
) -> Iterator[Record[Learned]]:
    """One of the models learns to write molecules; counting has a record for each of its ORDERS."""
    data = texts(writing)
    if model == "ngram":
        yield from counts(data, seed)
        return
    network = built(model, len(data.kinds), seed)
    marks = {max(1, round(share * steps)) for share in MARKS}
    seconds, begun = 0.0, process_time()
    for step in trained(network, data, seed, steps):
        seconds += process_time() - begun
        if step in marks:
            rows = written(network, WRITES if step == steps else WROTE, seed)
            yield Record(step, steps, found([data.said(row) for row in rows], data, seconds, size(network), seed))
        elif step % 10 == 0 and step:
            yield Record(step, steps)
        begun = process_time()


def counts(data: Texts, seed: int) -> Iterator[Record[Learned]]:
    """The model that only counts, for each of ORDERS."""
    rng = np.random.default_rng(seed)
    line, _ = data.line(rng)
    for order in ORDERS:
        begun = process_time()
        model = NGram(line, len(data.kinds), order)
        seconds = process_time() - begun
        kept = sum(int((table > 0).sum()) for table in model.tables)
        rows = model.write(CONTEXT - 1, np.zeros((WRITES, order - 1), dtype=np.int64), rng)
        learned = found([data.said(row) for row in rows], data, seconds, kept, seed, order)
        yield Record(order, ORDERS[-1], learned)


# --- learning


def built(model: str, kinds: int, seed: int) -> Recurrent | Transformer:
    """A network with its first weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        if model == "lstm":
            return Recurrent(recurrent.Config(kinds, STATE, kind="lstm"))
        shape = transformer.Config(kinds, CONTEXT, WIDTH, HEADS, LAYERS, positions="rotary", value_embeddings=True)
        return Transformer(shape)


def size(network: nn.Module) -> int:
    return sum(weight.numel() for weight in network.parameters())


def trained(network: Recurrent | Transformer, data: Texts, seed: int, steps: int) -> Iterator[int]:
    """Its training, a step at a time. Each window begins where a text does, and runs on into the next ones."""
    rng = np.random.default_rng(seed)
    batches = _batches(data, rng)

    def loss(step: int) -> Tensor:
        rows = torch.from_numpy(next(batches))  # (B, T + 1)
        return next_token_loss(network(rows[:, :-1]), rows[:, 1:])

    if isinstance(network, Transformer):
        rate = RATES["gpt"]
        return descend(optimizers(network, "muon", rate), loss, steps, lambda step: rate * schedule(step, steps))
    rate = RATES["lstm"]
    adam = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.0, fused=True)
    return descend([adam], loss, steps, lambda step: rate * schedule(step, steps))


def schedule(step: int, steps: int) -> float:
    """A share of the full rate: up in a short line, then down in a long one. Level first and down later ended worse."""
    return min((step + 1) / (WARM_UP * steps), max(FLOOR, 1 - step / steps))


def _batches(data: Texts, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """(B, T + 1) tokens, every text once and then all in another order."""
    while True:
        line, starts = data.line(rng)
        for first in range(0, len(starts) - BATCH + 1, BATCH):
            yield line[starts[first : first + BATCH, None] + np.arange(CONTEXT + 1)]


# --- writing


@torch.inference_mode()
def written(network: Recurrent | Transformer, count: int, seed: int) -> np.ndarray:
    """(B, T) tokens: so many texts, all at once, each token drawn as it is expected; until all have ended or there is no room."""
    rng = np.random.default_rng((seed, 1))
    drawn = np.zeros((count, 1), dtype=np.int64)
    if isinstance(network, Transformer):
        weights = {name: weight.numpy() for name, weight in network.state_dict().items()}
        decoder = Decoder(weights, network.config, count)
        ahead = decoder.read(drawn)
    else:
        state = network.step(torch.from_numpy(drawn[:, 0]), network.blank(count))
        ahead = network.expected(state.shown).numpy()
    ended = np.zeros(count, dtype=bool)
    while True:
        odds = np.exp(ahead - ahead.max(1, keepdims=True)).cumsum(1)  # (B, V)
        next_ones = (rng.random((count, 1)) * odds[:, -1:] >= odds).sum(1)
        drawn = np.column_stack((drawn, next_ones))
        ended |= next_ones == 0
        if ended.all() or drawn.shape[1] == CONTEXT:
            return drawn[:, 1:]
        if isinstance(network, Transformer):
            ahead = decoder.step(next_ones)
        else:
            state = network.step(torch.from_numpy(next_ones), state)
            ahead = network.expected(state.shown).numpy()


def found(said: Sequence[str], data: Texts, seconds: float, weights: int, seed: int, order: int = 0) -> Learned:
    """What RDKit says of texts that a model wrote."""
    smiles = [selfies.decoded(text) for text in said] if data.writing == "selfies" else list(said)
    verdicts = [measure.judged(one) for one in smiles]
    valid = [verdict for verdict in verdicts if verdict.valid]
    grammars = [measure.grammar(one) for one in smiles]
    reasons = Counter(verdict.reason for verdict in verdicts if not verdict.valid)
    total, good = len(said), max(1, len(valid))
    cut = tokens if data.writing == "smiles" else selfies.symbols
    samples = [
        Written(
            one.smiles, one.reason, one.words, one.valid and one.key not in known(), text if text != one.smiles else ""
        )
        for one, text in zip(verdicts[:KEPT], said, strict=False)
    ]
    return Learned(
        round(seconds, 2),
        weights,
        round(len(valid) / total, 4),
        round(len({verdict.key for verdict in valid}) / good, 4),
        round(sum(verdict.key not in known() for verdict in valid) / good, 4),
        {reason: round(count / total, 4) for reason, count in sorted(reasons.items())},
        round(sum(one.left_open("ring") for one in grammars) / total, 4),
        round(sum(one.left_open("branch") for one in grammars) / total, 4),
        order,
        total,
        round(sum(verdict.atoms for verdict in valid) / good, 2),
        round(sum(len(cut(text)) for text in said) / total, 2),
        round(selfies.kept([one for one in said if one]).lost, 4) if data.writing == "selfies" and any(said) else 0.0,
        samples,
    )
