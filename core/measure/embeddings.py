"""Facts about embeddings: which words have a vector of their own, who is near whom, and what a flat map keeps of that.

Every fact is about rows of a table of vectors. Knows nothing about how the vectors were learned.

Shapes: N words, D numbers of a vector, F moments of training, C coordinates of a map (2 or 3), K neighbours.

Sources: Mikolov et al. (2013), "Efficient estimation of word representations in vector space" (neighbours, analogies);
Linzen (2016), "Issues in evaluating semantic spaces using word analogies" (why an analogy needs a control).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from core.data.world import World
from core.data.world_grammar import literal_words
from core.outcomes import band
from core.tokenizers import SPECIAL, UNKNOWN, Tokenizer
from core.words import spelled, unspaced

MOST_WORDS = 800  # on a map; more dots than that hide each other
OTHER = "other"  # the kind of a word that no list names


@dataclass(frozen=True)
class Word:
    """A word that is one token, so that it has one row in the table of embeddings."""

    text: str
    token: int
    kind: str  # what the world says that it is: a pet, a trade, a town ...


def words(tokenizer: Tokenizer, world: World | None, text: str = "", most: int = MOST_WORDS) -> list[Word]:
    """The words of a world, or else the words of a text, that are one token each; the most frequent of a text.

    A word that begins a sentence and the same word inside one are two different tokens. Both are words here. In a
    script without spaces each letter is a word (`core.words`).
    """
    if world:
        candidates = [*world.words, *sorted(literal_words())]
        kinds: Mapping[str, str] = world.words
    else:
        candidates = [word for word, _ in Counter(spelled(text)).most_common()]
        kinds = {}
    found: dict[int, Word] = {}
    for candidate in candidates:
        tokens = tokenizer.encode(candidate)
        if unspaced(candidate) and tokenizer.spell(tokens[:1]) == [" "]:  # SentencePiece reads a space before a text
            tokens = tokens[1:]
        if len(tokens) == 1 and tokens[0] >= SPECIAL and tokens[0] not in found:
            found[tokens[0]] = Word(candidate, tokens[0], kinds.get(candidate, OTHER))
            if len(found) == most:
                break
    return list(found.values())


@dataclass(frozen=True)
class Placed:
    """A word that somebody typed: its pieces, and one vector for it, the mean of the pieces' vectors."""

    text: str
    pieces: tuple[str, ...]
    unknown: tuple[str, ...]  # letters that the tokenizer never saw
    vector: np.ndarray | None  # (D,), None where no piece is known

    @property
    def whole(self) -> bool:
        return len(self.pieces) == 1


def placed(word: str, tokenizer: Tokenizer, table: np.ndarray) -> Placed:
    """Where a typed word would stand. `table` is (V, D), the embeddings of all tokens.

    Word pieces have directions of their own; their mean is a stand-in, and whoever shows it has to say so.
    """
    tokens = tokenizer.encode(word)
    pieces = tokenizer.spell(tokens)
    known = [token for token, piece in zip(tokens, pieces, strict=True) if token != UNKNOWN and piece.strip()]
    vector = unit(table[known]).mean(0) if known else None
    return Placed(word, tuple(pieces), tuple(tokenizer.unknown(word)), vector)


# --- near and far


def unit(vectors: np.ndarray) -> np.ndarray:
    """(..., D) every vector with length one: only its direction is left. A vector of zeros stays zero."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def cosines(vectors: np.ndarray, query: np.ndarray) -> np.ndarray:
    """(N,) how alike each vector's direction is to the query's: 1 the same, 0 at a right angle, -1 opposite."""
    return unit(vectors) @ unit(query)


def nearest(vectors: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(N, K) the nearest other words of every word by cosine, nearest first, and (N, K) those cosines."""
    alike = unit(vectors) @ unit(vectors).T  # (N, N)
    np.fill_diagonal(alike, -2.0)
    count = min(count, len(vectors) - 1)
    order = np.argsort(-alike, axis=1, kind="stable")[:, :count]
    return order, np.take_along_axis(alike, order, axis=1)


