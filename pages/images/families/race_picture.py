"""What the lesson on families shows: the race as one picture, from the records of its study."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from core.data.digits import digits
from core.figures.chips import percent
from core.figures.families import Frames, race_payload
from core.studies import families as study
from core.training.events import Record
from pages.kit.exhibit import Picture
from pages.kit.studies import OpenStudy

NAMES = {
    "vae": "VAE", "gan": "GAN", "flow": "Diffusion (flow)", "pixels": "Transformer over pixels",
    "free": "GAN without its brake",
}  # fmt: skip
WEAKNESSES = {
    "vae": "blur",
    "gan": "digits left out",
    "flow": "many steps",
    "pixels": "slips stay",
    "free": "digits left out",
}


def frames(opened: OpenStudy, families: Iterable[str] = study.RACE) -> dict[str, list]:
    """The measured moments of each family so far."""
    found: dict[str, list] = {name: [] for name in families}
    for record in opened.records:
        if "second" in record.values and record.values["family"] in found:
            found[record.values["family"]].append((record, opened.arrays(record)))
    return found


def race(found: Frames, *, begin: int = 3) -> Picture:
    """All families on one clock. Nothing to show before the first one was measured."""
    learned = digits()[0]
    payload = race_payload(
        found,
        learned.images,
        learned.labels,
        names=NAMES,
        weaknesses=WEAKNESSES,
        fails=fails,
        real=_real(),
        begin=begin,
    )
    return Picture("race", payload)


@st.cache_data(show_spinner=False)
def _real() -> dict[str, float]:
    return study.real()


def fails(name: str, values: Mapping[str, Any]) -> str:
    """The measured weakness of a family, in a few words."""
    if name == "vae":
        return f"its edges have {percent(values['sharpness'])} of the contrast of real ones."
    if name == "flow":
        return f"hurried, in 1 step instead of {study.STEPS}, the distance is {values['hurried']:.1f}."
    if name == "pixels":
        clean, spoiled = (percent(values["slips"][count]) for count in ("0", "4"))
        return f"asked to finish a digit, it gets {clean} right; after 4 wrong pixels, {spoiled}."
    rarest = min(range(10), key=lambda digit: values["shares"][digit])
    return (
        f"it shows {values['classes']} of 10; its rarest, the {rarest}, makes up {percent(values['shares'][rarest])}."
    )


def at(found: Frames, second: int) -> dict[str, Mapping[str, Any]]:
    """What was measured of each family at that second."""
    return {
        name: _at(moments, second)
        for name, moments in found.items()
        if any(r.values["second"] == second for r, _ in moments)
    }


def _at(moments: Sequence[tuple[Record, Any]], second: int) -> Mapping[str, Any]:
    return next(record.values for record, _ in moments if record.values["second"] == second)


def table(found: Frames) -> list[dict[str, Any]]:
    """Everything that was measured, a row a family and second."""
    names = ("frechet", "confidence", "classes", "variety", "sharpness", "nearest", "copied", "updates", "weights")
    return [
        {"family": NAMES[name], "seconds on the clock": record.values["second"]}
        | {column: _short(record.values[column]) for column in names}
        | {"seconds that it took": round(record.values["seconds"], 2)}
        for name, moments in found.items()
        for record, _ in moments
    ]


def _short(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def costs(opened: OpenStudy) -> dict[str, list[dict[str, float]]]:
    """By family: how often a network is asked for a picture, and what that costs; from the last records."""
    return {r.values["family"]: r.values["costs"] for r in opened.records if "costs" in r.values}


# --- what the experiments say


def floor() -> float:
    """The distance of real digits among themselves."""
    return _real()["frechet"]


def nearest_of_real() -> float:
    """The mean distance of real digits that nobody learned from to the nearest learned one."""
    return _real()["nearest"]


def over_time(found: Frames) -> dict[str, list[tuple[float, float]]]:
    """(seconds, distance) of each family, by its name."""
    return {
        NAMES[name]: [(record.values["second"], record.values["frechet"]) for record, _ in moments]
        for name, moments in found.items()
    }


# --- what the second page says


def once(costs: Mapping[str, Sequence[Mapping[str, float]]]) -> dict[str, Mapping[str, float]]:
    """The families that draw in one way only, by name."""
    return {NAMES[name]: many[0] for name, many in costs.items() if len(many) == 1}


def cost_table(costs: Mapping[str, Sequence[Mapping[str, float]]]) -> list[dict[str, str]]:
    """What one picture costs in each family, at its usual number of steps."""
    usual = {
        name: next((one for one in many if one["evaluations"] == study.STEPS), many[0]) for name, many in costs.items()
    }
    return [
        {"family": NAMES[name], "network evaluations": f"{one['evaluations']}", "ms, a single picture": f"{one['alone']:.2f}",
         "ms a picture, 450 at once": f"{one['crowd']:.3f}", "distance": f"{one['frechet']:.2f}"}
        for name, one in usual.items()
    ]  # fmt: skip
