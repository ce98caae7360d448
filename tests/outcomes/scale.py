"""How the experiments of /scale may come out."""

from core.data.real_models import RealModel, real_models
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.size_and_facts import Knows
from pages.text.scale import exhibits
from tests.outcomes import Case, Cases

SIZES = (1_000.0, 10_000.0, 100_000.0)


def law(off: float) -> Case:
    """The largest of three models misses the line by this share."""
    points = [(size, 9 * size**-0.07 * (1 + off * (size == SIZES[-1]))) for size in SIZES]
    return lambda text: exhibits.law(text, {"0": points}, LIGHT, drawn())


def facts(once: float) -> Case:
    """The larger model recalls this share of what was told once."""
    recall = {"32+": 1.0, "4–7": 0.5, "once": once, "never": 0.0}
    found = [Knows(16, 50_000, 750, 1.1, 0.9, {**recall, "once": 0.05}), Knows(128, 800_000, 750, 0.8, 1.0, recall)]
    return lambda text: exhibits.facts(text, found, LIGHT, drawn())


def real(billions: float) -> Case:
    """The smallest better model has so many parameters."""
    reference = [
        model for model in real_models() if model.reference and (model.name == "GPT-3 175B" or model.score < 40)
    ]
    better = [
        RealModel("New", "New", 2024, billions, billions, "dense", 60.0, "5-shot", True, "https://example.org"),
        RealModel("Hidden", "New", 2024, None, None, "undisclosed", 90.0, "5-shot", False, "https://example.org"),
    ]
    return lambda text: exhibits.real(text, [*reference, *better], LIGHT)


CASES: Cases = {
    "law": {"near": law(0.01), "above": law(0.2), "below": law(-0.2)},
    "facts": {"hardly": facts(0.1), "some": facts(0.3), "most": facts(0.7)},
    "real": {"alike": real(150.0), "tenth": real(17.5), "hundredth": real(0.5)},
}
