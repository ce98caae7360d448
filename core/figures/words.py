"""The words in figures, which a translator finds in assets/lessons/<language>/figures.yaml."""

from typing import Any

from core.lessons import figures


def said(key: str, **facts: Any) -> str:
    """The words of that name with these facts in them, in the language that is spoken at this moment.

    >>> said("embeddings.at step", step=3, rank="%{y:.2f}")
    'step 3: %{y:.2f}'
    """
    return str(figures().say(key, **facts))
