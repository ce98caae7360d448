"""MEL-2: what a small GPT copies of the tunes that it learned, where they are many and where they are few.

A run is counted in any key: the same lengths and the same steps. New tunes of the grammar share runs with the learned ones by
chance, so they are what is compared with. The bounds are from a pilot on seed 101: 7 notes in the middle for the GPT and for
new tunes, 54 where it learned from thirty.
"""

from core.studies.melodies import FEW, INVENTED, learn

CRITERION = (
    "100 tunes of the GPT at temperature 1, the longest run of notes of each that stands in a learned tune, in any key. Learned "
    "from 1,800 invented tunes: in the middle at most 2 notes longer than that of new tunes of the grammar, and at most 5 of the "
    "100 have a run of 20 notes or more. Learned from 30: in the middle at least 30 notes, and at least 80 of the 100 have a run "
    "of 20 notes or more."
)
LONG = 20  # notes


def measured(seed: int) -> dict[str, float]:
    """The middle of the longest runs and how many are long, after many tunes and after few."""
    found: dict[str, float] = {}
    for source in (INVENTED, FEW):
        *_, last = learn(source=source, seed=seed)
        assert last.values.ended
        runs = last.values.ended.runs
        found |= {f"{source} gpt": runs["gpt"].middle, f"{source} new": runs["new"].middle,
                  f"{source} long": sum(longest >= LONG for longest in runs["gpt"].longest)}  # fmt: skip
    return found


def holds(measured: dict[str, float]) -> bool:
    return bool(
        measured["invented gpt"] <= measured["invented new"] + 2
        and measured["invented long"] <= 5
        and measured["few gpt"] >= 30
        and measured["few long"] >= 80
    )
