"""From noise to picture on one slider, and a square to draw in. Knows nothing about models."""

from core.data.points import sent
from core.exhibit import Picture
from pages.kit.components import component
from pages.kit.held import DRAWING, Held


def denoising(payload: bytes) -> Picture:
    """The picture with its slider; `payload` comes from core.figures.diffusion.

    Keys move the slider; a voice hears the sentence of the level.
    """
    return Picture("denoising", payload)


# --- a learner's own points


def own_points(most: int, *, key: str) -> list[list[float]]:
    """A square to draw in; the points from -1 to 1 that are there, at most so many."""
    points = Held("points", [], DRAWING, lambda drawn: sent(drawn, most, edge=1), key=key, kept_as=key)
    result = component("own_points")(
        key=points.key, data={"most": most, "points": points.first}, on_points_change=lambda: None
    )
    return points.now(result.points)
