"""The base model learns to answer, and shifts towards what is voted for."""

from random import Random

import pytest
import torch

from core import lessons
from core.data import manners
from core.data.dialogues import ASSISTANT, END
from core.measure.preference import fit
from core.studies import assistant, preference
from core.training.run import STUDIES, Run
from core.training.study import Study


@pytest.fixture(scope="module")
def tuned():  # type: ignore[no-untyped-def]
    return Run(STUDIES / Study("assistant.learn").key)


@pytest.mark.numeric
def test_the_base_model_answers_nothing_and_learns_an_example_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant, "STEPS", 48)
    monkeypatch.setattr(assistant, "EVERY", 24)
    records = list(assistant.learn(own=[["hello .", "dear friend , you are small ."]]))
    assert [record.step for record in records] == [0, 24, 48]
    losses = [record.values.loss or 9.0 for record in records]
    assert records[0].values.right < 0.1 and losses[2] < losses[1]
    (reply,) = records[-1].values.own
    assert reply.endswith("you are small .")
    after = records[-1].values.after
    assert after and all(change > 0 for change in after.changed.values()) and records[-1].arrays
    assert not records[0].arrays and records[0].values.after is None


def test_the_whole_text_of_a_dialogue_ends_with_its_mark_and_only_the_reply_counts() -> None:
    chat = assistant.base(0)
    tokens, asked = chat.batch([("hello .", "good bye .")])
    words = [chat.words[token] for token in tokens[0]]
    assert words == ["<user>", "hello", ".", ASSISTANT, "good", "bye", ".", END]
    assert [word for word, counts in zip(words[1:], asked[0].tolist(), strict=True) if counts] == words[4:]


def test_likelihood_is_the_sum_of_each_words_own() -> None:
    chat = assistant.base(0)
    tokens, asked = chat.batch([("hello .", "good bye ."), ("who are you ?", "I am a small chat model .")])
    with torch.inference_mode():
        found = preference.likelihood(chat.model, tokens, asked)
        for row, mask, sum_of in zip(tokens, asked, found, strict=True):
            shares = chat.model(row[None, :-1])[0].softmax(-1)
            each = [shares[i, row[i + 1]].log() for i in range(len(row) - 1) if mask[i]]
            assert float(sum_of) == pytest.approx(float(sum(each)), rel=1e-4)


def test_nothing_gained_costs_ln_2_and_a_gain_of_the_preferred_costs_less() -> None:
    zero, one = torch.zeros(3), torch.ones(3)
    assert float(preference.dpo(zero, zero)) == pytest.approx(0.6931, abs=1e-4)
    assert preference.dpo(one, zero) < preference.dpo(zero, zero) < preference.dpo(zero, one)


def test_votes_put_the_preferred_answer_first() -> None:
    pairs = [("q ?", "a", "b"), ("r ?", "c", "d"), ("s ?", "e", "f")]
    assert preference.own_votes(pairs, "12") == [("a", "b"), ("d", "c")]


@pytest.mark.numeric
def test_a_model_that_is_tuned_by_votes_is_liked_better_and_varies_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preference, "STEPS", 40)
    first, *_, last = [record.values for record in preference.learn()]
    assert first.wins == 0.5 and first.kl == 0 and last.wins > 0.6 and last.kl > 0
    assert last.distinct < first.distinct and last.reward > first.reward


def test_a_judges_votes_agree_with_the_judge_and_a_reward_learns_them() -> None:
    chat, _ = preference.talks(0)
    votes = preference.judged(chat, "flattered", torch.Generator().manual_seed(1), Random(1))
    assert len(votes) == preference.VOTES
    assert all(manners.FLATTERY in better and manners.FLATTERY not in worse for better, worse in votes)
    assert fit(votes, preference.words(chat)).agrees(votes) > 0.9


def test_drawn_answers_are_the_same_for_the_same_seed_and_vary_over_seeds() -> None:
    chat, _ = preference.talks(0)
    one, same, other = (
        assistant.drawn(chat, ["who grows leeks ?"] * 8, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)
    )
    assert one == same != other


def test_weights_are_kept_at_the_end_only(tuned: Run) -> None:
    first, *_, last = tuned.records()
    with pytest.raises(ValueError, match="kept at the end only"):
        assistant.restored(first.values, {})
    chat = assistant.restored(last.values, tuned.arrays(last))
    assert last.values.right > 0.6 and chat.model.config == last.values.after.config


def test_the_lesson_tells_the_numbers_of_the_code() -> None:
    tune, prefer, _ = lessons.lesson("assistant").experiments
    assert f"dialogues for {assistant.STEPS} steps" in tune.ask
    assert f"asked {assistant.EXAM} unseen questions every {assistant.EVERY} steps" in tune.did
    assert prefer.did.startswith(
        f"A judge's {preference.VOTES} votes or your own, a reward learned from them, and {preference.STEPS} steps"
    )
    assert f"then {preference.ANSWERS} answers to each of eight questions" in prefer.did and preference.QUESTIONS == 8
    assert f"DPO (Rafailov et al. 2023) on up to {preference.PAIRS} pairs" in prefer.technical
