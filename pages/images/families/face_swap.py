"""A deepfake in miniature, on a page: one drawn person's expression on the other one's face, beside the truth."""

from collections.abc import Mapping

import streamlit as st

from core.data.faces import PEOPLE
from core.figures.payload import Array, tones
from core.figures.rows import Row
from core.models.face_swap import FaceSwap
from core.studies.face_swap import DRIVEN, restored, side_by_side
from pages.kit.studies import OpenStudy

ROWS = (
    Row(f"{PEOPLE[0]}, drawn", "data", f"{PEOPLE[0]} from sad to smiling"),
    Row(f"{PEOPLE[1]} by the model", "made", f"{PEOPLE[1]} as the model drives her, from sad to smiling"),
    Row("the same without a shared encoder", "made", "what comes out where each person has an encoder of their own"),
    Row(f"{PEOPLE[1]}, drawn: the truth", "data", f"{PEOPLE[1]} as she should look, from sad to smiling"),
)


def faces(shared: OpenStudy, apart: OpenStudy, *, gaze: float, tilt: float) -> list[Array]:
    """Four rows of faces, from sad to smiling, as bytes: see ROWS."""
    models = [_model(str(opened.run.folder), opened) for opened in (shared, apart)]
    return [tones(row) for row in side_by_side(models, gaze=gaze, tilt=tilt)]


@st.cache_resource(max_entries=4, show_spinner=False)
def _model(folder: str, _opened: OpenStudy) -> FaceSwap:
    return restored(_opened.arrays(_opened.records[-1]), shared=bool(_opened.study.settings.get("shared", True)))


def kept(opened: OpenStudy) -> Mapping[str, float]:
    """By factor, what is kept of the driver's face: 1 is all, 0 nothing."""
    found: Mapping[str, float] = opened.records[-1].values["kept"]
    return found


def table(shared: OpenStudy, apart: OpenStudy) -> list[dict[str, object]]:
    """What was measured while both learned."""
    return [
        {"encoder": name, "step": record.step}
        | {f"{factor} kept": round(record.values["kept"][factor], 3) for factor in DRIVEN}
        | {
            "error against the truth": round(record.values["error"], 3),
            "any other picture of her": round(record.values["chance"], 3),
        }
        for name, opened in (("shared", shared), ("one each", apart))
        for record in opened.records
        if record.values
    ]
