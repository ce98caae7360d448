"""Four playful texts to learn from: recipes, jokes, mysteries and match reports, each written by a small grammar of ours.

The same name and seed give the same text. No piece of it stands there twice, and none is about anybody who exists.
Knows nothing of models.
"""

from collections.abc import Callable
from random import Random

from core.caches import lru_cache
from core.data.playful.jokes import joke
from core.data.playful.matches import report
from core.data.playful.mysteries import mystery
from core.data.playful.recipes import recipe

SIZE = 400_000  # characters, and up to a piece more
WRITERS: dict[str, Callable[[Random], str]] = {
    "recipes": recipe,
    "jokes": joke,
    "mysteries": mystery,
    "matches": report,
}


@lru_cache(maxsize=8)
def text(name: str, seed: int = 0, size: int = SIZE) -> str:
    """Pieces of that kind with blank lines between them. KeyError for a name that is not among the `WRITERS`."""
    rng, pieces, length = Random(f"{name} {seed}"), dict[str, None](), 0  # a dictionary keeps the order
    while length < size:
        piece = WRITERS[name](rng)
        if piece not in pieces:
            pieces[piece] = None
            length += len(piece) + 2
    return "\n\n".join(pieces)
