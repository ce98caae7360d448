"""How the experiments of /moving_pictures_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.steered import Drifted
from core.studies.steered import DREAMED, DREAMERS, STRENGTHS, Learned, Measured
from pages.beyond.moving_pictures import steered
from tests.outcomes import Case, Cases


def learned(gone: float = 0.2, double: float = 2.0, **kept: int) -> Learned:
    """What was found, with so many pucks gone without noise, such a way for a double push, and so long dreams."""

    def made(name: str) -> Measured:
        drift = Drifted([1.0] * DREAMED, kept.get(name, 6), gone if name == "plain" else 0.0, 1.0)
        return Measured(41_424, 2_500, 4.0, drift)

    return Learned({name: made(name) for name in DREAMERS}, [0.5, 1.0, 1.5, double, 2.5, 3.0], STRENGTHS)


def hold(gone: float, noise: int) -> Case:
    return lambda text: steered.hold(text, learned(gone, noise=noise), LIGHT, drawn())


def memory(one: int, four: int, told: int) -> Case:
    return lambda text: steered.memory(text, learned(one=one, four=four, told=told), LIGHT, drawn())


def strong(double: float) -> Case:
    return lambda text: steered.strong(text, learned(double=double), LIGHT, drawn())


CASES: Cases = {
    "hold": {"puck": hold(0.3, 7), "place": hold(0.0, 20), "both": hold(0.3, 20), "neither": hold(0.0, 7)},
    "memory": {
        "speed": memory(3, 9, 60), "told": memory(3, 3, 60), "pictures": memory(3, 60, 60), "nothing": memory(3, 3, 3),
    },
    "strong": {"known": strong(1.1), "between": strong(1.5), "law": strong(2.0), "beyond": strong(2.9)},
}  # fmt: skip
