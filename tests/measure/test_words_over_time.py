"""Words at every moment of training: rows that are followed, maps that do not jump, words without a place of their own."""

import numpy as np
import pytest

from core.measure import embeddings
from core.measure import words_over_time as measure
from core.measure.embeddings import Placed, Word

RNG = np.random.default_rng(0)
FRAMES = RNG.normal(size=(3, 12, 6))
WORDS = measure.Words(tuple(Word(f"w{i}", i, "other") for i in range(12)), FRAMES)


def test_words_are_followed_by_their_rows() -> None:
    tables = RNG.normal(size=(2, 9, 4))
    found = measure.followed([Word("b", 7, "pet"), Word("a", 2, "town")], iter(tables))
    assert found.names == ["b", "a"] and np.array_equal(found.frames, tables[:, [7, 2]])
    assert np.array_equal(found.at(1), tables[1, [7, 2]])


def test_all_moments_are_seen_along_the_axes_of_the_last() -> None:
    still = measure.Words(WORDS.words, np.stack([FRAMES[2], 5 * FRAMES[2], FRAMES[2]]))  # only lengths differ
    drawn = measure.by_main_axes(still, (0, 5, 9), 2)
    mean, axes, share = embeddings.main_axes(embeddings.unit(FRAMES[2]), 2)
    assert drawn.points == pytest.approx(np.stack([(embeddings.unit(FRAMES[2]) - mean) @ axes] * 3))
    assert drawn.share == pytest.approx(share) and drawn.steps == (0, 5, 9)


def test_maps_of_t_sne_stand_in_the_order_of_time_and_have_one_size() -> None:
    one = RNG.normal(size=(40, 2)).astype(np.float32)
    drawn = measure.by_tsne({9: 7 * one, 0: one})
    assert drawn.steps == (0, 9) and drawn.points[0] == pytest.approx(drawn.points[1], abs=1e-5)
    assert drawn.points.dtype == float and drawn.share is None


def test_a_typed_word_stands_in_the_middle_of_its_three_nearest() -> None:
    vectors = np.tile(np.eye(5), (2, 1, 1))
    points = RNG.normal(size=(2, 5, 2))
    own = np.tile([3.0, 2.0, 0.0, 1.0, 0.0], (2, 1))
    placed, joined = measure.with_own(points, vectors, [own])
    assert placed.shape == (2, 6, 2) and np.array_equal(placed[:, :5], points)
    assert placed[:, 5] == pytest.approx(points[:, [0, 1, 3]].mean(1))
    assert joined.shape == (2, 6, 5) and np.linalg.norm(joined, axis=-1) == pytest.approx(np.ones((2, 6)))
    assert measure.with_own(points, vectors, []) == (points, vectors)


def test_a_stand_in_follows_its_word_through_time() -> None:
    spots = [Placed("ab", ("a", "b"), (), np.full(3, float(moment))) for moment in range(4)]
    assert measure.stand_in(spots).tolist() == [[moment] * 3 for moment in range(4)]


def test_who_is_near_at_a_moment_is_who_is_near_in_its_table() -> None:
    order, alike = measure.near(FRAMES, 4)
    assert order.shape == alike.shape == (3, 12, 4)
    for moment, frame in enumerate(FRAMES):
        alone = embeddings.nearest(frame, 4)
        assert np.array_equal(order[moment], alone[0]) and np.array_equal(alike[moment], alone[1])


def test_every_two_words_are_ranked_by_their_cosine() -> None:
    found = measure.every_two({"a": np.array([1.0, 0]), "b": np.array([0, 1.0]), "c": np.array([3.0, 1.0])})
    assert [(pair.a, pair.b) for pair in found] == [("a", "c"), ("b", "c"), ("a", "b")]
    assert measure.cosine(np.array([1.0, 0]), np.array([3.0, 1.0])) == pytest.approx(found[0].cosine)


def test_clusters_of_the_last_moment_are_named_by_their_middle() -> None:
    labels, middles = measure.clustered(WORDS)
    assert len(labels) == 12 and set(labels) == set(range(len(middles)))
    for cluster, names in enumerate(middles):
        assert {labels[WORDS.names.index(name)] for name in names} == {cluster}
