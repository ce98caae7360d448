"""One step of training in five stages: its record becomes a payload; slow_motion.js plays it."""

from collections.abc import Mapping
from typing import Any

from core.figures.chips import chip
from core.figures.words import said
from core.training.slow_motion import SlowStep

SHOWN = 8  # guesses in a table; the batch shows all that came
STAGES = ("batch", "forward", "loss", "backward", "update")


def slow_step(step: SlowStep, *, ids: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The record of one step as its five stages.

    Args:
        ids: a token's id by its text; with it the tokens keep their hues.
    """

    def token(text: str) -> dict[str, Any]:
        return {**chip(-1, text), "id": (ids or {}).get(text)}

    guesses = [
        {"token": token(guess.token), "target": token(guess.target), "favourite": token(guess.favourite),
         "favourite_chance": guess.favourite_chance, "before": guess.before, "after": guess.after, "loss": guess.loss}
        for guess in step.guesses
    ]  # fmt: skip
    most = max((guess.loss for guess in step.guesses), default=1.0)
    pushes = [{"matrix": push.matrix, "size": push.size, "gradient": push.gradient} for push in step.pushes]
    weights = [
        {"matrix": push.matrix, "before": before, "gradient": gradient, "after": after}
        for push in step.pushes[:3]
        for before, gradient, after in [push.example]
    ]
    numbers: dict[str, dict[str, Any]] = {
        "batch": {"pairs": guesses, "windows": step.windows, "tokens": step.tokens},
        "forward": {"rows": guesses[:SHOWN]},
        "loss": {"rows": guesses[:SHOWN], "loss": step.loss, "most": most},
        "backward": {"rows": pushes},
        "update": {"rows": guesses[:SHOWN], "weights": weights, "loss": step.loss, "loss_after": step.loss_after},
    }
    return {
        "stages": [
            {"kind": kind, "title": said(f"slow_motion.{kind}"), "words": said(f"slow_motion.{kind}.says"), **numbers[kind]}
            for kind in STAGES
        ]
    }  # fmt: skip
