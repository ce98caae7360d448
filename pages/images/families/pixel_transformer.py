"""A transformer that draws, on a page: it goes on where the learner's half of a picture ends, in some hundred milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch
from streamlit.components.v2.bidi_component import ComponentResult

from core.data.digits import SIDE, digits
from core.figures.payload import packed
from core.measure.images import judge
from core.models import pixels
from core.models.pixels import ANY, LEVELS
from core.models.transformer import Transformer
from core.studies.pixel_transformer import restored
from pages.kit.components import component
from pages.kit.studies import OpenStudy

ENDINGS = 8  # pictures that are drawn at once


@dataclass(frozen=True, eq=False)
class Drawing:
    """Pictures by the transformer, with the chances from which each pixel was thrown."""

    levels: np.ndarray  # (N, P) uint8 from 0 to 16
    chances: np.ndarray  # (N, P, LEVELS) uint8, 255 for certainty
    given: int  # pixels
    truth: int | None  # the digit that was begun
    asked: int | None  # the digit that was asked for

    @property
    def images(self) -> np.ndarray:
        return self.levels / (LEVELS - 1)


@st.cache_resource(max_entries=4, show_spinner=False)
def _model(folder: str, _opened: OpenStudy) -> Transformer:
    return restored(_opened.arrays(_opened.records[-1]))


def drawing(opened: OpenStudy, *, rows: int, example: int, digit: int | None, seed: int) -> Drawing:
    """Begin with so many rows of a held-out digit, and let the model go on; with no row it may be asked for a digit."""
    return _drawing(str(opened.run.folder), opened, rows, example, digit, seed)


@st.cache_data(max_entries=64, show_spinner=False)
def _drawing(folder: str, _opened: OpenStudy, rows: int, example: int, digit: int | None, seed: int) -> Drawing:
    model, held_out = _model(folder, _opened), digits()[1]
    example %= len(held_out)
    given = pixels.levels(torch.from_numpy(held_out.images[example : example + 1, : rows * SIDE].copy())).repeat(
        ENDINGS, 1
    )
    start = torch.full((ENDINGS,), ANY if digit is None or rows else ANY + 1 + digit)
    steps = list(pixels.draw(model, start, torch.Generator().manual_seed(seed), given if rows else None))
    return Drawing(
        np.stack([one.level.numpy() for one in steps], 1).astype(np.uint8),
        np.rint(255 * np.stack([one.chances.numpy() for one in steps], 1)).astype(np.uint8),
        rows * SIDE,
        int(held_out.labels[example]) if rows else None,
        digit if not rows else None,
    )


def drawing_payload(drawn: Drawing) -> bytes:
    """A line of JSON, a zero byte, then for each picture its levels and its chances."""
    chances = judge().chances(drawn.images)
    told = [{"named": int(row.argmax()), "sure": round(float(row.max()), 3)} for row in chances]
    head = {"given": drawn.given, "truth": drawn.truth, "asked": drawn.asked, "pictures": told}
    return packed(head, *(part for both in zip(drawn.levels, drawn.chances, strict=True) for part in both))


def pixel_by_pixel(drawn: Drawing, *, key: str) -> ComponentResult:
    """The first picture as it was drawn, pixel by pixel, and the others below."""
    return component("pixel_by_pixel")(key=key, data=drawing_payload(drawn))


def says(drawn: Drawing) -> str:
    """What the judge sees in the pictures, in a sentence."""
    named = judge().named(drawn.images)
    wanted = drawn.truth if drawn.asked is None else drawn.asked
    if wanted is None:
        return f"Left to chance, it drew {_counted(named)}."
    right = int((named == wanted).sum())
    begun = "began" if drawn.asked is None else "was asked for"
    return f"{right} of {len(named)} pictures end as the {wanted} that {begun}."


def _counted(named: Sequence[int] | np.ndarray) -> str:
    return ", ".join(f"a {digit}" for digit in named)


def table(drawn: Drawing) -> list[dict[str, object]]:
    """The picture that is drawn, a row a pixel: what was thrown, and what was likeliest."""
    return [
        {"row": p // SIDE + 1, "column": p % SIDE + 1, "given": p < drawn.given, "level": int(drawn.levels[0, p]),
         "likeliest": int(drawn.chances[0, p].argmax()), "its chance": round(float(drawn.chances[0, p].max()) / 255, 2)}
        for p in range(SIDE * SIDE)
    ]  # fmt: skip
