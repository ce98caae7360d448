"""How the experiments of /tokens may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.vocabulary_size import Tried
from pages.text.tokens import exhibits
from tests.outcomes import Case, Cases


def letters(*pieces: str) -> Case:
    return lambda text: exhibits.letters(text, pieces, list(range(len(pieces))))


def compression(left: float) -> Case:
    """So much of the tokens is left by the last of three vocabularies."""
    tried = [
        Tried(259 + merges, merges, dict.fromkeys(("bpe", "pieces", "unigram"), share), 0.0, 0.1)
        for merges, share in ((0, 1.0), (100, 0.6), (300, 0.52), (2_000, left))
    ]
    return lambda text: exhibits.compression(text, tried, LIGHT, drawn())


def price(tokens: int) -> Case:
    """What Hindi pays where English pays a hundred tokens."""
    return lambda text: exhibits.price(text, {"English": 100, "Hindi": tokens}, LIGHT, drawn())


CASES: Cases = {
    "letters": {"few": letters(" st", "raw", "berry"), "each": letters(" ", *"strawberry")},
    "compression": {"tenth": compression(0.12), "third": compression(0.37), "half": compression(0.49)},
    "price": {"as many": price(110), "two or three": price(310), "more": price(810)},
}
