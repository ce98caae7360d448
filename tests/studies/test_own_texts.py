"""What is computed from a learner's model, with texts of other scripts, other sizes and tokenizers, and a run at step 0."""

from pathlib import Path

import pytest

from core.studies import head_roles, text_provenance, tsne_maps, watermark, word_contexts
from core.training.run import Run
from core.training.slow_motion import look
from tests.own_models import KINDS, STEPS, Kind, make

OWN = [kind for kind in KINDS if kind.text]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module", params=OWN, ids=lambda kind: kind.name)
def run(request: pytest.FixtureRequest, home: Path) -> Run:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLASSBOX_HOME", str(home))
        return make(request.param)


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(home))


@pytest.fixture
def kind(run: Run, request: pytest.FixtureRequest) -> Kind:
    return request.node.callspec.params["run"]


def test_a_watermark_is_put_into_what_it_writes_and_counted(run: Run) -> None:
    found = watermark.live(str(run.folder), run.steps[-1], 4.0)
    assert found["marked"]["share"] > found["plain"]["share"]
    assert found["others"] and found["plain"]["grammatical"] is None


def test_its_texts_are_traced_to_the_learners_text(run: Run) -> None:
    found = text_provenance.trace(str(run.folder), run.steps[-1], 0, 0.8)
    assert found["text"] and found["sentences"]
    assert all(0 <= piece["start"] < piece["end"] <= len(found["text"]) for piece in found["pieces"])


def test_its_heads_are_measured_on_what_was_held_out(run: Run, kind: Kind) -> None:
    records = list(head_roles.of_run(run=run.id, last=run.steps[-1]))
    config = run.recipe.model
    assert [record.values.step for record in records] == list(reversed(run.steps))
    assert all(len(record.values.roles) == config.layers * config.heads for record in records)
    assert run.steps == (tuple(range(STEPS + 1)) if kind.begun else (0,))


def test_the_company_of_its_words_is_read(run: Run) -> None:
    *_, last = word_contexts.read(source="own", run=run.id)
    assert sum(last.values.counts.values()) > 100


def test_its_words_are_drawn_or_it_is_said_why_not(run: Run) -> None:
    try:
        *_, last = tsne_maps.tsne(run=run.id, until=run.steps[-1])
    except ValueError as problem:
        assert str(problem)[0].isupper() and str(problem).endswith(".")
    else:
        assert last.arrays["map"].shape[1] == 2


def test_a_step_is_taken_in_slow_motion(run: Run) -> None:
    assert look(str(run.folder)).guesses
    assert look(str(run.folder), 0).step == 0
