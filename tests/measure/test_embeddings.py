"""Neighbours, ranks, maps and analogies: references that can be worked out by hand, and laws."""

import numpy as np
import pytest

from core.data.world import World
from core.measure import embeddings as measure
from core.measure import pmi_vectors, word_contexts
from core.tokenizers import train
from core.training.run import SHIPPED, Run
from tests.data.own_files import STORIES

RNG = np.random.default_rng(0)


def test_words_are_single_tokens_with_their_kind() -> None:
    tokenizer = Run(SHIPPED / "world").tokenizer()
    words = measure.words(tokenizer, World(0))
    assert all(tokenizer.encode(word.text) == [word.token] for word in words)
    assert {word.text: word.kind for word in words}["fox"] == "animal"
    assert len({word.token for word in words}) == len(words)


def test_of_a_text_the_most_frequent_words_come_first() -> None:
    tokenizer = Run(SHIPPED / "world").tokenizer()
    assert [word.text for word in measure.words(tokenizer, None, "fox the the fox the", most=1)] == ["the"]
    assert measure.words(tokenizer, None, "") == []


@pytest.mark.parametrize("kind", ["pieces", "characters"])
def test_a_model_of_a_script_without_spaces_has_a_word_a_sign(kind: str) -> None:
    text = f"{STORIES['Chinese']}\n" * 40
    tokenizer = train(kind, text, 300)
    found = {word.text: word.token for word in measure.words(tokenizer, None, text)}
    assert len(found) > 25 and all(len(word) == 1 for word in found)
    assert all(tokenizer.spell([token]) == [word] for word, token in found.items() if word != text[0])


@pytest.mark.parametrize("word", ["warm", "Ω", "שלום", "<b>", "a\x00b", "x" * 300, "👩‍👩‍👧"])
def test_any_typed_word_is_placed_or_said_to_have_no_place(word: str) -> None:
    tokenizer = Run(SHIPPED / "world").tokenizer()
    spot = measure.placed(word, tokenizer, RNG.normal(size=(tokenizer.size, 8)))
    assert spot.vector is None or np.isfinite(spot.vector).all()
    assert spot.vector is not None or spot.unknown


def test_the_mean_of_its_pieces_stands_for_a_word_without_a_vector() -> None:
    tokenizer = Run(SHIPPED / "world").tokenizer()
    table = RNG.normal(size=(tokenizer.size, 8))
    spot = measure.placed("warm", tokenizer, table)
    assert not spot.whole and len(spot.pieces) > 1
    assert spot.vector == pytest.approx(measure.unit(table[tokenizer.encode("warm")]).mean(0))


def test_cosines_by_hand() -> None:
    vectors = np.array([[2.0, 0], [0, 3], [-1, 0], [1, 1]])
    assert measure.cosines(vectors, np.array([5.0, 0])) == pytest.approx([1, 0, -1, 0.5**0.5])


def test_nobody_is_their_own_neighbour_and_length_does_not_matter() -> None:
    vectors = RNG.normal(size=(20, 6))
    order, alike = measure.nearest(vectors, 5)
    assert all(i not in row for i, row in enumerate(order.tolist()))
    assert (np.diff(alike, axis=1) <= 0).all()
    stretched, _ = measure.nearest(vectors * RNG.uniform(0.1, 9, size=(20, 1)), 5)
    assert (stretched == order).all()


def test_ranks_of_a_pair_by_hand() -> None:
    vectors = np.array([[1.0, 0], [0.9, 0.1], [0.8, 0.9], [0, 1]])
    pair = measure.pairs(vectors, ["a", "b", "c", "d"], [("a", "c"), ("a", "missing")])
    assert [(p.a, p.b, p.rank, p.back) for p in pair] == [("a", "c", 2, 3)]
    assert measure.mean_reciprocal_rank(pair) == pytest.approx((1 / 2 + 1 / 3) / 2)
    assert measure.mean_reciprocal_rank([]) == 0


def test_main_axes_agree_with_scikit_learn() -> None:
    from sklearn.decomposition import PCA

    vectors = RNG.normal(size=(40, 7)) * [5, 3, 2, 1, 1, 1, 1]
    mean, axes, share = measure.main_axes(vectors, 2)
    peer = PCA(2).fit(vectors)
    assert np.abs((vectors - mean) @ axes) == pytest.approx(np.abs(peer.transform(vectors)))
    assert share == pytest.approx(peer.explained_variance_ratio_.sum())


