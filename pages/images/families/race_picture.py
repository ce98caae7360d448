"""What the lesson on families shows: the race as one picture, from the records of its study."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.components.v2.bidi_component import ComponentResult

from core.data.digits import digits
from core.figures.chips import percent
from core.figures.families import Frames, race_payload
from core.studies import families as study
from core.training.events import Record
from pages.kit.components import component
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


def race(found: Frames, *, key: str, begin: int = 3) -> ComponentResult:
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
    return component("race")(key=key, data=payload)


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


def verdict(found: Frames) -> str:
    """The race in one sentence, as it stands at the last second that all of them have reached."""
    reached = [moments[-1][0].values["second"] for moments in found.values() if moments]
    if len(reached) < len(found):
        return "The race has begun; not all of them have been measured yet."
    second = min(reached)
    at = {name: _at(moments, second) for name, moments in found.items()}
    order = sorted(at, key=lambda name: at[name]["frechet"])
    places = ", ".join(f"{NAMES[name]} {at[name]['frechet']:.2f}" for name in order)
    return (
        f"After {second} s of training, the distance to real digits: {places}. "
        f"Real digits among themselves: {floor():.2f}."
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


def over_time(found: Frames) -> dict[str, list[tuple[float, float]]]:
    """(seconds, distance) of each family, by its name."""
    return {
        NAMES[name]: [(record.values["second"], record.values["frechet"]) for record, _ in moments]
        for name, moments in found.items()
    }


def order_at(found: Frames, second: int) -> str:
    """Who was nearest to real digits at that second, in a sentence."""
    there = at(found, second)
    order = sorted(there, key=lambda name: there[name]["frechet"])
    return f"After {second} s: " + ", ".join(f"{NAMES[name]} {there[name]['frechet']:.2f}" for name in order) + "."


def left_out(found: Frames) -> str:
    """How many digits each family shows after a second, and when the GAN without its brake shows all."""
    there = at(found, study.MARKS[0])
    told = ", ".join(f"{NAMES[name]} {values['classes']}" for name, values in there.items())
    healed = next((r.values["second"] for r, _ in found["free"] if r.values["classes"] == 10), None)
    after = f"It shows all ten after {healed} s." if healed else "It never shows all ten."
    return f"Digits shown after {study.MARKS[0]} s, of 10: {told}. {after}"


def copying(found: Frames) -> dict[str, float]:
    """The share of pictures nearer to learned ones, at the end."""
    return {NAMES[name]: moments[-1][0].values["copied"] for name, moments in found.items()}


def nearest(found: Frames) -> str:
    """The mean distance to the nearest learned picture, at the end, beside that of real digits that nobody learned from."""
    told = ", ".join(f"{NAMES[name]} {moments[-1][0].values['nearest']:.2f}" for name, moments in found.items())
    return (
        f"Mean distance to the nearest learned picture: {told}. "
        f"For real digits that nobody learned from: {_real()['nearest']:.2f}."
    )


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


def haste(costs: Mapping[str, Sequence[Mapping[str, float]]]) -> str:
    """Diffusion in one step, in its usual number and in the most that was tried."""
    by_steps = {one["evaluations"]: one for one in costs["flow"]}
    told = ", ".join(
        f"in {steps} {'step' if steps == 1 else 'steps'} {by_steps[steps]['frechet']:.2f}"
        for steps in (1, 4, study.STEPS, 64)
    )
    return f"Diffusion's distance to real digits: {told}. A GAN's single pass: {costs['gan'][0]['frechet']:.2f}."


def misled(values: Mapping[str, Any]) -> str:
    """What slips do to the transformer, and how well it knows real pictures."""
    slips, given = values["slips"], values["given"]
    told = ", ".join(f"{count} wrong: {percent(share)}" for count, share in slips.items())
    rows = ", ".join(f"{count} rows: {percent(share)}" for count, share in given.items())
    return (
        f"Pictures that end as the digit that was begun, by wrong pixels among the 32 given: {told}. By rows given: {rows}. "
        f"A real digit surprises it by {values['nats']:.0f} nats; guessing blindly costs 181."
    )
