"""What the lesson on deepfakes shows: a face that another one moves, the race of the detectors, and the game against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from core.caches import cache
from core.data.digits import digits
from core.data.faces import PEOPLE
from core.figures.deepfakes import Moment
from core.figures.payload import Array, tones
from core.figures.rows import Row
from core.lessons import ENGLISH, FOLDER, Says, build, spoken, translated
from core.studies import arms_race, face_reenactment
from core.studies.arms_race import GENERATIONS, SHOWN, Generation, Retrained
from core.studies.face_reenactment import CarriedOver
from core.studies.fake_faces import Judged
from core.training.events import Values
from pages.kit.studies import OpenStudy, study
from pages.kit.tables import head

FACTORS = ("tilt", "gaze", "smile", "hair", "glasses", "light")


# --- one face moves another one


def puppets(seed: int, shared: bool = True) -> OpenStudy[CarriedOver]:
    """The swapper of this seed; what is usual is left out, so that what was shipped is found."""
    asked: dict[str, Any] = {} if shared else {"shared": False}
    return study(face_reenactment.learn, **asked | ({"seed": seed} if seed else {}))


def moments(opened: OpenStudy[Values]) -> list[Moment[Values]]:
    """The measured moments so far, with their arrays."""
    return [(record, opened.arrays(record)) for record in opened.records if record.values]


def table(shared: OpenStudy[CarriedOver], apart: OpenStudy[CarriedOver] | None = None) -> list[dict[str, Any]]:
    """What was measured while they learned, a row a moment."""
    return [
        {"encoder": name, "step": record.step}
        | {f"{factor}_carried": round(record.values.carried[factor], 3) for factor in FACTORS}
        | {
            head("in_the_fake", person=PEOPLE[1]): round(record.values.identity, 3),
            "error": round(record.values.error, 3),
        }
        for name, opened in (("shared", shared), ("one each", apart))
        for record in (opened.records if opened else ())
        if record.values
    ]


def over_time(says: Says, opened: OpenStudy[CarriedOver]) -> dict[str, list[tuple[int, float]]]:
    """By factor: (updates, how well the fake follows)."""
    measured = [record for record in opened.records if record.values]
    return {says.say(f"factor.{name}"): [(one.step, one.values.carried[name]) for one in measured] for name in FACTORS}


# --- the arms race


def race(*, remember: bool, seed: int) -> OpenStudy[Generation]:
    """The race of this seed; what is usual is left out, so that what was shipped is found."""
    asked: dict[str, Any] = {"remember": True} if remember else {}
    return study(arms_race.learn, **asked | ({"seed": seed} if seed else {}))


def matrix(opened: OpenStudy[Generation]) -> Sequence[Sequence[float]]:
    """AUC of each detector so far on each generation so far."""
    *_, last = (record for record in opened.records if record.values)
    return last.values.auc


def race_rows(says: Says, opened: OpenStudy[Generation]) -> tuple[list[Row], list[Array]]:
    """Real digits, then fakes of each generation so far."""
    real = tones(digits()[1].images[:SHOWN])
    rows, pictures = [Row(says.say("real"), "data", says.say("real.says"))], [real]
    for record, arrays in moments(opened):
        name, says_so = (
            says.say("fakes", generation=record.values.generation),
            says.say("fakes.says", steps=record.step),
        )
        rows.append(Row(name, "made", says_so))
        pictures.append(arrays["made"])
    return rows, pictures


def race_table(auc: Sequence[Sequence[float]]) -> list[dict[str, Any]]:
    """The matrix, a row a detector."""
    return [
        {"learned_from": row}
        | {head("auc_on_generation", generation=column): round(one, 3) for column, one in enumerate(line, 1)}
        for row, line in enumerate(auc, 1)
    ]


def retraining(after: int) -> OpenStudy[Retrained]:
    """One detector that goes on learning."""
    asked: dict[str, Any] = {} if after == 2 else {"after": after}
    return study(arms_race.again, **asked)


def looks(opened: OpenStudy[Retrained]) -> list[Retrained]:
    """What was measured so far while one detector learned again."""
    return [record.values for record in opened.records if record.values]


def generations() -> tuple[int, ...]:
    """The numbers of all generations, from 1."""
    return tuple(range(1, len(GENERATIONS) + 1))


# --- the game


def game_table(found: Sequence[Moment[Judged]]) -> list[dict[str, Any]]:
    """A row a moment."""
    return [
        {"step": record.step, "auc_of_yesterdays_detector": round(record.values.auc[0], 3),
         "auc_of_todays_detector": round(record.values.auc[1], 3)}
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

    title: str
    steps: tuple[Step, ...]
    passages: tuple[str, ...]


def advice() -> Advice:
    """What `suspicious_pictures.yaml` says, in the language that is spoken, and in English where that lacks a sentence."""
    return _advice(spoken())


@cache
def _advice(language: str) -> Advice:
    """LessonError where a part is missing or misspelt."""
    paths = [FOLDER / one / "suspicious_pictures.yaml" for one in dict.fromkeys((ENGLISH, language))]
    english, *other = [yaml.safe_load(path.read_text("utf-8")) for path in paths if path.exists()]
    return build(Advice, translated(english, other[0]) if other else english, paths[0].name)


def steps_in_markdown(steps: Sequence[Step]) -> str:
    """A numbered list.

    >>> steps_in_markdown([Step("Stop.", "Wait.", "Somebody (2019)", "https://example.org")])
    '1. **Stop.** Wait. ([Somebody (2019)](https://example.org))'
    """
    return "\n".join(f"{n}. **{s.do}** {s.how} ([{s.source}]({s.link}))" for n, s in enumerate(steps, 1))
