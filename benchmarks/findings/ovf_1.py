"""OVF-1: who reads the same pages too often gets worse on others; stopping early or more pages help."""

from typing import Any

from core.studies import overfitting

CRITERION = (
    "Over 1,000 steps on 6,000 letters the loss on unread letters rises at least 0.5 nats above its least, and that least comes "
    "before half of the steps. On 60,000 letters it ends at most 0.1 nats above its least, and at least 0.5 nats below the least "
    "of the fewer letters. The loss on read letters ends lower with the fewer."
)
FEW, MANY = 6_000, 60_000


def measured(seed: int) -> dict[str, Any]:
    """For few and for many letters: where the unread loss is least, and both losses at the end."""
    found: dict[str, Any] = {}
    for size in (FEW, MANY):
        losses = list(overfitting.learn(size=size, seed=seed))
        least = min(losses, key=lambda record: record.values.unseen)
        last = losses[-1].values
        found |= {
            f"{size} least at": least.step, f"{size} least": least.values.unseen, f"{size} unread": last.unseen,
            f"{size} read": last.learned,
        }  # fmt: skip
    return found


def holds(measured: dict[str, Any]) -> bool:
    few, many = (
        {name: measured[f"{size} {name}"] for name in ("least at", "least", "unread", "read")} for size in (FEW, MANY)
    )
    return bool(
        few["unread"] >= few["least"] + 0.5
        and few["least at"] < overfitting.STEPS / 2
        and many["unread"] <= many["least"] + 0.1
        and many["unread"] <= few["least"] - 0.5
        and few["read"] < many["read"]
    )
