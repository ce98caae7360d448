"""How the experiments of /training_landscape may come out."""

from core.exhibit import now
from core.figures.palette import LIGHT
from core.studies.landscape import DISTANCES, Off
from core.studies.overfitting import Losses
from pages.text.training import exhibits
from tests.outcomes import Case, Cases


def walked(back: float, random: float) -> list[Off]:
    """From a loss of one, so much more a way straight back, and so much more in each random direction."""
    return [Off(far, 1 + back * far, (1 + random * far, 1 + random * far)) for far in DISTANCES]


def ways(back: float, random: float) -> Case:
    return lambda text: exhibits.ways_off(text, walked(back, random), True, LIGHT, now())


def by_heart(*unseen: float) -> Case:
    losses = [(25 * look, Losses(3.0 / look, loss)) for look, loss in enumerate(unseen, 1)]
    return lambda text: exhibits.by_heart(text, losses, True, LIGHT, now())


CASES: Cases = {
    "ways": {"random": ways(1, 5), "back": ways(5, 1), "same": ways(2, 2)},
    "by_heart": {"rises": by_heart(3, 2, 4), "falls": by_heart(3, 2, 1), "stays": by_heart(3, 3, 3)},
}
