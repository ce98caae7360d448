"""EMB-3: what a t-SNE map does not tell (Wattenberg, Viégas and Johnson 2016, "How to use t-SNE effectively")."""

from typing import Any

import numpy as np

from core.measure import embeddings as measure
from core.studies import misread_maps

CRITERION = (
    "At perplexity 30 a true spread ratio of about 10 is drawn as 0.7 to 1.4, while the main axes keep it within 15 %; a true "
    "distance ratio of 5 is drawn below 1.5; and pure noise at perplexity 2 falls into 20 clumps or more."
)


def measured(seed: int) -> dict[str, Any]:
    true, labels = misread_maps.points("sizes", seed)
    mean, axes, _ = measure.main_axes(true, 2)
    on_axes = misread_maps.spread_ratio(np.asarray((true - mean) @ axes), labels)
    sizes, distances, noise = (
        {record.values.perplexity: record.values for record in misread_maps.draw(data=data, seed=seed)}
        for data in ("sizes", "distances", "noise")
    )
    return {
        "spread, true": sizes[30].true, "spread, t-SNE": sizes[30].shown, "spread, main axes": round(on_axes, 3),
        "distance, true": distances[30].true, "distance, t-SNE": distances[30].shown,
        "clumps in noise, perplexity 2": noise[2].shown, "clumps in noise, two numbers": noise[2].true,
    }  # fmt: skip


def holds(measured: dict[str, Any]) -> bool:
    m = measured
    return bool(
        0.7 <= m["spread, t-SNE"] <= 1.4
        and abs(m["spread, main axes"] / m["spread, true"] - 1) <= 0.15
        and m["distance, t-SNE"] < 1.5
        and m["clumps in noise, perplexity 2"] >= 20
    )
