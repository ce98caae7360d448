"""How the experiments of /memorization may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.canaries import COPIES, Recited
from core.studies.planted_secret import Attempt, Attempts, letters_given
from core.training.events import Record
from pages.trust.memorization import exhibits
from tests.outcomes import Case, Cases

SECRET = "abcdefghijklmnop"  # 16 letters; with 8 given, 8 are left


def appears(*right: int) -> Case:
    """So many letters of the rest are right at each moment of a training."""
    given = letters_given(SECRET, 8)
    beginnings = [str(one) for one in (1, 2, 4, given, 12)]
    found = [
        Record(step, len(right) - 1, Attempts({one: Attempt(SECRET[given:][:count], [], count) for one in beginnings}))
        for step, count in enumerate(right)
    ]
    return lambda text: exhibits.appears(text, SECRET, given, found, LIGHT, drawn())


def told(*come_out: float, once: bool = False) -> Case:
    """Shares of lines that come out, told once, twice, … 64 times, of two models that do alike."""
    shares = {str(copies): share for copies, share in zip(COPIES, come_out, strict=True)}
    models = [Recited({"8": shares}, {"8": shares}, weights) for weights in (100, 10)]
    return lambda text: exhibits.told(text, models, 8, once, None, True, LIGHT, drawn())


def come_from(*words: int, model: float = 8.0, author: float = 8.0) -> Case:
    """A text in pieces of so many words, by a model whose pieces are so long, beside its author's."""
    pieces = [{"start": 0, "end": 0, "words": count, "count": 1, "told": []} for count in words]
    mean = sum(count**2 for count in words) / max(1, sum(words))
    found = {
        "text": "", "pieces": pieces, "sentences": [], "copied": {"longest": max(words, default=0), "mean": mean},
        "model": {"longest": 9, "mean": model}, "author": {"longest": 9, "mean": author},
    }  # fmt: skip
    return lambda text: exhibits.traced(text, found)


CASES: Cases = {
    "appears": {
        "sudden": appears(0, 1, 0, 1, 2, 8, 8),
        "to_and_fro": appears(0, 1, 0, 8, 2, 8, 8),
        "slowly": appears(0, 1, 3, 5, 6, 8, 8),
        "early": appears(0, 8, 8, 8, 8, 8, 8),
        "lost": appears(0, 1, 0, 8, 2, 3, 2),
        "never": appears(0, 1, 0, 1, 2, 1, 2),
    },
    "told": {
        "first": told(1, 1, 1, 1, 1, 1, 1),
        "few": told(0, 0.2, 0.8, 1, 1, 1, 1),
        "many": told(0, 0, 0, 0, 0.2, 0.9, 1),
        "never": told(0, 0, 0, 0, 0, 0, 0.1),
        "cured": told(0, 0, 0, 0, 0, 0.1, 0, once=True),
        "not_cured": told(1, 1, 1, 1, 1, 1, 1, once=True),
    },
    "come_from": {
        "alike": come_from(7, 9, 12),
        "more": come_from(7, 9, 12, model=16.0),
        "pieces": come_from(7, 9, 12, author=0.0),
        "own_words": come_from(1, 2, 1, 3),
        "whole": come_from(30, 2),
        "nothing": come_from(),
    },
}
