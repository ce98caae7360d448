"""How the experiments of /gan may come out."""

from dataclasses import replace

from core.exhibit import Picture, now
from core.studies.plane_gan import Stands
from core.training.events import Record
from pages.images.gan import exhibits
from tests.outcomes import Case, Cases

BEGAN = Stands(1.3, 0.8, 0, 8, 0.1, 0.9, shape="ring", pack=1, half="both", loss="non-saturating")
FILM = Picture("plane", b"")


def run(covered: int = 8, judge_loss: float = 1.3, maker_loss: float = 0.8) -> list[Record[Stands]]:
    """A run in the plane that ends so."""
    end = replace(BEGAN, covered=covered, judge_loss=judge_loss, maker_loss=maker_loss, quality=0.9)
    return [Record(0, 2000, BEGAN), Record(2000, 2000, end)]


def losses(judge_loss: float, maker_loss: float) -> Case:
    """The losses at the end, where they began at 1.3 and 0.8."""
    return lambda text: exhibits.losses(text, run(8, judge_loss, maker_loss), now(), FILM)


def collapse(covered: int) -> Case:
    return lambda text: exhibits.collapse(text, run(covered), 0.01, now(), FILM)


def cure(judging: int, pairs: int) -> Case:
    """How many of the eight clouds each cure covers."""
    return lambda text: exhibits.cure(text, run(judging), run(pairs), now())


CASES: Cases = {
    "losses": {
        "flat": losses(1.35, 0.75), "fell": losses(0.3, 0.2), "rose": losses(3.0, 2.0), "apart": losses(0.3, 2.0),
    },
    "collapse": {"few": collapse(2), "half": collapse(5), "most": collapse(6)},
    "cure": {"either": cure(8, 6), "judging": cure(8, 4), "pairs": cure(4, 6), "neither": cure(1, 4)},
}  # fmt: skip
