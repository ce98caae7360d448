"""A film of small pictures, played in the browser; core.figures.film has the one that is taken home."""

from collections.abc import Mapping

from core.exhibit import Picture
from core.figures.payload import Array, tones


def film_of(rows: Mapping[str, Array]) -> Picture:
    """The film of (S, P) pictures, one row for each name, all at the same pace."""
    shown = [{"name": name, "frames": tones(frames).tolist()} for name, frames in rows.items()]
    return Picture("film", {"rows": shown}, helpers=("networks",))
