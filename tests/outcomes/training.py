"""How the experiments of /training may come out."""

from core.exhibit import now
from core.figures.palette import LIGHT
from core.training.events import Measured, Step
from pages.text.training import exhibits
from tests.outcomes import Case, Cases

STEPS = (0, 10, 20)


def first(grammatical: tuple[float, ...], recalled: tuple[float, ...]) -> Case:
    """The two shares at three measurements."""
    shares = zip(STEPS, grammatical, recalled, strict=True)
    measured = [Measured(step, grammatical=grammar, recalled=facts) for step, grammar, facts in shares]
    return lambda text: exhibits.first(text, measured, LIGHT, now())


def twice(apart: float) -> Case:
    """The losses of a run and its twin are so far apart."""
    runs = {
        "first": [Step(1, 2.0), Step(2, 1.0)],
        "again, same seed": [Step(1, 2.0), Step(2, 1.0 + apart)],
        "one letter changed": [Step(1, 2.0), Step(2, 1.5)],
    }
    return lambda text: exhibits.twice(text, runs, LIGHT)


def optimizer(muon: tuple[float, ...], adamw: tuple[float, ...]) -> Case:
    """What both recall at three measurements."""
    recalled = {"muon": muon, "adamw": adamw}
    runs = {
        name: [Measured(step, recalled=share) for step, share in zip(STEPS, shares, strict=True)]
        for name, shares in recalled.items()
    }
    return lambda text: exhibits.optimizer(text, runs, LIGHT, now())


CASES: Cases = {
    "first": {
        "grammar": first((0.1, 0.95, 1.0), (0.0, 0.3, 0.93)),
        "facts": first((0.1, 0.5, 0.8), (0.0, 0.9, 0.95)),
        "both": first((0.1, 0.5, 0.9), (0.0, 0.3, 0.93)),
        "neither": first((0.1, 0.5, 0.8), (0.0, 0.3, 0.4)),
    },
    "twice": {"exact": twice(0.0), "close": twice(0.001), "apart": twice(0.5)},
    "optimizer": {
        "muon": optimizer((0.0, 0.6, 0.9), (0.0, 0.4, 0.9)),
        "adamw": optimizer((0.0, 0.4, 0.4), (0.0, 0.4, 0.6)),
        "both": optimizer((0.0, 0.6, 0.9), (0.0, 0.5, 0.9)),
        "neither": optimizer((0.0, 0.1, 0.2), (0.0, 0.1, 0.4)),
    },
}
