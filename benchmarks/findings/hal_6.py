"""Asking several times: unsure about the meaning, not about the words (Farquhar et al. 2024)."""

from core.measure.confidence import entropies, ranked_above
from core.studies.facts import learn

SAMPLES = 5
CRITERION = (
    "Of people who were told of, asked five times: the entropy over towns finds wrong answers with an area under the ROC "
    "curve of at least 0.80, and at least 0.10 above the entropy over the exact words."
)


def measured(seed: int) -> dict:
    end = list(learn(seed=seed))[-1].arrays
    told = end["told"] > 0
    wrong = 1 - end["right"]
    towns, strings = (entropies(end[name][:, :SAMPLES]) for name in ("towns", "strings"))
    return {
        "by towns": ranked_above(towns[told], wrong[told]),
        "by words": ranked_above(strings[told], wrong[told]),
        "by towns, people never told of included": ranked_above(towns, wrong),
    }


def holds(measured: dict) -> bool:
    return measured["by towns"] >= 0.80 and measured["by towns"] - measured["by words"] >= 0.10
