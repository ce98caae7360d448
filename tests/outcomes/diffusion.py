"""How the experiments of /diffusion may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.diffusion import OneStep
from core.studies.diffusion_faces import UNSEEN
from core.studies.diffusion_measured import Decided, Drawn, Far, FewSteps, Pair
from pages.images.diffusion import exhibits
from tests.outcomes import Case, Cases


def steps(steps: int, **far: float) -> FewSteps:
    """So many steps, and how far from real digits each way of drawing ends."""
    return FewSteps(Drawn(steps, Far(0.0, 0.3), {name: Far(0.0, distance) for name, distance in far.items()}))


def fewer(in_200: float, in_20: float) -> Case:
    found = [steps(count, ddpm=far, ddim=far, euler=far) for count, far in ((200, in_200), (20, in_20), (1, 9.0))]
    one = OneStep(named=1.0, unnamed=9.0, ink_or_paper=0.5)
    return lambda text: exhibits.fewer(text, found, one, one, LIGHT, drawn())


def decided(half: float) -> Case:
    """Nothing is decided above this noise level, everything from it on."""
    found = [Decided(level, float(level <= half), 0.5) for level in (1.0, 0.7, 0.4, 0.0)]
    return lambda text: exhibits.decided(text, found, LIGHT, drawn())


def unseen(both: float) -> Case:
    pair = ", ".join(UNSEEN)
    found = [
        Pair(pair, True, 1.0, both, [1.0, both]),
        Pair("sad, glasses", True, 1.0, 0.9, [1.0, 0.9]),
        Pair(pair, False, 1.0, 0.9, [1.0, 0.9]),
    ]
    return lambda text: exhibits.unseen(text, found, LIGHT, drawn())


CASES: Cases = {
    "fewer": {"worse": fewer(0.4, 1.0), "nearly": fewer(0.4, 0.5), "better": fewer(0.4, 0.3)},
    "decided": {"start": decided(1.0), "noise": decided(0.7), "picture": decided(0.4)},
    "unseen": {"nearly_all": unseen(0.95), "some": unseen(0.5), "hardly": unseen(0.0)},
}
