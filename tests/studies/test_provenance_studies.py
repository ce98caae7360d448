"""Which sentences moved a model, whether a text was in it, and who left: the small studies and what they refuse."""

import numpy as np
import pytest

from core.studies import facts, influential_sentences, membership_inference, unlearned_author


def test_no_two_sentences_are_the_same_but_for_a_name() -> None:
    text = influential_sentences.material(0)
    assert (
        len(set(text.sentences)) == influential_sentences.SENTENCES
        and len(text.planted) == influential_sentences.PLANTED
    )
    assert not set(text.outputs) & set(text.sentences)
    for number, output in zip(text.planted, text.outputs, strict=True):
        one, other = influential_sentences.spelled(text.sentences[number]), influential_sentences.spelled(output)
        assert len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def test_the_planted_source_is_found_by_its_words_and_by_tracin() -> None:
    """MEM-3 for one seed, without the training again: the benchmark does all three with it."""
    end = list(influential_sentences.learn(seed=0))[-1]
    traced = end.values.traced
    assert traced and np.mean([rank <= 5 for rank in traced.ranks]) >= 0.8 and set(traced.ranks_by_words) == {1}
    assert end.arrays["influence"].shape == (len(traced.outputs), influential_sentences.SENTENCES)
    assert traced.outputs[0] == influential_sentences.FIRST


@pytest.mark.parametrize("sentence", ["", "word", "Zorbina sings a song.", "<b>he</b> won", "he " * 300, "你好 世界"])
def test_what_the_small_model_cannot_read_is_refused_in_a_sentence(sentence: str) -> None:
    with pytest.raises(ValueError, match="."):
        influential_sentences.material(0).row(sentence)


def test_every_other_text_is_read_and_none_twice() -> None:
    found = membership_inference.texts(0)
    assert len(found["read"]) == len(found[membership_inference.STRANGERS]) == membership_inference.TEXTS
    assert not set(found["read"]) & set(found[membership_inference.STRANGERS])
    assert (
        len(found[membership_inference.NEIGHBOURS])
        == len(found[membership_inference.AUTHORS])
        == membership_inference.KEPT
    )


@pytest.mark.parametrize("text", ["", "short", "x" * 500, "\n\n\n"])
def test_an_own_sentence_has_a_length(text: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        membership_inference.own_sentence(text)


def test_an_own_sentence_is_one_line() -> None:
    assert membership_inference.own_sentence(" <b>He said:\n “no”</b> 🙂 ") == "<b>He said: “no”</b> 🙂"


def test_everybody_belongs_to_one_group_of_each_author() -> None:
    books = unlearned_author.library(0)
    for number, alone in enumerate(unlearned_author.ALONE.values()):
        groups = books.group(number)
        assert (
            groups[unlearned_author.ONLY].sum() == alone
            and (sum(these.astype(int) for these in groups.values()) == 1).all()
        )
    rest = unlearned_author.documents(books, [1, 2, 3], 0)
    first = {(facts.FIRST + a, facts.LAST + b) for a, b in books.people[books.group(0)[unlearned_author.ONLY]].tolist()}
    assert not first & {(row[1], row[2]) for row in rest.tolist()}


def test_an_unknown_author_is_refused() -> None:
    with pytest.raises(ValueError, match="no author"):
        next(unlearned_author.learn(author="nobody"))


def test_the_strongest_sentences_come_first_with_the_words_that_they_share() -> None:
    text = influential_sentences.material(0)
    scores = np.zeros(len(text.sentences))
    scores[[7, 3]] = 2.0, 1.0
    first, second = influential_sentences.strongest(scores, text.sentences[7], count=2)
    assert (first.training_sentence, first.influence, second.influence) == (text.sentences[7], 2.0, 1.0)
    assert first.alike and first.words_in_a_row == len(influential_sentences.spelled(text.sentences[7]))
    assert influential_sentences.readable(f"  {text.sentences[7]}\n") == text.sentences[7]
    with pytest.raises(ValueError, match="never seen"):
        influential_sentences.readable("Zorbina bought a spaceship.")
