"""Films and curves as they are drawn: the payload holds the films, and the figures what was measured."""

import numpy as np

from core.data import films
from core.figures import moving_pictures as figures
from core.figures.palette import DARK, LIGHT
from core.measure.moving_pictures import Emerged
from core.studies.moving_pictures import GIVEN, beside


def test_the_payload_holds_every_picture_of_every_film_and_how_far_off_it_is() -> None:
    true = films.film("ball", 0.5, 0.5)
    still = np.repeat(true.pictures[:1], films.FRAMES, axis=0)
    shown = beside(true, {"still": still})
    payload = figures.films_payload(shown, [("Truth", "law"), ("Still", "stands")])
    head, _, body = payload.partition(b"\0")
    pixels = np.frombuffer(body, np.uint8).reshape(2, films.FRAMES, films.SIDE, films.SIDE)
    assert np.allclose(pixels[0] / 255, true.pictures, atol=1 / 255) and np.array_equal(pixels[1][3], pixels[1][0])
    assert b'"given": 4' in head and b'"name": "Still"' in head
    assert shown.off["still"][0] == 0 and shown.off["still"][-1] > 3


def test_each_maker_has_a_line_that_begins_at_the_first_made_picture() -> None:
    for colours in (LIGHT, DARK):
        figure = figures.drift({"one": [0.1, 0.2], "other": [1.0, 2.0]}, colours)
        assert [trace.name for trace in figure.data] == ["one", "other"]
        assert list(figure.data[0].x) == [GIVEN + 1, GIVEN + 2]
        assert len({trace.line.dash for trace in figure.data}) == 2  # never by colour alone


def test_shares_of_a_bar_add_up_to_all_films() -> None:
    figure = figures.behind_the_wall({"one": Emerged(0.8, 0.5, 0.2, 0.3), "other": Emerged(1.0, 1.0, 0.0, 0.0)}, LIGHT)
    assert np.allclose(np.sum([trace.x for trace in figure.data], axis=0), 1)
    assert len({trace.marker.pattern.shape for trace in figure.data}) == 3


def test_the_law_is_the_diagonal_and_what_was_learned_is_shaded() -> None:
    figure = figures.beyond([0.0, 0.5, 1.0], {"one": [0.1, 0.5, 0.6]}, (0.2, 0.6), LIGHT)
    law, one = figure.data
    assert list(law.x) == list(law.y) and list(one.y) == [0.1, 0.5, 0.6]
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == (0.2, 0.6)
