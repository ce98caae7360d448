"""The pages on tokens without a browser: any text, what a click opens, and the way to a run with the same tokenizer."""

from concurrent.futures import Future

import pytest

from core import lessons
from core.figures import cuts as figures
from core.measure.tokens import cut
from core.opened import tokenizers as asked_tokenizers
from core.opened.tokenizers import Chosen, shipped
from core.opened.tokenizers import cuts as cut_in_six
from core.studies.cost_by_language import INVENTED, Priced
from core.studies.vocabulary_size import Tried
from core.training.recipe import TextChoice, TokenizerChoice
from core.training.tokens import Learned, learn
from pages.text.tokens import tokenizers
from tests.pages.test_pages import AWKWARD, home, opened

__all__ = ["home"]


@pytest.mark.parametrize("view", ["Cut my text", "Watch it learn"])
@pytest.mark.parametrize("text", [*AWKWARD, "\u200f\u200d\ufeff", "x" * 100_000])
def test_any_text_is_cut_or_answered(view: str, text: str) -> None:
    app = opened("tokens", view=view)
    app.text_area[0].set_value(text).run()
    assert not app.exception


@pytest.mark.parametrize("word", ["", "x", "🙂👩‍👩‍👧", "مرحبا", "<b>", "$x$", "a b c"])
def test_any_word_is_cut_in_all_ways(word: str) -> None:
    app = opened("tokens_deeper")
    app.text_input[0].set_value(word).run()
    assert not app.exception


@pytest.mark.parametrize(
    "query",
    [{"vocabulary": "7"}, {"vocabulary": "x"}, {"text": "<b>"}, {"view": "🙂"}, {"share": "-1"}, {"exposures": "x"}],
)
@pytest.mark.parametrize("name", ["tokens", "tokens_deeper", "training"])
def test_a_hostile_address_opens_all_the_same(name: str, query: dict[str, str]) -> None:
    assert not opened(name, **query).exception


def test_training_offers_every_vocabulary_of_the_lesson() -> None:
    app = opened("training", tokenizer="SentencePiece unigram", vocabulary="512", text="Your own text")
    assert app.selectbox(key="tokenizer").value == "unigram"
    assert app.select_slider(key="vocabulary").value == 512
    assert app.selectbox(key="text").value == "own"
    assert TokenizerChoice().size in tokenizers.SIZES


def test_a_table_of_prices_has_a_column_for_every_number() -> None:
    counts = {"English": 40, INVENTED: 50}
    (row,) = tokenizers.flat([Priced(0.2, 2_048, {**counts, "Hindi": 60}, {"English": 70, INVENTED: 80})])
    assert sorted(row.values()) == [0.2, 40, 50, 60, 70, 80, 2_048]


def test_a_language_has_its_price_from_the_text_and_from_the_rule() -> None:
    """Each of them can make the same message several times as long, so whoever names one of them alone is wrong."""
    text = lessons.lesson("tokens")
    (row,) = (line for line in (text.teacher or "").splitlines() if "Some languages are long by nature" in line)
    for said in (row, text.experiment("price").explain):
        assert "text" in said and "the rule by which" in said


def test_a_table_names_tokenizers_in_words() -> None:
    (row,) = tokenizers.flat([Tried(400, 100, {"bpe": 0.5, "pieces": 0.5, "unigram": 0.4}, 0.0, 0.1)])
    heads = [head for head in row if head.startswith("tokens per letter")]
    assert [head.split(": ")[1] for head in heads] == ["Our BPE", "SentencePiece BPE", "SentencePiece unigram"]


def test_what_a_click_opens_is_a_tree_for_merged_tokens_only() -> None:
    those = shipped("world")
    token = those.tokenizers["bpe"].encode(" lives")[0]
    tree = figures.tree(those, "bpe", token)
    assert tree and bytes(tree["bytes"]) == b" lives" and tree["id"] == token
    assert figures.leaves_and_depth(tree)[0] == 6
    assert figures.tree(those, "unigram", token) is None and figures.tree(those, "characters", 5) is None
    assert figures.tree(those, "pieces", 10**9) is None


def test_the_word_around_a_byte_has_its_space() -> None:
    assert figures.word_around("so it lives", 7) == " lives" and figures.word_around("so", 0) == " so"
    assert figures.word_around("", 0) == ""


def test_the_payload_holds_every_panel_whole() -> None:
    text = "Yito lives\0 🙂"
    cuts = cut_in_six(shipped("world"), text)
    payload = figures.tokens_payload(text, cuts, {k: tokenizers.called(k) for k in cuts}, dict.fromkeys(cuts, ""), "x")
    head, rest = payload.split(b"\0", 1)
    assert rest.startswith(text.encode())
    assert len(rest) == len(text.encode()) + sum(6 * len(cut) for cut in cuts.values())
    assert b"SentencePiece unigram" in head


def test_a_tokenizer_of_ones_own_cuts_the_words_and_has_a_price_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a worker would give it: learned from other words, so that it cuts the same words otherwise."""
    own = learn(TextChoice("own"), "नमस्ते दुनिया, यह एक छोटी कहानी है।\n\n" * 60, 512)

    def answer(chosen: Chosen) -> Future[Learned]:
        done: Future[Learned] = Future()
        done.set_result(own)
        return done

    words = "नमस्ते दुनिया"
    monkeypatch.setattr(asked_tokenizers, "asked", answer)
    app = opened("tokens", vocabulary="512", words=words)
    app.button(key="skip_tokens-price").click().run()
    assert not app.exception
    said = " ".join(one.proto.body for one in app.get("html"))
    count = len(cut(own.tokenizers["bpe"], words))
    assert count < len(cut(shipped("world").tokenizers["bpe"], words))
    assert f"{count} tokens of our BPE" in said and "With your tokenizer from above" in said
