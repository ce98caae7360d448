"""A digit for an experiment: drawn by the learner, or a real one that no model here has learned from."""

from core import lessons
from core.data.digits import held_out_digit
from core.figures.payload import Array
from pages.kit.canvas import canvas
from pages.kit.controls import Controls


def own_digit(example: int) -> Array:
    """The pad and the choice of a real digit, `example` at first; what was drawn comes first, if there is anything."""
    words = Controls(lessons.frame())
    drawn = canvas(key="own_digit", label=words.label("own_digit"))
    digit = words.choice("digit", range(10), example)
    return held_out_digit(digit) if drawn is None else drawn
