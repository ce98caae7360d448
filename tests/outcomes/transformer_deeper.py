"""How the experiments of /transformer_deeper may come out."""

from core.exhibit import now
from core.figures.palette import LIGHT
from core.opened.model import shipped
from pages.text.transformer import exhibits
from tests.outcomes import Case, Cases
from tests.outcomes.transformer import carried, pair


def control(clean: float, share: float) -> Case:
    """A stranger's columns bring this share of the answer back, and the right person's all of it."""
    return lambda text: exhibits.control(text, shipped(), pair(), carried(clean, share), carried(clean, 1.0))


def order(right: float) -> Case:
    """The network without positions ends with this share of right answers."""
    lines = {"learned": [(0, 0.1), (1000, 1.0)], "none": [(0, 0.1), (1000, right)]}
    return lambda text: exhibits.order(text, lines, "none", LIGHT, now())


CASES: Cases = {
    "control": {
        "as_well": control(0.9, 0.9), "half": control(0.9, 0.5), "nothing": control(0.9, 0.01), "unknown": control(0.1, 0.9),
    },
    "order": {"yes": order(0.99), "partly": order(0.34), "no": order(0.11)},
}  # fmt: skip
