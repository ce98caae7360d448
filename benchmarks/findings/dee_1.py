"""DEE-1: a face swap carries over the expression where two decoders share an encoder (Perov et al. 2020, "DeepFaceLab")."""

from typing import Any

from core.studies.face_swap import DRIVEN, learn

CRITERION = (
    "Over 300 faces of the driver that nobody learned from, with a shared encoder: of the tilt at least 0.9 is kept, of gaze "
    "and smile at least 0.5 each, and of the tilt the most; a pixel of the swapped face is nearer to the truth than that of "
    "any other picture of the same person. With an encoder for each person less than 0.3 of gaze and of smile is kept."
)


def measured(seed: int) -> dict[str, Any]:
    """What both models keep at the end; the first one's error, and that of other pictures."""
    shared, apart = (list(learn(seed=seed, shared=shared))[-1].values for shared in (True, False))
    kept = {"shared": dict(shared.kept), "apart": dict(apart.kept)}
    return kept | {"error": shared.error, "error of other pictures": shared.chance}


def holds(measured: dict[str, Any]) -> bool:
    shared, apart = measured["shared"], measured["apart"]
    return bool(
        shared["tilt"] >= 0.9
        and min(shared["gaze"], shared["smile"]) >= 0.5
        and max(DRIVEN, key=lambda name: shared[name]) == "tilt"
        and measured["error"] < measured["error of other pictures"]
        and max(abs(apart["gaze"]), abs(apart["smile"])) < 0.3
    )
