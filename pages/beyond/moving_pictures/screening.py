"""The makers of films that came with the app, read once for everybody, and the films that somebody asked for."""

import streamlit as st

from core.studies import moving_pictures as study_of
from core.studies.moving_pictures import Filmmakers, Learned, Shown
from pages.kit.studies import KEPT_BY, OpenStudy


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEPT_BY)
def makers(of: OpenStudy[Learned]) -> Filmmakers:
    """Those of a training that has ended."""
    return Filmmakers.restored(of.arrays(of.measured[-1]))


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=KEPT_BY)
def film(
    of: OpenStudy[Learned],
    scene: str,
    start: float,
    speed: float,
    names: tuple[str, ...],
    dice: int = 0,
    pull: float = 1.0,
) -> Shown:
    """The true film of these numbers, and what makers make of its beginning."""
    return study_of.shown(makers(of), scene, start, speed, names, dice, pull)