def test_a_turned_and_mirrored_map_is_turned_back() -> None:
    points = RNG.normal(size=(30, 2))
    turn = np.array([[0.6, -0.8], [-0.8, -0.6]])
    assert measure.aligned(points @ turn + 5, points) == pytest.approx(points)


def test_maps_of_any_size_become_alike_and_nothing_leaves_the_rim() -> None:
    points = RNG.normal(size=(100, 3))
    small, large = measure.same_size(points * 0.01), measure.same_size(points * 50 + 7)
    assert small == pytest.approx(large)
    points[0] = 1_000
    assert np.linalg.norm(measure.same_size(points), axis=1).max() == pytest.approx(1.3)


def test_a_map_that_shows_everything_keeps_everything() -> None:
    vectors = measure.unit(RNG.normal(size=(30, 3)))
    assert measure.kept(vectors, vectors) == 1
    assert measure.kept(RNG.normal(size=(30, 2)), vectors) < 0.7


def test_what_is_near_on_a_map_stays_near_where_the_map_is_only_turned() -> None:
    points = RNG.normal(size=(30, 2))
    near = measure.near_on_map(points, 4)
    assert all(i not in row for i, row in enumerate(near.tolist()))
    assert measure.stays_near(near, measure.near_on_map(points @ np.array([[0.0, 1], [-1, 0]]) * 3, 4)) == 1
    assert measure.stays_near(near, measure.near_on_map(RNG.normal(size=(30, 2)), 4)) < 0.5


def test_a_map_is_cut_into_slices_about_its_middle() -> None:
    corners = np.array([[1.0, 1], [-1, 1], [-1, -1], [1, -1]])
    assert measure.slices(corners, 4).tolist() == [0, 1, 2, 3]


def test_clusters_are_found_and_named_by_their_middle() -> None:
    vectors = np.concatenate(
        [RNG.normal(size=(8, 4)) * 0.05 + [1, 0, 0, 0], RNG.normal(size=(4, 4)) * 0.05 + [0, 1, 0, 0]]
    )
    labels = measure.clusters(vectors, 2)
    assert labels.tolist() == [0] * 8 + [1] * 4
    assert set(measure.central(vectors, labels, list("abcdefghijkl"))[1]) <= set("ijkl")


def test_an_analogy_that_is_a_parallelogram_is_solved_only_by_its_offset() -> None:
    ends = measure.unit(RNG.normal(size=(8, 40)))
    vectors = np.concatenate([ends, ends + 1.2 * measure.unit(RNG.normal(size=40))])
    names = [f"{side}{i}" for side in "ab" for i in range(8)]
    found = measure.analogies([(f"a{i}", f"b{i}") for i in range(8)], names, vectors)
    assert found.asked == 56 and found.right > 0.9 and found.shuffled < 0.1 and len(found.misses) < 6


def test_a_correlation_without_variation_is_none() -> None:
    assert measure.correlation([1, 1, 1], [1, 2, 3]) == 0
    assert measure.correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1)


# --- contexts and counts


def test_two_words_share_the_frames_that_both_fill() -> None:
    reader = word_contexts.Reader()
    for line in ("She saw a fox. He saw a hare.", "She saw a hare."):
        reader.read(line)
    company = reader.company()
    shared = word_contexts.shared(company, "fox", "hare")
    assert [(s.before, s.after, s.count_a, s.count_b) for s in shared] == [("a", word_contexts.EDGE, 1, 2)]
    assert shared[0].sentence_a == "She saw a fox." and company.counts["saw"] == 3
    assert word_contexts.shared(company, "fox", "nobody") == []


def test_meetings_are_counted_within_the_window_and_within_a_line() -> None:
    names, line = pmi_vectors.spelled(["a b c", "c a"])
    table = pmi_vectors.meetings(line, 3, 2)
    at = names.index
    assert table[at("a"), at("b")] == 1 and table[at("a"), at("c")] == 1 / 2 + 1
    assert (table == table.T).all()


def test_who_meets_as_often_as_chance_allows_is_no_surprise() -> None:
    assert pmi_vectors.surprise(np.ones((4, 4)), smoothing=1.0) == pytest.approx(np.zeros((4, 4)))
