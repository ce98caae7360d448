"""A mark that a reader does not see: some next tokens are favoured, chosen by a hash of the token before.

Who knows the key can count how many tokens of a text are favoured ones. In a text without the mark about the share gamma
of them is; in a marked one there are more, and the longer the text, the surer the count. Knows nothing of training.

Source: Kirchenbauer et al. (2023), "A watermark for large language models", arXiv:2301.10226; equation 2 is `z`.
Shapes: B texts at once, V vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, inf, sqrt

import numpy as np

from core.caches import lru_cache
from core.models.decode import Decoder
from core.outcomes import band
from core.tokenizers import END, START

GAMMA = 0.5  # the share of the vocabulary that is green
SURE = 4.0  # a z above this counts as marked


@dataclass(frozen=True)
class Key:
    """The secret: without it nobody can tell which tokens are green."""

    vocabulary: int
    secret: int = 0
    gamma: float = GAMMA

    def green(self, before: int) -> np.ndarray:
        """(V,) bool: which tokens are favoured after this one. The same every time, and another set for every token."""
        return _green(self.vocabulary, self.secret, self.gamma, before)


@lru_cache(maxsize=8192)
def _green(vocabulary: int, secret: int, gamma: float, before: int) -> np.ndarray:
    order = np.random.default_rng((secret, before)).permutation(vocabulary)
    found = np.zeros(vocabulary, dtype=bool)
    found[order[: round(gamma * vocabulary)]] = True
    return found


def write(
    decoder: Decoder, key: Key, delta: float, rng: np.random.Generator, temperature: float = 1.0
) -> tuple[list[list[int]], float]:
    """As many texts as the decoder reads at once, `delta` added to every green logit; and their perplexity.

    The perplexity is under the model without the mark: how much these tokens would surprise it.
    """
    B = decoder.batch
    logits = decoder.read(np.full((B, 1), START))
    before, going = np.full(B, START), np.ones(B, dtype=bool)
    texts: list[list[int]] = [[] for _ in range(B)]
    surprise, count = 0.0, 0
    for place in range(decoder.config.context - 1):
        favoured = np.stack([key.green(int(token)) for token in before])
        wanted = (logits + delta * favoured) / temperature
        # the largest of logits plus Gumbel noise is a draw from the softmax (Gumbel, 1954)
        token = (wanted + rng.gumbel(size=wanted.shape)).argmax(-1)
        shifted = logits - logits.max(-1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
        surprise -= float(logs[going, token[going]].sum())
        count += int(going.sum())
        going &= token != END
        for i in np.flatnonzero(going):
            texts[i].append(int(token[i]))
        if not going.any() or place == decoder.config.context - 2:
            break
        before = token
        logits = decoder.step(token)
    return texts, float(np.exp(surprise / max(1, count)))


@dataclass(frozen=True)
class Counted:
    """How many tokens of a text are green, of those that were counted."""

    green: int
    counted: int
    gamma: float = GAMMA

    @property
    def z(self) -> float:
        """How many standard deviations more than chance; 0 where nothing was counted."""
        if not self.counted:
            return 0.0
        spread = sqrt(self.counted * self.gamma * (1 - self.gamma))
        return (self.green - self.gamma * self.counted) / spread

    @property
    def chance(self) -> float:
        """How often an unmarked text of any length has a z as large, if its tokens fell green by chance."""
        return tail(self.z)


def tail(z: float) -> float:
    """The share of a bell curve that lies above z standard deviations.

    >>> round(1 / tail(4.0))
    31574
    """
    return 0.5 * erfc(z / sqrt(2))


def marks(text: Sequence[int], key: Key) -> list[bool]:
    """Green or not, token by token. The first one follows the start token."""
    return [bool(key.green(before)[token]) for before, token in zip([START, *text[:-1]], text, strict=False)]


def count(texts: Sequence[Sequence[int]], key: Key, once: bool = False) -> Counted:
    """The green tokens of some texts, read as one.

    `once`: each pair of neighbours counts only the first time, as its repetition tells nothing new (section 4.1 of the
    paper). Else a text that repeats itself may look marked by chance.
    """
    found: dict[object, bool] = {}
    for i, text in enumerate(texts):
        for j, green in enumerate(marks(text, key)):
            pair = (text[j - 1] if j else START, text[j])
            found.setdefault(pair if once else (i, j), green)
    return Counted(sum(found.values()), len(found), key.gamma)


def edited(tokens: Sequence[int], share: float, vocabulary: Sequence[int], rng: np.random.Generator) -> list[int]:
    """The same tokens with this share of them replaced by others from a text of the same kind."""
    found = np.array(tokens, dtype=int)
    chosen = rng.permutation(len(found))[: round(share * len(found))]
    found[chosen] = rng.choice(np.asarray(vocabulary), len(chosen))
    return [int(token) for token in found]


def windows(texts: Sequence[Sequence[int]], length: int) -> list[list[list[int]]]:
    """Texts, one after another, cut into pieces of exactly `length` tokens; each piece keeps where its texts begin."""
    found: list[list[list[int]]] = []
    piece: list[list[int]] = []
    left = length
    for text in texts:
        rest = list(text)
        while rest:
            piece.append(rest[:left])
            left -= len(piece[-1])
            rest = rest[len(piece[-1]) :]
            if left == 0:
                found.append(piece)
                piece, left = [], length
    return found


# --- answers


def times_as_sure(z: float, z_of_four_times: float) -> str:
    """How z grows with four times the text: "twice" (1.5 to 3 times), "four" (below 8), "sixteen", "hardly" below 1.5; and
    "unmarked" where z is below 1 anyway."""
    if z < 1:
        return "unmarked"
    return band(z_of_four_times / z, {"hardly": 1.5, "twice": 3, "four": 8, "sixteen": inf})


def still_found(share: float) -> str:
    """How many of the edited texts raise the alarm: "none" below a fifth, "half" below four fifths, else "all"."""
    return band(share, {"none": 0.2, "half": 0.8, "all": inf})


def price(grammatical: Sequence[float]) -> str:
    """Shares of grammatical sentences as delta grows from 0: "nothing" where less than 0.02 is lost at the end; "at_once"
    where the first step already costs half of that; else "little" by little."""
    lost = grammatical[0] - grammatical[-1]
    if lost < 0.02:
        return "nothing"
    return "at_once" if grammatical[0] - grammatical[1] >= lost / 2 else "little"


def accused(alarms: int, pieces: int) -> str:
    """Honest texts that raise the alarm: "none" below one of a thousand, "two" below ten, else "fifty"."""
    return band(alarms / pieces, {"none": 0.001, "two": 0.01, "fifty": inf})
