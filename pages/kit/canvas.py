"""A canvas to draw a digit on, by mouse, finger or keyboard; it comes out as the data set's pictures do, 8 × 8.

The set's own recipe: the strokes are fitted into 32 × 32 dots, and each block of 4 × 4 is counted (Alpaydin and Kaynak
1998). The window event `glassbox:drawing` tells other pictures of every stroke at once; Python hears when the pen rests.
"""

from typing import Any

from core.data.digits import picture_of
from core.figures.payload import Array
from pages.kit.components import component
from pages.kit.held import DRAWING, Held


def canvas(*, key: str, label: str) -> Array | None:
    """(64,) the drawn picture, from 0 (paper) to 1 (ink); None while nothing is drawn."""
    drawing: Held[dict[str, Any]] = Held("drawing", {}, DRAWING, _fits, key=key, kept_as=key)
    result = component("drawing", "networks")(
        key=drawing.key, data={"name": key, "label": label, "strokes": drawing.first.get("strokes", [])},
        on_drawing_change=lambda: None,
    )  # fmt: skip
    return picture_of(drawing.now(result.drawing).get("pixels"))


def _fits(sent: Any) -> dict[str, Any] | None:
    """Pixels and strokes; empty where everything was wiped out."""
    if not isinstance(sent, dict):
        return None
    return sent if picture_of(sent.get("pixels")) is not None else {}
