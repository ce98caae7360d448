"""Which sentences moved the model: planted sources found, and their removal tested (Pruthi et al. 2020)."""

import numpy as np

from core.studies.influential_sentences import learn, leave_out, material

ASKED = 3  # planted outputs that are trained again without their sources
CRITERION = (
    "Of 25 planted near-duplicates among 500 sentences the longest run of words ranks every one first, and TracIn at least "
    "80 % among the first five; for each of three outputs, training again without the ten sentences of most influence "
    "raises its loss more than training again without ten random ones does, the mean of three draws."
)


def measured(seed: int) -> dict:
    traced = list(learn(seed=seed))[-1].values.traced
    assert traced
    rises = []
    for output in material(seed).outputs[:ASKED]:
        rows = [record.values for record in leave_out(sentence=output, seed=seed)]
        by_name = {name: np.mean([row.surprise for row in rows if row.without == name]) for name in
                   ("nothing", "top ten", "random ten")}  # fmt: skip
        rises.append([float(by_name[name] - by_name["nothing"]) for name in ("top ten", "random ten")])
    return {
        "first by words": float(np.mean([rank == 1 for rank in traced.ranks_by_words])),
        "among five by TracIn": float(np.mean([rank <= 5 for rank in traced.ranks])),
        "loss rises without the top ten": [top for top, _ in rises],
        "loss rises without random ten": [random for _, random in rises],
    }


def holds(measured: dict) -> bool:
    pairs = zip(measured["loss rises without the top ten"], measured["loss rises without random ten"], strict=True)
    return (
        measured["first by words"] == 1
        and measured["among five by TracIn"] >= 0.8
        and all(top > random for top, random in pairs)
    )
