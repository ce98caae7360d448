"""What the lessons on text say in cases that the model which came with the app never meets."""

from core import lessons
from core.figures.palette import LIGHT
from core.measure.embeddings import Analogies
from core.measure.text import Written
from core.opened.passes import Known
from core.training.events import Step
from pages.kit.exhibit import Picture
from pages.text.embeddings import exhibits as embeddings
from pages.text.generation import exhibits as generation
from pages.text.training import exhibits as training
from pages.text.transformer import exhibits as transformer


def test_relations_of_which_nothing_can_be_asked_are_not_said_to_be_answered() -> None:
    said = embeddings.analogies(
        lessons.lesson("embeddings_deeper"), {"opposites": Analogies(0, 0.0, 0.0, 0.0, ())}
    ).says
    assert said.startswith("Nothing can be asked") and "%" not in said


def test_one_claim_is_one_claim() -> None:
    text, judged = lessons.lesson("generation"), Written((), 1, 1.0, 1, 0.0)
    assert "makes one claim about the world; 0% of them" in generation.there(text, 0.0, judged).says
    assert "claim" not in generation.there(text, 0.25, None).says


def test_runs_that_agree_to_the_last_digit_are_said_to_differ_by_nothing() -> None:
    runs = {
        name: [Step(step=1, loss=loss), Step(step=2, loss=1.0)]
        for name, loss in (("first", 2.0), ("again, same seed", 2.0), ("one letter changed", 2.25))
    }
    exhibit = training.twice(lessons.lesson("training"), runs, LIGHT)
    assert "same seed: 0.000000 nats" in exhibit.says and "changed: 0.250000 nats" in exhibit.says
    assert [row["step"] for row in exhibit.numbers] == [1, 2]


def test_an_answer_that_the_model_does_not_give_has_its_small_chance_said() -> None:
    known = Known("cat", 1_200, None, 0.0, None, 0.002)
    exhibit = transformer.lens(lessons.lesson("transformer"), Picture("stream_grid", {}), known, [])
    assert exhibit.says == "At step 1,200 the model does not answer “cat”: at the end it has <1%."
    assert exhibit.says.facts["at_the_end"] == "<1%"  # type: ignore[attr-defined]
