"""How the experiments of /generation may come out."""

from core.figures.palette import LIGHT
from core.measure.text import Written
from pages.text.generation import exhibits
from tests.outcomes import Case, Cases


def wild(*shares: tuple[float, float | None]) -> Case:
    """Shares of grammatical sentences and of true claims at the temperatures 0.3, 1 and 2."""
    written = [Written((), 100, grammar, 0 if true is None else 100, true) for grammar, true in shares]
    return lambda text: exhibits.wild(text, dict(zip((0.3, 1.0, 2.0), written, strict=True)), LIGHT)


def rare(kept: int) -> Case:
    """So many of a hundred tokens are kept at the middle one of three places."""
    return lambda text: exhibits.rare(text, [1, kept, 100], ["a", "b", "c"], 100, LIGHT)


CASES: Cases = {
    "zero": {"one": lambda text: exhibits.zero(text, ["a"] * 10, ["a", "b"] * 5)},
    "wild": {
        "grammar": wild((1.0, 0.9), (0.8, 0.85), (0.2, None)),
        "truth": wild((1.0, 0.9), (0.95, 0.6), (0.2, 0.3)),
        "both": wild((1.0, 0.9), (0.98, 0.88), (0.5, 0.4)),
        "neither": wild((0.6, 0.5), (0.6, 0.5), (0.55, 0.45)),
    },
    "rare": {"few": rare(99), "tenth": rare(85), "half": rare(50), "nearly_all": rare(2)},
}
