"""The digits of a GAN: what it wrote at each moment of its training, and the learner as the discriminator."""

from typing import Any

from core.figures.gan import game_payload
from core.studies.digit_gan import R1, real_sheet
from core.training.events import Record
from pages.kit import frame
from pages.kit.components import component
from pages.kit.studies import OpenStudy, study

ORIGIN = "the study “digit_gan.learn”; `python -m scripts.runs studies` makes it again"


def shipped() -> OpenStudy:
    """The digits GAN that came with the app."""
    return study("digit_gan.learn")


def fight(penalty: float, seed: int) -> OpenStudy:
    """The digits GAN with this weight of R1 and this seed; the usual ones are left out, so that what was shipped is found."""
    asked: dict[str, Any] = {"penalty": penalty} if penalty != R1 else {}
    return study("digit_gan.learn", **asked | ({"seed": seed} if seed else {}))


def kept(opened: OpenStudy) -> list[Record]:
    """The moments with pictures."""
    return [record for record in opened.records if record.values]


def play() -> None:
    """The game on the run that came with the app."""
    opened = shipped()
    show(opened, key="digit_game")
    frame.says(judges_say(kept(opened)))
    frame.tools(
        badge="recorded", name="digits", numbers=rows(kept(opened)),
        recorded_from=ORIGIN,
    )  # fmt: skip


def show(opened: OpenStudy, key: str) -> None:
    """Sheet and game of a run, wherever it stands."""
    moments = [(record, opened.arrays(record)) for record in kept(opened)]
    component("digit_game")(key=key, data=game_payload(moments, real_sheet(), f"{opened.run.id} {len(moments)}"))


def judges_say(records: list[Record]) -> str:
    """How well the discriminator tells both apart, early and at the end."""
    early, last = records[min(2, len(records) - 1)], records[-1]
    return (
        f"After {early.step:,} steps the discriminator was right about {early.values['right']:.0%} of the pictures, after "
        f"{last.step:,} steps about {last.values['right']:.0%}. Guessing would be right about 50%."
    )


def rows(records: list[Record]) -> list[dict[str, Any]]:
    """Every moment as a row."""
    return [
        {"step": one.step, "discriminator is right": round(one.values["right"], 3),
         "discriminator's loss": round(one.values["judge_loss"], 4), "generator's loss": round(one.values["maker_loss"], 4)}
        for one in records
    ]  # fmt: skip
