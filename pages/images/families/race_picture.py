"""What the lesson on families shows: the race as one picture, from the records of its study."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from core.data.digits import digits
from core.figures.families import Frames, race_payload
from core.figures.payload import Array
from core.lessons import Lesson, lesson
from core.sentences import Sentence
from core.studies import families as study
from core.studies.families import Cost, Measured, Raced
from pages.kit.exhibit import Picture
from pages.kit.studies import OpenStudy

FAMILIES = (*study.RACE, "free")  # a GAN without its brake runs beside the race


def words() -> Lesson:
    """What families are called on both pages, and where they fail, stands in the first page's file."""
    return lesson("families")


def called(family: str) -> Sentence:
    """The name of a family."""
    return words().say(f"name.{family}")


def frames(
    opened: OpenStudy[Raced], families: Iterable[str] = study.RACE
) -> dict[str, list[tuple[Measured, dict[str, Array]]]]:
    """The measured moments of each family so far."""
    found: dict[str, list[tuple[Measured, dict[str, Array]]]] = {name: [] for name in families}
    for record in opened.records:
        if record.values and record.values.measured and record.values.family in found:
            found[record.values.family].append((record.values.measured, opened.arrays(record)))
    return found


def race(found: Frames, *, begin: int = 3) -> Picture:
    """All families on one clock. Nothing to show before the first one was measured."""
    learned = digits()[0]
    payload = race_payload(
        found,
        learned.images,
        learned.labels,
        names={name: called(name) for name in found},
        weaknesses={name: words().say(f"weakness.{name}") for name in found},
        fails=fails,
        real=_real(),
        begin=begin,
    )
    return Picture("race", payload)


@st.cache_data(show_spinner=False)
def _real() -> dict[str, float]:
    return study.real()


def fails(name: str, found: Measured) -> str:
    """The measured weakness of a family, in a few words."""
    say = words().say
    if name == "vae":
        return say("fails.vae", contrast=found.sharpness)
    if name == "flow":
        return say("fails.flow", steps=study.STEPS, distance=found.hurried)
    if name == "pixels":
        return say("fails.pixels", right=found.slips["0"], spoiled=found.slips["4"])
    rarest = min(range(10), key=lambda digit: found.shares[digit])
    return say("fails.gan", digits=found.classes, rarest=rarest, share=found.shares[rarest])


def at(found: Frames, second: int) -> dict[str, Measured]:
    """What was measured of each family at that second."""
    return {name: one for name, moments in found.items() for one, _ in moments if one.second == second}


def table(found: Frames) -> list[dict[str, Any]]:
    """Everything that was measured, a row a family and second."""
    names = ("frechet", "confidence", "classes", "variety", "sharpness", "nearest", "copied", "updates", "weights")
    return [
        {
            "family": called(name), "seconds_on_the_clock": one.second,
            **{name: _short(getattr(one, name)) for name in names},
            "seconds_that_it_took": round(one.seconds, 2),
        }
        for name, moments in found.items()
        for one, _ in moments
    ]  # fmt: skip


def _short(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def costs(opened: OpenStudy[Raced]) -> dict[str, Sequence[Cost]]:
    """By family: how often a network is asked for a picture, and what that costs; from the last records."""
    return {r.values.family: r.values.costs for r in opened.records if r.values and r.values.costs}


# --- what the experiments say


def floor() -> float:
    """The distance of real digits among themselves."""
    return _real()["frechet"]


def nearest_of_real() -> float:
    """The mean distance of real digits that nobody learned from to the nearest learned one."""
    return _real()["nearest"]


def over_time(found: Frames) -> dict[str, list[tuple[float, float]]]:
    """(seconds, distance) of each family, by its name."""
    return {called(name): [(one.second, one.frechet) for one, _ in moments] for name, moments in found.items()}


# --- what the second page says


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
         "ms_alone": f"{one.alone:.2f}", "ms_in_a_crowd": f"{one.crowd:.3f}",
         "frechet": f"{one.frechet:.2f}"}
        for name, one in usual.items()
    ]  # fmt: skip
