"""Tunes as files: MIDI, sound and ABC out; MIDI of anybody's in, within limits, for its melody.

What comes in is not trusted: a file is small, a broken one is refused with a sentence, and of a whole band one line is kept.
"""

import io
import struct
import wave
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import mido  # type: ignore[import-untyped]
import numpy as np

from core.data.melodies import BAR, NOTE, PART, WHITE, Note, heard, metre, notes
from core.problems import Problem

RATE = 22_050  # samples a second
TICKS = 480  # of a quarter note
QUARTERS = 112  # a minute; of 6/8 it is the beats of three eighths, of which there are
BEATS = 100
MOST_BYTES, MOST_TRACKS, MOST_EVENTS = 100_000, 64, 20_000
LEAST_NOTES = 3
DRUMS = 9  # the channel whose notes are drums
LONGEST = 16  # sixteenths
MIDDLE, LOW, HIGH = 71, 60, 80  # of the melodies that are learned; what is beyond is moved there by octaves
REFUSALS = (EOFError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error, OverflowError)


def sixteenth(tokens: Sequence[str]) -> float:
    """Seconds of a sixteenth: a quarter has four of them, and a beat of 6/8 has six."""
    return 10 / BEATS if metre(tokens) == "6/8" else 15 / QUARTERS


# --- out


def abc(tokens: Sequence[str], title: str = "") -> str:
    """The tune as ABC. After a sharp, the same letter is marked as natural until the bar ends, in every octave: programs do
    not agree on how far a sharp reaches."""
    speed = f"3/8={BEATS}" if metre(tokens) == "6/8" else f"1/4={QUARTERS}"
    head = ["X:1", f"T:{' '.join(title.split())}", f"M:{metre(tokens)}", "L:1/8", f"Q:{speed}", "K:C"]
    lines, line, sharps = [], list[str](), set[str]()
    for token in tokens:
        if found := NOTE.fullmatch(token):
            letter = found[2].upper()
            natural = not found[1] and letter in sharps
            if found[1]:
                sharps.add(letter)
            line.append("=" * natural + token)
        elif token in (BAR, PART):
            sharps = set()
            line.append(token)
            if token == PART or line.count(BAR) == 4:
                lines.append(" ".join(line))
                line = []
    if line:
        lines.append(" ".join(line))
    return "\n".join([*head, *lines]) + "\n"


def midi(tokens: Sequence[str], title: str = "") -> bytes:
    """The tune as a MIDI file of one track."""
    above, below = map(int, metre(tokens).split("/"))
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=title.encode("latin-1", "replace").decode("latin-1")))
    track.append(mido.MetaMessage("set_tempo", tempo=round(4e6 * sixteenth(tokens))))
    track.append(mido.MetaMessage("time_signature", numerator=above, denominator=below))
    waited = 0
    for note in notes(tokens):
        ticks = note.length * TICKS // 4
        if note.pitch is None:
            waited += ticks
            continue
        track.append(mido.Message("note_on", note=note.pitch, velocity=80, time=waited))
        track.append(mido.Message("note_off", note=note.pitch, velocity=0, time=ticks))
        waited = 0
    track.append(mido.MetaMessage("end_of_track", time=waited))
    file = io.BytesIO()
    mido.MidiFile(type=0, ticks_per_beat=TICKS, tracks=[track]).save(file=file)
    return file.getvalue()


def sound(tokens: Sequence[str]) -> bytes:
    """The tune as a WAV file: three partials of a triangle's, each note with a soft beginning and end."""
    seconds = sixteenth(tokens)
    played = []
    for note in notes(tokens):
        time = np.arange(round(note.length * seconds * RATE)) / RATE
        if note.pitch is None:
            played.append(np.zeros(len(time)))
            continue
        turns = 2 * np.pi * 440 * 2 ** ((note.pitch - 69) / 12) * time
        wave_ = np.sin(turns) - np.sin(3 * turns) / 9 + np.sin(5 * turns) / 25
        last = len(time) / RATE
        played.append(
            wave_ * np.clip(time / 0.015, 0, 1) * np.clip((last - time) / 0.06, 0, 1) * (1 - 0.5 * time / last)
        )
    samples = np.concatenate(played) if played else np.zeros(1)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(np.rint(12_000 * samples).astype("<i2").tobytes())
    return file.getvalue()


