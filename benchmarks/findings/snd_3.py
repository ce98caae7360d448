"""SND-3: who keeps the beat, a network that writes samples or a GPT that writes codes for whole slices of sound?

Piloted on seeds 101 and 102: 3.2 notes a second by the GPT, .8 by the network of samples, 3.4 to 3.6 in the tunes.
"""

from core.studies import sound_codes, sound_samples

CRITERION = (
    "Eight unseen tunes of Oolo go on for two seconds. Written by a GPT in 64 codes after 400 updates, at least 0.9 of the loud "
    "slices are in tune, at least 0.9 sound like Oolo rather than Zirr, and the notes a second are 0.7 to 1.3 times those of the "
    "tunes as they really go on. Written sample by sample, by a network that hears 256 ms back, after 250 updates, they are fewer "
    "than 0.7 times."
)


def measured(seed: int) -> dict[str, float]:
    """Notes a second of both and of the real tunes; and what the codes keep."""
    *_, codes = sound_codes.learn(seed=seed)
    *_, samples = sound_samples.learn(seed=seed)
    one, other = codes.values, samples.values
    return {
        "codes in tune": one.made.in_tune, "codes own voice": one.made.own_voice,
        "codes notes": one.made.notes_a_second / one.real.notes_a_second,
        "samples in tune": other.made.in_tune, "samples notes": other.made.notes_a_second / other.real.notes_a_second,
        "real notes a second": one.real.notes_a_second, "right pitch in codes": one.kept.right_pitch,
    }  # fmt: skip


def holds(measured: dict[str, float]) -> bool:
    return bool(
        measured["codes in tune"] >= 0.9
        and measured["codes own voice"] >= 0.9
        and 0.7 <= measured["codes notes"] <= 1.3
        and measured["samples notes"] < 0.7
    )
