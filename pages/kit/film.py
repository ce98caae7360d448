"""A film of small pictures, played in the browser; core.figures.film has the one that is taken home."""

from collections.abc import Mapping

from core.figures.payload import Array, tones
from pages.kit.components import component


def film(rows: Mapping[str, Array], *, key: str) -> None:
    """Play (S, P) pictures, one row for each name, all at the same pace."""
    component("film", "networks")(
        key=key, data={"rows": [{"name": n, "frames": tones(frames).tolist()} for n, frames in rows.items()]}
    )