@dataclass(frozen=True)
class Pair:
    """Two words, how alike their directions are, and each one's place in the other's list of neighbours (1: first)."""

    a: str
    b: str
    cosine: float
    rank: int  # of b among the neighbours of a
    back: int  # of a among the neighbours of b


def pairs(vectors: np.ndarray, names: Sequence[str], wanted: Iterable[tuple[str, str]]) -> list[Pair]:
    """The wanted pairs of which both words are there, the nearest pairs first."""
    row = {name: i for i, name in enumerate(names)}
    alike = unit(vectors) @ unit(vectors).T
    np.fill_diagonal(alike, -2.0)

    def rank(i: int, j: int) -> int:
        return 1 + int((alike[i] > alike[i, j]).sum())

    there = [(a, b, row[a], row[b]) for a, b in wanted if a in row and b in row]
    found = [Pair(a, b, float(alike[i, j]), rank(i, j), rank(j, i)) for a, b, i, j in there]
    return sorted(found, key=lambda pair: (pair.rank + pair.back, -pair.cosine))


def mean_reciprocal_rank(found: Sequence[Pair]) -> float:
    """1 where every word's partner stands first in its list; a half where it stands second; nearly 0 by chance."""
    ranks = [rank for pair in found for rank in (pair.rank, pair.back)]
    return float(np.mean([1 / rank for rank in ranks])) if ranks else 0.0


def by_chance(count: int) -> float:
    """The mean reciprocal rank among so many neighbours if their order were drawn by lot."""
    return float((1 / np.arange(1, count + 1)).mean()) if count else 0.0


# --- maps: from many numbers to two or three


