"""What the piano roll gets: each note where it sounds, each token with its chances."""

from core.data.melodies import invent
from core.figures.melodies import tune_payload


def test_notes_stand_one_after_the_other_and_tokens_begin_where_their_notes_do() -> None:
    tokens = "M:3/4 C2 z2 E2 | G6 ||".split()
    payload = tune_payload(tokens, 3, id="x", chances=[[("E2", 0.5)]] * 4, shared=(0, 2))
    assert payload["notes"] == [[60, 0, 4, True], [None, 4, 4, True], [64, 8, 4, False], [67, 12, 12, False]]
    assert payload["lines"] == [[12, 0], [24, 1]] and payload["end"] == 24
    assert [row[4] for row in payload["tokens"]] == [-1, 0, -1, 1, -1, 2, -1]
    assert payload["chances"][:3] == [[], [], []] and payload["chances"][3] == [["E2", 0.5]]


def test_nothing_at_all_is_a_payload_too() -> None:
    assert tune_payload([], 0, id="x")["notes"] == [] and tune_payload(["M:4/4"], 0, id="x")["end"] == 16


def test_a_whole_tune_fills_its_bars() -> None:
    payload = tune_payload(invent(0)[0].tokens, 0, id="x")
    assert len(payload["lines"]) == 16 and sum(strong for _, strong in payload["lines"]) == 4
