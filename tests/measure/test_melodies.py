"""What is counted of tunes, against tunes in which one can count it by hand."""

import numpy as np
import pytest

from core.data.melodies import Note, heard, invent, invented, notes, written
from core.measure.melodies import Library, average, moves, nearest, shuffled, structure

ROUND = "M:4/4 C2 D2 E2 C2 | C2 D2 E2 C2 | E2 F2 G4 | E2 F2 G4 ||".split()


def moved(tokens: list[str], by: int) -> list[str]:
    return [written(Note(n.pitch + by, n.length)) if (n := heard(token)) and n.pitch else token for token in tokens]


def test_a_round_by_hand() -> None:
    found = structure(ROUND)
    assert (found.adds_up, found.repeated, found.even, found.span) == (1.0, 0.5, 0.0, 7.0)
    assert structure([*ROUND, *ROUND[1:]]).even == 1.0
    assert structure([*ROUND, *ROUND[1:]]).repeated == 6 / 8


def test_a_bar_that_is_too_short_does_not_add_up() -> None:
    assert structure("M:3/4 C6 | C4 | C6 | C6 ||".split()).adds_up == 0.5


@pytest.mark.parametrize("tokens", [[], ["M:4/4"], ["||"], ["z2"], ["C2"]])
def test_nothing_much_is_measured_too(tokens: list[str]) -> None:
    assert structure(tokens).repeated == 0 and Library([ROUND]).longest(tokens).notes in (0, 1)


def test_the_grammars_own_tunes_are_perfect_and_shuffled_ones_are_not() -> None:
    tunes = [tune.tokens for tune in invented(60)]
    data, mixed = average(tunes), average(shuffled(tune, np.random.default_rng(0)) for tune in tunes)
    assert data.adds_up == data.even == 1.0 and data.repeated > 0.3
    assert mixed.adds_up < 0.5 and mixed.repeated < 0.1 and mixed.span == data.span
    assert nearest({"good": data, "bad": mixed}, data) == dict.fromkeys(("adds_up", "repeated", "even"), "good")


def test_shuffling_keeps_notes_and_bar_lines() -> None:
    tune = invent(1)[0].tokens
    mixed = shuffled(tune, np.random.default_rng(0))
    assert sorted(mixed) == sorted(tune) and mixed != tune
    assert [place for place, token in enumerate(tune) if token == "|"] == [p for p, t in enumerate(mixed) if t == "|"]


def test_a_copy_is_found_in_every_key_and_told_where_it_is() -> None:
    library = Library([tune.tokens for tune in invented(50, first=100)] + [ROUND])
    for by in (0, 5, -7):
        found = library.longest(["M:4/4", "c/2", *moved(ROUND[1:], by)])
        assert (found.notes, found.place, found.tune, found.of) == (14, 1, 50, 15)


def test_the_longest_run_is_the_longest() -> None:
    """Against looking at every run of every tune."""
    tunes = [tune.tokens for tune in invented(8)]
    library, tune = Library(tunes), invent(900)[0].tokens
    mine, others = moves(tune), [moves(other) for other in tunes]
    best = max(
        length for length in range(len(mine)) for start in range(len(mine) - length + 1)
        if any(mine[start : start + length] == other[at : at + length] for other in others for at in range(len(other)))
    )  # fmt: skip
    assert library.longest(tune).notes == best + 1 and library.longest(tune).of == len(notes(tune))


def test_other_lengths_are_no_copy() -> None:
    slower = ["M:4/4", *(token + "2" if token in "CDE" else token.replace("2", "4") for token in ROUND[1:])]
    assert Library([ROUND]).longest(slower).notes < 3
