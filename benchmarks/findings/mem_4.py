"""A watermark is found by counting, the longer the text the surer (Kirchenbauer et al. 2023)."""

from core.studies.watermark import LENGTH_EDITED, sweep

STRENGTH = 4.0
CRITERION = (
    "At delta 4, z grows by a factor of 1.8 to 2.2 where the text is four times as long (25 to 100, 50 to 200 and 100 to "
    "400 tokens); of 200 windows of 200 tokens of text that no model wrote, fewer than 1 % have a z above 4; perplexity "
    "rises from delta 0 to 2 to 4 to 6; with half of 200 tokens replaced, fewer than 20 % are still found."
)


def measured(seed: int) -> dict:
    first, *rest = [record.values for record in sweep(seed=seed)]
    by_delta = {row.marked.delta: row.marked for row in rest if row.marked}
    z = {row.length: row.z for row in by_delta[STRENGTH].by_length if row.z is not None}
    human = next(row for row in first.unmarked if row.length == LENGTH_EDITED)
    edits = {row.edited: row.found for row in by_delta[STRENGTH].by_edit}
    return {
        "z by length": z,
        "z(4T)/z(T)": [z[4 * length] / z[length] for length in (25, 50, 100)],
        "false alarms": human.above["4"],
        "windows": human.windows,
        "perplexity": [by_delta[delta].perplexity for delta in (0.0, 2.0, 4.0, 6.0)],
        "grammatical": [by_delta[delta].grammatical for delta in (0.0, 2.0, 4.0, 6.0)],
        "found": edits[0.0],
        "found at 50 % edits": edits[0.5],
    }


def holds(measured: dict) -> bool:
    rising = measured["perplexity"]
    return (
        all(1.8 <= ratio <= 2.2 for ratio in measured["z(4T)/z(T)"])
        and measured["windows"] >= 200
        and measured["false alarms"] < 0.01
        and all(a < b for a, b in zip(rising, rising[1:], strict=False))
        and measured["found at 50 % edits"] < 0.2
    )
