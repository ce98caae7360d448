"""A deepfake in miniature, on a page: one drawn person's expression on the other one's face, beside the truth."""

import streamlit as st

from core.data.faces import PEOPLE
from core.figures.payload import Array, tones
from core.figures.rows import Row
from core.lessons.parts import Says
from core.models.face_swap import FaceSwap
from core.studies.face_swap import Swapped, restored, side_by_side
from pages.kit.studies import KEPT_BY, OpenStudy

ROWS = (("driver", "data"), ("model", "made"), ("apart", "made"), ("truth", "data"))


def rows(text: Says) -> list[Row]:
    """What each row shows, in the order of `faces`."""
    driver, driven = PEOPLE
    return [
        Row(text.say(f"swap.{row}", driver=driver, driven=driven), hue, text.say(f"swap.{row}.alt", driver=driver, driven=driven))
        for row, hue in ROWS
    ]  # fmt: skip


def faces(shared: OpenStudy[Swapped], apart: OpenStudy[Swapped], *, gaze: float, tilt: float) -> list[Array]:
    """Four rows of faces, from sad to smiling, as bytes: see `rows`."""
    return [tones(row) for row in side_by_side([_model(shared), _model(apart)], gaze=gaze, tilt=tilt)]


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEPT_BY)
def _model(opened: OpenStudy[Swapped]) -> FaceSwap:
    return restored(opened.arrays(opened.records[-1]), shared=bool(opened.study.settings.get("shared", True)))
