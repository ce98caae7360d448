"""What the lesson on latent space shows, computed from the weights that its studies kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
import torch

from core.data import faces as drawn
from core.data.digits import CLASSES, digits
from core.figures.networks import networks_payload
from core.figures.palette import CATEGORIES, LIGHT
from core.figures.payload import tones
from core.measure import latent
from core.measure.images import judge, quality
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies.vae import ASKED, BETAS, FACES, LATENT
from pages.kit.components import component
from pages.kit.studies import OpenStudy, study

DARK_HUES = ("#0072b2",)  # black is hard to read on it
DOTS = 300  # more would hide the map
FILM = 31  # frames


def dots() -> list[dict[str, Any]]:
    """How each digit's dots look: there are fewer hues than digits, so the last digits are squares; all bear their digit."""
    looks = []
    for digit in range(CLASSES):
        hue = CATEGORIES[digit % len(CATEGORIES)]
        text = LIGHT.card if hue in DARK_HUES else LIGHT.ink
        looks.append({"hue": hue, "text": text, "square": digit >= len(CATEGORIES)})
    return looks


def trained(beta: float = 1.0, **settings: Any) -> OpenStudy:
    """The study of a VAE with a latent plane; the default one keeps its moments, the others their end."""
    if beta != 1.0:
        settings = {"beta": beta, "moments": 1, **settings}
    return study("vae.learn", **settings)


def latent_map(opened: OpenStudy, own: np.ndarray, *, follows: str, key: str) -> None:
    """The map at every saved moment, real digits on it, and the cloud of one picture."""
    learned, records = digits()[0], opened.records
    facts = {
        "steps": [record.step for record in records], "step": records[-1].step, "run": opened.run.id, "pixels": 64,
        "pictures": tones(learned.images[:DOTS]).tolist(), "labels": learned.labels[:DOTS].tolist(), "dots": dots(),
        "own": tones(own).tolist(), "follows": follows,
    }  # fmt: skip
    component("latent_map", "networks")(
        key=key, data=networks_payload(facts, {"model": [opened.arrays(record) for record in records]})
    )


def model(opened: OpenStudy, config: Config = Config()) -> VAE:  # noqa: B008 - frozen
    """The network as it was at the end."""
    assert (last := opened.last) is not None
    return filled(VAE(config), opened.arrays(last))


@torch.inference_mode()
def encoded(network: VAE, images: np.ndarray) -> np.ndarray:
    """(N, Z) the middles of the pictures' clouds."""
    return np.asarray(network.encode(torch.tensor(images))[0].numpy())


@torch.inference_mode()
def decoded(network: VAE, z: np.ndarray, labels: np.ndarray | None = None) -> np.ndarray:
    """(N, P) the pictures at these places."""
    asked = None if labels is None else torch.tensor(labels)
    return np.asarray(network.decode(torch.tensor(z, dtype=torch.float32), asked).numpy())


def films(opened: OpenStudy, a: np.ndarray, b: np.ndarray) -> dict[str, np.ndarray]:
    """From picture a to picture b: through the latent plane straight and on an arc, and by mixing the pixels."""
    network, shares = model(opened), np.linspace(0, 1, FILM)
    start, end = encoded(network, np.stack((a, b)))
    return {
        "straight through the plane": decoded(network, latent.straight(start, end, shares)),
        "on an arc around the middle": decoded(network, latent.spherical(start, end, shares)),
        "mixing the pixels": latent.straight(a, b, shares),
    }


@st.cache_data(show_spinner=False)
def sampled(beta: float, count: int = 40, seed: int = 0) -> tuple[np.ndarray, dict[str, Any]]:
    """Pictures at places drawn from N(0, 1), with what the judge says; and the error of digits made again."""
    opened = trained(beta)
    rng = np.random.default_rng(seed)
    pictures = decoded(model(opened), rng.standard_normal((1000, 2)))
    judged, last = quality(pictures), opened.last
    assert last is not None
    return pictures[:count], {
        "beta": beta, "Fréchet distance": round(judged.frechet, 2), "digits present": judged.classes,
        "error of digits made again": round(last.values["held_out"], 4), "nats kept": round(sum(last.values["kl"]), 2),
    }  # fmt: skip


def sweep() -> tuple[dict[float, np.ndarray], list[dict[str, Any]]]:
    """The same at every shipped β."""
    found = {beta: sampled(beta, 10) for beta in BETAS if trained(beta).last}
    return {beta: pictures for beta, (pictures, _) in found.items()}, [facts for _, facts in found.values()]


def asked_for(digit: int, seed: int) -> tuple[np.ndarray, float]:
    """Forty pictures of one digit, from a VAE that hears which one; and the share that the judge names so, of 500."""
    opened = study("vae.learn", **ASKED)
    z = np.random.default_rng(seed).standard_normal((500, 2))
    pictures = decoded(model(opened, Config(labels=CLASSES)), z, np.full(500, digit))
    return pictures[:40], float((judge().named(pictures) == digit).mean())


# --- faces


@dataclass(frozen=True, eq=False)
class Effect:
    """What a step along an attribute's direction did to held-out faces, measured against the numbers behind them."""

    before: np.ndarray  # (N, P) what the network makes of the faces
    after: np.ndarray
    film: np.ndarray  # (S, P) one face on the way
    changes: dict[str, float]  # of every factor, as a share of its range


@st.cache_resource(show_spinner=False)
def face_model() -> tuple[VAE, np.ndarray, latent.Ruler]:
    """The VAE of faces, the codes of the faces it learned, and a ruler that reads factors off pictures."""
    known = drawn.faces(3000, 0)
    network = model(study("vae.learn", **FACES), Config(drawn.SIDE**2, FACES["latent"], FACES["hidden"]))
    return network, encoded(network, known.images), latent.ruler(known.images, known.factors)


@st.cache_data(show_spinner=False)
def add(name: str) -> Effect:
    """Add one attribute to held-out faces that have little of it."""
    network, codes, ruler = face_model()
    known, held_out = drawn.faces(3000, 0), drawn.faces(500, 1)
    column = drawn.NAMES.index(name)
    direction = latent.attribute(codes, known.factors[:, column])
    few = held_out.factors[:, column] <= np.quantile(held_out.factors[:, column], 0.4)
    start = encoded(network, held_out.images[few])
    before, after = decoded(network, start), decoded(network, start + direction)
    moved = (ruler.read(after) - ruler.read(before)).mean(axis=0)
    ranges = [factor.high - factor.low for factor in drawn.FACTORS.values()]
    film = decoded(network, start[0] + np.linspace(0, 1, FILM)[:, None] * direction)
    changes = {n: float(change / span) for n, change, span in zip(drawn.NAMES, moved, ranges, strict=True)}
    return Effect(before[:10], after[:10], film, changes)


# --- collapse


def variances() -> Sequence[float]:
    """What PCA finds in the digits, largest first."""
    found: list[float] = latent.pca(digits()[0].images, LATENT).variances.tolist()
    return found


def predicted(noise: float) -> Sequence[float]:
    nats: list[float] = latent.predicted_kl(np.array(variances()), noise).tolist()
    return nats


def collapse(ratio: float, seed: int) -> OpenStudy:
    """The study of a linear VAE at this noise; seed 0 came with the app."""
    return study("vae.collapse", ratio=ratio, seed=seed) if seed else study("vae.collapse", ratio=ratio)
