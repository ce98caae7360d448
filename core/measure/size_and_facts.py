"""What a larger model knows more: how much of what its text told only once."""

from core.outcomes import band


def learned_once(share: float) -> str:
    """Of the facts told once, a model recalls "hardly" any (less than a fifth), "some", or "most" (half or more).

    >>> learned_once(0.1), learned_once(0.3), learned_once(0.5)
    ('hardly', 'some', 'most')
    """
    return band(share, {"hardly": 0.2, "some": 0.5, "most": 1})
