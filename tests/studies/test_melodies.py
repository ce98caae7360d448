"""The study of tunes: what is learned and what is kept back, what ways of writing write, and what it found with the app."""

import numpy as np
import pytest
import torch

from core.data import folk_tunes
from core.data.melodies import Note, invent
from core.measure.melody_writing import Composer, barred, first_bars, shape
from core.models.transformer import Transformer
from core.problems import Problem
from core.studies.melodies import (
    ALONE,
    FEW,
    FOLK,
    INVENTED,
    KEPT_BACK,
    Ended,
    Learned,
    composed,
    counted,
    learn,
    material,
)
from core.training.open_study import opened
from core.training.study import Study


@pytest.fixture(scope="module")
def composer() -> Composer:
    torch.manual_seed(0)
    alphabet = material(FEW).alphabet
    return composed(Transformer(shape(alphabet)), alphabet)


def test_no_tune_is_both_learned_and_kept_back() -> None:
    tunes = material(INVENTED)
    learned, kept = ({tune.tokens for tune in some} for some in (tunes.learned, tunes.kept_back))
    assert not learned & kept and len(kept) == KEPT_BACK and len(learned) > 1_700
    few = material(FEW)
    assert len(few.learned) == ALONE and few.kept_back == tunes.kept_back


def test_without_music21_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folk_tunes, "there", lambda: False)
    with pytest.raises(Problem) as problem:
        next(learn(source=FOLK))
    assert "Real folk tunes are not on this machine" in str(problem.value.told)


def test_a_model_that_learned_nothing_writes_tokens_of_tunes_and_nothing_else(composer: Composer) -> None:
    for rows in (composer.writes(3, 1.0, np.random.default_rng(0)), [composer.goes_on((), 2.0, 1).tokens]):
        assert all(token in composer.ids for row in rows for token in row) and any(rows)


def test_it_goes_on_with_what_was_given_and_the_same_throw_gives_the_same_tune(composer: Composer) -> None:
    begun = composer.knows(barred("4/4", [Note(60, 4), Note(64, 4)]))
    one, same, other = (composer.goes_on(begun, 1.0, seed) for seed in (1, 1, 2))
    assert one.tokens[: len(begun)] == begun and one.tokens == same.tokens != other.tokens
    for thought in one.thoughts:
        shares = [share for _, share in thought.likeliest]
        assert shares == sorted(shares, reverse=True) and 0 < sum(shares) <= 1


def test_a_long_beginning_leaves_no_room_and_is_said_so(composer: Composer) -> None:
    found = composer.goes_on(["C2"] * 300, 1.0, 0)
    assert len(found.tokens) <= 127 and not found.ended


def test_what_the_model_never_met_becomes_what_is_nearest(composer: Composer) -> None:
    known = composer.knows(["M:4/4", "^C13/2", "nonsense", "z2", "|"])
    assert (
        known[0] == "M:4/4" and known[-1] == "|" and len(known) == 3 and all(token in composer.ids for token in known)
    )


def test_first_bars_and_bar_lines() -> None:
    tune = invent(0)[0].tokens
    assert first_bars(tune, 4).count("|") + first_bars(tune, 4).count("||") == 4
    assert first_bars(["M:4/4", "G2", "|", "C8", "|", "D8", "|", "E8", "||"], 1)[-2:] == ("C8", "|")
    assert first_bars(["M:4/4", "C2"], 4) == ("M:4/4", "C2")
    assert barred("3/4", []) == ("M:3/4",)


def test_counting_writes_known_tokens(composer: Composer) -> None:
    rows = counted(composer, material(FEW), 0)
    assert len(rows) == 100 and {token for row in rows for token in row} <= set(composer.ids)


def ended(**settings: str) -> Ended:
    asked = opened(Study.of(learn, **settings))
    last = asked.records[-1].values
    assert isinstance(last, Learned) and last.ended
    return last.ended


def test_what_came_with_the_app_composes_copies_and_keeps_no_tune_of_others() -> None:
    many, few, folk = ended(), ended(source=FEW), ended(source=FOLK)
    assert many.runs["gpt"].middle <= many.runs["new"].middle + 2 and few.runs["gpt"].middle > 30
    assert many.structure["gpt"].even > 0.8 > 0.2 > many.structure["counting"].even
    assert set(folk.samples) == {"gpt", "counting"} and len(many.samples) == 4
