"""The map of codes: what travels with the network, and dots that can be told apart."""

import json

import numpy as np

from core.figures.latent import DOTS, dots, effect, latent_map_payload
from core.figures.networks import flat
from core.figures.palette import LIGHT
from tests.figures.parts import numbers


def test_the_map_holds_the_network_at_every_moment_and_real_pictures() -> None:
    weights = [
        {
            f"{half}.0.{kind}": np.full((2, 2) if kind == "weight" else 2, float(moment))
            for half in ("encoder", "decoder") for kind in ("weight", "bias")
        }
        for moment in (1, 2)
    ]  # fmt: skip
    images, labels = np.tile([0.0, 1.0], (DOTS + 5, 1)), np.arange(DOTS + 5) % 10
    sent = latent_map_payload(weights, images, labels, np.array([1.0, 0.0]), steps=[0, 7], run="r", follows="own")
    head, _, raw = sent.partition(b"\0")
    told = json.loads(head)
    assert (told["steps"], told["step"], told["run"], told["follows"]) == ([0, 7], 7, "r", "own")
    assert told["pixels"] == 2 and told["own"] == [255, 0] and told["pictures"] == [[0, 255]] * DOTS
    assert told["labels"] == labels[:DOTS].tolist() and told["networks"]["model"]["moments"] == 2
    assert numbers(raw, "<f2").tolist() == [*flat(weights[0]), *flat(weights[1])]


def test_no_two_digits_look_alike() -> None:
    looks = dots(10)
    assert len({(look["hue"], look["square"]) for look in looks}) == 10


def test_what_did_not_change_is_written_without_a_sign() -> None:
    """Next to nothing, downwards, is "0%", never "-0%"."""
    drawn = effect({"smile": 0.484, "gaze": -0.004}, "smile", LIGHT)
    assert list(drawn.data[0].text) == ["+48%", "0%"]
