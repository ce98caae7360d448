"""What the findings about dreams of a pushed puck have in common: one training for each seed, which all of them read."""

from core.caches import lru_cache
from core.studies.steered import Learned, learn


@lru_cache(maxsize=8)
def trained(seed: int) -> Learned:
    """What is measured of all dreamers at the end of a training."""
    return list(learn(seed=seed))[-1].values
