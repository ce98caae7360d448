"""Files of tunes: a second library reads the same notes out of them; hostile ones get a sentence."""

import contextlib
import io
import struct
import warnings
import wave

import mido
import numpy as np
import pytest

from core.data import folk_tunes
from core.data.melodies import Note, invent, notes
from core.data.melody_files import MOST_BYTES, RATE, abc, melody, midi, sixteenth, sound, starts
from core.problems import Problem

TUNES = [invent(seed)[0].tokens for seed in (0, 1, 2)] + [
    tuple("M:6/8 ^F3 F3 | ^F f F z2 F | B,/2 c'3/2 C A3 | D6 ||".split()),
    tuple("M:3/4 C2 | ^C2 C2 C2 | c2 ^c2 C2 ||".split()),
]
NEEDS = pytest.mark.skipif(not folk_tunes.there(), reason="music21 is not installed")


def sounding(tokens: tuple[str, ...]) -> list[tuple[int, float, float]]:
    """Pitch, beginning and length of each note, in quarters."""
    return [
        (note.pitch, place / 4, note.length / 4)
        for note, place in zip(notes(tokens), [p for p in starts(tokens) if p is not None], strict=True)
        if note.pitch is not None
    ]


def read_by_music21(data: bytes | str, kind: str) -> list[tuple[int, float, float]]:
    from music21 import converter

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        score = converter.parse(data, format=kind).stripTies().flatten()
    return [(one.pitch.midi, float(one.offset), float(one.quarterLength)) for one in score.notes]


@NEEDS
@pytest.mark.parametrize("tokens", TUNES)
def test_music21_reads_the_same_notes_out_of_our_midi(tokens: tuple[str, ...]) -> None:
    assert read_by_music21(midi(tokens, "Ünï ♪"), "midi") == sounding(tokens)


@NEEDS
@pytest.mark.parametrize("tokens", TUNES)
def test_music21_reads_the_same_notes_out_of_our_abc(tokens: tuple[str, ...]) -> None:
    found = read_by_music21(abc(tokens, "A tune"), "abc")
    assert [(pitch, length) for pitch, _, length in found] == [(pitch, length) for pitch, _, length in sounding(tokens)]


def test_after_a_sharp_the_letter_is_marked_in_every_octave_until_the_bar_ends() -> None:
    assert "^F2 =f2 ^F2 =F2 | F2" in abc("M:4/4 ^F2 f2 ^F2 F2 | F2 ||".split())


@pytest.mark.parametrize("tokens", TUNES)
def test_a_sound_is_as_long_as_the_tune_and_its_loudest_frequency_is_the_note(tokens: tuple[str, ...]) -> None:
    with wave.open(io.BytesIO(sound(tokens))) as file:
        assert file.getframerate() == RATE and file.getsampwidth() == 2
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    seconds = sum(note.length for note in notes(tokens)) * sixteenth(tokens)
    assert abs(len(samples) / RATE - seconds) < 0.01
    first = notes(tokens)[0]
    here = samples[: round(first.length * sixteenth(tokens) * RATE)]
    loudest = np.abs(np.fft.rfft(here, 2**17)).argmax() * RATE / 2**17
    assert abs(12 * np.log2(loudest / 440) + 69 - (first.pitch or 0)) < 0.3


def test_our_own_file_comes_back() -> None:
    tokens = invent(2)[0].tokens
    found = melody(midi(tokens))
    assert [note.length for note in found.notes][:-1] == [note.length for note in notes(tokens)][:-1]
    assert {(one.pitch or 0) - (other.pitch or 0) for one, other in zip(found.notes, notes(tokens), strict=True)} == {
        found.moved
    }


def a_file(*tracks: list[mido.Message], ticks: int = 480) -> bytes:
    file = io.BytesIO()
    mido.MidiFile(type=1, ticks_per_beat=ticks, tracks=[mido.MidiTrack(track) for track in tracks]).save(file=file)
    return file.getvalue()


def line(*pitches: int, channel: int = 0) -> list[mido.Message]:
    """Quarter notes."""
    found = []
    for pitch in pitches:
        found.append(mido.Message("note_on", note=pitch, channel=channel))
        found.append(mido.Message("note_on", note=pitch, velocity=0, channel=channel, time=480))
    return found


def test_of_a_band_the_high_line_is_kept_and_drums_are_not() -> None:
    found = melody(a_file(line(36, 43, 36, 43), line(72, 74, 76, 77), line(90, 90, 90, 90, channel=9)))
    assert [note for note in found.notes] == [Note(72, 4), Note(74, 4), Note(76, 4), Note(77, 4)]


def test_a_tune_with_black_keys_is_moved_to_white_ones() -> None:
    found = melody(a_file(line(73, 75, 77, 78, 80)))
    assert [note.pitch for note in found.notes] == [72, 74, 76, 77, 79] and found.moved == -1


def broken() -> dict[str, tuple[bytes, str]]:
    good = midi(invent(0)[0].tokens)
    return {
        "empty": (b"", "midi.no midi"),
        "text": (b"la la la", "midi.no midi"),
        "only a head": (b"MThd", "midi.damaged"),
        "truncated": (good[:60], "midi.damaged"),
        "ten megabytes": (b"MThd" + bytes(10_000_000), "midi.too large"),
        "just too large": (good + bytes(MOST_BYTES), "midi.too large"),
        "no notes": (a_file([mido.Message("program_change", program=1)]), "midi.few notes"),
        "drums alone": (a_file(line(36, 36, 36, 36, channel=9)), "midi.few notes"),
        "no tracks": (b"MThd" + struct.pack(">LHHH", 6, 1, 0, 480), "midi.few notes"),
        "seconds": (b"MThd" + struct.pack(">LHhh", 6, 1, 0, -6360), "midi.no beats"),
        "no ticks": (b"MThd" + struct.pack(">LHHH", 6, 1, 0, 0), "midi.no beats"),
        "a hundred tracks": (a_file(*([line(60, 62)] * 100)), "midi.too much"),
        "a track that lies about its length": (good.replace(b"MTrk\0", b"MTrk\x7f"), "midi.damaged"),
    }


@pytest.mark.parametrize("name", broken())
def test_what_is_no_tune_gets_a_sentence(name: str) -> None:
    data, code = broken()[name]
    with pytest.raises(Problem) as problem:
        melody(data)
    assert problem.value.told.code == code and len(str(problem.value.told)) > 20


def test_any_torn_file_is_a_tune_or_a_problem() -> None:
    good, rng = midi(invent(1)[0].tokens), np.random.default_rng(0)
    for _ in range(300):
        torn = bytearray(good)
        for place in rng.integers(4, len(torn), 5):
            torn[place] = rng.integers(256)
        with contextlib.suppress(Problem):
            assert melody(bytes(torn)).notes
