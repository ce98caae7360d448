"""How the experiments of /deepfakes_deeper may come out."""

from collections.abc import Sequence

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.voice_swap import VoiceSwapped
from core.studies.watermark import EDITS, LENGTHS, Detected, Marked, Unmarked
from core.training.events import Record
from pages.trust.deepfakes import exhibits
from tests.outcomes import Case, Cases

UNMARKED = [Unmarked(length, 200, 0.0, 1.0, {"2": 0.02, "3": 0.0, "4": 0.0}) for length in LENGTHS]


def crosses(pitch: float, nearer: float) -> Case:
    swapped = VoiceSwapped(
        pitch_kept=pitch, ceiling=1.0, vowel_kept=0.5, to_truth=4.0, to_source=5.0, apart=5.0, again=2.0,
        nearer_to_the_truth=nearer,
    )  # fmt: skip
    records = [Record(10, 10, swapped)]
    return lambda text: exhibits.whose(text, records, records, LIGHT, drawn())


def marked(delta: float, z: Sequence[float] = (2.0, 4.0), half: float = 0.0, grammatical: float = 0.9) -> Marked:
    """What a delta does: z after 100 tokens and after 400, the share still found with half of the tokens replaced."""
    by_length = [Detected(length, 50, z[length > 100], 0.5) for length in LENGTHS]
    by_edit = [Detected(200, 50, 4.0, half, share) for share in EDITS]
    return Marked(delta, 2.0, grammatical, by_length, by_edit, ())


def length(short: float, long: float) -> Case:
    rows = [marked(4.0, (short, long))]
    return lambda text: exhibits.by_length(text, 4.0, rows, UNMARKED, None, LIGHT, drawn())


def edit(half: float) -> Case:
    return lambda text: exhibits.edited(text, [marked(4.0, half=half)], 0.5, LIGHT, drawn())


def price(*grammatical: float) -> Case:
    rows = [marked(delta, grammatical=share) for delta, share in zip((0.0, 2.0, 6.0), grammatical, strict=True)]
    return lambda text: exhibits.price(text, rows, LIGHT, drawn())


def own(share: float) -> Case:
    unmarked = [Unmarked(100, 1_000, 0.0, 1.0, {"2": 0.1, "3": 0.05, "4": share})]
    return lambda text: exhibits.alarms(text, unmarked, LIGHT, drawn())


CASES: Cases = {
    "crosses": {
        "tune": crosses(0.9, 0.9), "sound": crosses(0.1, 0.1), "both": crosses(0.9, 0.1), "nothing": crosses(0.1, 0.9),
    },
    "length": {
        "unmarked": length(0.1, 0.2), "hardly": length(4.0, 4.0), "twice": length(4.0, 8.0), "four": length(4.0, 16.0),
        "sixteen": length(4.0, 64.0),
    },
    "edit": {"all": edit(0.9), "half": edit(0.5), "none": edit(0.0)},
    "price": {"nothing": price(0.9, 0.9, 0.9), "little": price(0.9, 0.85, 0.6), "at_once": price(0.9, 0.6, 0.6)},
    "own": {"fifty": own(0.05), "two": own(0.002), "none": own(0.0)},
}  # fmt: skip
