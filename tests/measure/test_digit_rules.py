"""Rules for digits that somebody wrote: what they see, which one decides, and what the numbers in them change."""

import numpy as np
import pytest

from core.data.digits import digits
from core.measure.digit_rules import NAMES, RULES, Numbers, came_out, decided, enclosed, looked_at, met, of_one, right

RING = """
........
..####..
..#..#..
..#..#..
..#..#..
..#..#..
..####..
........
"""
EIGHT = RING.replace("..#..#..\n..#..#..\n..####..", "..####..\n..#..#..\n..####..")
BAR = "\n".join(["...##..."] * 8)


def picture(drawn: str) -> np.ndarray:
    return np.array([[letter == "#" for letter in line] for line in drawn.split()], np.float32).ravel()


@pytest.mark.parametrize(("drawn", "digit", "rule"), [(RING, 0, "hole"), (EIGHT, 8, "two holes"), (BAR, 1, "narrow")])
def test_a_clear_digit_is_named_by_its_rule(drawn: str, digit: int, rule: str) -> None:
    assert of_one(picture(drawn), Numbers()) == (digit, RULES.index(rule))


def test_paper_that_a_way_leads_to_is_not_enclosed() -> None:
    ring = picture(RING).reshape(1, 8, 8) > 0
    assert enclosed(ring).sum() == 8
    ring[0, 3, 2] = False  # a gap
    assert enclosed(ring).sum() == 0
    assert not enclosed(np.ones((1, 8, 8), bool)).any() and not enclosed(np.zeros((1, 8, 8), bool)).any()


def test_enclosed_is_what_another_reckoning_finds() -> None:
    """SciPy labels the pieces of paper; those that touch no edge are enclosed."""
    from scipy.ndimage import label

    ink = digits()[1].images[:60].reshape(-1, 8, 8) > 0.3
    for one, found in zip(ink, enclosed(ink), strict=True):
        pieces, _ = label(~one)
        edge = {*pieces[0], *pieces[-1], *pieces[:, 0], *pieces[:, -1]}
        assert (found == (~one & ~np.isin(pieces, list(edge)))).all()


def test_some_rule_always_decides_and_says_its_digit() -> None:
    images = digits()[1].images
    assert met(images, Numbers())[:, -1].all() and len(RULES) == len(NAMES) == met(images, Numbers()).shape[1]
    names, first = decided(images, Numbers())
    assert (np.array(NAMES)[first] == names).all() and set(NAMES) == set(range(10))


def test_empty_and_full_pictures_are_named_too() -> None:
    for images in (np.zeros((1, 64), np.float32), np.ones((1, 64), np.float32)):
        assert decided(images, Numbers())[0].shape == (1,)
        assert np.isnan(looked_at(images, Numbers()).middle).all()


def test_the_numbers_change_what_comes_out() -> None:
    usual = right(Numbers())
    assert 0.3 < usual < 0.8
    assert right(Numbers(dark=0.95)) < usual
    assert right(Numbers(dark=0.4, narrow=2)) > usual


@pytest.mark.parametrize(("share", "outcome"), [(0.1, "few"), (0.5, "half"), (0.9, "nearly"), (0.99, "more")])
def test_the_outcome_compares_both(share: float, outcome: str) -> None:
    assert came_out(share, 0.98) == outcome
