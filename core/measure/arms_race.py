"""What the race between fakes and detectors comes to, each as one of a few answers. AUC: 1 is always right, 0.5 is guessing."""

from math import inf

from core.outcomes import band


def on_new_fakes(old: float, new: float) -> str:
    """A detector's AUC on the fakes that it knows, and on the next ones: "guessing" up to 0.55, "as_well" where less than
    0.05 is lost, else "worse"."""
    return band(old - new, {"as_well": 0.05, "worse": inf}) if new > 0.55 else "guessing"


def right_more_often(yesterdays: float, todays: float) -> str:
    """Which detector has the higher AUC: "yesterdays", "todays", or "alike" where they differ by less than 0.01."""
    return band(todays - yesterdays, {"yesterdays": -0.01, "alike": 0.01, "todays": inf})
