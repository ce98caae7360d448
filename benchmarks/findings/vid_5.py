"""VID-5: what a world model lacks that sees one picture is the velocity, as a control shows that is told it and no more."""

from typing import Any

from benchmarks.findings._dreams import trained

CRITERION = (
    "In 200 new games of 60 pictures, pushed by dice, the middle dream of a model that sees one picture follows the truth within 2 "
    "pixels for at most 5 pictures; of one that sees four, at least one and a half times as long, yet at most 20. A model that "
    "sees one picture and is told the true velocity each time follows it for at least 40."
)


def measured(seed: int) -> dict[str, Any]:
    """By model, for how many pictures its middle dream follows the truth."""
    dreamers = trained(seed).dreamers
    return {name: dreamers[name].drift.kept for name in ("one", "noise", "four", "told")}


def holds(measured: dict[str, Any]) -> bool:
    one, four, told = (measured[name] for name in ("one", "four", "told"))
    return bool(one <= 5 and 1.5 * one <= four <= 20 and told >= 40)
