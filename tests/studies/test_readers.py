"""Four ways to foresee letters: a budget that is kept, a fair exam, and models that come back from their record."""

import numpy as np
import pytest
import torch

from benchmarks.findings import race_1
from core.models.ngram import NGram
from core.studies import readers
from core.studies.readers import (
    Counted,
    affordable,
    by_counts,
    counted,
    echoes,
    leads,
    networks,
    perplexity_of,
    windows,
)


@pytest.fixture(scope="module")
def text() -> readers.Letters:
    return readers.letters()


def test_every_model_keeps_to_the_budget_and_comes_near_it(text: readers.Letters) -> None:
    for model in networks(len(text.alphabet)).values():
        assert 0.95 * readers.BUDGET < sum(weight.numel() for weight in model.parameters()) <= readers.BUDGET


def test_letters_that_the_alphabet_lacks_are_left_out(text: readers.Letters) -> None:
    assert text.written(text.read("Mira ☃ said: 漢")) == "Mira  said: " if ":" in text.alphabet else "Mira  said "
    assert text.read("") == []


def test_counting_is_asked_about_the_same_letters_as_the_models(text: readers.Letters) -> None:
    """An order of two, by hand: the chance of each letter of the second half after the one before it."""
    tested = windows(text.unseen, np.arange(4) * 200)
    model = NGram(text.learned, len(text.alphabet), 2)
    rows = tested.numpy()
    surprise = [
        -np.log(model.expects(row[place - 1 : place])[0, row[place]])
        for row in rows
        for place in range(readers.WINDOW // 2 + 1, readers.WINDOW + 1)
    ]
    assert counted(text, tested, 2).perplexity == pytest.approx(np.exp(np.mean(surprise)), rel=1e-3)
    assert counted(text, tested, 2).seen == 1.0


def test_a_model_that_knows_nothing_hesitates_between_all_letters(text: readers.Letters) -> None:
    tested = windows(text.unseen, np.arange(4) * 200)
    model = networks(len(text.alphabet))["transformer"]
    assert perplexity_of(model, tested) == pytest.approx(len(text.alphabet), rel=0.1)


def test_equal_beginnings_leave_no_echo(text: readers.Letters) -> None:
    same = windows(text.unseen, np.zeros(3, dtype=int))
    for model in networks(len(text.alphabet)).values():
        assert max(map(abs, echoes(model, same))) < 1e-5


def test_what_is_kept_reads_as_before(text: readers.Letters) -> None:
    models = networks(len(text.alphabet))
    arrays = {f"{name}.{key}": array for name, model in models.items() for key, array in readers.kept(model).items()}
    ids = torch.tensor([text.read("She went home.")])
    for name, model in readers.restored(arrays, text.alphabet).items():
        torch.testing.assert_close(model(ids), models[name](ids), rtol=0.02, atol=0.02)


def test_the_longest_counting_within_the_budget_is_taken_and_writes(text: readers.Letters) -> None:
    some = [Counted(letters, 1000 * 10**letters, 2.0, 1.0) for letters in range(3)]
    assert affordable(some).letters == 1
    assert len(by_counts(text, 3, seed=0)) == readers.WRITTEN


def test_who_leads() -> None:
    assert leads({"rnn": 2.0, "transformer": 1.5, "counting": 3.0}) == "transformer"
    assert leads({"rnn": 1.52, "transformer": 1.5, "counting": 3.0}) == "tie"


def test_a_short_training_says_all_that_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "STEPS", 2)
    monkeypatch.setattr(readers, "ORDERS", range(1, 3))
    first, last = readers.learn()
    assert (first.step, last.step, last.total) == (0, 2, 2)
    assert set(last.values.samples) == {*readers.MODELS, "counting"}
    assert all(len(echo) == readers.WINDOW - readers.CHANGED for echo in last.values.echo.values())
    assert {key.partition(".")[0] for key in last.arrays} == set(readers.MODELS)


def test_the_finding_allows_a_near_tie_of_the_two_and_no_other_order() -> None:
    asked = {
        "counting": 3.0,
        "rnn": 2.6,
        "lstm": 2.5,
        "transformer": 2.5,
        "most numbers": 65_000.0,
        "letters in a row": 4.0,
    }
    assert race_1.holds(asked) and race_1.holds(asked | {"lstm": 2.61}) and race_1.holds(asked | {"transformer": 2.3})
    for change in ({"counting": 2.55}, {"rnn": 2.4}, {"lstm": 2.2}, {"most numbers": 65_001.0}):
        assert not race_1.holds(asked | change)
