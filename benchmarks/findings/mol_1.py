"""MOL-1: who looks back further writes more molecules: counting, then a recurrent network, then a transformer.

Before the criterion was stated, recipes were tried on other seeds. The wish was nine tenths of valid texts from the
transformer in 90 seconds of one core; 0.89 was the best of the tries, and what is asked for here is what they bore out.
"""

from typing import Any

from core.studies.molecules import learn

CRITERION = (
    "Of 1,000 texts each: counting 2, 4 and 6 signs in a row is the more often valid the more it counts, 2 in at most 15 %. The "
    "LSTM after 1,700 batches is at least 10 points above counting 6, the GPT after as many at least 5 points above the LSTM and "
    "valid in at least 85 %. At least 70 % of the GPT's valid molecules are new."
)


def measured(seed: int) -> dict[str, Any]:
    """The valid shares, and what the transformer's molecules are."""
    counted = {record.values.order: record.values.valid for record in learn(model="ngram", seed=seed)}
    lstm = list(learn(model="lstm", seed=seed))[-1].values
    gpt = list(learn(seed=seed))[-1].values
    return {
        **{f"counting {order}": counted[order] for order in (2, 4, 6)}, "lstm": lstm.valid, "gpt": gpt.valid,
        "unique": gpt.unique, "new": gpt.new, "lstm seconds": lstm.seconds, "gpt seconds": gpt.seconds,
    }  # fmt: skip


def holds(measured: dict[str, Any]) -> bool:
    two, four, six = (measured[f"counting {order}"] for order in (2, 4, 6))
    return bool(
        two < four < six
        and two <= 0.15
        and measured["lstm"] >= six + 0.1
        and measured["gpt"] >= max(0.85, measured["lstm"] + 0.05)
        and measured["new"] >= 0.7
    )
