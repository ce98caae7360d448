"""A canvas to draw a digit on, by mouse, finger or keyboard; it comes out as the data set's pictures do, 8 × 8.

The set's own recipe: the strokes are fitted into 32 × 32 dots, and each block of 4 × 4 is counted (Alpaydin and Kaynak
1998). The window event `glassbox:drawing` tells other pictures of every stroke at once; Python hears when the pen rests.
"""

from core.data.digits import picture_of
from core.figures.payload import Array
from pages.kit import kept
from pages.kit.components import component


def canvas(*, key: str, label: str) -> Array | None:
    """(64,) the drawn picture, from 0 (paper) to 1 (ink); None while nothing is drawn."""
    before = kept.get(key, {}, page=kept.here())
    result = component("drawing", "networks")(
        key=kept.anew(key), data={"name": key, "label": label, "strokes": before.get("strokes", [])},
        on_drawing_change=lambda: None,
    )  # fmt: skip
    drawn = kept.held(key, result.drawing)
    return picture_of(drawn.get("pixels") if isinstance(drawn, dict) else None)
