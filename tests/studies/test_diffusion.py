"""The diffusion studies: how a denoiser learns, what words are understood, and two findings over three seeds."""

from itertools import islice

import numpy as np
import pytest
import torch

from benchmarks.findings import dif_1, dif_3
from core.data.faces import NAMES, faces
from core.models.diffusion import Config
from core.studies import denoising, diffusion_digits, diffusion_faces, diffusion_measured, diffusion_points


def test_a_study_repeats_itself_and_learns() -> None:
    first, again = (list(diffusion_points.learn(shape="moons", steps=300)) for _ in range(2))
    assert [record.values for record in first] == [record.values for record in again]
    _, early, *_, late = (record.values.loss for record in first)
    assert first[-1].step == 300 and early and late and late < 0.8 * early
    assert np.array_equal(first[-1].arrays["weights"], again[-1].arrays["weights"])


def test_other_seeds_give_other_networks() -> None:
    one, other = (list(diffusion_points.learn(steps=4, seed=seed))[-1].arrays["weights"] for seed in (0, 1))
    assert not np.array_equal(one, other)


def test_weights_come_back_as_they_were() -> None:
    learner = diffusion_digits.learner("flow", True, 0, 10)
    learner.step()
    config = diffusion_digits.network("flow")
    x, t = torch.randn(3, 64), torch.rand(3)
    back = denoising.restored(config, denoising.flat(learner.average))
    assert torch.allclose(back(x, t), learner.average(x, t), atol=1e-2)
    with pytest.raises(ValueError, match="weights, but 3 came"):
        denoising.restored(config, np.zeros(3, np.float16))


def test_an_untrained_and_a_trained_network_are_among_the_moments() -> None:
    for count in (3, 7, 12):
        marks = denoising.landmarks(5000, count)
        assert marks[0] == 0 and marks[-1] == 5000 and len(marks) == count
    assert next(iter(diffusion_points.learn())).step == 0


@pytest.mark.parametrize("drawn", [[[0, 2]], [[1]], [[0, 0]] * 500], ids=["far out", "no points", "too many"])
def test_awkward_drawings_get_a_sentence(drawn: list) -> None:
    with pytest.raises(ValueError, match="1 to 400 points, all of them inside the frame"):
        next(diffusion_points.learn(shape="drawn", drawn=drawn))
    with pytest.raises(ValueError, match="There is no"):
        diffusion_points.config("cube", "flow")


def test_the_nearest_cloud_is_the_most_likely_one() -> None:
    points, names = diffusion_points.clouds(4_000, np.random.default_rng(0))
    centres = diffusion_points.cloud_centres()
    by_bayes = np.stack([np.exp(-((points - c) ** 2).sum(1) / (2 * diffusion_points.CLOUD_SPREAD**2)) for c in centres])
    assert np.array_equal(diffusion_points.most_likely(points), by_bayes.argmax(axis=0))
    assert 0.7 < (diffusion_points.most_likely(points) == names).mean() < 0.95  # they overlap


# --- faces from words


@pytest.mark.parametrize(
    ("prompt", "words", "unknown"),
    [
        ("smiling, glasses", ("smiling", "glasses"), ()),
        ("A SMILING face without glasses", ("smiling", "without glasses"), ()),
        ("no glasses and long hair!", ("no glasses", "long hair"), ()),
        ("", (), ()),
        ("   \n ,,, ", (), ()),
        ("zebra <b>glasses</b> 🦓", ("glasses",), ("zebra", "<", "b", ">", "/", "🦓")),
        ("smilingglasses", (), ("smilingglasses",)),
        ("'; DROP TABLE faces", (), ("drop", "table", "faces")),
        ("glasses " * 40, ("glasses",), ()),
    ],
)
def test_words_that_it_knows_are_found_in_any_text(prompt: str, words: tuple, unknown: tuple) -> None:
    read = diffusion_faces.read(prompt)
    assert read.words == words and read.unknown == unknown
    assert np.array_equal(read.condition, diffusion_faces.condition(words))


def test_a_later_word_overrules_an_earlier_one() -> None:
    read = diffusion_faces.read("smiling, no, sad, glasses")
    assert read.words == ("sad", "glasses") and read.overruled == ("smiling",) and not read.unseen
    assert diffusion_faces.read("glasses, laughing").unseen


def test_training_never_shows_the_held_out_pair() -> None:
    known = faces(500)
    pair = diffusion_faces.together(known.factors)
    by_hand = [f[NAMES.index("smile")] > 0 and f[NAMES.index("glasses")] == 1 for f in known.factors]
    assert pair.tolist() == by_hand and 0.15 < pair.mean() < 0.35


def test_a_condition_says_what_is_given_and_what_is_left_open() -> None:
    conditions = diffusion_faces.conditions_of(faces(50).factors)
    assert conditions.shape == (50, 14) and np.abs(conditions[:, :7]).max() <= 1 and (conditions[:, 7:] == 1).all()
    dropped = diffusion_faces.drop_some(torch.from_numpy(conditions), torch.Generator().manual_seed(0)).numpy()
    given = dropped[:, 7:] == 1
    assert 0.4 < given.mean() < 0.6 and (dropped[:, :7][~given] == 0).all()
    assert np.array_equal(dropped[:, :7][given], conditions[:, :7][given])


def test_latent_numbers_keep_faces_recognisable() -> None:
    known = faces(1_000).images
    codec = diffusion_faces.Codec.fitted(known)
    latent = codec.encode(known)
    assert latent.shape == (1_000, diffusion_faces.LATENT) and (latent**2).mean() == pytest.approx(1, rel=0.05)
    assert np.abs(latent).max() < diffusion_faces.BOUND
    assert ((codec.decode(latent) - known) ** 2).mean() < 0.05 * known.var()


def test_whether_a_face_is_as_asked_follows_its_factors() -> None:
    known = faces(30, seed=3)
    right = diffusion_measured.as_asked(known.images, ("smiling", "glasses"))
    clear = np.abs(known.factors[:, 0]) > 0.3
    assert np.array_equal(right[clear, 0], known.factors[clear, 0] > 0) and np.array_equal(
        right[:, 1], known.factors[:, 4] > 0.5
    )


# --- findings: one start of each here, twenty in their ledgers


def test_denoising_makes_the_ring_without_collapse() -> None:
    assert dif_1.holds(dif_1.measured(0))


def test_guidance_trades_variety_for_obedience() -> None:
    assert dif_3.holds(dif_3.measured(0))


def test_a_finding_can_fail() -> None:
    assert not dif_1.holds({"modes": 7, "quality": 0.99, "least": 0.1, "most": 0.15})
    assert not dif_3.holds({"strength": [0.0, 3.0], "right": [0.9, 0.8], "variance": [0.2, 0.1]})


def test_a_named_network_learns_what_it_was_told_in_seconds() -> None:
    learner = denoising.Learner(
        Config("flow", size=2, width=32, layers=1, conditions=3), np.repeat(diffusion_points.cloud_centres(), 200, 0),
        np.repeat(np.eye(3), 200, 0), steps=300,
    )  # fmt: skip
    list(islice(denoising.records(learner, 3), 99))
    asked = np.arange(60) % 3
    told = torch.eye(3)[torch.from_numpy(asked)]
    made = diffusion_measured.drawn(learner.average, 60, 20, "euler", condition=told)
    assert (diffusion_points.most_likely(made) == asked).mean() > 0.95
