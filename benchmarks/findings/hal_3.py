"""The long tail: a fact is known about as well as it was told often (Kandpal et al. 2023)."""

from core.measure.confidence import ranked_above  # noqa: F401
