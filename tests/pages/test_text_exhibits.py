"""What the lessons on text say in cases that the model which came with the app never meets."""

from dataclasses import replace

import pytest

from core import lessons
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.embeddings import Analogies
from core.measure.text import Written
from core.opened.passes import Known
from core.studies.glitch_tokens import Repeats
from core.training import Recipe
from core.training.events import Record, Step
from core.training.finding import reader
from core.training.run import SHIPPED
from core.training.story import HALF, LEARNED, first_reached
from pages.text.embeddings import exhibits as embeddings
from pages.text.generation import exhibits as generation
from pages.text.tokens import exhibits as tokens
from pages.text.training import exhibits as training
from pages.text.transformer import exhibits as transformer

RUNS = {"muon": "world", "adamw": "adamw"}


def test_relations_of_which_nothing_can_be_asked_are_not_said_to_be_answered() -> None:
    said = embeddings.analogies(
        lessons.lesson("embeddings_deeper"), {"opposites": Analogies(0, 0.0, 0.0, 0.0, ())}
    ).says
    assert said.startswith("Nothing can be asked") and "%" not in said


def test_one_claim_is_one_claim() -> None:
    text, judged = lessons.lesson("generation"), Written((), 1, 1.0, 1, 0.0)
    assert "makes one claim about the world; 0% of it is true" in generation.there(text, 0.0, judged).says
    assert "claim" not in generation.there(text, 0.25, None).says


def test_runs_that_agree_to_the_last_digit_are_said_to_differ_by_nothing() -> None:
    runs = {
        name: [Step(step=1, loss=loss), Step(step=2, loss=1.0)]
        for name, loss in (("first", 2.0), ("again, same seed", 2.0), ("one letter changed", 2.25))
    }
    exhibit = training.twice(lessons.lesson("training"), runs, LIGHT)
    assert "same seed: 0.000000 nats" in exhibit.says and "changed: 0.250000 nats" in exhibit.says
    assert [row["step"] for row in exhibit.numbers] == [1, 2]


def test_where_one_token_is_changed_no_word_is_said_to_be() -> None:
    """A word that is cut into several tokens keeps all but the first of them."""
    text = lessons.lesson("transformer")
    asked = text.experiment("meet")
    told = [asked.ask, asked.explain, *(outcome.says for outcome in asked.outcomes.values())]
    told += [str(said) for key, said in text.says.items() if key.startswith("meet")]
    assert "first token" in asked.ask and not [said for said in told if " word" in said]


def test_an_answer_that_the_model_does_not_give_has_its_small_chance_said() -> None:
    known = Known("cat", 1_200, None, 0.0, None, 0.002)
    said = transformer.when(lessons.lesson("transformer"), known)
    assert said == "At step 1,200 the model does not answer “cat”: at the end it has <1%."
    assert said.facts["at_the_end"] == "<1%"


@pytest.mark.parametrize(("step", "exposures", "answers"), [(500, 0, True), (250, 0, False), (500, 100, False)])
def test_only_a_trained_model_that_never_met_the_names_answers_whether_it_can_repeat_them(
    step: int, exposures: int, answers: bool
) -> None:
    said = replace(Repeats(0.8, 0, 0.0, [], 1.0, []), exposures=exposures)
    exhibit = tokens.glitch(lessons.lesson("tokens_deeper"), [Record(step, 500, said)], LIGHT, drawn())
    assert bool(exhibit.verdict) == answers


def test_the_runs_that_came_with_the_app_show_what_the_lesson_on_training_asks() -> None:
    """Lead examples make their point visible: what came first was there a measurement earlier, and the two optimizers part."""
    runs = {name: list(reader(SHIPPED / folder).measurements().values()) for name, folder in RUNS.items()}
    when = first_reached(runs["muon"], LEARNED)
    assert when.grammatical is not None and when.recalled is not None and when.grammatical != when.recalled
    half = {name: first_reached(measured, HALF).recalled for name, measured in runs.items()}
    assert None not in half.values() and len(set(half.values())) == 2
    assert [one.step for one in runs["muon"]] == [one.step for one in runs["adamw"]]


def test_the_amount_that_the_lesson_on_training_tells_is_that_of_its_settings() -> None:
    recipe = Recipe()
    millions = recipe.steps * recipe.batch * recipe.model.context / 1e6
    assert f"about {millions:.1f} million tokens" in lessons.lesson("training").simplified[0]
