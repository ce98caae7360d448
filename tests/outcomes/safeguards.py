"""How the experiments of /safeguards may come out."""

import torch

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.refusal import Direction
from core.studies.chat import Examined
from core.studies.refusal_direction import Groups, Operated, Place
from pages.trust.safeguards import exhibits
from tests.outcomes import Case, Cases

TAUGHT = (1.0, 0.0)  # of forbidden questions: shares refused, and answered rightly
HELPFUL = (0.0, 1.0)  # the same of the others


def groups(forbidden: tuple[float, float], allowed: tuple[float, float]) -> Groups:
    """Both groups, each with its shares refused and answered rightly; the old name goes with the forbidden one."""
    shares = {"forbidden": forbidden, "allowed": allowed, "local name": forbidden}
    return {name: Examined(refused, right, 40) for name, (refused, right) in shares.items()}


def steps(refused: float, right: float) -> Case:
    """After plain text alone these shares are refused and answered rightly."""
    made = {
        "text": groups((refused, right), (refused, right)), "dialogues": groups(HELPFUL, HELPFUL),
        "refusal": groups(TAUGHT, HELPFUL),
    }  # fmt: skip
    return lambda text: exhibits.steps(text, made, LIGHT, drawn())


def operated(forbidden: tuple[float, float], allowed: tuple[float, float] = HELPFUL) -> Operated:
    """With the direction removed, the model does this."""
    taught = groups(TAUGHT, HELPFUL)
    return Operated(
        Place(0, 0.0, 1.0), taught, groups(forbidden, allowed), taught, {"1.5": taught}, [taught], [taught], {}
    )


def direction(forbidden: tuple[float, float], allowed: tuple[float, float]) -> Case:
    found = Direction(0, torch.ones(1), 0.0, 1.0)
    return lambda text: exhibits.direction(text, operated(forbidden, allowed), found, None, LIGHT, drawn())


def uncensored(refused: float, right: float) -> Case:
    before = groups(HELPFUL, HELPFUL)
    return lambda text: exhibits.hidden(text, before, operated((refused, right)), LIGHT, drawn())


CASES: Cases = {
    "steps": {"goes_on": steps(0.0, 0.1), "answers": steps(0.0, 0.8), "refuses": steps(0.9, 0.0)},
    "direction": {
        "rest_kept": direction((0.1, 0.6), (0.0, 0.95)),
        "rest_lost": direction((0.1, 0.6), (0.0, 0.5)),
        "rest_refused": direction((0.1, 0.6), (0.7, 0.3)),
        "stays": direction((0.8, 0.1), HELPFUL),
    },
    "uncensored": {
        "all": uncensored(0.0, 0.98), "part": uncensored(0.0, 0.6), "nothing": uncensored(0.0, 0.02),
        "refuses": uncensored(0.6, 0.4),
    },
}  # fmt: skip
