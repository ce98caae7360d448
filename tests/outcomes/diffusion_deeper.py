"""How the experiments of /diffusion_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.diffusion_measured import FewSteps, Guided, Ring
from pages.images.diffusion import exhibits
from tests.outcomes import Case, Cases
from tests.outcomes.diffusion import steps


def guided(left: float) -> Case:
    """What guidance of strength 3 leaves of a spread of 1."""
    found = [Guided(strength, 0.9, spread) for strength, spread in ((0.0, 1.0), (3.0, left))]
    return lambda text: exhibits.guided(text, found, LIGHT, drawn())


def straight(ddim: float, flow: float) -> Case:
    found = [steps(5, ddpm=ddim, ddim=ddim, euler=flow)]
    return lambda text: exhibits.straight(text, found, Ring(8, 0.9, 0.1, 0.15), LIGHT, drawn())


TWICE = [steps(20, ddpm=0.4, ddim=0.4, euler=0.3), FewSteps(repeats={"ddim": True, "ddpm": False})]

CASES: Cases = {
    "guided": {"stays": guided(1.0), "shrinks": guided(0.4), "grows": guided(1.5)},
    "twice": {"ddim": lambda text: exhibits.twice(text, TWICE, drawn())},
    "straight": {"ddim": straight(0.4, 0.8), "flow": straight(0.8, 0.4), "same": straight(0.4, 0.4)},
}
