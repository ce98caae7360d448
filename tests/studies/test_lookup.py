"""Looking up: what the model writes, what the program fills in, and what is learnt."""

from dataclasses import replace
from random import Random

import pytest
import torch

from core.data.dialogues import ASSISTANT, END, Question
from core.studies import lookup, preference


@pytest.fixture(scope="module")
def talker() -> lookup.Chat:
    return lookup.extended(preference.talks(0)[0], 0)


def test_two_rows_are_added_and_everything_else_is_as_it_was(talker: lookup.Chat) -> None:
    before, _ = preference.talks(0)
    assert talker.words[: len(before.words)] == before.words and talker.words[-2:] == (lookup.LOOKUP, lookup.FOUND)
    tokens = torch.tensor([before.encode(before.prompt("who grows leeks ?"))])
    with torch.inference_mode():
        now, then = talker.model(tokens)[..., : len(before.words)], before.model(tokens)
    assert torch.allclose(now, then, atol=1e-5)


def test_all_is_learnt_but_the_question_and_the_word_that_is_filled_in(talker: lookup.Chat) -> None:
    question = Question("sold", "leeks", talker.country.facts["leeks", "sold"], 0)
    tokens, asked = lookup.batch(talker, [question], Random(0))
    words = [talker.words[token] for token in tokens[0]]
    start = words.index(ASSISTANT) + 1
    assert words[start : start + 4] == [lookup.LOOKUP, "leeks", "sold", lookup.FOUND] and words[-1] == END
    learnt = [place for place, counts in enumerate(asked[0].tolist(), 1) if counts]
    assert learnt == [place for place in range(start, len(words)) if place != start + 4]


@pytest.mark.numeric
def test_it_learns_to_ask_and_reads_what_the_program_fills_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "STEPS", 120)
    monkeypatch.setattr(lookup, "EVERY", 60)
    first, *_, last = lookup.learn(keep=True)
    assert first.values.asks == 0 and last.values.asks > 0.8 and last.values.by_table > 0.4
    chat = lookup.restored(last.values, last.arrays)
    question = next(one for one in chat.country.questions if one.unseen)
    other = replace(question, answer="Zzz")
    written = lookup.answered(chat, question.text, {(other.about, other.kind): chat.words[-3]})
    assert sum(written.filled) == 1 and written.wrote[written.filled.index(True)] == chat.words[-3]
    with pytest.raises(ValueError, match="kept no weights"):
        lookup.restored(first.values, {})
