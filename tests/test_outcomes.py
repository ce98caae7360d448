"""An experiment knows what came out: each outcome is reached, says something whole, and is held against every guess."""

import importlib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core import lessons
from core.lessons.parts import Asks
from pages.kit import experiments
from pages.kit.keys import quoted
from tests.outcomes import Cases
from tests.pages.test_pages import PAGES, opened
from tests.test_exhibits import check_numbers

WAIT: dict[str, tuple[str, ...]] = {  # experiments whose result comes from a worker, or from the learner, by lesson
    "training": ("twice",),
    "training_deeper": ("rates", "descent", "grokking", "errors"),
    "training_landscape": ("ways", "by_heart"),
    "memorization": ("come_from",),
    "hallucination": ("tail",),
    "hallucination_deeper": ("judge",),
    "hallucination_remedies": ("temperature",),
    "society": ("voices",),
    "society_deeper": ("quiet",),
    "before_transformers": ("passes",),
    "before_transformers_deeper": ("cost",),
}
THERE = sorted(path.stem for path in (Path(__file__).parent / "outcomes").glob("[!_]*.py"))


def cases(name: str) -> Cases:
    found: Cases = importlib.import_module(f"tests.outcomes.{name}").CASES
    return found


def text_of(name: str) -> Asks:
    return lessons.welcome() if name == "welcome" else lessons.lesson(name)


ALL = [(name, key, outcome) for name in THERE for key, outcomes in cases(name).items() for outcome in outcomes]


def test_every_outcome_that_a_lesson_tells_of_has_facts_that_lead_to_it() -> None:
    told = {(name, e.key, outcome) for name in PAGES for e in text_of(name).experiments for outcome in e.outcomes}
    assert told == set(ALL)


@pytest.mark.parametrize(("name", "key", "outcome"), ALL)
def test_the_facts_lead_to_it(name: str, key: str, outcome: str) -> None:
    text = text_of(name)
    exhibit = cases(name)[key][outcome](text)
    verdict = exhibit.verdict
    assert verdict and (verdict.lesson, verdict.experiment.key, verdict.outcome) == (name, key, outcome)
    assert verdict.says and "{" not in verdict.says
    for said in (exhibit.says, verdict.says):
        check_numbers(said)


@pytest.mark.parametrize(("name", "key", "outcome"), ALL)
def test_a_guess_is_right_where_the_result_bears_it_out_and_nowhere_else(name: str, key: str, outcome: str) -> None:
    """For each guess: the sign, and what came out in the words of the options."""
    verdict = cases(name)[key][outcome](text_of(name)).verdict
    assert verdict
    places = [str(place) for place, _ in enumerate(verdict.experiment.options, 1)]
    came_out = [verdict.experiment.options[int(place) - 1] for place in verdict.bears_out]
    for guess in (*places, experiments.ALL):
        said = experiments.judged(guess, verdict)
        assert ("✓" in said) == (guess in verdict.bears_out)
        assert ("✗" in said) == (guess != experiments.ALL and guess not in verdict.bears_out)
        assert all(experiments.escape(option) in said for option in came_out)


@pytest.mark.parametrize("name", THERE)
def test_with_the_apps_own_model_each_experiment_says_how_it_came_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is explained before a result is there, and the page says one verdict for each that is."""
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    page = opened(name)
    assert not verdicts(page)
    waits = 0
    for done, experiment in enumerate((one for one in text_of(name).experiments if one.outcomes), 1):
        page.button(key=f"skip_{quoted(f'{name}-{experiment.key}')}").click().run()
        assert not page.exception, experiment.key
        waits += experiment.key in WAIT.get(name, ())
        assert done - waits <= len(verdicts(page)) <= done, experiment.key


def verdicts(page: AppTest) -> list[str]:
    """What the page says of guesses."""
    return [one.proto.body for one in page.get("html") if 'class="gb-feedback' in one.proto.body]
