"""A study that was done once more, beside what was recorded of it: every number of both, and how far they are apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.training.events import Record, plain


@dataclass(frozen=True)
class Pair:
    """One number, as it was recorded and as it came out now."""

    step: int
    name: str  # of the field; with dots where it lies deeper
    recorded: float
    now: float

    @property
    def apart(self) -> float:
        """The difference, as a share of the larger of the two."""
        larger = max(abs(self.recorded), abs(self.now))
        return abs(self.recorded - self.now) / larger if larger else 0.0


def pairs(recorded: Iterable[Record[Any]], now: Iterable[Record[Any]]) -> list[Pair]:
    """All numbers that both have, in their order; as far as the newer one has come.

    >>> [pair.apart for pair in pairs([Record(3, 3, {"loss": [2.0, 1.0]})], [Record(3, 3, {"loss": [1.0, 1.0]})])]
    [0.5, 0.0]
    """
    found = []
    for old, new in zip(recorded, now, strict=False):
        here = dict(_numbers(plain(new.values)))
        found += [
            Pair(old.step, name, number, here[name]) for name, number in _numbers(plain(old.values)) if name in here
        ]
    return found


def _numbers(value: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield name, float(value)
    elif isinstance(value, Mapping | list):
        for key, one in value.items() if isinstance(value, Mapping) else enumerate(value, 1):
            yield from _numbers(one, f"{name}.{key}" if name else str(key))
