"""ATT-2: a transformer repeats a row of any length that it is taught; what has a state of fixed size loses the long ones.

Jelassi, Brandfonbrener, Kakade and Malach (2024), "Repeat after me". The rows of one training have one length, so a
transformer may count places back; nothing is said of lengths that it was not taught.
"""

from core.studies.copying import LENGTHS, by_step, learn

CRITERION = (
    "Taught to repeat rows of 10, 20 and 40 random symbols, with as many weights and 1000 steps: the transformer repeats at "
    "least 0.99 of the symbols by step 200 at each length; a GRU repeats fewer, the longer the row, at most 0.7 at 40 and "
    "at least 0.85 at 10."
)


def measured(seed: int) -> dict[str, float | None]:
    """By length: the step by which the transformer had 0.99, and the share that each of the others has at the end."""
    found: dict[str, float | None] = {}
    for length in LENGTHS:
        records = list(learn(length=length, seed=seed))
        end = records[-1].values.right
        found |= {
            f"transformer_by_{length}": by_step(records, "transformer", 0.99),
            f"transformer_{length}": round(end["transformer"], 3),
            f"gru_{length}": round(end["gru"], 3),
            f"lstm_{length}": round(end["lstm"], 3),
        }
    return found


def holds(measured: dict[str, float | None]) -> bool:
    steps = [measured[f"transformer_by_{length}"] for length in LENGTHS]
    ends = [measured[f"transformer_{length}"] or 0 for length in LENGTHS]
    gru = [measured[f"gru_{length}"] or 0 for length in LENGTHS]
    return (
        all(step is not None and step <= 200 for step in steps)
        and min(ends) >= 0.99
        and gru[0] > gru[1] > gru[2]
        and gru[2] <= 0.7
        and gru[0] >= 0.85
    )
