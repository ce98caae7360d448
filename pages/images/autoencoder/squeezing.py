"""What the lesson on autoencoders shows, measured on the weights that its studies kept."""

from typing import Any

import streamlit as st

from core.data.digits import digits, held_out_digit
from core.exhibit import Picture
from core.figures.networks import Weights, flat_plane, networks_payload
from core.figures.payload import Array, tones
from core.measure import autoencoders as measure
from core.measure import latent
from core.models.autoencoder import Autoencoder
from core.studies import autoencoder
from core.studies.autoencoder import NOISE, WIDTHS
from pages.kit.studies import OpenStudy, study


def trained(codes: int, **settings: Any) -> OpenStudy[autoencoder.Losses]:
    """The study of an autoencoder with so many numbers in the middle."""
    return study(autoencoder.learn, codes=codes, **settings)


def squeeze(opened: OpenStudy[Any], picture: Array, *, codes: int, follows: str) -> Picture:
    """The way of one picture through the network and back, at every saved moment, with PCA beside it."""
    records = opened.records
    facts = {
        "steps": [record.step for record in records], "step": records[-1].step, "run": opened.run.id,
        "picture": tones(picture).tolist(), "follows": follows,
    }  # fmt: skip
    networks: dict[str, list[Weights]] = {
        "model": [*map(opened.arrays, records)],
        "pca": [flat_plane(latent.pca(digits()[0].images, codes))],
    }
    return Picture("squeeze", networks_payload(facts, networks), helpers=("networks",))


def model(opened: OpenStudy, codes: int) -> Autoencoder:
    """The network as it was at the end."""
    assert (last := opened.last) is not None
    return measure.restored(opened.arrays(last), codes)


@st.cache_data(show_spinner=False)
def rivals() -> list[dict[str, Any]]:
    """For each width, the held-out error of the shipped autoencoder and of PCA."""
    ends = {codes: last for codes in WIDTHS if (last := trained(codes).last)}
    return [
        {"numbers": codes, "autoencoder": last.values.held_out, "PCA": measure.error_of_pca(codes)}
        for codes, last in ends.items()
    ]


def lost_by_digit(opened: OpenStudy, codes: int) -> list[measure.Lost]:
    """The mean error of every digit's held-out pictures, and how many the judge still names as before."""
    return measure.lost_by_digit(model(opened, codes))


@st.cache_data(show_spinner=False)
def gaps(codes: int = 8) -> measure.Gaps:
    return measure.gaps(model(trained(codes), codes))


def denoised() -> measure.Denoised:
    return measure.denoised(model(trained(16), 16), model(trained(16, noise=NOISE), 16), NOISE)


def walk(codes: int, a: int, b: int) -> Array:
    """The pictures on the straight way between the codes of two held-out digits."""
    return measure.walk(model(trained(codes), codes), held_out_digit(a), held_out_digit(b, 1))


def linear_against_pca(codes: int = 8) -> tuple[float, float]:
    """The held-out errors of a trained linear autoencoder and of PCA."""
    last = trained(codes, kind="linear").last
    assert last is not None
    return last.values.held_out, measure.error_of_pca(codes)
