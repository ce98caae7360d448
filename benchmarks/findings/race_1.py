"""RACE-1: four ways to foresee letters, with the same budget of numbers: how they end on text that none of them read.

The seed decides the first weights and which windows are read in which order. The country is the same for all seeds, and so
is what counting comes to. The learning rates are those of `readers`, which were chosen before.
"""

from core.studies.readers import affordable, learn

CRITERION = (
    "Each of the four keeps at most 65,000 numbers. After 1,500 steps, in perplexity on unread letters: counting is at least 5% "
    "above the best of the others; the LSTM or the transformer is the lowest of all; the Elman network is at most 1% below the "
    "worse of these two; and these two are within 10% of each other."
)


def measured(seed: int) -> dict[str, float]:
    """Where each of them ends, how many numbers the largest one keeps, and how many letters in a row are counted."""
    *_, last = learn(seed=seed)
    counting = affordable(last.values.counted)
    return {
        "counting": counting.perplexity, **last.values.perplexity,
        "most numbers": max(counting.kept, *last.values.weights.values()), "letters in a row": counting.letters,
    }  # fmt: skip


def holds(measured: dict[str, float]) -> bool:
    rnn, two = measured["rnn"], (measured["lstm"], measured["transformer"])
    return bool(
        measured["most numbers"] <= 65_000
        and measured["counting"] >= 1.05 * min(rnn, *two)
        and min(two) < min(rnn, measured["counting"])
        and rnn >= 0.99 * max(two)
        and max(two) <= 1.1 * min(two)
    )
