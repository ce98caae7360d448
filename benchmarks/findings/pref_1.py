"""Preference tuning makes answers better liked and less varied (Kirk et al. 2024, arXiv:2310.06452)."""

from dataclasses import asdict

from core.studies.preference import learn

JUDGES = ("short", "flattered")
CRITERION = (
    "A chat model with many manners of answering is tuned by preference, once for a judge who likes short answers and once for "
    "one who likes to be flattered. Both times an answer of the tuned model beats one of the untuned model in at least 70 % of "
    "pairs, by the reward learned from the judge's votes, and of 32 answers to a question at most three quarters as many are "
    "distinct as before."
)


def measured(seed: int) -> dict:
    found = {}
    for judge in JUDGES:
        first, *_, last = [record.values for record in learn(seed=seed, judge=judge)]
        found[judge] = {
            when: {key: value for key, value in asdict(one).items() if key not in ("commonest", "liked")}
            for when, one in (("before", first), ("after", last))
        }
    return found


def holds(measured: dict) -> bool:
    return all(
        one["after"]["wins"] >= 0.7 and one["after"]["distinct"] <= 0.75 * one["before"]["distinct"]
        for one in measured.values()
    )