def main_axes(vectors: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Principal components: the mean (D,), the directions (D, C) in which the vectors differ most, and their share of
    all differences (Pearson 1901). Signs are settled, so that the same vectors always give the same map."""
    mean = vectors.mean(0)
    _, spread, axes = np.linalg.svd(vectors - mean, full_matrices=False)
    axes = axes[:count]
    strongest = np.abs(axes).argmax(1)
    axes = axes * np.sign(axes[np.arange(len(axes)), strongest])[:, None]
    share = float((spread[:count] ** 2).sum() / max((spread**2).sum(), 1e-12))
    return mean, axes.T, share


def aligned(points: np.ndarray, to: np.ndarray) -> np.ndarray:
    """(N, C) turned and mirrored so that the points lie as close as they can to others: orthogonal Procrustes
    (Schönemann 1966). A map has no up and no left; without this, each moment of training would choose its own."""
    centre = points.mean(0)
    u, _, v = np.linalg.svd((points - centre).T @ (to - to.mean(0)))
    return (points - centre) @ (u @ v) + to.mean(0)


def same_size(points: np.ndarray, rim: float = 1.3) -> np.ndarray:
    """(N, C) about the middle, so large that nearly all points lie within 1; what lies farther off than `rim` comes to it.

    For t-SNE, whose sizes mean nothing: a moment whose map sprawls would make all others small.
    """
    centred = points - np.median(points, axis=0)
    away = np.linalg.norm(centred, axis=1, keepdims=True)
    away, centred = (one / max(float(np.quantile(away, 0.97)), 1e-9) for one in (away, centred))
    return np.asarray(centred * np.minimum(1.0, rim / np.maximum(away, 1e-9)))


def kept(points: np.ndarray, vectors: np.ndarray, count: int = 8) -> float:
    """How much of what is near stays near on a map: the mean share of each word's nearest by cosine that are also
    among its nearest on the map."""
    true, _ = nearest(vectors, count)
    apart = ((points[:, None] - points[None]) ** 2).sum(-1)  # (N, N)
    np.fill_diagonal(apart, np.inf)
    shown = np.argsort(apart, axis=1, kind="stable")[:, : true.shape[1]]
    return float(np.mean([len(set(a) & set(b)) / len(a) for a, b in zip(true.tolist(), shown.tolist(), strict=True)]))


def near_on_map(points: np.ndarray, count: int = 8) -> np.ndarray:
    """(N, K) the nearest other dots of every dot on a map (N, C), nearest first."""
    apart = ((points[:, None] - points[None]) ** 2).sum(-1)  # (N, N)
    np.fill_diagonal(apart, np.inf)
    return np.argsort(apart, axis=1, kind="stable")[:, : min(count, len(points) - 1)]


def stays_near(first: np.ndarray, second: np.ndarray) -> float:
    """The mean share of each word's nearest (N, K) that are among its nearest in a second list, too.

    >>> stays_near(np.array([[1, 2], [0, 2]]), np.array([[2, 1], [3, 2]]))
    0.75
    """
    return float(np.mean([len({*a} & {*b}) / len(a) for a, b in zip(first.tolist(), second.tolist(), strict=True)]))


def slices(points: np.ndarray, count: int = 6) -> np.ndarray:
    """(N,) in which slice of the map (N, 2), cut from its middle like a cake, each dot lies."""
    x, y = (points - np.median(points, axis=0)).T
    return np.asarray((np.arctan2(y, x) / (2 * np.pi) % 1 * count).astype(int) % count)


def side_by_side(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Two maps (N, 2) to be drawn beside each other, the slice of the first in which each dot lies, and the reach of the
    second one's axes."""
    first, second = first.astype(float), second.astype(float)
    return first, second, slices(first), 1.1 * float(np.abs(second).max())


def clusters(vectors: np.ndarray, count: int = 10) -> np.ndarray:
    """(N,) the cluster of every word by k-means on directions, the largest cluster first."""
    from sklearn.cluster import KMeans  # here, because importing it takes a while and few ask

    labels = KMeans(min(count, len(vectors)), n_init=4, random_state=0).fit_predict(unit(vectors))
    order = np.argsort(-np.bincount(labels), kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return np.asarray(place[labels])


def central(vectors: np.ndarray, labels: np.ndarray, names: Sequence[str], count: int = 3) -> dict[int, list[str]]:
    """The words nearest to the middle of each cluster: its name, for nobody gave it one."""
    directions = unit(vectors)
    found = {}
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        alike = directions[members] @ directions[members].mean(0)
        found[int(label)] = [names[members[i]] for i in np.argsort(-alike, kind="stable")[:count]]
    return found


# --- analogies


@dataclass(frozen=True)
class Analogies:
    """How many questions "a is to b as c is to ...?" are answered rightly, and three controls."""

    asked: int
    right: float  # by the offset: b - a + c
    without_offset: float  # by taking the nearest neighbour of c, as if a and b had not been named
    shuffled: float  # by the offset, where each word has a wrong partner
    misses: tuple[tuple[str, str, str, str, str], ...]  # a, b, c, the right answer, and what came instead


def analogies(pairs_of: Sequence[tuple[str, str]], names: Sequence[str], vectors: np.ndarray) -> Analogies:
    """Ask every pair against every other. The three words of the question are no answers, as usual; Linzen (2016)
    showed that this rule alone can make a relation look learned, and so the control without the offset stands beside."""
    row = {name: i for i, name in enumerate(names)}
    there = [(a, b) for a, b in pairs_of if a in row and b in row]
    wrong = [(a, there[(i + 1) % len(there)][1]) for i, (a, _) in enumerate(there)]
    right, misses = _answered(there, row, names, vectors)
    without, _ = _answered(there, row, names, vectors, offset=0.0)
    shuffled, _ = _answered(wrong, row, names, vectors)
    return Analogies(len(there) * max(0, len(there) - 1), right, without, shuffled, tuple(misses))


def _answered(
    pairs_of: Sequence[tuple[str, str]], row: Mapping[str, int], names: Sequence[str], vectors: np.ndarray,
    offset: float = 1.0,
) -> tuple[float, list[tuple[str, str, str, str, str]]]:  # fmt: skip
    directions = unit(vectors)
    right, misses = 0, []
    questions = list(permutations(pairs_of, 2))
    for (a, b), (c, d) in questions:
        i, j, k = row[a], row[b], row[c]
        alike = directions @ (offset * (directions[j] - directions[i]) + directions[k])
        alike[[i, j, k]] = -np.inf
        answer = names[int(alike.argmax())]
        right += answer == d
        if answer != d:
            misses.append((a, b, c, d, answer))
    return right / max(1, len(questions)), misses


# --- length, and meaning in context


def lengths(vectors: np.ndarray) -> np.ndarray:
    """(N,) the length of every vector."""
    return np.asarray(np.linalg.norm(vectors, axis=-1))


def correlation(x: Sequence[float] | np.ndarray, y: Sequence[float] | np.ndarray) -> float:
    """Pearson's r; 0 where one of the two does not vary."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if len(x) < 2 or not x.std() or not y.std():
        return 0.0
    return float(np.corrcoef(x, y)[0, 1])


def through_layers(first: np.ndarray, second: np.ndarray) -> list[float]:
    """The cosine of two vectors (S, D) at every place where the residual stream can be tapped, bottom to top."""
    return [float(a @ b) for a, b in zip(unit(first), unit(second), strict=True)]


# --- how the lesson's experiments came out


def nearer_to(opposite: float, alike: float, fair: bool, learned: bool) -> str:
    """To which word is the cosine of another larger, by a twentieth or more: "opposite", "alike", or "equal" for neither.

    Args:
        fair: False where the word that is alike has no vector of its own; then the opposite wins "unfairly".
        learned: False for a model before its first step, in which it is "by chance" alone.
    """
    if not learned:
        return "by chance"
    if abs(opposite - alike) < 0.05:
        return "equal"
    return "alike" if alike > opposite else "opposite" if fair else "unfairly"


def nearly_there(steps: Sequence[int], ranks: Sequence[float]) -> int:
    """The first step with nine tenths of the mean reciprocal rank of the last one."""
    return next(step for step, rank in zip(steps, ranks, strict=True) if rank >= 0.9 * ranks[-1])


def when_found(steps: Sequence[int], ranks: Sequence[float]) -> str:
    """When pairs were nearly there: in the first "tenth" of training, later in the first "half", in the "second"; "never",
    if their mean reciprocal rank ends below a half."""
    if ranks[-1] < 0.5:
        return "never"
    return band(nearly_there(steps, ranks) / max(1, steps[-1]), {"tenth": 0.1, "half": 0.5, "second": 1})


def parted(rank: int, back: int, others: float) -> str:
    """Did a pair "stay" together, fall "apart" alone, or along with "all" the others? A half divides the two, in the mean
    reciprocal rank of the pair, whose two ranks are given, and in that of the others."""
    if (1 / rank + 1 / back) / 2 >= 0.5:
        return "stay"
    return "apart" if others >= 0.5 else "all"


def carries(found: Analogies) -> bool:
    """Does the offset carry a relation? It must answer half of the questions, and a quarter more than without it."""
    return found.asked > 0 and found.right >= 0.5 and found.right >= found.without_offset + 0.25


def how_many_carried(found: Sequence[Analogies]) -> str:
    """Of these relations the offset carries "all", "some" or "none"."""
    carried = sum(map(carries, found))
    return "none" if not carried else "all" if carried == len(found) else "some"


def found_by_counting(mrr: float) -> str:
    """ "yes" from a mean reciprocal rank of a half on, else "no"."""
    return "yes" if mrr >= 0.5 else "no"


def looks_as_wide(times: float) -> str:
    """How many times as wide a group looks: "smaller" (less than two thirds), the "same" (up to half more), "two or three"
    (less than five), "ten"."""
    return band(times, {"smaller": 2 / 3, "same": 1.5, "two or three": 5, "ten": float("inf")})


def longest(lengths: Sequence[float], r: float) -> str:
    """Whose vector is the longest, by the correlation of length and frequency: "frequent" (a half or more), "rare" (minus
    a half or less), "neither"; all are "equal" where the longest has at most a fifth more than the shortest."""
    if max(lengths) <= 1.2 * min(lengths):
        return "equal"
    return band(r, {"rare": -0.5, "neither": 0.5, "frequent": 1})


def stored_by_sparsity(stored: Sequence[int], numbers: int, features: int) -> str:
    """How many features so many numbers store, over all sparsities: always as many as "numbers", always "all", always
    some "other" count, or it "depends"."""
    if len(set(stored)) > 1:
        return "depends"
    return {numbers: "numbers", features: "all"}.get(stored[0], "other")
