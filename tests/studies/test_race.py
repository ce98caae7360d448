"""The race of families, the artist and the face swap: fair, deterministic, and told as it was measured."""

from itertools import islice

import numpy as np
import pytest

from core.data.digits import digits
from core.data.faces import NAMES, draw, face, faces
from core.studies import face_swap, families, pixel_transformer
from core.training.events import Record
from core.training.run import STUDIES, Run
from core.training.study import Study


@pytest.fixture(scope="module")
def race() -> list[Record[families.Raced]]:
    """All five for a second: half a thousand updates each."""
    return list(families.learn(seed=3, marks=(1,)))


def shipped(name: str, **settings: object) -> Run:
    return Run(STUDIES / Study(name, settings).key)


def test_all_have_the_same_number_of_weights_within_a_tenth() -> None:
    counts = {name: families.weights(families.contestant(name, 0)) for name in families.RACE}
    middle = sum(counts.values()) / len(counts)
    assert all(abs(count / middle - 1) < 0.1 for count in counts.values()), counts
    assert families.weights(families.contestant("free", 0)) == counts["gan"]


def test_weights_are_counted_without_slow_copies() -> None:
    gan = families.contestant("gan", 0)
    layers = [(16, 128), (128, 128), (128, 64), (64, 128), (128, 128), (128, 1)]
    assert families.weights(gan) == sum(a * b + b for a, b in layers)


def test_the_same_seed_gives_the_same_pictures(race: list[Record[families.Raced]]) -> None:
    again = families.learn(seed=3, families=("vae",), marks=(1,))
    ours, first = (next(record for record in records if record.values) for records in (again, race))
    assert first.values.family == "vae"
    for name, array in first.arrays.items():
        assert np.array_equal(array, ours.arrays[name]), name
    assert ours.values.measured and first.values.measured
    assert ours.values.measured.frechet == first.values.measured.frechet


def test_other_dice_give_other_pictures() -> None:
    sheets = []
    for seed in (1, 2):
        family = families.contestant("gan", seed)
        family.step()
        sheets.append(family.pictures(4))
    one, other = sheets
    assert not np.array_equal(one, other)


def test_a_race_tells_what_it_does_and_its_pictures_fit_its_numbers(race: list[Record[families.Raced]]) -> None:
    moments = [(record, found) for record in race if record.values and (found := record.values.measured)]
    assert [record.values.family for record, _ in moments] == [*families.RACE, "free"]
    learned, _ = digits()
    for record, found in moments:
        sheet = record.arrays["sheet"].astype(np.float32) / 255
        assert sheet.shape == (families.SHEET, 64)
        assert sum(found.shares) == pytest.approx(1)
        apart = np.sqrt(((sheet[:, None] - learned.images[None]) ** 2).sum(-1))  # by brute force
        assert record.arrays["far"] == pytest.approx(apart.min(1), abs=0.02)
        twins = apart[np.arange(len(sheet)), record.arrays["twin"]]
        assert twins == pytest.approx(apart.min(1), abs=0.02)
    assert race[-1].step == race[-1].total


def test_what_drawing_costs_is_counted_in_evaluations(race: list[Record[families.Raced]]) -> None:
    found = [record.values for record in race if record.values]
    costs = {one.family: one.costs for one in found if one.costs}
    assert {name: [one.evaluations for one in many] for name, many in costs.items()} == {
        "vae": [1], "gan": [1], "flow": list(families.TRIED), "pixels": [64],
    }  # fmt: skip
    flow = families.contestant("flow", 0)
    calls: list[int] = []
    flow.slow.register_forward_hook(lambda *_: calls.append(1))  # type: ignore[attr-defined]
    flow.pictures(2)
    assert len(calls) == families.STEPS


def test_the_shipped_race_kept_to_its_clock_and_holds_what_the_lesson_says() -> None:
    found = [record.values for record in shipped("families.learn", seed=0).records() if record.values]
    at = {(one.family, one.measured.second): one.measured for one in found if one.measured}
    assert all(abs(one.seconds / one.second - 1) < 0.25 for one in at.values())
    assert min(families.RACE, key=lambda name: at[name, 1].frechet) == "vae"
    assert min(families.RACE, key=lambda name: at[name, 12].frechet) == "gan"
    assert min(families.RACE, key=lambda name: at[name, 12].sharpness) == "vae"
    assert at["free", 1].classes <= 2 and at["gan", 1].classes == 10
    assert all(0.42 < at[name, 12].copied < 0.62 for name in families.RACE)
    assert at["flow", 12].hurried > 5 * at["flow", 12].frechet
    assert at["vae", 12].nearest < families.real()["nearest"]


