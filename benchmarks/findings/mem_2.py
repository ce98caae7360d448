"""Was my text in it? The loss tells little after one reading and much after ten (Yeom et al. 2018; Duan et al. 2024)."""

from core.studies.membership_inference import AUTHORS, STRANGERS, learn

CRITERION = (
    "Every other text is read. The area under the ROC curve of the loss is at most 0.55 after half a pass, at most 0.57 after "
    "one, and at least 0.75 after ten; with another author's texts as the unread ones it is above 0.8 after one pass."
)


def measured(seed: int) -> dict:
    found = {record.values.passes: record.values.told_apart for record in learn(seed=seed) if record.values}
    return {
        "after half a pass": found[0.5][STRANGERS],
        "after one pass": found[1][STRANGERS],
        "after ten passes": found[10][STRANGERS],
        "another author, after one pass": found[1][AUTHORS],
    }


def holds(measured: dict) -> bool:
    return (
        measured["after half a pass"] <= 0.55
        and measured["after one pass"] <= 0.57
        and measured["after ten passes"] >= 0.75
        and measured["another author, after one pass"] > 0.8
    )
