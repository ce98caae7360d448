"""A deepfake in miniature, on a page: one drawn person's expression on the other one's face, beside the truth."""

from collections.abc import Mapping

import streamlit as st

from core.data.faces import PEOPLE
from core.figures.payload import Array, tones
from core.figures.rows import Row
from core.lessons import Says
from core.models.face_swap import FaceSwap
from core.studies.face_swap import DRIVEN, Swapped, restored, side_by_side
from pages.kit.studies import OpenStudy

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
    models = [_model(str(opened.run.folder), opened) for opened in (shared, apart)]
    return [tones(row) for row in side_by_side(models, gaze=gaze, tilt=tilt)]


@st.cache_resource(max_entries=4, show_spinner=False)
def _model(folder: str, _opened: OpenStudy[Swapped]) -> FaceSwap:
    return restored(_opened.arrays(_opened.records[-1]), shared=bool(_opened.study.settings.get("shared", True)))


def kept(opened: OpenStudy[Swapped]) -> Mapping[str, float]:
    """By factor, what is kept of the driver's face: 1 is all, 0 nothing."""
    return opened.records[-1].values.kept


def table(text: Says, shared: OpenStudy[Swapped], apart: OpenStudy[Swapped]) -> list[dict[str, object]]:
    """What was measured while both learned."""
    return [
        {
            "encoder": text.say(f"encoder.{name}"),
            "step": record.step,
            **{
                text.say("fact.kept", factor=text.say(f"factor.{factor}")): round(record.values.kept[factor], 3)
                for factor in DRIVEN
            },
            "error_against_the_truth": round(record.values.error, 3),
            "any_other_picture_of_her": round(record.values.chance, 3),
        }
        for name, opened in (("shared", shared), ("apart", apart))
        for record in opened.records
        if record.values
    ]
