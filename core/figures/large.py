"""A figure for a class: every letter is large enough to be read from ten metres, and all else grows with it.

Knows nothing about what the figure shows.
"""

from typing import Any

from core.figures import Figure

LETTERS = 24  # pixels, at least, on a projector with 1,920 of them across
TIMES = 1.75  # so much higher and thicker is the rest


def large(figure: Figure) -> Figure:
    """The same figure with large letters; the one that was given stays as it is."""
    made = Figure(_grown(figure.to_dict()))
    font = {"size": LETTERS}
    made.update_xaxes(tickfont=font, title_font=font).update_yaxes(tickfont=font, title_font=font)
    made.update_annotations(font=font)
    for trace in made.data:
        if "textfont" in trace and trace["text"] is not None:
            trace["textfont"].update(font)
        if "colorbar" in trace:
            trace["colorbar"].update(tickfont=font, title_font=font)
    return made.update_layout(
        font=font, legend_font=font, hoverlabel_font=font, height=TIMES * (figure.layout.height or 300)
    )


def _grown(part: Any, of: str = "") -> Any:
    """What is measured in pixels, larger: marks, lines and margins.

    Args:
        of: what the part is called where it stands.
    """
    if isinstance(part, dict):
        return {name: _grown(inner, f"{of}.{name}") for name, inner in part.items()}
    if isinstance(part, list | tuple):
        return [_grown(inner, of) for inner in part]
    pixels = of.endswith((".marker.size", ".line.width", ".margin.l", ".margin.r", ".margin.t", ".margin.b"))
    return TIMES * part if pixels and isinstance(part, int | float) else part
