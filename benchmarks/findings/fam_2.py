"""FAM-2: a slip stays: a transformer over pixels builds on wrong pixels that it is given (exposure bias, Ranzato et al. 2016)."""

from typing import Any

from core.studies.pixel_transformer import learn

CRITERION = (
    "Of 450 held-out digits whose upper half is given, at least 60 % end as the same digit, and never more of them as 1, 2 and "
    "4 of the 32 pixels are wrong; with 4 wrong at least 10 points fewer, yet more than the tenth that guessing would get. "
    "The more rows are given, the more end as the same digit."
)


def measured(seed: int) -> dict[str, Any]:
    """The shares at the end of training, by wrong pixels and by rows given; and asked for a digit by name."""
    end = list(learn(seed=seed))[-1].values.end
    assert end
    return {"slips": dict(end.slips), "given": dict(end.given), "asked": end.asked}


def holds(measured: dict[str, Any]) -> bool:
    slips, given = list(measured["slips"].values()), list(measured["given"].values())
    return bool(
        slips[0] >= 0.6
        and slips == sorted(slips, reverse=True)
        and slips[0] - slips[-1] >= 0.1
        and slips[-1] > 0.1
        and given == sorted(given)
    )
