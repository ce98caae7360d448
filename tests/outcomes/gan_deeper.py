"""How the experiments of /gan_deeper may come out."""

from dataclasses import replace

from core.exhibit import Picture, now
from core.measure.gan import Sheet
from core.studies.digit_gan import Fought
from core.studies.plane_gan import SWITCH, Stands
from core.training.events import Record
from pages.images.gan import exhibits
from tests.outcomes import Case, Cases

STOOD = Stands(1.3, 0.8, 8, 8, 0.9, 0.1, shape="ring", pack=1, half="both", loss="non-saturating")
FOUGHT = [Record(step, 3000, Fought(1.3, 0.7, 0.0, 0.6)) for step in (0, 3000)]


def without(sure: float, apart: float) -> Case:
    """The sheet without R1, where the usual one has a judge 0.8 sure and pictures that lie 1.6 apart."""
    sheets = Sheet(7, sure, apart), Sheet(10, 0.8, 1.6)
    return lambda text: exhibits.without(text, FOUGHT, *sheets, now(), Picture("digit_game", {}))


def healthy(covered: int) -> Case:
    """How many of the eight clouds are covered at the end."""
    records = [Record(SWITCH, 2 * SWITCH, STOOD), Record(2 * SWITCH, 2 * SWITCH, replace(STOOD, covered=covered))]
    return lambda text: exhibits.healthy(text, records, now(), Picture("plane", b""))


CASES: Cases = {
    "without": {
        "worse and alike": without(0.7, 0.6), "worse": without(0.7, 1.5), "alike": without(0.9, 0.6),
        "same": without(0.78, 1.5), "better": without(0.9, 1.5),
    },
    "healthy": {"nearly all": healthy(8), "half": healthy(4), "collapsed": healthy(1)},
}  # fmt: skip
