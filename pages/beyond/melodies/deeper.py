"""Can it write sound itself? One tune in three ways of writing, a network of samples, and a GPT that writes in codes."""

from typing import Any

import streamlit as st

from core.data.instruments import INSTRUMENTS
from core.exhibit import now, of_run, of_runs
from core.measure.heard_notes import in_tune
from core.measure.sound_written import one_wrong
from core.models.wavenet import WaveNet, Writer
from core.studies import sound_codes, sound_samples
from core.studies.sound_codes import CODES, Codebook
from core.studies.sound_samples import REACHES
from core.training.run import Run
from pages.beyond.melodies import raw_sound
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel
from pages.kit.theme import colours

LEARNED = ("hiss", "clean")

lesson = Lesson("melodies_deeper")
lesson.head()
words = lesson.controls

with lesson.living_picture() as (picture, controls):
    with controls:
        player = words.choice("player", INSTRUMENTS, INSTRUMENTS[0])
        tune = words.number("which", 1, 100, 1)
    who = INSTRUMENTS.index(player)
    with picture:
        lesson.show(raw_sound.three(lesson.text, who, tune, now()), "three")


def one_wrong_number() -> None:
    """One wrong number in each way of writing, heard and measured."""
    lesson.show(raw_sound.wrong_heard(lesson.text, who, tune, now()), "listen_wrong")
    lesson.show(raw_sound.wrong(lesson.text, one_wrong(who, tune), colours(), now()), "wrong")


def of_samples(**settings: Any) -> OpenStudy[sound_samples.Learned]:
    return chosen(sound_samples.learn, **settings)


def compared(asked: dict[str, OpenStudy[Any]]) -> tuple[dict[str, Any], list[Run]] | None:
    """What was measured at the end of each, where all have come to it."""
    if not all(one.finished for one in asked.values()):
        return None
    return {key: one.measured[-1].values for key, one in asked.items()}, [one.run for one in asked.values()]


def listen(found: OpenStudy[sound_samples.Learned], name: str) -> None:
    """What the network of samples wrote so far."""
    if found.measured:
        id = f"{found.run.id} {found.measured[-1].step}"
        lesson.show(raw_sound.samples_heard(lesson.text, found.moments, id, of_run(found.run)), name)


def hiss() -> None:
    """The same training on clean sound and on sound with a little hiss."""
    left, right = st.columns(2)
    with left:
        learned = words.buttons("learned", LEARNED, "clean")
    with right:
        seed = words.number("seed", 0, 999, 0)
    both = {key: of_samples(hiss=key == "hiss") for key in LEARNED}

    def draw(found: OpenStudy[sound_samples.Learned]) -> None:
        listen(found, "listen_hiss")
        if ends := compared(both | {learned: found}):
            lesson.show(raw_sound.hiss(lesson.text, ends[0], colours(), of_runs(ends[1])), "hiss")

    panel(of_samples(hiss=learned == "hiss", seed=seed), draw, label=words.label("train"), key="hiss")


def reach() -> None:
    """The same layers that hear a short way back, or a long one."""
    left, right = st.columns(2)
    with left:
        back = words.buttons("back", tuple(REACHES), "few")
    with right:
        seed = words.number("reach_seed", 0, 999, 0)
    ends_of = {key: of_samples(reach=key) for key in ("few", "note")}

    def draw(found: OpenStudy[sound_samples.Learned]) -> None:
        listen(found, "listen_reach")
        if ends := compared(ends_of | {back: found}):
            lesson.show(raw_sound.reach(lesson.text, ends[0], colours(), of_runs(ends[1])), "reach")

    panel(of_samples(reach=back, seed=seed), draw, label=words.label("train"), key="reach")


def beat() -> None:
    """A GPT that writes codes for slices of sound, beside the network that writes samples."""
    left, right = st.columns(2)
    with left:
        codes = words.stops("codes", CODES, 64)
    with right:
        seed = words.number("codes_seed", 0, 999, 0)
    samples = of_samples()

    def draw(found: OpenStudy[sound_codes.Learned]) -> None:
        if not found.measured:
            return
        id = f"{found.run.id} {found.measured[-1].step}"
        lesson.show(raw_sound.codes_heard(lesson.text, found.moments, id, of_run(found.run)), "listen_beat")
        if ends := compared({"samples": samples, "codes": found}):
            last, runs = ends
            shown = raw_sound.beat(lesson.text, codes, last, last["codes"].kept, colours(), of_runs(runs))
            lesson.show(shown, "beat")

    panel(chosen(sound_codes.learn, codes=codes, seed=seed), draw, label=words.label("teach"), key="beat")


lesson.guess_first(one_wrong_number, hiss, reach, beat)

lesson.open_the_box(WaveNet.forward, Writer.goes_on, Codebook.write, in_tune)
lesson.foot()
