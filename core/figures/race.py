"""The race of families as its pages tell it: each family's moments, what it is called, where it fails, and its tables.

What families are called and where they fail stands in `families.yaml`, for both pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from core.caches import cache
from core.data.digits import digits
from core.figures.families import Frames, race_payload
from core.language import number
from core.lessons import lesson
from core.sentences import Sentence
from core.studies import families as study
from core.studies.families import Cost, Measured, Raced
from core.training.events import Record

ALL = (*study.RACE, "free")  # a GAN without its brake runs beside the race
Moments = Iterable[tuple[Record[Raced], dict[str, np.ndarray]]]
TOLD = ("frechet", "confidence", "classes", "variety", "sharpness", "nearest", "copied", "updates", "weights")


def say(key: str, **facts: Any) -> Sentence:
    return lesson("families").say(key, **facts)


def called(family: str) -> Sentence:
    """The name of a family."""
    return say(f"name.{family}")


def fails(family: str, found: Measured) -> Sentence:
    """The measured weakness of a family, in a few words."""
    match family:
        case "vae":
            return say("fails.vae", contrast=found.sharpness)
        case "flow":
            return say("fails.flow", steps=study.STEPS, distance=found.hurried)
        case "pixels":
            return say("fails.pixels", right=found.slips["0"], spoiled=found.slips["4"])
    if family == "gan" and found.classes == len(found.shares):
        return say("fails.gan.none")
    rarest = min(range(10), key=lambda digit: found.shares[digit])
    return say("fails.gan", digits=found.classes, rarest=rarest, share=found.shares[rarest])


def frames(moments: Moments, families: Iterable[str] = study.RACE) -> dict[str, list[tuple[Measured, Any]]]:
    """The measured moments of each family so far, with their pictures."""
    found: dict[str, list[tuple[Measured, Any]]] = {name: [] for name in families}
    for record, arrays in moments:
        if record.values.measured and record.values.family in found:
            found[record.values.family].append((record.values.measured, arrays))
    return found


def payload(found: Frames, *, begin: int = 3) -> bytes:
    """All families on one clock, for assets/components/race.js. Nothing to show before the first one was measured."""
    learned = digits()[0]
    names, weaknesses = ({name: say(f"{what}.{name}") for name in found} for what in ("name", "weakness"))
    return race_payload(
        found, learned.images, learned.labels, names=names, weaknesses=weaknesses, fails=fails, real=real(), begin=begin
    )


@cache
def real() -> Mapping[str, float]:
    """What real digits get: their distance among themselves, and how near the nearest learned one is."""
    return study.real()


def at(found: Frames, second: int) -> dict[str, Measured]:
    """What was measured of each family at that second."""
    return {name: one for name, moments in found.items() for one, _ in moments if one.second == second}


def over_time(found: Frames) -> dict[str, list[tuple[float, float]]]:
    """(seconds, distance) of each family, by its name."""
    return {called(name): [(one.second, one.frechet) for one, _ in moments] for name, moments in found.items()}


def table(found: Frames) -> list[dict[str, Any]]:
    """Everything that was measured, a row a family and second."""
    return [
        {
            "family": called(name), "seconds_on_the_clock": one.second,
            **{told: _short(getattr(one, told)) for told in TOLD},
            "seconds_that_it_took": round(one.seconds, 2),
        }
        for name, moments in found.items()
        for one, _ in moments
    ]  # fmt: skip


def _short(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


# --- what drawing costs


def costs(records: Iterable[Record[Raced]]) -> dict[str, Sequence[Cost]]:
    """By family: how often a network is asked for a picture, and what that costs; from the last records."""
    return {record.values.family: record.values.costs for record in records if record.values.costs}


def once(costs: Mapping[str, Sequence[Cost]]) -> dict[str, Cost]:
    """The families that draw in one way only, by name."""
    return {called(name): many[0] for name, many in costs.items() if len(many) == 1}


def cost_table(costs: Mapping[str, Sequence[Cost]]) -> list[dict[str, str]]:
    """What one picture costs in each family, at its usual number of steps."""
    usual = {
        name: next((one for one in many if one.evaluations == study.STEPS), many[0]) for name, many in costs.items()
    }
    return [
        {"family": called(name), "network_evaluations": f"{one.evaluations}",
         "ms_alone": number(one.alone, ".2f"), "ms_in_a_crowd": number(one.crowd, ".3f"),
         "frechet": number(one.frechet, ".2f")}
        for name, one in usual.items()
    ]  # fmt: skip
