"""ATT-8: where all blocks have one length, the model counts places instead of comparing symbols, and is right all the same.

Olsson et al. (2022) draw the symbols at random; Reddy (2023) shows how the data decide which mechanism is learned.
"""

from core.studies.induction import elsewhere, formed, learn

CRITERION = (
    "Two layers, taught with blocks of 16 symbols alone, foresee more than 0.9 of the repeats; in a row whose block has 12, the "
    "head that matched prefixes best puts more than half of its weight 15 places back and less than 0.1 on what followed "
    "earlier copies. Taught with blocks of any length, the head that does so best puts less than 0.1 there, 15 places back."
)


def measured(seed: int) -> dict[str, float]:
    """The share foreseen, and where the head looks in a block of another length, for either way of teaching."""
    found: dict[str, float] = {}
    for lengths in ("fixed", "random"):
        records = list(learn(lengths=lengths, seed=seed))
        told = formed(records)
        looks = elsewhere(records[-1].arrays["attention"], told.head)
        found |= {
            f"{lengths}: foreseen": told.accuracy, f"{lengths}: counted": looks.counted,
            f"{lengths}: followed": looks.followed,
        }  # fmt: skip
    return found


def holds(measured: dict[str, float]) -> bool:
    return (
        measured["fixed: foreseen"] > 0.9
        and measured["fixed: counted"] > 0.5
        and measured["fixed: followed"] < 0.1
        and measured["random: counted"] < 0.1
    )
