"""The tokenizers of the lesson are those that a run would have."""

import json

import pytest

from core.data import own_text
from core.training import Recipe, TextChoice, TokenizerChoice
from core.training.corpus import PLAIN, corpus
from core.training.text import TextTask
from core.training.tokens import SHIPPED, Learned, learn

OWN = own_text.read("Lightning is bright. <b>Thunder</b> is loud; thunder is late.\n\n" * 60).text


@pytest.mark.parametrize("kind", ["characters", "bpe", "pieces", "unigram"])
def test_a_run_with_this_text_kind_and_size_has_this_very_tokenizer(kind: str) -> None:
    choice = TextChoice("own", digest="x")
    shown = learn(choice, OWN, 300).tokenizers[kind]
    recipe = Recipe(choice, TokenizerChoice(kind, 300))
    assert vocabulary(TextTask(recipe, corpus(choice, OWN)).tokenizer) == vocabulary(shown)


@pytest.mark.parametrize("source", ["world", *PLAIN])
def test_what_ships_is_what_the_text_gives(source: str) -> None:
    record = json.loads((SHIPPED / f"{source}.json").read_text("utf-8"))
    fresh = learn(TextChoice(source), "", 1024)
    if source == "python" and record["letters"] != fresh.letters:
        pytest.skip("The manual of this Python is another one than that of the Python that made the file.")
    assert record == json.loads(json.dumps(fresh.to_json()))


def test_learned_survives_json() -> None:
    learned = learn(TextChoice("own", digest="x"), OWN, 280)
    again = Learned.from_json(json.loads(json.dumps(learned.to_json())))
    for kind, tokenizer in learned.tokenizers.items():
        assert vocabulary(again.tokenizers[kind]) == vocabulary(tokenizer)
    assert all(rivals[0] == list(merge) for rivals, merge in zip(again.rivals, again.merges, strict=True))


def test_a_text_that_allows_no_tokenizer_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="kinds of token"):
        learn(TextChoice("own", digest="x"), OWN, 100)


def vocabulary(tokenizer: object) -> object:
    """What decides how a tokenizer cuts."""
    for name in ("ranks", "pieces", "alphabet"):
        if hasattr(tokenizer, name):
            return list(getattr(tokenizer, name))
    raise AssertionError(tokenizer)
