"""Which tokens a step sees. Batch number n is a pure function of the seed and n, so there is no state to save.

Every document is laid out as START, its tokens, END, one after the other in one long line. A window is as long as the
context, and the first one of a document begins at its START: a model that is asked later is asked from a start, too.
A longer document goes on in the next window; a shorter one lets the window run on into the document behind it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from core.tokenizers import END, START


class Windows:
    """All windows of a text, in an order that is drawn anew for every epoch."""

    def __init__(self, documents: Sequence[Sequence[int]], context: int, seed: int = 0) -> None:
        line: list[int] = []
        starts: list[int] = []
        firsts: list[int] = []  # where each document begins
        for tokens in documents:
            firsts.append(len(line))
            starts += range(len(line), len(line) + len(tokens) + 1, context)  # until END has been a target
            line += [START, *tokens, END]
        line += line[: context + 1]  # the last window runs on into the first document
        while len(line) < context + 1:
            line += line
        self.line = np.array(line, dtype=np.int64)
        self.starts = np.array(starts, dtype=np.int64)
        self.firsts = np.array(firsts, dtype=np.int64)
        self.context, self.seed = context, seed
        self.epoch, self.order = -1, self.starts

    def __len__(self) -> int:
        return len(self.starts)

    def batch(self, number: int, size: int) -> np.ndarray:
        """(size, context + 1) tokens: the last `context` of a row are the targets of the first `context`."""
        rows = [self._window(index) for index in range(number * size, (number + 1) * size)]
        return self.line[np.array(rows)[:, None] + np.arange(self.context + 1)]

    def document(self, number: int, size: int) -> int:
        """The place in the text of the document that the first window of a batch shows."""
        return int(np.searchsorted(self.firsts, self._window(number * size), side="right")) - 1

    def _window(self, index: int) -> int:
        epoch, place = divmod(index, len(self.starts))
        if epoch != self.epoch:
            self.epoch = epoch
            self.order = np.random.default_rng((self.seed, epoch)).permutation(self.starts)
        return int(self.order[place])

    def all(self, size: int) -> Iterator[np.ndarray]:
        """Every window once, in order, `size` at a time: for measuring."""
        for first in range(0, len(self.starts), size):
            yield self.line[self.starts[first : first + size, None] + np.arange(self.context + 1)]