# --- in


@dataclass(frozen=True)
class OwnMelody:
    """The melody of a file, moved so that it needs as few black keys as possible."""

    notes: tuple[Note, ...]
    moved: int  # semitones


def melody(data: bytes) -> OwnMelody:
    """The melody of a MIDI file. Problem where it is none, too large or without notes."""
    if len(data) > MOST_BYTES:
        raise Problem("midi.too large", bytes=len(data), most=MOST_BYTES)
    if not data.startswith(b"MThd"):
        raise Problem("midi.no midi")
    try:
        file = mido.MidiFile(file=io.BytesIO(data), clip=True)
        ticks = int(file.ticks_per_beat)
        if not 1 <= ticks < 2**15:  # from there on it counts seconds instead of beats
            raise Problem("midi.no beats")
        if len(file.tracks) > MOST_TRACKS or sum(map(len, file.tracks)) > MOST_EVENTS:
            raise Problem("midi.too much", tracks=MOST_TRACKS, events=MOST_EVENTS)
        lines = _lines(file)
    except Problem:
        raise
    except REFUSALS:
        raise Problem("midi.damaged") from None
    line = _leading(lines)
    if len(line) < LEAST_NOTES:
        raise Problem("midi.few notes", notes=len(line), least=LEAST_NOTES)
    return _moved(_one_by_one(line, ticks))


def _lines(file: mido.MidiFile) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """When which pitch begins, for each channel of each track, in ticks."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for number, track in enumerate(file.tracks):
        now = 0
        for message in track:
            now += int(message.time)
            if message.type == "note_on" and message.velocity > 0 and message.channel != DRUMS:
                found[number, message.channel].append((now, message.note))
    return found


def _leading(lines: dict[tuple[int, int], list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Of the lines with many notes the highest one; of notes that begin together the highest."""
    if not lines:
        return []
    many = max(map(len, lines.values())) / 4
    line = max(
        (one for one in lines.values() if len(one) >= many), key=lambda one: sum(pitch for _, pitch in one) / len(one)
    )
    return sorted({begin: pitch for begin, pitch in sorted(line)}.items())


def _one_by_one(line: Sequence[tuple[int, int]], ticks: int) -> list[Note]:
    """Each note until the next one begins, in sixteenths; two that begin in the same sixteenth are one."""
    begins: dict[int, int] = {round(4 * begin / ticks): pitch for begin, pitch in line}
    places = sorted(begins)
    ends = [*places[1:], places[-1] + 4]
    return [Note(begins[place], min(LONGEST, end - place)) for place, end in zip(places, ends, strict=True)]


def _moved(line: Sequence[Note]) -> OwnMelody:
    pitches = [note.pitch for note in line if note.pitch is not None]

    def black(shift: int) -> int:
        return sum((pitch + shift) % 12 not in WHITE for pitch in pitches)

    shift = min(range(-6, 6), key=lambda shift: (black(shift), abs(shift)))
    middle = sum(pitches) / len(pitches) + shift
    if not LOW <= middle <= HIGH:
        shift -= 12 * round((middle - MIDDLE) / 12)
    return OwnMelody(tuple(Note((note.pitch or 0) + shift, note.length) for note in line), shift)


def starts(tokens: Sequence[str]) -> list[int | None]:
    """When each token begins, in sixteenths; None for what is no note."""
    now, found = 0, list[int | None]()
    for token in tokens:
        note = heard(token)
        found.append(now if note else None)
        now += note.length if note else 0
    return found
