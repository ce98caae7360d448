"""DEE-2: the trick that swaps faces swaps voices: the tune crosses over, the sound does not (Wang et al. 2023 in miniature)."""

from dataclasses import asdict
from typing import Any

from core.studies.voice_swap import learn

CRITERION = (
    "Of 300 single tones that nobody learned from: with a shared encoder at least 90 % of the fakes have the right pitch, at "
    "least 90 % are nearer to the truth than to the source, and of the vowel less comes across than of the pitch, but at "
    "least 0.3; with an encoder for each instrument at most 30 % have the right pitch."
)


def measured(seed: int) -> dict[str, Any]:
    shared, apart = (asdict(list(learn(seed=seed, shared=shared))[-1].values) for shared in (True, False))
    return {"shared": shared, "apart": apart}


def holds(measured: dict[str, Any]) -> bool:
    shared = measured["shared"]
    return bool(
        shared["pitch_kept"] >= 0.9
        and shared["nearer_to_the_truth"] >= 0.9
        and 0.3 <= shared["vowel_kept"] < shared["pitch_kept"]
        and measured["apart"]["pitch_kept"] <= 0.3
    )
