"""How the experiments of /before_transformers_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.copying import LENGTHS, Copied
from core.studies.passes import GROWN, Written
from pages.text.before_transformers import exhibits
from tests.outcomes import Case, Cases


def evidence(*shares: float) -> Case:
    return lambda text: exhibits.evidence(text, {"world": shares, "python": shares}, "world", LIGHT)


def copy(transformer: float, gru: float, lstm: float) -> Case:
    right = {"transformer": transformer, "gru": gru, "lstm": lstm}
    found = {length: Copied(right, dict.fromkeys(right, 60_000)) for length in LENGTHS}
    return lambda text: exhibits.copy(text, found, 40, True, LIGHT, drawn())


def cost(state: float, cache: float) -> Case:
    """How many times as long one more token takes after the longest text."""
    found = [
        Written(
            length, {"state": 1e-4 * s, "cache": 1e-4 * c, "again": 1e-2}, {"state": 9, "cache": 99, "again": length}
        )
        for length, s, c in ((GROWN[0], 1, 1), (GROWN[-1], state, cache))
    ]
    return lambda text: exhibits.cost(text, found, True, LIGHT, drawn())


CASES: Cases = {
    "evidence": {
        "soon": evidence(1, 0.8, 0.45, 0.3, 0.2, 0.1, 0.1, 0.1),
        "late": evidence(1, 1, 0.9, 0.8, 0.7, 0.6, 0.45, 0.4),
        "never": evidence(*[0.9] * 8),
    },
    "copy": {
        "all": copy(1, 1, 1), "transformer": copy(1, 0.3, 0.1), "some": copy(1, 0.95, 0.1), "others": copy(0.2, 0.95, 0.1),
        "nobody": copy(0.2, 0.3, 0.1),
    },
    "cost": {"state": cost(2, 1), "cache": cost(1, 2), "both": cost(2, 2), "none": cost(1, 1)},
}  # fmt: skip
