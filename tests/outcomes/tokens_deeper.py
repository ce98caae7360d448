"""How the experiments of /tokens_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.cost_by_language import INVENTED, Priced
from core.studies.glitch_tokens import Repeats
from core.studies.vocabulary_size import Tried
from core.training.events import Record
from pages.text.tokens import exhibits
from tests.outcomes import Case, Cases


def unknown(share: float) -> Case:
    """A list of whole words lacks this share of new words."""
    tried = [Tried(259, 0, {"bpe": 1.0}, 0.0, share), Tried(2_259, 2_000, {"bpe": 0.4}, 0.0, share)]
    return lambda text: exhibits.unknown(text, tried, LIGHT, drawn())


def share(times: float) -> Case:
    """What the invented language pays, in times English, where it has the share that was asked about."""
    priced = [
        Priced(share, 2_048, {}, {INVENTED: round(100 * price), "English": 100})
        for share, price in ((0.0, 4.1), (exhibits.ASKED, times))
    ]
    return lambda text: exhibits.share(text, priced, 0.0, LIGHT, drawn())


def glitch(planted: float) -> Case:
    """The model, which never met the planted names, repeats this share of them."""
    last = Repeats(0.8, 0, planted, [], 1.0, [])
    return lambda text: exhibits.glitch(text, [Record(500, 500, last)], LIGHT, drawn())


def broken(*tokens: bytes) -> Case:
    return lambda text: exhibits.broken(text, "ü", tokens)


def marks(sentence: str) -> Case:
    return lambda text: exhibits.marks(text, {"Hindi": sentence}, "Hindi")


CASES: Cases = {
    "unknown": {"hardly any": unknown(0.02), "tenth": unknown(0.09), "half": unknown(0.5)},
    "share": {"as little": share(0.7), "two": share(2.2), "four": share(3.9)},
    "broken": {"signs": broken(b"\xc3", b"\xbc"), "whole": broken("ü".encode())},
    "marks": {"one": marks("कमल"), "two": marks("कमला"), "more": marks("नमस्ते")},
    "glitch": {"never": glitch(0.0), "sometimes": glitch(0.4), "yes": glitch(1.0)},
}
