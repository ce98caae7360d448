import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.metrics import r2_score
from sklearn.neighbors import KNeighborsClassifier

from core.data.digits import digits
from core.data.faces import faces
from core.measure import latent


def test_pca_equals_scikit_learns() -> None:
    learned, held_out = digits()
    ours, theirs = latent.pca(learned.images, 8), PCA(8).fit(learned.images)
    assert np.allclose(np.abs(ours.directions @ theirs.components_.T), np.eye(8), atol=1e-3)
    assert ours.variances == pytest.approx(theirs.explained_variance_ * (len(learned) - 1) / len(learned), rel=1e-4)
    rebuilt = theirs.inverse_transform(theirs.transform(held_out.images))
    assert np.allclose(ours.rebuilt(held_out.images), rebuilt, atol=1e-4)
    by_hand = sum((a - b) ** 2 for a, b in zip(held_out.images.ravel(), rebuilt.ravel(), strict=True)) / rebuilt.size
    assert latent.mean_squared_error(held_out.images, rebuilt) == pytest.approx(by_hand, rel=1e-3)


def test_numbers_below_the_noise_carry_nothing() -> None:
    nats = latent.predicted_kl(np.array([np.e**2, np.e, 1.0, 0.1]), noise=1.0)
    assert nats == pytest.approx([1.0, 0.5, 0.0, 0.0])


def test_neighbours_vote_as_scikit_learns() -> None:
    rng = np.random.default_rng(0)
    codes, labels = rng.standard_normal((200, 2)), rng.integers(3, size=200)
    asked, truth = rng.standard_normal((50, 2)), rng.integers(3, size=50)
    theirs = KNeighborsClassifier(1).fit(codes, labels).score(asked, truth)
    assert latent.named_by_neighbours(codes, labels, asked, truth, count=1) == pytest.approx(theirs)
    assert latent.named_by_neighbours(codes, labels, codes, labels, count=1) == 1


def test_ways_begin_and_end_where_they_should_and_the_arc_keeps_its_distance() -> None:
    a, b = np.array([2.0, 0.0]), np.array([0.0, 2.0])
    shares = np.linspace(0, 1, 5)
    for way in (latent.straight, latent.spherical):
        assert np.allclose(way(a, b, shares)[[0, -1]], [a, b])
    assert np.linalg.norm(latent.spherical(a, b, shares), axis=1) == pytest.approx(2.0)
    assert latent.straight(a, b, shares)[2].tolist() == [1, 1]
    assert np.allclose(latent.spherical(a, 2 * a, shares), latent.straight(a, 2 * a, shares))
    assert np.allclose(latent.spherical(0 * a, b, shares), latent.straight(0 * a, b, shares))


def test_half_way_in_sixteen_dimensions() -> None:
    line, arc = latent.middle_norms(16, 500, 0)
    assert line * 2**0.5 == pytest.approx(1, abs=0.05) and arc == pytest.approx(1, abs=0.1)


def test_an_attribute_is_found_where_it_was_put() -> None:
    rng = np.random.default_rng(1)
    factor = rng.uniform(-1, 1, 4000)
    codes = 0.05 * rng.standard_normal((4000, 3)) + np.outer(factor, [0, 2, 0])
    assert latent.attribute(codes, factor) == pytest.approx([0, 2 * 1.5, 0], abs=0.1)  # quarters lie at -0.75 and 0.75


def test_the_ruler_reads_faces_that_it_has_not_seen() -> None:
    known, unseen = faces(3000, 0), faces(500, 1)
    read = latent.ruler(known.images, known.factors).read(unseen.images)
    explained = r2_score(unseen.factors, read, multioutput="raw_values")  # of each factor's variance
    assert min(explained) > 0.95
