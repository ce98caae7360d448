"""From noise to picture on one slider, and a square to draw in. Knows nothing about models."""

from typing import Any

from pages.kit import kept
from pages.kit.components import component
from pages.kit.exhibit import Picture


def denoising(payload: bytes) -> Picture:
    """The picture with its slider; `payload` comes from core.figures.diffusion.

    Keys move the slider; a voice hears the sentence of the level.
    """
    return Picture("denoising", payload)


# --- a learner's own points


def own_points(most: int, *, key: str) -> list[list[float]]:
    """A square to draw in; the points from -1 to 1 that are there, at most so many."""
    before = sent_points(kept.get(key, [], page=kept.here()), most)
    result = component("own_points")(
        key=kept.anew(key), data={"most": most, "points": before}, on_points_change=lambda: None
    )
    return sent_points(kept.held(key, result.points), most)


def sent_points(sent: Any, most: int) -> list[list[float]]:
    """What the browser sent, as points; none where it is anything else."""
    if not isinstance(sent, list) or len(sent) > most:
        return []
    pairs = [pair for pair in sent if isinstance(pair, list) and len(pair) == 2]
    good = [pair for pair in pairs if all(type(one) in (int, float) and -1 <= one <= 1 for one in pair)]
    return good if len(good) == len(sent) else []
