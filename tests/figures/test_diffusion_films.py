"""Films from noise to picture: every frame has its sentence and its row, and the end is told as it was measured."""

import json
from typing import Any

import numpy as np

from core.figures import diffusion_films as films
from core.lessons import lesson
from core.measure.points import Match
from core.studies.diffusion_films import DIGITS, FACES, Asked, Cloud, Digits, Faces, Way

TEXT, DEEPER = lesson("diffusion"), lesson("diffusion_deeper")


def way(count: int, numbers: int) -> Way:
    frames = np.zeros((3, count, numbers))
    return Way([1.0, 0.5, 0.0], [0, 1, 2], frames, frames)


def cloud(**found: Any) -> Cloud:
    return Cloud(way(4, 2), np.zeros((4, 2)), np.zeros((3, 2, 2, 2)), **found)


def said(film: films.Film) -> list[str]:
    sentences: list[str] = json.loads(film.payload.split(b"\0", 1)[0])["said"]
    return sentences


def test_a_shape_of_clouds_counts_its_clouds_and_another_one_its_places() -> None:
    made = cloud(hits=[Match(covered, 8, share, 0.0) for covered, share in ((0, 0.0), (5, 0.5), (8, 0.92))])
    ring, spiral = films.shape(TEXT, made, "ring"), films.shape(TEXT, made, "spiral")
    assert ring.told == {"film.ring": {"hit": 0.92, "covered": 8, "places": 8}} and "film.shape" in spiral.told
    assert ring.numbers[1] == {"noise_level": "0.500", "points_that_hit": "50%", "clouds_covered": "5"}
    assert (
        len(said(ring)) == len(ring.numbers) == 3 and "92%" in said(ring)[-1] and "places_covered" in spiral.numbers[0]
    )


def test_clouds_with_names_tell_how_many_points_are_nearest_to_the_one_asked_for() -> None:
    film = films.named_clouds(DEEPER, cloud(right=[0.3, 0.6, 0.85], spread=0.1))
    assert film.told == {"film.clouds": {"nearest": 0.85, "spread": 0.1}}
    assert [row["nearest_to_the_cloud_asked_for"] for row in film.numbers] == ["30%", "60%", "85%"]


def test_drowning_digits_are_told_by_the_most_noise_from_which_nine_of_ten_are_found_again() -> None:
    made = Digits(way(DIGITS, 64), [3, 18, 20], right=20, like=19)
    assert films.still_right(made) == 0.5
    assert films.digits(TEXT, made, Asked(forwards=True)).told == {"film.still": {"noise_level": 0.5}}
    assert films.digits(TEXT, made, Asked()).told == {"film.digits": {"right": 20, "digits": DIGITS, "like": 19}}
    assert films.still_right(Digits(way(DIGITS, 64), [3, 4, 5], right=5, like=5)) == 0.0


def test_where_hardly_a_picture_looks_like_a_digit_nobody_praises_that_the_judge_reads_them_all_as_asked() -> None:
    made = Digits(way(DIGITS, 64), [20, 20, 20], right=20, like=0)
    assert list(films.digits(TEXT, made, Asked(steps=1)).told) == ["film.no digits"]


def test_faces_tell_each_word_or_that_there_was_none() -> None:
    made = Faces(way(FACES, 576), {"smiling": 9}, right=9)
    film = films.faces(TEXT, made, Asked())
    assert film.told == {"film.faces": {"right": 9, "faces": FACES, "words": "smiling"}}
    assert film.numbers[0]["word"] == "smiling"
    unclear = films.faces(TEXT, Faces(way(FACES, 576), {"smiling": 0}, right=0, unclear=12), Asked())
    assert unclear.told["film.unclear"] == {"unclear": 12}
    assert list(films.faces(TEXT, Faces(way(FACES, 576), {}, right=0), Asked()).told) == ["film.no word"]
    assert list(films.faces(TEXT, made, Asked(forwards=True)).told) == ["film.drown"]
