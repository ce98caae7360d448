"""Real tunes: read as music21 reads them, moved to plain keys, of three old collections."""

import random
import re

import pytest

from core.data import folk_tunes
from core.data.folk_tunes import COLLECTIONS, WHOLE, Unreadable, as_tokens, read, there, tunes
from core.data.melodies import FULL, Note, bars, metre, notes

NEEDS = pytest.mark.skipif(not there(), reason="music21 is not installed")
HEAD = "X:1\nT:Enchanted Valley, The\nM:3/4\nL:1/8\nK:{key}\n"


def sounding(body: str, key: str = "C") -> list[tuple[int | None, float]]:
    return [(note.pitch, note.length / WHOLE * 4) for note in read(HEAD.format(key=key) + body).notes]


def test_lengths_broken_rhythms_and_octaves() -> None:
    assert sounding("C2 c/ c'//|B,3/2 z4|") == [(60, 1), (72, 0.25), (84, 0.125), (59, 0.75), (None, 2)]
    assert sounding("d>c B<A d>>c|") == [(74, 0.75), (72, 0.25), (71, 0.25), (69, 0.75), (74, 0.875), (72, 0.125)]


def test_keys_and_accidentals_hold_as_abc_says() -> None:
    assert [pitch for pitch, _ in sounding("F c|", "D")] == [66, 73]
    assert [pitch for pitch, _ in sounding("B e|", "Gm")] == [70, 75]
    assert [pitch for pitch, _ in sounding("F=FFF|F", "G")] == [66, 65, 65, 65, 66]


def test_ornaments_are_left_out_and_notes_stay() -> None:
    assert len(sounding('{g}A "Am"B Hc2 ~d !trill!e ">"f (ga) .b|')) == 9


@pytest.mark.parametrize("body", ["(3ABc d2|", "[CEG]2 c4|", "[K:D] c4|", "\x00", "C2/0 D"])
def test_what_a_plain_melody_has_no_place_for_is_refused(body: str) -> None:
    with pytest.raises(Unreadable):
        sounding(body)


def test_only_the_last_ending_is_kept_and_a_tie_is_one_note() -> None:
    bars_ = "|:C6|D6|E6|F6|G6|A6|B6|1 c6:|2 d6||e6|f6|g6|a4-a2|"
    tokens = as_tokens(read(HEAD.format(key="C") + bars_))
    assert "c6" not in tokens and "d6" in tokens and tokens[-2] == "a6"


def test_a_title_is_turned_as_one_says_it() -> None:
    assert read(HEAD.format(key="C") + "C6|").title == "The Enchanted Valley"


@NEEDS
def test_tunes_are_of_the_three_collections_add_up_and_are_plain() -> None:
    found = tunes()
    assert len(found) > 1_000 and {tune.collection for tune in found} == set(COLLECTIONS.values())
    assert len({tune.tokens for tune in found}) == len(found) and all(tune.title for tune in found)
    for tune in found[::40]:
        full = FULL[metre(tune.tokens)]
        assert all(sum(n.length for n in bar) == full for part in bars(tune.tokens) for bar in part[1:-1])
    black = [note.pitch % 12 in (1, 3, 6, 8, 10) for tune in found for note in notes(tune.tokens) if note.pitch]
    assert sum(black) < 0.05 * len(black)


@NEEDS
def test_pitches_and_lengths_are_those_that_music21_reads() -> None:
    """Of tunes without what music21 10.5.1 reads otherwise than ABC is meant."""
    from music21 import converter

    compared = 0
    texts = [text for _, text in folk_tunes.texts()]
    random.Random(7).shuffle(texts)
    for text in texts:
        body = text.partition("\nK:")[2].partition("\n")[2]
        if compared == 25 or set(body) & set('"^_=!{HLMOPST.~uv') or re.search("[A-Ga-g]:", body):
            continue
        try:
            as_tokens(ours := read(text))
        except Unreadable:
            continue
        score = converter.parse(text, format="abc")
        theirs = [
            Note(None if one.isRest else one.pitch.midi, int(one.quarterLength * 64))
            for one in score.recurse().notesAndRests if not one.duration.isGrace
        ]  # fmt: skip
        assert [Note(one.pitch, one.length * 256 // WHOLE) for one in ours.notes] == theirs, ours.title
        compared += 1
    assert compared == 25
