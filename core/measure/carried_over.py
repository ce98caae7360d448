"""What crosses over from one face, or one instrument, to another: each measurement as one of a few answers.

A correlation asks whether two things go together and is blind to their size: a smile that follows faithfully may still be
half a smile.
"""

from collections.abc import Mapping, Sequence

CROSSED = 0.6  # from this correlation on a factor counts as carried over
KEPT = 0.5  # and from this one, where a straight line reads it


def first(moments: Sequence[tuple[int, Mapping[str, float]]]) -> str:
    """The factor that is carried over first; "several" where more than one is at that moment, "none" where none ever is.

    Args:
        moments: the step of training, and the correlation of each factor.
    """
    for _, carried in moments:
        if there := [name for name, share in carried.items() if share >= CROSSED]:
            return there[0] if len(there) == 1 else "several"
    return "none"


def expression(kept: Mapping[str, float]) -> str:
    """What a swap keeps of smile, gaze and tilt: "all", "tilt" alone, "nothing", or "some" of them."""
    there = {name for name, share in kept.items() if share >= KEPT}
    if there == set(kept):
        return "all"
    return "some" if there - {"tilt"} else "tilt" if there else "nothing"


def of_the_source(pitch_kept: float, nearer_to_the_truth: float) -> str:
    """What fakes keep of the source: its "tune" (the right pitch in half of them), its "sound", "both" or "nothing".

    Args:
        nearer_to_the_truth: the share of fakes that sound more like the other instrument than like the source.
    """
    tune, sound = pitch_kept >= 0.5, nearer_to_the_truth < 0.5
    return {(True, False): "tune", (False, True): "sound", (True, True): "both", (False, False): "nothing"}[tune, sound]
