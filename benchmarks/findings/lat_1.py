"""LAT-1: adding a smile in the codes of a VAE of faces changes the smile and little else; adding a gaze so changes nothing.

Larsen, Sønderby, Larochelle and Winther (2016), "Autoencoding beyond pixels using a learned similarity metric".
"""

from core.data.faces import SIDE
from core.measure.latent_walks import SEEN, added, known_faces
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies.vae import FACES, learn

CRITERION = (
    "In faces that nobody learned from and that have little of it, adding the direction of the smile moves the smile by at "
    "least 0.1 of its range, and no other of the seven factors half as far; adding the direction of the gaze moves the gaze "
    "by less than 0.1 of its range."
)


def measured(seed: int) -> dict[str, dict[str, float]]:
    """What either direction changes, of every factor as a share of its range."""
    *_, last = learn(**{**FACES, "seed": seed})
    network = filled(VAE(Config(SIDE**2, FACES["latent"], FACES["hidden"])), last.arrays)
    codes, ruler = known_faces(network)
    return {name: dict(added(network, codes, ruler, name).changes) for name in ("smile", "gaze")}


def holds(measured: dict[str, dict[str, float]]) -> bool:
    smile = measured["smile"]
    others = max(abs(change) for name, change in smile.items() if name != "smile")
    return smile["smile"] >= SEEN and others < smile["smile"] / 2 and abs(measured["gaze"]["gaze"]) < SEEN
