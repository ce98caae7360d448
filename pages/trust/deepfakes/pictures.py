"""What the lesson on deepfakes shows: a face that another one moves, the race of the detectors, and the game against them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from streamlit.components.v2.bidi_component import ComponentResult

from core.caches import cache
from core.data.digits import digits
from core.data.faces import PEOPLE
from core.figures.chips import percent
from core.figures.deepfakes import Moment, game_payload, puppet_payload
from core.figures.payload import Array, tones
from core.figures.rows import Row
from core.lessons import FOLDER, LessonError
from core.models.face_swap import Config
from core.studies.arms_race import GENERATIONS, SHOWN
from core.studies.face_reenactment import DRIVERS
from pages.kit.components import component
from pages.kit.studies import OpenStudy, study

ORIGIN = "the study “{}”, seed 0; `python -m scripts.runs studies` makes it again"
FACTORS = ("tilt", "gaze", "smile", "hair", "glasses", "light")


# --- one face moves another one


def puppets(seed: int, shared: bool = True) -> OpenStudy:
    """The swapper of this seed; what is usual is left out, so that what was shipped is found."""
    asked: dict[str, Any] = {} if shared else {"shared": False}
    return study("face_reenactment.learn", **asked | ({"seed": seed} if seed else {}))


def moments(opened: OpenStudy) -> list[Moment]:
    """The measured moments so far, with their arrays."""
    return [(record, opened.arrays(record)) for record in opened.records if record.values]


def puppet(found: Sequence[Moment], run: str, *, key: str) -> ComponentResult:
    """The driver, the fake and the truth, moved in the browser."""
    config = Config()
    widths = (config.pixels, config.hidden, config.latent)
    return component("puppet", "networks", "faces")(key=key, data=puppet_payload(found, PEOPLE, widths, run))


def follows(found: Sequence[Moment]) -> str:
    """How well the fake follows at the end, in a sentence."""
    last = found[-1][0]
    carried = last.values["carried"]
    told = ", ".join(f"{name} {carried[name]:.2f}" for name in FACTORS[:3])
    return (
        f"Over {DRIVERS} faces of {PEOPLE[0]} that the model never saw, after {last.step:,} updates, the fake follows the driver "
        f"so well (1 is perfectly, 0 not at all): {told}. And whose face is it? {percent(last.values['identity'])} {PEOPLE[1]}."
    )


def table(shared: OpenStudy, apart: OpenStudy | None = None) -> list[dict[str, Any]]:
    """What was measured while they learned, a row a moment."""
    return [
        {"encoder": name, "step": record.step}
        | {f"{factor} carried": round(record.values["carried"][factor], 3) for factor in FACTORS}
        | {f"{PEOPLE[1]} in the fake": round(record.values["identity"], 3), "error": round(record.values["error"], 3)}
        for name, opened in (("shared", shared), ("one each", apart))
        for record in (opened.records if opened else ())
        if record.values
    ]


def over_time(opened: OpenStudy) -> dict[str, list[tuple[int, float]]]:
    """By factor: (updates, how well the fake follows)."""
    measured = [record for record in opened.records if record.values]
    return {name: [(one.step, one.values["carried"][name]) for one in measured] for name in FACTORS}


def crossed(shared: OpenStudy, apart: OpenStudy) -> str:
    """What crossed over first, what at last, and what happens without a shared encoder."""
    measured = [record for record in shared.records if record.values]
    first = {
        name: next((one.step for one in measured if one.values["carried"][name] >= 0.6), None) for name in FACTORS[:3]
    }
    told = ", ".join(f"{name} after {step:,}" if step else f"{name} not at all" for name, step in first.items())
    alone = apart.records[-1].values["carried"]
    without = ", ".join(f"{name} {alone[name]:.2f}" for name in FACTORS[:3]).replace("-", "−")
    return (
        f"First moment with at least 0.6, in updates: {told}. Without a shared encoder it ends at {without}. "
        f"Yet all along the face is {PEOPLE[1]}’s: {percent(measured[-1].values['identity'])} with the shared encoder."
    )


# --- the arms race


def race(*, remember: bool, seed: int) -> OpenStudy:
    """The race of this seed; what is usual is left out, so that what was shipped is found."""
    asked: dict[str, Any] = {"remember": True} if remember else {}
    return study("arms_race.learn", **asked | ({"seed": seed} if seed else {}))


def matrix(opened: OpenStudy) -> list[list[float]]:
    """AUC of each detector so far on each generation so far."""
    *_, last = (record for record in opened.records if record.values)
    found: list[list[float]] = last.values["auc"]
    return found


def has_matrix(opened: OpenStudy) -> bool:
    return any(record.values for record in opened.records)


def race_rows(opened: OpenStudy) -> tuple[list[Row], list[Array]]:
    """Real digits, then fakes of each generation so far."""
    real = tones(digits()[1].images[:SHOWN])
    rows, pictures = [Row("real digits", "data", "digits that people wrote")], [real]
    for record, arrays in moments(opened):
        number = record.values["generation"]
        rows.append(Row(f"fakes of generation {number}", "made", f"fakes after {record.step} steps of the generator"))
        pictures.append(arrays["made"])
    return rows, pictures


def race_table(auc: Sequence[Sequence[float]]) -> list[dict[str, Any]]:
    """The matrix, a row a detector."""
    return [
        {"learned from": row} | {f"AUC on generation {column}": round(one, 3) for column, one in enumerate(line, 1)}
        for row, line in enumerate(auc, 1)
    ]


def race_says(auc: Sequence[Sequence[float]], detector: int, generation: int, remember: bool) -> str:
    """The chosen field in words, and what retraining would bring."""
    if max(detector, generation) > len(auc):
        return f"Generation {max(detector, generation)} is not there yet."
    known = f"generations 1 to {detector}" if remember and detector > 1 else f"generation {detector}"
    found = auc[detector - 1][generation - 1]
    words = f"Detector {detector} learned from {known}. Given a real digit and a fake of generation {generation}, it "
    words += f"picks the right one as real {percent(found)} of the time."
    if detector < generation:
        again = percent(auc[generation - 1][generation - 1])
        words += f" A detector that is trained again, on generation {generation}, manages {again}."
    elif detector > generation and found < 0.75:
        words += " It has never seen these old fakes, so old tricks work on it again."
    return words + (" Guessing would manage 50\xa0%." if found < 0.75 else "")


def retraining(after: int) -> OpenStudy:
    """One detector that goes on learning."""
    asked: dict[str, Any] = {} if after == 2 else {"after": after}
    return study("arms_race.again", **asked)


def looks(opened: OpenStudy) -> list[Mapping[str, Any]]:
    """What was measured so far while one detector learned again."""
    return [record.values for record in opened.records if record.values]


def retrained_says(rows: Sequence[Mapping[str, Any]], after: int) -> str:
    """Before and after, in a sentence."""
    before = [row for row in rows if not row["retrained"]]
    updates, old, new = (before[-1][name] for name in ("updates", "old", "new"))
    words = f"After {updates} updates the detector has an AUC of {old:.2f} on generation {after}"
    words += "." if new is None else f" and of {new:.2f} on generation {after + 1}, which has just come out."
    if rows[-1]["retrained"]:
        words += (
            f" {rows[-1]['updates'] - updates} updates later, on the new fakes, it has {rows[-1]['new']:.2f} there, "
            f"and {rows[-1]['old']:.2f} on the old ones."
        )
    return words


def generations() -> tuple[int, ...]:
    """The numbers of all generations, from 1."""
    return tuple(range(1, len(GENERATIONS) + 1))


# --- the game


def game(found: Sequence[Moment], id: str, *, key: str) -> ComponentResult:
    """The game against two detectors."""
    return component("fake_game", "networks")(key=key, data=game_payload(found, id))


def game_says(found: Sequence[Moment]) -> str:
    """How well both detectors do over all held-out faces."""
    first, last = found[0][0], found[-1][0]
    return (
        f"Over 600 faces, after {last.step:,} updates of the forger: yesterday’s detector has an AUC of "
        f"{last.values['auc'][0]:.2f}, today’s {last.values['auc'][1]:.2f}. After {first.step:,} updates they had "
        f"{first.values['auc'][0]:.2f} and {first.values['auc'][1]:.2f}."
    )


def game_table(found: Sequence[Moment]) -> list[dict[str, Any]]:
    """A row a moment."""
    return [
        {"step": record.step, "AUC of yesterday’s detector": round(record.values["auc"][0], 3),
         "AUC of today’s detector": round(record.values["auc"][1], 3)}
        for record, _ in found
    ]  # fmt: skip


# --- what to do


@dataclass(frozen=True)
class Step:
    """One thing to do with a suspicious picture, and who found out that it helps."""

    do: str
    how: str
    source: str
    link: str


@dataclass(frozen=True)
class Advice:
    """Steps, what asking for consent would mean, and why nobody real is on the page."""

    steps: tuple[Step, ...]
    passages: tuple[str, ...]


@cache
def advice(language: str = "en") -> Advice:
    """Read `suspicious_pictures.yaml`. LessonError where a part is missing or misspelt."""
    path = FOLDER / language / "suspicious_pictures.yaml"
    record: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    try:
        return Advice(tuple(Step(**one) for one in record["steps"]), tuple(record["passages"]))
    except (KeyError, TypeError) as problem:
        raise LessonError(f"{path.name}: a part is missing or misspelt: {problem}.") from None


def steps_in_markdown(steps: Sequence[Step]) -> str:
    """A numbered list.

    >>> steps_in_markdown([Step("Stop.", "Wait.", "Somebody (2019)", "https://example.org")])
    '1. **Stop.** Wait. ([Somebody (2019)](https://example.org))'
    """
    return "\n".join(f"{n}. **{s.do}** {s.how} ([{s.source}]({s.link}))" for n, s in enumerate(steps, 1))
