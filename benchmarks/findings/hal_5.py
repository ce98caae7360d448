"""Looking it up cures not knowing, and copies what is wrong (Shuster et al. 2021)."""

from core.studies.facts import learn

CRITERION = (
    "With the right note, errors about facts told once or twice fall by at least 60 % and those told 64 times change by at "
    "most 5 points; with a wrong note even these are answered wrongly more often than from memory."
)


def measured(seed: int) -> dict:
    shares = list(learn(seed=seed))[-1].values
    rare = {name: 1 - (shares[name]["1"] + shares[name]["2"]) / 2 for name in ("from memory", "with a note")}
    return {
        "errors on rare facts, from memory": rare["from memory"],
        "errors on rare facts, with a note": rare["with a note"],
        "told 64 times, from memory": shares["from memory"]["64"],
        "told 64 times, with a note": shares["with a note"]["64"],
        "told 64 times, with a wrong note": shares["with a wrong note"]["64"],
        "copies a wrong note": min(shares["copies a wrong note"].values()),
    }


def holds(measured: dict) -> bool:
    often = measured["told 64 times, from memory"]
    return (
        measured["errors on rare facts, with a note"] <= 0.4 * measured["errors on rare facts, from memory"]
        and abs(measured["told 64 times, with a note"] - often) <= 0.05
        and measured["told 64 times, with a wrong note"] < often
    )
