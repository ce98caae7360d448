"""What the lesson on latent space shows, computed from the weights that its studies kept."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.data.digits import CLASSES, digits
from core.data.faces import SIDE
from core.exhibit import Picture
from core.figures.latent import latent_map_payload
from core.figures.payload import Array
from core.measure import latent_walks
from core.measure.images import quality
from core.measure.latent import Ruler
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies import vae
from core.studies.vae import ASKED, BETAS, FACES, LATENT
from pages.kit.studies import OpenStudy, study

WAYS = ("straight", "arc", "mixed")  # from one picture to another


def trained(beta: float = 1.0, **settings: Any) -> OpenStudy:
    """The study of a VAE with a latent plane; the default one keeps its moments, the others their end."""
    if beta != 1.0:
        settings = {"beta": beta, "moments": 1, **settings}
    return study(vae.learn, **settings)


def latent_map(opened: OpenStudy, own: Array, *, follows: str) -> Picture:
    """The map at every saved moment, real digits on it, and the cloud of one picture."""
    learned, records = digits()[0], opened.records
    payload = latent_map_payload(
        [opened.arrays(record) for record in records], learned.images, learned.labels, own,
        steps=[record.step for record in records], run=opened.run.id, follows=follows,
    )  # fmt: skip
    return Picture("latent_map", payload, helpers=("networks",))


def model(opened: OpenStudy, config: Config = Config()) -> VAE:  # noqa: B008 - frozen
    """The network as it was at the end."""
    assert (last := opened.last) is not None
    return filled(VAE(config), opened.arrays(last))


def films(opened: OpenStudy, a: Array, b: Array) -> dict[str, Array]:
    """From picture a to picture b: through the latent plane straight and on an arc, and by mixing the pixels."""
    straight, arc, mixed = latent_walks.between(model(opened), a, b)
    return dict(zip(WAYS, (straight, arc, mixed), strict=True))


@st.cache_data(show_spinner=False)
def sampled(beta: float, count: int = 40, seed: int = 0) -> tuple[Array, dict[str, Any]]:
    """Pictures at places drawn from N(0, 1), with what the judge says; and the error of digits made again."""
    opened = trained(beta)
    pictures = latent_walks.thrown(model(opened), 1000, seed)
    judged, last = quality(pictures), opened.last
    assert last is not None
    return pictures[:count], {
        "beta": beta, "frechet_distance": round(judged.frechet, 2), "digits_present": judged.classes,
        "error_of_digits_made_again": round(last.values.held_out, 4), "nats_kept": round(sum(last.values.kl), 2),
    }  # fmt: skip


def sweep() -> tuple[dict[float, Array], list[dict[str, Any]]]:
    """The same at every shipped β."""
    found = {beta: sampled(beta, 10) for beta in BETAS if trained(beta).last}
    return {beta: pictures for beta, (pictures, _) in found.items()}, [facts for _, facts in found.values()]


def asked_for(digit: int, seed: int) -> tuple[Array, float]:
    """Forty pictures of one digit, from a VAE that hears which one; and the share that the judge names so, of 500."""
    network = model(study(vae.learn, **ASKED), Config(labels=CLASSES))
    pictures = latent_walks.thrown(network, 500, seed, digit)
    return pictures[:40], latent_walks.share_named(pictures, digit)


# --- faces


@st.cache_resource(show_spinner=False)
def face_model() -> tuple[VAE, Array, Ruler]:
    """The VAE of faces, the codes of the faces it learned, and a ruler that reads factors off pictures."""
    network = model(study(vae.learn, **FACES), Config(SIDE**2, FACES["latent"], FACES["hidden"]))
    return network, *latent_walks.known_faces(network)


@st.cache_data(show_spinner=False)
def add(name: str) -> latent_walks.Effect:
    """Add one attribute to held-out faces that have little of it."""
    return latent_walks.added(*face_model(), name)


# --- collapse


def variances() -> Sequence[float]:
    """What PCA finds in the digits, largest first."""
    return latent_walks.variances(LATENT)


def predicted(noise: float) -> Sequence[float]:
    """The nats that each number will carry, before any training."""
    return latent_walks.predicted(LATENT, noise)


def collapse(ratio: float, seed: int) -> OpenStudy:
    """The study of a linear VAE at this noise; seed 0 came with the app."""
    return study(vae.collapse, ratio=ratio, seed=seed) if seed else study(vae.collapse, ratio=ratio)
