"""What the lesson on autoencoders shows, computed from the weights that its studies kept."""

from typing import Any

import numpy as np
import streamlit as st
import torch

from core.data.digits import digits
from core.measure import latent
from core.measure.images import Quality, judge, quality
from core.models.autoencoder import Autoencoder, Config
from core.studies.autoencoder import NOISE, WIDTHS
from pages.kit.components import component
from pages.kit.networks import Weights, flat_plane, packed, tones
from pages.kit.studies import OpenStudy, study


def trained(codes: int, **settings: Any) -> OpenStudy:
    """The study of an autoencoder with so many numbers in the middle."""
    return study("autoencoder.learn", codes=codes, **settings)


def squeeze(opened: OpenStudy, picture: np.ndarray, *, codes: int, follows: str, key: str) -> None:
    """The way of one picture through the network and back, at every saved moment, with PCA beside it."""
    records = opened.records
    facts = {
        "steps": [record.step for record in records], "step": records[-1].step, "run": opened.run.id,
        "picture": tones(picture), "follows": follows,
    }  # fmt: skip
    networks: dict[str, list[Weights]] = {
        "model": [*map(opened.arrays, records)],
        "pca": [flat_plane(latent.pca(digits()[0].images, codes))],
    }
    component("squeeze", "networks")(key=key, data=packed(facts, networks))


@torch.inference_mode()
def model(opened: OpenStudy, codes: int, kind: str = "mlp") -> Autoencoder:
    """The network as it was at the end."""
    assert (last := opened.last) is not None
    made = Autoencoder(Config(codes=codes, kind=kind))
    arrays = opened.arrays(last)
    made.load_state_dict({name: torch.from_numpy(weight.astype(np.float32)) for name, weight in arrays.items()})
    return made


def held_out_digit(digit: int, which: int = 0) -> np.ndarray:
    """A real picture of that digit, which no model learned from."""
    held_out = digits()[1]
    found: np.ndarray = held_out.images[np.flatnonzero(held_out.labels == digit)[which]]
    return found


@st.cache_data(show_spinner=False)
def rivals() -> list[dict[str, Any]]:
    """For each width, the held-out error of the shipped autoencoder and of PCA."""
    learned, held_out = digits()
    rows = []
    for codes in WIDTHS:
        last = trained(codes).last
        plane = latent.pca(learned.images, codes)
        error = latent.mean_squared_error(held_out.images, plane.rebuilt(held_out.images))
        if last:
            rows.append({"numbers": codes, "autoencoder": last.values["held_out"], "PCA": error})
    return rows


def lost_by_digit(opened: OpenStudy, codes: int) -> list[dict[str, Any]]:
    """The mean error of every digit's held-out pictures, and how many the judge still names as before."""
    held_out = digits()[1]
    with torch.inference_mode():
        again = model(opened, codes)(torch.tensor(held_out.images)).numpy()
    kept = judge().named(again) == judge().named(held_out.images)
    rows = []
    for digit in range(10):
        own = held_out.labels == digit
        error = latent.mean_squared_error(held_out.images[own], again[own])
        rows.append(
            {"digit": digit, "squared error": round(error, 4), "still named the same": f"{kept[own].mean():.0%}"}
        )
    return rows


@st.cache_data(show_spinner=False)
def gaps(codes: int = 8, seed: int = 0) -> tuple[np.ndarray, Quality, Quality]:
    """Pictures at random codes, as far out as real ones lie; and the judge's view of them and of rebuilt real ones."""
    learned, held_out = digits()
    network = model(trained(codes), codes)
    rng = np.random.default_rng(seed)
    with torch.inference_mode():
        known = network.encode(torch.tensor(learned.images)).numpy()
        thrown = known.mean(0) + known.std(0) * rng.standard_normal((500, codes)).astype(np.float32)
        made = network.decode(torch.from_numpy(thrown)).numpy()
        again = network(torch.tensor(held_out.images)).numpy()
    return made, quality(made), quality(again)


def denoised(seed: int = 0) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    """Ten noisy held-out digits through a plain autoencoder and a denoiser; and both errors over all held-out digits."""
    held_out = digits()[1]
    noise = NOISE * np.random.default_rng(seed).standard_normal(held_out.images.shape).astype(np.float32)
    noisy = held_out.images + noise
    plain, cleaner = model(trained(16), 16), model(trained(16, noise=NOISE), 16)
    with torch.inference_mode():
        by_plain, by_cleaner = (network(torch.tensor(noisy)).numpy() for network in (plain, cleaner))
    shown = [int(np.flatnonzero(held_out.labels == digit)[0]) for digit in range(10)]
    pictures = {
        "with noise": noisy,
        "plain autoencoder": by_plain,
        "denoiser": by_cleaner,
        "the truth": held_out.images,
    }
    errors = {
        name: latent.mean_squared_error(held_out.images, images)
        for name, images in pictures.items()
        if name != "the truth"
    }
    return {name: images[shown] for name, images in pictures.items()}, errors


def walk(codes: int, a: np.ndarray, b: np.ndarray, count: int = 25) -> np.ndarray:
    """(S, 64) the pictures on the straight way between the codes of two pictures."""
    network = model(trained(codes), codes)
    with torch.inference_mode():
        ends = network.encode(torch.tensor(np.stack((a, b)))).numpy()
        way = latent.straight(ends[0], ends[1], np.linspace(0, 1, count, dtype=np.float32))
        found: np.ndarray = network.decode(torch.tensor(way, dtype=torch.float32)).numpy()
    return found


def sure(frames: np.ndarray) -> float:
    """How sure the judge is of the middle third of a film, on average."""
    third = len(frames) // 3
    return float(judge().chances(frames[third:-third]).max(axis=1).mean())


def sure_at_ends(frames: np.ndarray) -> float:
    """How sure it is of the first and the last picture."""
    return float(judge().chances(frames[[0, -1]]).max(axis=1).mean())


def linear_against_pca(codes: int = 8) -> tuple[float, float]:
    """The held-out errors of a trained linear autoencoder and of PCA."""
    learned, held_out = digits()
    last = trained(codes, kind="linear").last
    assert last is not None
    rebuilt = latent.pca(learned.images, codes).rebuilt(held_out.images)
    return last.values["held_out"], latent.mean_squared_error(held_out.images, rebuilt)