# --- the artist


def test_spoiled_pictures_differ_in_so_many_pixels_and_nowhere_else() -> None:
    given = digits()[1].images[:20, :32]
    for count in (0, 1, 4):
        wrong = pixel_transformer.spoiled(given, count, seed=0)
        changed = wrong != given
        assert (changed.sum(1) == count).all()
        assert (np.abs(wrong - given)[changed] >= 0.5).all()


def test_the_shipped_artist_draws_what_it_drew_when_it_was_trained() -> None:
    run = shipped("pixel_transformer.learn", seed=0)
    *_, last = run.records()
    model = pixel_transformer.restored(run.arrays(last))
    assert pixel_transformer.nats(model) == pytest.approx(last.values.drawn.nats, rel=0.01)  # half precision
    end = last.values.end
    assert end.slips["0"] > end.slips["4"] + 0.15 and end.given["6"] > end.given["2"]


def test_the_artist_starts_as_blind_guessing() -> None:
    first = next(pixel_transformer.learn(seed=1))
    assert first.values.drawn and first.values.drawn.nats == pytest.approx(64 * np.log(17), rel=0.01)


# --- the face swap


def test_the_truth_of_a_swap_is_the_same_face_drawn_as_the_other() -> None:
    factors = faces(20, seed=5).factors
    other = face_swap.as_other(factors)
    wanted = factors.copy()
    wanted[:, NAMES.index("identity")] = 1
    assert np.array_equal(other, draw(wanted)) and not np.array_equal(factors, wanted)


def test_a_probe_reads_real_faces_and_finds_nothing_in_noise() -> None:
    people = face_swap.People()
    probe = face_swap.Probe(people.learned[1], people.factors[1])
    kept = probe.kept(people.held_out[1], people.held_out_factors[1])
    assert min(kept.values()) > 0.9
    noise = np.random.default_rng(0).random(people.held_out[1].shape)
    assert max(abs(share) for share in probe.kept(noise, people.held_out_factors[1]).values()) < 0.25


def test_correlation_is_numpys_and_nothing_where_nothing_varies() -> None:
    a, b = np.random.default_rng(0).normal(size=(2, 50))
    assert face_swap.correlation(a, b) == pytest.approx(np.corrcoef(a, b)[0, 1])
    assert face_swap.correlation(a, np.ones(50)) == 0


def test_with_a_shared_encoder_the_expression_is_kept_and_without_one_it_is_lost() -> None:
    shared, apart = (
        list(run.records())[-1].values.kept
        for run in (shipped("face_swap.learn", seed=0), shipped("face_swap.learn", seed=0, shared=False))
    )
    assert shared["tilt"] > 0.9 and shared["smile"] > 0.5 and shared["gaze"] > 0.4
    assert abs(apart["smile"]) < 0.3 and abs(apart["gaze"]) < 0.3 and apart["tilt"] < 0.5


def test_a_face_swap_repeats_itself() -> None:
    once, again = (list(islice(face_swap.learn(seed=4), 2)) for _ in range(2))
    assert np.array_equal(once[0].arrays["swapped"], again[0].arrays["swapped"])
    assert once[0].values == again[0].values


def test_rows_side_by_side_hold_the_driver_every_model_and_the_truth() -> None:
    run = shipped("face_swap.learn", seed=0)
    model = face_swap.restored(run.arrays(run.records()[-1]))
    driver, one, other, truth = face_swap.side_by_side([model, model], gaze=0.5, tilt=-0.2)
    factors = np.stack([face(smile=smile, gaze=0.5, tilt=-0.2) for smile in (-1, -0.5, 0, 0.5, 1)])
    assert np.array_equal(driver, draw(factors)) and np.array_equal(truth, face_swap.as_other(factors))
    assert np.array_equal(one, face_swap.swap(model, driver)) and np.array_equal(one, other)


def test_the_error_of_a_row_is_its_distance_from_the_truth_in_shares_of_ink() -> None:
    rows = [np.full((5, 4), tone, np.uint8) for tone in (9, 102, 255, 153)]
    assert face_swap.errors(rows) == pytest.approx([0.2, 0.4])


def test_a_shipped_swap_comes_back_from_its_weights() -> None:
    run = shipped("face_swap.learn", seed=0)
    *_, last = run.records()
    arrays = run.arrays(last)
    made = face_swap.swap(face_swap.restored(arrays), arrays["driver"].astype(np.float32) / 255)
    assert np.abs(made - arrays["swapped"] / 255).max() < 0.03
