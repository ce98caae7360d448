"""SND-2: a network that learned clean sound guesses the next sample better, and writes worse.

Piloted on seed 101: surprise .34 nats a sample without hiss and .86 with it, and .35 of what it writes in tune against .92.
"""

from core.studies.sound_samples import learn

CRITERION = (
    "After 250 updates on tunes of Oolo, with or without hiss of a hundredth of the loudest over what is learned: of eight unseen "
    "clean tunes, the network that learned clean ones is less surprised; of what each writes after half a second of them, at least "
    "0.8 of the loud slices are in tune with hiss, and at most 0.5 without."
)


def measured(seed: int) -> dict[str, float]:
    """Surprise and the share in tune, with hiss and without."""
    found: dict[str, float] = {}
    for name, hiss in (("hiss", True), ("clean", False)):
        *_, last = learn(hiss=hiss, seed=seed)
        found |= {f"{name} surprise": last.values.surprise, f"{name} in tune": last.values.made.in_tune}
    return found


def holds(measured: dict[str, float]) -> bool:
    return bool(
        measured["clean surprise"] < measured["hiss surprise"]
        and measured["hiss in tune"] >= 0.8
        and measured["clean in tune"] <= 0.5
    )
