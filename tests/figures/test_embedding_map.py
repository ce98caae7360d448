"""The map's payload: every number arrives where the browser looks for it."""

import json

import numpy as np
import pytest

from core.figures.embeddings import Dot, groups, map_payload
from tests.figures.parts import numbers

DOTS = [Dot("<b>", 0), Dot("שלום", 1, True, "mean of its pieces"), Dot("c", 0), Dot("d", 0)]


def some(F: int = 3, N: int = 4, C: int = 2, K: int = 2):
    rng = np.random.default_rng(0)
    return rng.normal(size=(F, N, C)) * 7, rng.integers(0, N, size=(F, N, K)), rng.uniform(-1, 1, size=(F, N, K))


def test_every_number_arrives() -> None:
    points, order, alike = some()
    sent = map_payload(points, order, alike, DOTS, groups(["pets", "yours"]), steps=[0, 5, 9], step=9, width=64)
    head, _, raw = sent.partition(b"\0")
    facts = json.loads(head)
    assert [word["text"] for word in facts["words"]] == ["<b>", "שלום", "c", "d"] and facts["words"][1]["own"]
    where = numbers(raw[:72], "<i2").reshape(3, 4, 3) / 32767
    assert numbers(raw[72:120], "<u2").reshape(3, 4, 2).tolist() == order.tolist()
    assert numbers(raw[120:], "<i2").reshape(3, 4, 2) / 10_000 == pytest.approx(alike, abs=1e-4)
    assert np.abs(where).max() == pytest.approx(1, abs=1e-4) and (where[..., 2] == 0).all()
    ratio = np.ptp(where[..., 0]) / np.ptp(where[..., 1])
    assert ratio == pytest.approx(np.ptp(points[..., 0]) / np.ptp(points[..., 1]), rel=1e-3)  # one scale for both axes


def test_the_scale_is_the_same_at_every_moment() -> None:
    points, order, alike = some()
    points[0] *= 0.01  # noise at the start is small, and stays small on the screen
    raw = map_payload(points, order, alike, DOTS, groups(["a", "b"]), steps=[0, 1, 2], step=0, width=8).partition(
        b"\0"
    )[2]
    where = numbers(raw[:72], "<i2").reshape(3, 4, 3)[..., :2].astype(float)
    spread = np.ptp(where, axis=1).max(1)
    assert spread[0] < spread[1] / 20


def test_a_map_refuses_what_it_cannot_show() -> None:
    points, order, alike = some(N=3)
    with pytest.raises(ValueError, match=r"\(3 steps, 4 words, 2 or 3\)"):
        map_payload(points, order, alike, DOTS, groups(["a"]), steps=[0, 1, 2], step=0, width=8)


def test_no_two_of_forty_groups_look_alike() -> None:
    looks = groups([str(i) for i in range(40)])
    assert len({(look["colour"], look["shape"]) for look in looks}) == 40
