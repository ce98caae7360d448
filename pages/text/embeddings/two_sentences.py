"""One word in two sentences: how alike its vectors are, from the table of embeddings up through the layers."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.lessons import Says
from core.measure.two_sentences import alike
from core.tokenizers import START
from pages.kit.open_model import OpenModel

EXAMPLES = '"May I open it now?" asked Yito.', "The gate was open.", "open"


@dataclass(frozen=True)
class Met:
    word: str
    places: Sequence[str]  # where the stream is tapped, bottom to top
    cosines: Sequence[float]
    layers: int
    without: str = ""  # the sentence that lacks the word; then there are no cosines


def meet(text: Says, opened: OpenModel, first: str, second: str, word: str) -> Met:
    """The cosines of the word's two vectors. A sentence without the word, or no word at all, is told, not raised."""
    a, b = (_up_to(opened, sentence, word) for sentence in (first, second))
    for sentence, tokens in ((first, a), (second, b)):
        if not tokens:
            return Met(word.strip(), [], [], opened.config.layers, sentence)
    layers = opened.config.layers
    places = [text.say("two_sentences.table"), text.say("two_sentences.position")]
    places += [text.say("two_sentences.layer", layer=layer) for layer in range(1, layers + 1)]
    return Met(word.strip(), places, alike(opened.model(), a, b), layers)


def _up_to(opened: OpenModel, sentence: str, word: str) -> list[int]:
    """The tokens of the sentence up to the word's last one, as many as the model reads; none where the word is missing."""
    word = word.strip()
    at = sentence.find(word)
    if not word or at < 0:
        return []
    return [START, *opened.tokenizer.encode(sentence[: at + len(word)])][-opened.config.context :]
