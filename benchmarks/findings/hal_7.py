"""It half knows: a model's own chances tell its true claims from its inventions better than chance (Kadavath et al. 2022)."""

from dataclasses import asdict

from core.studies.half_known import cases, learned, tells

CRITERION = (
    "Of a true and an untrue claim in its own texts, the true one had the higher chance in at least 80 of 100 pairs; of a "
    "right and a wrong answer in at least 70, of a right answer and one about nobody in at least 70; with three tenths of "
    "the tellings false, and in a model half as wide, it is fewer than in the usual model, and still more than 55; "
    "and where tellings were false, untrue claims that the text told are told apart worse than untrue claims in all."
)


def measured(seed: int) -> dict:
    return {name: asdict(tells(learned(recipe), seed)) for name, recipe in cases(seed).items()}


def holds(measured: dict) -> bool:
    usual, misled = measured["usual"], measured["wrong teachings"]
    return (
        (usual["claims"] or 0) >= 0.8
        and (usual["asked"] or 0) >= 0.7
        and (usual["strangers"] or 0) >= 0.7
        and all(0.55 < (other["claims"] or 0) < usual["claims"] for other in (misled, measured["smaller"]))
        and (misled["told_wrongly"] or 1) < misled["claims"]
    )
