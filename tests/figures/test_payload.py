"""What travels to our own pictures: JSON, a zero byte, then numbers as a browser reads them."""

import base64
import json

import numpy as np
import pytest

from core.figures.payload import letters, packed, tones
from tests.figures.parts import numbers


def test_numbers_arrive_by_rows_and_lowest_bytes_first_however_they_lay_in_memory() -> None:
    table = np.array([[1, 2, 3], [4, 5, 6]], "<u2")
    for same in (table, np.asfortranarray(table), table.astype(">u2"), np.repeat(table, 2, axis=1)[:, ::2]):
        head, _, raw = packed({"name": "שלום"}, b"\7", same).partition(b"\0")
        assert json.loads(head) == {"name": "שלום"}
        assert raw == b"\7" + bytes([1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0])
        assert numbers(raw[1:], "<u2").tolist() == [1, 2, 3, 4, 5, 6]
        assert base64.b64decode(letters(same)) == table.tobytes()


def test_a_number_that_json_does_not_have_is_refused_before_it_travels() -> None:
    with pytest.raises(ValueError):
        packed({"loss": float("nan")})


def test_half_a_letter_stops_nobody() -> None:
    assert json.loads(packed({"token": "\ud83c"}).partition(b"\0")[0]) == {"token": "?"}


def test_ink_beyond_black_and_white_stays_in_a_byte() -> None:
    assert tones(np.array([[-1.0, 0.0], [0.25, 7.0]])).tolist() == [[0, 0], [64, 255]]
