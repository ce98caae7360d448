"""Looking it up cures not knowing, and copies what is wrong (Shuster et al. 2021)."""

from collections.abc import Mapping

from core.studies.facts import learn

CRITERION = (
    "With the right note, errors about facts told once or twice fall by at least 60 % and those told 64 times change by at "
    "most 5 points; with a wrong note even these are answered wrongly more often than from memory."
)


def measured(seed: int) -> dict:
    known = list(learn(seed=seed))[-1].values

    def rare(shares: Mapping[str, float]) -> float:
        return 1 - (shares["1"] + shares["2"]) / 2

    return {
        "errors on rare facts, from memory": rare(known.from_memory),
        "errors on rare facts, with a note": rare(known.with_a_note),
        "told 64 times, from memory": known.from_memory["64"],
        "told 64 times, with a note": known.with_a_note["64"],
        "told 64 times, with a wrong note": known.with_a_wrong_note["64"],
        "copies a wrong note": min(known.copies_a_wrong_note.values()),
    }


def holds(measured: dict) -> bool:
    often = measured["told 64 times, from memory"]
    return (
        measured["errors on rare facts, with a note"] <= 0.4 * measured["errors on rare facts, from memory"]
        and abs(measured["told 64 times, with a note"] - often) <= 0.05
        and measured["told 64 times, with a wrong note"] < often
    )
