"""One start of the findings about embeddings (twenty are in their ledgers), and the laws of the studies behind them."""

import json
import re

import numpy as np
import pytest

from benchmarks.findings import emb_3, emb_4
from core.data.world import World
from core.measure import word_contexts
from core.studies import misread_maps, nudged_maps, synonyms_split, tsne_maps, vector_lengths
from core.studies import word_contexts as reading
from core.training import events as e
from core.training.run import SHIPPED, STUDIES, Run
from core.training.study import Study
from pages.text.embeddings import exhibits


def test_emb_3_holds() -> None:
    found = emb_3.measured(0)
    assert emb_3.holds(found), found


def test_emb_4_holds() -> None:
    found = emb_4.measured(0)
    assert emb_4.holds(found), found


def test_a_pair_told_apart_shares_no_sentence_pattern_and_nothing_else_moves() -> None:
    text = World(0).text(200_000)
    changed = synonyms_split.split(text, "elegant", "fancy")
    neutral = re.compile(r"\b(elegant|fancy)\b")
    assert changed != text and neutral.sub("_", changed) == neutral.sub("_", text)
    reader = word_contexts.Reader()
    for line in changed.splitlines():
        reader.read(line)
    assert word_contexts.shared(reader.company(), "elegant", "fancy") == []


@pytest.mark.parametrize("pair", World(0).synonyms)
def test_every_planted_pair_can_be_told_apart(pair: tuple[str, str]) -> None:
    text = World(0).text(200_000)
    changed = synonyms_split.split(text, *pair)
    for word in pair:
        assert re.search(rf"\b{word}\b", changed), word


def test_false_names_halve_from_one_to_the_next() -> None:
    line = np.array([0, 1] * 640)
    changed = vector_lengths.renamed(line, 1, 2, 0.0, np.random.default_rng(0))
    assert [int((changed == 2 + i).sum()) for i in range(vector_lengths.NAMES)] == [320, 160, 80, 40, 20, 10]
    assert (changed[line == 0] == 0).all()


def test_noise_moves_the_false_names_but_keeps_their_number() -> None:
    line = np.array([0, 1, 3, 4] * 640)
    changed = vector_lengths.renamed(line, 1, 5, 1.0, np.random.default_rng(0))
    assert int((changed == 5).sum()) == 320
    assert int((changed[line != 1] == 5).sum()) > 160


def test_the_spread_of_the_points_is_as_planned() -> None:
    for seed in range(3):
        assert misread_maps.spread_ratio(*misread_maps.points("sizes", seed)) == pytest.approx(
            misread_maps.LARGER, rel=0.3
        )
        assert misread_maps.distance_ratio(*misread_maps.points("distances", seed)) == pytest.approx(
            misread_maps.FARTHER, rel=0.1
        )
    with pytest.raises(ValueError, match="sizes, distances or noise"):
        misread_maps.points("elephants")


def test_the_shipped_maps_fit_the_words_and_moments_of_the_shipped_run() -> None:
    run = Run(SHIPPED / "world")
    count = len(tsne_maps.words_of(run))
    for settings in tsne_maps.SHIPPED["tsne"]:
        drawn = Run(STUDIES / Study("tsne_maps.tsne", settings).key)
        assert {record.values.step for record in drawn.records()} == set(run.steps)
        assert all(drawn.arrays(r)["map"].shape == (count, settings["dimensions"]) for r in drawn.records())


def test_a_map_of_no_run_says_so() -> None:
    with pytest.raises(ValueError, match="no such run"):
        next(tsne_maps.tsne(run="nowhere-at-all"))


def test_the_company_of_a_text_survives_being_written_down() -> None:
    last = list(reading.read(size=30_000))[-1]
    written = e.from_json(json.loads(e.line(last)))
    assert isinstance(written, e.Record)
    (read,) = Study.of(reading.read).typed([written])
    company = read.values
    assert company.counts["the"] > 100
    assert all(len(frames) <= word_contexts.FRAMES_KEPT for frames in company.frames.values())
    assert company.counts == last.values.counts and company.frames["the"][0] == last.values.frames["the"][0]


def test_maps_lie_beside_the_truth_about_their_middle_and_within_one_reach() -> None:
    rng = np.random.default_rng(0)
    maps = {at: at + 10 * rng.normal(size=(100, 2)).astype(np.float16) for at in (2, 30)}
    true, drawn, labels, limit = misread_maps.beside("sizes", maps, 30)
    points, groups = misread_maps.points("sizes")
    assert true - true[0] == pytest.approx(points - points[0]) and np.array_equal(labels, groups)
    assert true.mean(0) == pytest.approx([0, 0], abs=1e-9) and drawn.min(0) == pytest.approx(-drawn.max(0))
    assert drawn - drawn[0] == pytest.approx((maps[30] - maps[30][0]).astype(float), abs=0.05)
    assert limit == misread_maps.beside("sizes", maps, 2)[3] > np.abs(drawn).max()


@pytest.mark.parametrize("name", nudged_maps.NUDGES)
def test_a_nudge_hardly_changes_a_vector_and_loses_no_word(name: str) -> None:
    vectors = np.random.default_rng(0).normal(size=(40, 8)).astype(np.float32)
    changed, order = nudged_maps.nudged(vectors, name)
    assert sorted(order.tolist()) == list(range(40)) and changed.dtype == np.float32
    assert changed == pytest.approx(vectors, rel=0.01)
    moved = int((changed != vectors).sum())
    assert {"again": moved == 0, "order": moved == 0, "digit": moved == 1}.get(name, moved > 1)
    assert (order.tolist() != list(range(40))) == (name == "order")


def test_the_recorded_map_repeats_itself_and_its_vectors_keep_their_neighbours() -> None:
    (settings,) = nudged_maps.SHIPPED["nudge"]
    drawn = Run(STUDIES / Study("nudged_maps.nudge", settings).key)
    found = {record.values.nudge: record.values for record in drawn.records()}
    assert list(found) == ["", *nudged_maps.NUDGES]
    assert found["again"].map == 1 and all(one.vectors > 0.95 for one in found.values())
    assert found[exhibits.LEAD].map < 0.9, "a nudge that moves nothing would be no lead example"
