"""DEE-3: one face moves another: the tilt crosses over before smile and gaze, and the person stays (after Perov et al. 2020)."""

from typing import Any

from core.studies.face_reenactment import learn

DRIVEN, CROSSED = ("tilt", "gaze", "smile"), 0.6  # from here on the page calls a factor carried over
CRITERION = (
    "Over 120 drivers, the nearest drawing names what a fake shows. With a shared encoder tilt, gaze and smile are carried "
    "over by the end (0.6 or more each, the tilt 0.9), the tilt first or together with others; at every moment the fake shows "
    "the driven person in at least 90 %. With an encoder for each person gaze and smile stay below 0.3."
)


def measured(seed: int) -> dict[str, Any]:
    """By factor, what is carried over at each moment and when it first is; whose face it is."""
    shared, apart = (
        [(record.step, record.values) for record in learn(seed=seed, shared=shared) if record.values]
        for shared in (True, False)
    )
    return {
        "carried": {name: [values.carried[name] for _, values in shared] for name in DRIVEN},
        "first": {
            name: next((step for step, values in shared if values.carried[name] >= CROSSED), None) for name in DRIVEN
        },
        "identity": [values.identity for _, values in shared],
        "apart": {name: apart[-1][1].carried[name] for name in DRIVEN},
    }


def holds(measured: dict[str, Any]) -> bool:
    first, apart = measured["first"], measured["apart"]
    return bool(
        all(first.values())
        and all(measured["carried"][name][-1] >= CROSSED for name in DRIVEN)
        and measured["carried"]["tilt"][-1] >= 0.9
        and first["tilt"] == min(first.values())
        and min(measured["identity"]) >= 0.9
        and max(abs(apart["gaze"]), abs(apart["smile"])) < 0.3
    )
