"""A melody in three voices: as played, as faked, and as the other instrument sounds; assets/components/voices.js plays it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.data.instruments import INSTRUMENTS, RATE, Note
from core.figures.sound import Voice, voices_payload
from core.lessons import Says
from core.models.face_swap import FaceSwap
from core.studies import voice_swap
from core.studies.voice_swap import Heard, VoiceSwapped, compared, fake, restored
from core.training.events import Record
from pages.kit.studies import OpenStudy, study
from pages.kit.tables import as_row

PITCHES = tuple(range(60, 77))  # the keys: from C to the E above the next C
SECONDS = 0.4
TUNES: Mapping[str, tuple[int, ...]] = {  # keys, counted from C
    "ode": (4, 4, 5, 7, 7, 5, 4, 2, 0, 0, 2, 4, 4, 2, 2),
    "jacques": (0, 2, 4, 0, 0, 2, 4, 0, 4, 5, 7, 7, 4, 5, 7, 7),
    "white": (0, 2, 4, 5, 7, 9, 11, 12, 14, 16),
}


def opened(seed: int = 0, shared: bool = True) -> OpenStudy[VoiceSwapped]:
    """The model of both voices with this seed."""
    asked: dict[str, Any] = {"seed": seed} | ({} if shared else {"shared": False})
    return study(voice_swap.learn, **asked)


def last(found: OpenStudy[VoiceSwapped]) -> Record[VoiceSwapped]:
    """Its last measured moment."""
    return [record for record in found.records if record.values][-1]


@st.cache_resource(max_entries=8, show_spinner=False)
def _model(folder: str, _found: OpenStudy[VoiceSwapped]) -> FaceSwap:
    return restored(_found.arrays(last(_found)))


@st.cache_data(max_entries=32, show_spinner=False)
def _heard(folder: str, who: int, vowel: float, vibrato: float, _found: OpenStudy[VoiceSwapped]) -> Heard:
    notes = [Note(pitch, SECONDS, vowel, vibrato) for pitch in PITCHES]
    return fake(_model(folder, _found), notes, who)


def heard(found: OpenStudy[VoiceSwapped], who: int, vowel: float, vibrato: float) -> Heard:
    """All keys, one after the other, in all three voices. The study must be finished."""
    return _heard(str(found.run.folder), who, vowel, vibrato, found)


def payload(says: Says, sounds: Heard, who: int, tune: tuple[str, str], id: str) -> dict[str, Any]:
    """All three voices under their names, with a melody: its key, and how it is called."""
    source, other = INSTRUMENTS[who], INSTRUMENTS[1 - who]
    looks = tuple(
        Voice(says.say(f"voice.{key}", player=player), hue, says.say(f"voice.{key}.says"), sound)
        for key, player, hue, sound in (
            ("source", source, "data", sounds.source),
            ("fake", other, "made", sounds.fake),
            ("truth", other, "data", sounds.truth),
        )
    )
    return voices_payload(looks, PITCHES, RATE, (tune[1], TUNES[tune[0]]), id)


def measured(sounds: Heard) -> dict[str, float]:
    """Over all keys: how many have the right pitch, and how far the fake is from truth and source, in decibels."""
    return compared(sounds, PITCHES, SECONDS)


def table(some: Sequence[OpenStudy[VoiceSwapped]]) -> list[dict[str, Any]]:
    """What was measured while the models learned."""
    return [
        {"encoder": "shared" if one.study.settings.get("shared", True) else "one each", "step": record.step}
        | {name: round(value, 3) for name, value in as_row(record.values).items()}
        for one in some
        for record in one.records
        if record.values
    ]
