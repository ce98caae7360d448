"""TOK-1 and TOK-2 hold over three seeds; TOK-3 takes longer and is a benchmark. Its parts are tested here."""

import re
from random import Random

import pytest

from benchmarks.findings import tok_1, tok_2
from core.studies import cost_by_language, glitch_tokens
from core.tokenizers.bpe import BPE


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_compression_falls_and_nothing_is_unknown(seed: int) -> None:
    assert tok_1.holds(tok_1.measured(seed))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_language_is_dear_until_it_has_a_share_of_the_text(seed: int) -> None:
    assert tok_2.holds(tok_2.measured(seed))


def test_a_mixture_has_the_share_and_the_length_that_it_should() -> None:
    for share in (0.0, 0.3):
        text = cost_by_language.mixture(share, seed=0)
        greek = len(re.findall(r"[^\n]*[\u0370-\u03ff][^\n]*", text)) and sum(
            len(line) + 1 for line in text.splitlines() if re.match(r"[\u0370-\u03ff]", line)
        )
        assert greek / len(text) == pytest.approx(share, abs=0.01)
        assert len(text) == pytest.approx(cost_by_language.SIZE, rel=0.02)


@pytest.mark.parametrize("exposures", [0, 7])
def test_planted_names_stand_in_as_many_documents_as_said(exposures: int) -> None:
    documents = glitch_tokens.lessons(
        "Losa keeps a turtle.\n" * 10, [" turtle", " salt", " boat", " map"], exposures, Random(0)
    )
    for name in glitch_tokens.PLANTED:
        assert sum(name in document for document in documents) == exposures


def test_bytes_that_never_occur_are_in_no_text() -> None:
    tokenizer = BPE.train("é 🙂 你好 \U0010ffff \x00", 259)
    assert not set(tokenizer.encode("é 🙂 你好 \U0010ffff \x00")) & set(glitch_tokens.NEVER)
    for token in glitch_tokens.NEVER:
        with pytest.raises(UnicodeDecodeError):
            bytes([token - 3]).decode()
