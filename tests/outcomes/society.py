"""How the experiments of /society may come out."""

from dataclasses import replace

from core.cards import society
from core.figures.palette import LIGHT
from core.measure.represented import Share
from pages.trust.society import exhibits
from tests.outcomes import Case, Cases


def energy(*milliwatt_hours: int) -> Case:
    """Figures of so much for one answer."""
    cited = society()
    figures = [replace(one, amount=amount) for one, amount in zip(cited.answers, milliwatt_hours, strict=False)]
    return lambda text: exhibits.costs(text, figures[0], replace(cited, answers=tuple(figures)), 1, 1, LIGHT)


def voices(text_share: float, model: float | None, last: float | None = 0.1) -> Case:
    """Two groups of the same size: shares of the most told one in the text and of the model, and of the other one's."""
    rows = [Share("loud", 0.5, text_share, model), Share("quiet", 0.5, 1 - text_share, last)]
    return lambda text: exhibits.voices(text, rows, (), 10, {}, LIGHT)


CASES: Cases = {
    "energy": {"near": energy(100, 300), "tens": energy(100, 3_000), "hundreds": energy(100, 30_000)},
    "voices": {
        "repeats": voices(0.8, 0.8),
        "more": voices(0.8, 0.9),
        "evens": voices(0.8, 0.6),
        "quieted": voices(0.8, 0.98, 0.02),
        "equal": voices(0.52, 0.6),
        "silent": voices(0.8, None, None),
    },
    "work": {"less": lambda text: exhibits.saved(text, society(), 40, 15, LIGHT)},
}
