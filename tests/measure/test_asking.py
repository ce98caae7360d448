"""Asking the shipped model: chances that add up, and agree with reading on token by token."""

import numpy as np
import pytest

from core import sampling
from core.data.world import Fact, World
from core.measure.asking import ask, ask_at, by_telling
from core.models.decode import Decoder
from core.models.transformer import Transformer
from core.studies import recall_by_tellings
from core.tokenizers import START, Tokenizer
from core.training.corpus import the_world
from core.training.run import SHIPPED, Run


@pytest.fixture(scope="module")
def opened() -> tuple[Transformer, Tokenizer, World, dict[Fact, int]]:
    import torch

    run = Run(SHIPPED / "world")
    config = run.recipe.with_vocabulary(run.tokenizer().size).model
    model = Transformer(config)
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in run.weights(run.steps[-1])[1].items()})
    return model.eval(), run.tokenizer(), the_world(0, 200, 20), dict(run.told() or {})


def test_an_answer_has_the_chance_of_its_tokens_one_after_the_other(opened: tuple) -> None:
    model, tokenizer, world, told = opened
    subject = world.people[3]
    asked = ask(model, tokenizer, world, told, [subject], "home")[0]
    for answer in asked.answers[:3]:
        tokens = [START, *tokenizer.encode(f"{asked.question} {answer.value}.")]
        start = 1 + len(tokenizer.encode(asked.question))
        decoder = Decoder({n: w.detach().numpy() for n, w in model.state_dict().items()}, model.config)
        logits, chance = decoder.read(tokens[:start]), 1.0
        for token in tokens[start:]:
            chance *= float(sampling.softmax(logits.astype(np.float64))[token])
            logits = decoder.step(token)
        assert answer.chance == pytest.approx(chance, rel=1e-3, abs=1e-6)


def test_all_answers_together_are_no_more_than_certain(opened: tuple) -> None:
    model, tokenizer, world, told = opened
    for asked in ask(model, tokenizer, world, told, world.people[:5], "pet"):
        assert 0 <= sum(answer.chance for answer in asked.answers) <= 1 + 1e-5
        assert 0 <= asked.entropy <= np.log(len(asked.answers)) + 1e-9 and asked.something_else >= 0
        assert [a.chance for a in asked.answers] == sorted((a.chance for a in asked.answers), reverse=True)
        assert sum(answer.truth == "true" for answer in asked.answers) == 1


def test_nobody_has_no_true_answer(opened: tuple) -> None:
    model, tokenizer, world, told = opened
    stranger = recall_by_tellings.strangers(world)[0]
    asked = ask(model, tokenizer, world, told, [stranger], "home")[0]
    assert {answer.truth for answer in asked.answers} == {"nobody"} and asked.told == 0
    assert by_telling({"nobody": [asked]})[0].right is None


def test_what_was_told_often_is_known_better_than_what_was_told_once() -> None:
    lines = recall_by_tellings.over_time(str(SHIPPED / "world"))
    end = {line.told: line for line in lines if line.step == Run(SHIPPED / "world").steps[-1]}
    often, once = end["32+"].right, end["once"].right
    assert often is not None and once is not None and often > 0.9 > 0.5 > once


def test_the_sentences_that_told_a_fact_are_as_many_as_were_counted() -> None:
    told = Run(SHIPPED / "world").told() or {}
    fact = next(fact for fact, count in told.items() if fact.kind == "home" and count == 3)
    said = recall_by_tellings.told_by(str(SHIPPED / "world"), fact.subject, "home")
    assert len(said) == 3 and any(fact.value in sentence for sentence in said)


def test_cold_makes_the_likeliest_answer_surer_and_does_not_change_which_it_is(opened: tuple) -> None:
    model, tokenizer, world, told = opened
    cold, as_it_is, hot = ask_at((0.1, 1.0, 2.0), model, tokenizer, world, told, world.people[:6], "home")
    assert as_it_is == ask(model, tokenizer, world, told, world.people[:6], "home")
    for one, other, wild in zip(cold, as_it_is, hot, strict=True):
        assert one.first.chance >= other.first.chance > wild.first.chance and wild.something_else > other.something_else


def test_greedy_knows_what_was_told_often_and_still_invents_about_nobody() -> None:
    rows = {(row.told, row.temperature): row for row in recall_by_tellings.over_temperature(str(SHIPPED / "world"))}
    coldest = recall_by_tellings.TEMPERATURES[0]
    assert rows["32+", coldest].true > 0.95
    assert rows[recall_by_tellings.STRANGERS, coldest].untrue > 0.95 and rows["once", coldest].untrue > 0.5
    assert rows["32+", 2.0].no_answer > rows["32+", 1.0].no_answer


def test_an_answer_that_the_model_is_less_sure_of_is_wrong_more_often(opened: tuple) -> None:
    """What the first page says. Asked about everybody's home and pet, the less sure half is wrong far more often."""
    model, tokenizer, world, told = opened
    asked = [one for kind in ("home", "pet") for one in ask(model, tokenizer, world, told, world.people, kind)]
    ranked = sorted(asked, key=lambda one: one.first.chance)
    half = len(ranked) // 2
    unsure, sure = (
        sum(one.first.truth != "true" for one in some) / len(some) for some in (ranked[:half], ranked[half:])
    )
    assert unsure > 2 * sure and unsure > sure + 0.05, (unsure, sure)
