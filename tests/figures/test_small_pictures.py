"""Small networks for the browser, films and sheets of small pictures."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from core.data.digits import digits
from core.figures.film import gif, sheet
from core.figures.networks import flat, flat_plane, networks_payload
from core.measure.latent import pca
from tests.figures.parts import numbers


def test_weights_travel_in_the_order_in_which_the_browser_reads_them() -> None:
    weights = {
        "encoder.0.weight": np.array([[1.0, 2.0]]), "encoder.0.bias": np.array([3.0]),
        "decoder.2.weight": np.array([[7.0], [8.0]]), "decoder.2.bias": np.array([9.0, 10.0]),
        "decoder.0.weight": np.array([[4.0]]), "decoder.0.bias": np.array([5.0]),
    }  # fmt: skip
    assert flat(weights).tolist() == [1, 2, 3, 4, 5, 7, 8, 9, 10]
    head, _, raw = networks_payload({"step": 4}, {"model": [weights, weights], "other": [weights]}).partition(b"\0")
    told = json.loads(head)
    assert told["step"] == 4 and told["networks"]["other"]["start"] == 18
    model = told["networks"]["model"]
    assert (model["moments"], model["size"], model["encoder"], model["decoder"]) == (2, 9, [[2, 1]], [[1, 1], [1, 2]])
    assert numbers(raw, "<f2").tolist() == flat(weights).tolist() * 3


def test_pca_as_a_network_is_pca() -> None:
    images = digits()[0].images
    plane = pca(images, 4)
    weights = flat_plane(plane)
    codes = images @ weights["encoder.weight"].T + weights["encoder.bias"]
    assert np.allclose(codes @ weights["decoder.weight"].T + weights["decoder.bias"], plane.rebuilt(images), atol=1e-4)


def test_a_film_goes_there_and_back() -> None:
    film = Image.open(io.BytesIO(gif(np.linspace(0, 1, 5)[:, None].repeat(64, 1))))
    assert film.n_frames == 8 and film.size == (256, 256)


def test_a_sheet_holds_every_picture() -> None:
    whole = sheet(np.ones((12, 64)), columns=10, zoom=2)
    assert whole.shape == (2 * 9 * 2, 10 * 9 * 2, 3)
    assert whole[0, 0].tolist() == [28, 35, 51] and whole[18, -3].tolist() == [252, 251, 248]


@pytest.mark.parametrize("count", [1, 3])
def test_a_short_film_is_a_film(count: int) -> None:
    assert gif(np.zeros((count, 64))).startswith(b"GIF89a")
