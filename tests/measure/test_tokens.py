import pytest

from core.measure.tokens import cut, cut_to_bytes, cut_to_words, letters_per_token, readable, unknown_share, word_list
from core.tokenizers import Tokenizer, train
from core.words import listed

TEXT = "The capital of Gelonia is Litholm. She keeps a turtle. " * 30
AWKWARD = [
    "",
    "x",
    "\0",
    "🙂👩‍👩‍👧",
    "<b>hi</b>",
    "مرحبا بالعالم",
    "你好 你好",
    "\ud800 half",
    "a\r\n\tb\u200f\u200d",
    " ▁ ",
    "turtle " * 500,
]


@pytest.fixture(scope="module", params=["characters", "bpe", "pieces", "unigram"])
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    return train(request.param, TEXT, 300)


@pytest.mark.parametrize("text", AWKWARD)
def test_the_lengths_of_every_cut_add_up_to_the_text(tokenizer: Tokenizer, text: str) -> None:
    text = readable(text)
    found = cut(tokenizer, text)
    assert found.lengths.sum() == len(text.encode())
    assert found.ids.tolist() == tokenizer.encode(text)
    assert (found.lengths >= 0).all() and (found.lengths[1:] > 0).all()


@pytest.mark.parametrize("text", AWKWARD)
def test_bytes_and_whole_words_cover_the_text_too(text: str) -> None:
    text = readable(text)
    words = cut_to_words(word_list(TEXT, 50), text)
    assert cut_to_bytes(text).lengths.sum() == words.lengths.sum() == len(text.encode())
    assert words.unknown == sum(word not in word_list(TEXT, 50) for word in listed(text))


def test_a_byte_has_the_id_that_byte_pair_encoding_gives_it() -> None:
    assert cut_to_bytes("é\0").ids.tolist() == train("bpe", "é", 259).encode("é\0")


def test_shares_and_rates() -> None:
    words = word_list("a a b b c", 5)  # three ids are special: the two most frequent words stay
    assert unknown_share(words, "a b c d") == 0.5  # " b" stands twice; of the rest, "a" comes first
    assert letters_per_token("abcd", 2) == 2 and letters_per_token("", 0) == 0
