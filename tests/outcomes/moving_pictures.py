"""How the experiments of /moving_pictures may come out."""

from collections.abc import Mapping

from core.data.films import FRAMES, MOVING, ball_speed
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.moving_pictures import Emerged
from core.studies.moving_pictures import GIVEN, GRAVITIES, MAKERS, SPEEDS, Learned, Measured
from pages.beyond.moving_pictures import exhibits
from tests.outcomes import Case, Cases


def learned(
    ends: Mapping[str, float] | None = None, right: Mapping[str, float] | None = None, fastest: float = 0.5
) -> Learned:
    """What was found, with these last distances, these shares of balls that come out right, and this speed drawn for the
    fastest ball."""

    def made(name: str) -> Measured:
        end, share = (ends or {}).get(name, 1.0), (right or {}).get(name, 0.5)
        return Measured(
            weights=26_000, updates=4_000, seconds=6.0, evaluations=16, flicker=dict.fromkeys(MOVING, 1.1),
            distance={scene: [end] * (FRAMES - GIVEN) for scene in MOVING}, wall=Emerged(1.0, share, 1 - share, 0.0),
            speeds=[*map(ball_speed, SPEEDS[:-1]), fastest], gravities=[0.2] * len(GRAVITIES),
        )  # fmt: skip

    return Learned(0.001, 38_864, 6.0, {name: made(name) for name in MAKERS})


def drift(**ends: float) -> Case:
    return lambda text: exhibits.drift(text, learned(ends), LIGHT, drawn())


def permanence(last: float, eight: float, whole: float) -> Case:
    right = {"last": last, "eight": eight, "whole": whole}
    return lambda text: exhibits.permanence(text, learned(right=right), LIGHT, drawn())


def beyond(fastest: float) -> Case:
    return lambda text: exhibits.beyond(text, learned(fastest=fastest), LIGHT, drawn())


CASES: Cases = {
    "drift": {
        "alone": drift(alone=0.2), "two": drift(two=0.2), "whole": drift(whole=0.2), "close": drift(two=0.2, whole=0.2),
    },
    "permanence": {
        "all": permanence(0.9, 1.0, 0.9), "memory": permanence(0.3, 1.0, 0.9), "none": permanence(0.3, 0.5, 0.5),
        "mixed": permanence(0.3, 1.0, 0.5),
    },
    "beyond": {"law": beyond(0.99), "between": beyond(0.8), "known": beyond(0.6)},
}  # fmt: skip
