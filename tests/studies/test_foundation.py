"""One model for three tasks: both learn alike, nothing happens without examples, and what cannot be put to a model is told."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.data.three_tasks import Pair
from core.data.world import World
from core.measure.few_examples import ADAPTED, FROM_NOTHING
from core.models.transformer import Config, Transformer
from core.problems import Problem
from core.studies import foundation
from core.studies.foundation import Beginning, adapt, answers, compared, padded
from core.tokenizers import END, START
from core.tokenizers.characters import Characters
from core.tokenizers.pieces import Pieces

WORLD = World(0, people=60, towns=8)
TEXT = WORLD.text(150_000)
TOKENIZER = Pieces.train(TEXT, 400)


def begin(context: int = 64, **other: Any) -> Beginning:
    torch.manual_seed(5)
    config = Config(vocabulary=TOKENIZER.size, context=context, width=16, heads=2, layers=1)
    weights = {name: w.detach().numpy() for name, w in Transformer(config).state_dict().items()}
    return Beginning(config, other.get("tokenizer", TOKENIZER), WORLD, WORLD.told(TEXT), weights)


def test_a_pair_is_given_and_wanted_with_an_end_behind_each() -> None:
    one, other = begin().row(Pair("Who?", "Mira.")), begin().row(Pair("Where does she live?", "There."))
    row, given = one
    assert row[0] == START and row[given - 1] == row[-1] == END
    assert TOKENIZER.decode(row[given:]) == "Mira."
    tokens, wanted = padded([one, other])
    for place, (row, given) in enumerate([one, other]):
        assert tokens[place, : len(row)].tolist() == row
        assert wanted[place].nonzero().flatten().tolist() == list(range(given, len(row)))


def test_the_weights_to_begin_with_are_the_runs_or_dice() -> None:
    there = begin()
    ours, dice = there.model(ADAPTED, 0), there.model(FROM_NOTHING, 0)
    assert all(np.array_equal(w.detach().numpy(), there.weights[name]) for name, w in ours.state_dict().items())
    assert not torch.equal(dice.token_embedding.weight, ours.token_embedding.weight)
    assert all(w.requires_grad for w in ours.parameters())


def test_without_examples_nothing_happens() -> None:
    model = begin().model(ADAPTED, 0)
    before = {name: w.clone() for name, w in model.state_dict().items()}
    adapt(model, [], seed=0)
    assert all(torch.equal(w, before[name]) for name, w in model.state_dict().items())


def test_what_was_learned_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foundation, "STEPS", 60)
    monkeypatch.setattr(foundation, "RATE", 0.02)
    there, pairs = begin(), [Pair("Who?", "Mira."), Pair("Where?", "Here.")]
    model = there.model(FROM_NOTHING, 0)
    adapt(model, [there.row(pair) for pair in pairs], seed=0)
    assert [one.said for one in answers(model, there, pairs)] == ["Mira.", "Here."]


def test_a_record_for_each_number_task_and_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foundation, "STEPS", 2)
    records = list(compared(begin(), (0, 4), seed=0))
    assert [record.step for record in records] == list(range(1, 13)) and records[-1].total == 12
    assert {(one.values.task, one.values.start, one.values.examples) for one in records} == {
        (task, start, count) for task in ("sort", "answer", "rewrite") for start in (ADAPTED, FROM_NOTHING) for count in (0, 4)
    }  # fmt: skip
    again = list(compared(begin(), (0, 4), seed=0))
    assert [one.values for one in records] == [one.values for one in again]


def test_a_model_that_reads_too_little_at_once_is_told() -> None:
    with pytest.raises(Problem, match="at once"):
        list(compared(begin(context=8), (0,), seed=0))
    letters = Characters.train(TEXT, 200)
    with pytest.raises(Problem, match="at once"):
        list(compared(begin(tokenizer=letters), (0,), seed=0))


def test_a_run_that_is_not_there_or_knows_no_world_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    with pytest.raises(Problem, match="no such run"):
        next(foundation.learn(run="nobody", step=0))
    with pytest.raises(Problem, match="another text"):
        next(foundation.learn(run="python", step=0))
