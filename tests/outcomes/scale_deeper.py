"""How the experiments of /scale_deeper may come out."""

from collections.abc import Sequence

from core.data.compute_costs import Total, coefficients
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.model_costs import SINGLE, Bill, TrainingMemory
from core.studies.iso_flop import BUDGETS, Spent
from pages.text.scale import exhibits
from tests.outcomes import Case, Cases

SIZES = (4_000, 8_000, 16_000, 32_000, 64_000)


def spent(budget: str, best: int) -> list[Spent]:
    """Five sizes, of which this one ends lowest."""
    return [
        Spent(budget, 8 * place, size, 1_000, 1_000, 3.0, 2.0 + 0.1 * abs(place - best))
        for place, size in enumerate(SIZES, 1)
    ]


def valley(best: Sequence[int]) -> Case:
    """At the three budgets the sizes in these places are the best."""
    found = [one for budget, place in zip(BUDGETS, best, strict=True) for one in spent(budget, place)]
    return lambda text: exhibits.valley(text, found, LIGHT, drawn())


def train(mixed: TrainingMemory, way: str = "mixed") -> Case:
    return lambda text: exhibits.train(text, 8e9, mixed, way, 80e9, LIGHT)


def check(published: float) -> Case:
    """A training of which this was published, in 10²³ operations; the formula says 6."""
    one = Total("New", 100, 1_000, "operations", published * 1e23, "Somebody", "https://example.org", "2026-11-29")
    return lambda text: exhibits.check(text, [one], "New", 1e15, 0.4, LIGHT)


def bill(electricity: float) -> Case:
    """Of a rent of 100 dollars so much would pay for electricity."""
    made = Bill(1e20, 50, 40, 100, electricity)
    return lambda text: exhibits.bill(text, 1, 1, made, list(coefficients().values()), LIGHT)


CASES: Cases = {
    "valley": {
        "grows": valley((2, 3, 4)), "inside": valley((3, 3, 3)), "smallest": valley((1, 2, 3)),
        "largest": valley((3, 4, 5)), "mixed": valley((1, 3, 5)),
    },
    "train": {
        "twice": train(TrainingMemory(4, 0, 0, 4)), "four": train(SINGLE, "single"), "eight": train(TrainingMemory(2, 2, 4, 8)),
    },
    "check": {"near": check(6.3), "twofold": check(10), "further": check(20)},
    "bill": {"sliver": bill(4), "some": bill(30), "most": bill(80)},
}  # fmt: skip
