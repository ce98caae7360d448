"""Learning from one's own output: the tails go first; keeping the data prevents it (Shumailov 2024; Gerstgrasser 2024)."""

from itertools import pairwise

import numpy as np

from core.studies.model_collapse import ACCUMULATE, REPLACE, bell, text, words

CRITERION = (
    "The median variance of fifty bell curves after 200 generations is below 0.1 where data are replaced and above 0.8 where "
    "they accumulate; the kinds of word fall with each of twenty generations where replaced and stay within 2 % where "
    "accumulated; the letters' perplexity after seven generations is at least 1.7 times the first where replaced, in a "
    "straight line (R² at least 0.95), and at most 1.2 times where accumulated."
)


def measured(seed: int) -> dict:
    spread = list(bell(seed=seed))[-1].values.variance
    kinds = [record.values.kinds for record in words(seed=seed)]
    written = [record.values.perplexity for record in text(seed=seed)]
    replaced = [row[REPLACE] for row in written]
    return {
        "variance replaced": spread[REPLACE],
        "variance accumulated": spread[ACCUMULATE],
        "kinds of word, first": kinds[0][REPLACE],
        "kinds of word, replaced": kinds[-1][REPLACE],
        "kinds of word, accumulated": kinds[-1][ACCUMULATE],
        "fewer in each generation": all(b[REPLACE] < a[REPLACE] for a, b in pairwise(kinds)),
        "perplexity grows, replaced": replaced[-1] / replaced[0],
        "perplexity grows, accumulated": written[-1][ACCUMULATE] / written[0][ACCUMULATE],
        "straight line": float(np.corrcoef(replaced, np.arange(len(replaced)))[0, 1] ** 2),
    }


def holds(measured: dict) -> bool:
    return (
        measured["variance replaced"] < 0.1
        and measured["variance accumulated"] > 0.8
        and measured["fewer in each generation"]
        and measured["kinds of word, accumulated"] >= 0.98 * measured["kinds of word, first"]
        and measured["perplexity grows, replaced"] >= 1.7
        and measured["perplexity grows, accumulated"] <= 1.2
        and measured["straight line"] >= 0.95
    )
