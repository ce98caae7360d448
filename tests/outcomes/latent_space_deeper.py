"""How the experiments of /latent_space_deeper may come out."""

from pages.images.latent_space import exhibits
from tests.outcomes import Case, Cases


def ask(share: float) -> Case:
    """The judge sees the digit that was asked for in this share of the pictures."""
    return lambda text: exhibits.ask(text, 2, share)


CASES: Cases = {
    "ask": {"seldom": ask(0.1), "half": ask(0.5), "nearly always": ask(0.99)},
    "arc": {"seven tenths": exhibits.arc},
}
