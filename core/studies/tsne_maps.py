"""Flat maps of a run's words, drawn by t-SNE while one watches, at every moment of the run's training.

The last moment is drawn first, in stages, so that the map unfolds. Then training is walked backwards: each earlier
moment starts from the map of the one after it and is turned to lie on it, so that the dots move instead of jumping.

Source: van der Maaten and Hinton (2008), "Visualizing data using t-SNE".
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.measure import embeddings as measure
from core.problems import Problem
from core.training.corpus import text_of, the_world
from core.training.events import Record
from core.training.finding import find
from core.training.run import Run

FEWEST = 5  # words: with fewer there is nothing to see
UNFOLDING = 4  # stages in which the first map appears
FORCES = 250  # iterations of t-SNE in a stage: the fewest that scikit-learn does
PULLED = 12.0  # how much stronger neighbours pull at the start, so that clusters form (van der Maaten and Hinton)


def words_of(run: Run) -> list[measure.Word]:
    """The words on the run's map, as the page lists them."""
    text = run.recipe.text
    world = the_world(text.seed, text.people, text.towns) if text.source == "world" else None
    return measure.words(run.tokenizer(), world, run.text() or text_of(text.source, text.seed))


@dataclass(frozen=True)
class Mapped:
    """Which moment a map shows, and how well."""

    step: int  # of the run's training
    kept: float  # of the nearest words of every word, the share that is nearest on the map, too


def tsne(
    *, run: str = "world", until: int = 750, dimensions: int = 2, perplexity: int = 30
) -> Iterator[Record[Mapped]]:
    """The map of `run` at its step `until`, then at every checkpoint before, one record a map: arrays["map"] (N, C).

    Args:
        run: the id of a run that has checkpoints.
        until: the last checkpoint to draw.
        dimensions: 2 or 3.
        perplexity: how many neighbours a word shall have, about.
    """
    found = find(run)
    if found is None:
        raise Problem("no such run")
    words = words_of(found)
    if len(words) < FEWEST:
        raise Problem("few words", words=len(words), least=FEWEST)
    rows = [word.token for word in words]
    steps = [step for step in found.steps if step <= until]
    total = UNFOLDING + len(steps) - 1
    perplexity = min(perplexity, max(1, (len(rows) - 1) // 3))

    points: np.ndarray | None = None
    for stage in range(UNFOLDING):
        vectors = table(found, steps[-1])[rows]
        points = drawn(vectors, dimensions, perplexity, start=points, pull=PULLED if stage == 0 else 1.0)
        yield _record(stage + 1, total, steps[-1], points, vectors)
    for number, step in enumerate(reversed(steps[:-1]), UNFOLDING + 1):
        vectors = table(found, step)[rows]
        assert points is not None
        points = measure.aligned(drawn(vectors, dimensions, perplexity, start=points), points)
        yield _record(number, total, step, points, vectors)


def table(run: Run, step: int) -> np.ndarray:
    """(V, D) the embeddings of all tokens."""
    return run.weights(step)[1]["token_embedding.weight"]


def drawn(
    vectors: np.ndarray, dimensions: int, perplexity: float, start: np.ndarray | None = None, pull: float = 1.0
) -> np.ndarray:
    """(N, C) one stage of t-SNE on directions. Begins at `start`, or at the principal components."""
    from sklearn.manifold import TSNE  # here, because importing it takes a second

    if start is not None:
        start = start.astype(np.float32)
    drawing = TSNE(
        dimensions, perplexity=perplexity, init="pca" if start is None else start, early_exaggeration=pull,
        max_iter=FORCES, random_state=0,
    )  # fmt: skip
    return np.asarray(drawing.fit_transform(measure.unit(vectors)))


def _record(number: int, total: int, step: int, points: np.ndarray, vectors: np.ndarray) -> Record[Mapped]:
    kept = round(measure.kept(points, vectors), 3)
    return Record(number, total, Mapped(step, kept), {"map": points.astype(np.float16)})


SHIPPED = {
    "tsne": [{"run": "world", "until": 750, "dimensions": dimensions, "perplexity": 30} for dimensions in (2, 3)]
}
