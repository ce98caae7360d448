"""SCL-4: more parameters learn more of what is told several times, and next to nothing of what is told once.

Kandpal et al. (2023), "Large language models struggle to learn long-tail knowledge", for what models read often and seldom.
"""

from core.studies.size_and_facts import learn

CRITERION = (
    "Four models, the largest with over 10 times the parameters of the smallest, read the same text. The largest recalls at least "
    "90 % of the facts told 32 times or more, and at least 20 points more than the smallest of those told 4 to 7 times. Of those "
    "told once it recalls at most 20 %, and at most 10 points more than the smallest."
)


def measured(seed: int) -> dict[str, float]:
    """Shares recalled by the smallest and the largest model, and how many times larger it is."""
    done = [record.values for record in learn(seed=seed) if record.values.recall]
    small, large = done[0], done[-1]
    assert small.recall and large.recall
    found = {"times larger": large.parameters / small.parameters}
    for group in ("32+", "4–7", "once"):
        found |= {f"{group}: smallest": small.recall[group], f"{group}: largest": large.recall[group]}
    return found


def holds(measured: dict[str, float]) -> bool:
    gained = {group: measured[f"{group}: largest"] - measured[f"{group}: smallest"] for group in ("4–7", "once")}
    often, once = measured["32+: largest"], measured["once: largest"]
    return (
        measured["times larger"] > 10
        and often >= 0.9
        and gained["4–7"] >= 0.2
        and once <= 0.2
        and gained["once"] <= 0.1
    )
