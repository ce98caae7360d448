"""How the experiments of /autoencoder_deeper may come out."""

from core.measure.autoencoders import Lost
from pages.images.autoencoder import exhibits
from tests.outcomes import Case, Cases


def lost(worst: int) -> Case:
    """One digit loses more than all others."""
    found = [Lost(digit, 0.02 if digit == worst else 0.01, spread=0.04, same=1.0) for digit in range(10)]
    return lambda text: exhibits.lost(text, found)


def flat(linear: float) -> Case:
    """The linear network's error, where PCA's is 0.02."""
    return lambda text: exhibits.flat(text, linear, 0.02)


CASES: Cases = {
    "lost": {"zero": lost(0), "one": lost(1), "another": lost(8)},
    "flat": {"same": flat(0.021), "better": flat(0.01), "worse": flat(0.04)},
}
