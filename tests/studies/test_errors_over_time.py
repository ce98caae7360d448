"""What a run got wrong at each checkpoint: counted in the run that came with the app, and refused where nobody knows."""

from itertools import islice

import pytest

from core.measure.sentence_errors import ERRORS, Judged
from core.opened.model import shipped
from core.problems import Problem
from core.studies import errors_over_time
from core.studies.errors_over_time import Counted, counted, most_frequent


def test_the_untrained_model_cannot_spell_and_the_trained_one_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors_over_time, "TEXTS", 12)
    steps = shipped().steps
    records = [record.values for record in errors_over_time.of_run(run="world", last=steps[-1])]
    assert [one.step for one in records] == list(steps)
    assert records[0].shares.get("letters", 1) > 0.9 and records[-1].shares["none"] > 0.5
    for one in records:
        assert not one.shares or sum(one.shares.values()) == pytest.approx(1, abs=1e-3)
        assert set(one.examples) == set(ERRORS)


def test_it_ends_at_the_step_that_is_asked_for_and_repeats_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors_over_time, "TEXTS", 4)
    last = shipped().steps[2]
    first, second = (list(errors_over_time.of_run(run="world", last=last)) for _ in range(2))
    assert first == second and len(first) == first[-1].total == 3


@pytest.mark.parametrize("run", ["no such run", "python"])
def test_a_run_that_is_not_there_or_of_another_text_is_refused(run: str) -> None:
    with pytest.raises(Problem):
        next(islice(errors_over_time.of_run(run=run, last=10), 1))


def test_the_most_frequent_mistake_counts_wrong_words_of_both_kinds_as_one() -> None:
    def of(*errors: str) -> Counted:
        return counted(5, [Judged(f"{error} {place}.", error) for place, error in enumerate(errors)])  # type: ignore[arg-type]

    assert most_frequent(of("kind", "form", "fact", "none", "none", "none")) == "word"
    assert most_frequent(of("fact", "fact", "kind")) == "fact"
    assert most_frequent(of("none")) == "nothing" and most_frequent(of()) == "no_sentence"
    assert of("fact", "none").examples["fact"] == ["fact 0."]
