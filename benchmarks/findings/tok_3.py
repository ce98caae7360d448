"""TOK-3: a glitch token, made by a tokenizer that met it and a model that did not; and cured."""

from core.studies import glitch_tokens

CRITERION = (
    "With no exposure the model repeats less than 10 % of the planted names and more than 90 % of common words, and the "
    "planted names are among the k pieces whose vectors lie nearest to bytes that never occur, where k pieces were never "
    "met; with 100 exposures it repeats more than 90 % of both."
)


def measured(seed: int) -> dict:
    without, cured = (list(glitch_tokens.learn(exposures=n, seed=seed))[-1].values for n in (0, 100))
    assert without.suspicion and cured.suspicion  # looked for at the end
    return {
        "planted": without.planted, "common": without.common, "ranks": without.suspicion.ranks,
        "never_met": without.suspicion.never_met, "precision": round(without.suspicion.precision, 3),
        "planted_cured": cured.planted, "common_cured": cured.common, "ranks_cured": cured.suspicion.ranks,
    }  # fmt: skip


def holds(measured: dict) -> bool:
    return (
        measured["planted"] < 0.1
        and measured["common"] > 0.9
        and max(measured["ranks"]) <= measured["never_met"]
        and min(measured["planted_cured"], measured["common_cured"]) > 0.9
    )
