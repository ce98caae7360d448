"""The model of both voices, and what it makes of every key of the keyboard."""

from collections.abc import Mapping

import streamlit as st

from core.data.instruments import KEY_SECONDS, KEYS, Note
from core.figures.sound import to_hear
from core.models.face_swap import FaceSwap
from core.studies import voice_swap
from core.studies.voice_swap import Heard, VoiceSwapped
from pages.kit.studies import KEPT_BY, OpenStudy, study


def opened(seed: int = 0, shared: bool = True) -> OpenStudy[VoiceSwapped]:
    """The model of both voices with this seed."""
    return study(voice_swap.learn, seed=seed, **({} if shared else {"shared": False}))


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEPT_BY)
def model(found: OpenStudy[VoiceSwapped]) -> FaceSwap:
    """As it was at the end."""
    return voice_swap.restored(found.arrays(found.measured[-1]))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=KEPT_BY)
def heard(found: OpenStudy[VoiceSwapped], who: int, vowel: float, vibrato: float) -> tuple[Heard, Mapping[str, float]]:
    """All keys, one after the other, in all three voices, and how they compare. The study must be finished.

    Kept as they are heard: a megabyte instead of six for every place of a slider.
    """
    notes = [Note(pitch, KEY_SECONDS, vowel, vibrato) for pitch in KEYS]
    sounds = voice_swap.fake(model(found), notes, who)
    return to_hear(sounds), voice_swap.compared(sounds, KEYS, KEY_SECONDS)
