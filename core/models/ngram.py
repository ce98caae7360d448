"""A model that only counts: which token followed which few tokens before it. No network, no gradient.

The chance of a token is mixed from all lengths of context. From every count a little is taken away, and what was taken
is given to whatever the next shorter context expects; so nothing is impossible, and what was seen stays likely.

Source: Ney, Essen and Kneser (1994), "On structuring probabilistic dependences in stochastic language modelling"
(absolute discounting, interpolated).

Shapes: N tokens of a text, V vocabulary, S contexts of one length that were seen, R texts written side by side.
"""

import numpy as np

DISCOUNT = 0.75  # taken from every count


class NGram:
    """All counts of up to `order` tokens in a row, as chances: one table for each length of context."""

    def __init__(self, tokens: np.ndarray, vocabulary: int, order: int = 5) -> None:
        self.vocabulary, self.order = vocabulary, order
        self.contexts: list[np.ndarray] = []  # for each length, the numbers of the contexts that were seen, sorted
        self.tables: list[np.ndarray] = []  # for each length (S, V): what is expected after each of them
        below = np.full((1, vocabulary), 1 / vocabulary)  # before anything is counted, all is equally likely
        for length in range(order):
            if length:
                below = self.tables[-1]
            seen, counts = self._counted(tokens, length)
            shorter = np.searchsorted(self.contexts[-1], seen % vocabulary ** (length - 1)) if length else [0]
            total, kinds = counts.sum(1, keepdims=True), (counts > 0).sum(1, keepdims=True)
            self.tables.append((np.maximum(counts - DISCOUNT, 0) + DISCOUNT * kinds * below[shorter]) / total)
            self.contexts.append(seen)

    def _counted(self, tokens: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
        """The contexts of this length, and (S, V) how often each token followed each of them."""
        V = self.vocabulary
        seen, rows = np.unique(self._numbers(tokens, length)[:-1], return_inverse=True)
        cells = rows * V + tokens[length:]
        return seen, np.bincount(cells, minlength=len(seen) * V).reshape(len(seen), V)

    def _numbers(self, tokens: np.ndarray, length: int) -> np.ndarray:
        """Each run of `length` tokens as one number, read like digits; entry i is the run that ends before token i + length."""
        numbers = np.zeros(len(tokens) - length + 1, dtype=np.int64)
        for place in range(length):
            numbers = numbers * self.vocabulary + tokens[place : len(numbers) + place]
        return numbers

    def expects(self, numbers: np.ndarray) -> np.ndarray:
        """(R, V) the chances after contexts of full length; where one was never seen, after its longest end that was."""
        chances = np.repeat(self.tables[0], len(numbers), axis=0)
        for length in range(1, self.order):
            wanted = numbers % self.vocabulary**length
            rows = np.searchsorted(self.contexts[length], wanted).clip(max=len(self.contexts[length]) - 1)
            known = self.contexts[length][rows] == wanted
            chances[known] = self.tables[length][rows[known]]
        return chances

    def perplexity(self, tokens: np.ndarray) -> float:
        """How many tokens the model hesitates between on average, on a text: e to the mean surprise."""
        numbers = self._numbers(tokens, self.order - 1)[:-1]
        true = tokens[self.order - 1 :]
        surprise = 0.0
        for start in range(0, len(numbers), 10_000):  # in pieces, for memory
            part = slice(start, start + 10_000)
            surprise -= np.log(self.expects(numbers[part])[np.arange(len(true[part])), true[part]]).sum()
        return float(np.exp(surprise / len(true)))

    def write(self, count: int, begin: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """(R, count) tokens: R texts, each going on from one of the (R, order - 1) beginnings, each token drawn as expected."""
        numbers = np.zeros(len(begin), dtype=np.int64)
        for place in range(self.order - 1):
            numbers = numbers * self.vocabulary + begin[:, place]
        keep, written = self.vocabulary ** (self.order - 2), np.empty((len(begin), count), dtype=np.int64)
        for place in range(count):
            sums = self.expects(numbers).cumsum(1)
            drawn = (rng.random((len(begin), 1)) * sums[:, -1:] >= sums).sum(1)
            written[:, place] = drawn
            numbers = numbers % keep * self.vocabulary + drawn
        return written
