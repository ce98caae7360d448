"""The whole pass as one picture, with the walk's words at its stations.

Knows nothing about models: numbers come as arrays with names, texts from the walk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.figures.inside import pass_payload
from core.figures.payload import Array
from core.measure import forward_pass
from core.measure.forward_pass import Station
from core.models.transformer import Config
from core.walks import Walk


def payload(
    passes: Sequence[Mapping[str, Array]], steps: Sequence[int], step: int, tokens: Sequence[Mapping[str, Any]], *,
    vocabulary: Sequence[str], config: Config, weights: Mapping[str, Array], walk: Walk, technical: bool = False,
    run: str = "",
) -> bytes:  # fmt: skip
    """The pass as `pass_payload` makes it, with the walk's words at its stations."""
    stations = forward_pass.stations(config)
    return pass_payload(
        passes, steps, step, tokens, vocabulary=vocabulary, config=asdict(config), weights=weights,
        stations=[_station(station, walk, config) for station in stations],
        chapters=[asdict(chapter.resolved(stations)) for chapter in walk.chapters if chapter.fits(config.layers)],
        welcome=walk.welcome, technical=technical, run=run,
    )  # fmt: skip


def _station(station: Station, walk: Walk, config: Config) -> dict[str, Any]:
    named = walk.stations[station.role]
    many = 0 < station.block <= config.layers
    place = "block" if many else "start" if not station.block else "end"
    return {
        "key": station.key, "role": station.role, "block": station.block, "weights": station.count(config),
        "name": named.name,
        "title": walk.place("within", station=named.title, block=station.block) if many else named.title,
        "says": named.says, "first": named.first,
        "views": [asdict(view) | {"name": named.views[view.key]} for view in station.views],
        "group": walk.place(place, block=station.block),
    }  # fmt: skip
