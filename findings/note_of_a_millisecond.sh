#!/usr/bin/env bash
# Three notes of one millisecond, written to a MIDI file and read back.
#
# One would swear: they come back very short, or they are dropped.
# What happens:    pretty_midi counts in steps of 2.3 milliseconds. A shorter note may begin and end at one step, and
#                  of things at one step the ends are written first. So the end comes before its beginning, and
#                  the note sounds until the next note of its pitch ends it: a click becomes a tone of a second. If
#                  no such note follows, the click is gone. symusic reads the same tones out of that file, so it is the
#                  file that is wrong; and what symusic writes itself, it reads back as clicks.
# Versions: pretty_midi 0.2.11.post0, symusic 0.6.0. Seen 2026-11-27.
# Output seen: the two clicks on C came back with 1 and 1.5 seconds; the click on E is gone.
# Why it matters: a model that writes music by the clock writes such notes, most of all on drums and early in training.
# The picture of its notes shows dots, and the file that one listens to drones.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  pretty_midi==0.2.11.post0 symusic==0.6.0 numpy==2.4.6 setuptools==80.9.0 || exit 2
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
from importlib.metadata import version

import pretty_midi
import symusic

print("pretty_midi", version("pretty_midi"), "· symusic", version("symusic"))

C, E = 60, 64
notes = [(C, 0, 0.001), (E, 0.5, 0.001), (C, 1, 0.001), (C, 2, 0.5)]  # pitch, start, length in seconds

song = pretty_midi.PrettyMIDI()
piano = pretty_midi.Instrument(program=0)
piano.notes = [pretty_midi.Note(80, pitch, start, start + length) for pitch, start, length in notes]
song.instruments.append(piano)
song.write("clicks.mid")


def by_pretty_midi(path):
    found = pretty_midi.PrettyMIDI(path).instruments[0].notes
    return sorted((round(float(note.start), 2), note.pitch, round(float(note.duration), 2)) for note in found)


def by_symusic(path):
    found = symusic.Score(path).to("second").tracks[0].notes
    return sorted((round(note.time, 2), note.pitch, round(note.duration, 2)) for note in found)


score = symusic.Score(song.resolution)
track = symusic.Track()
for pitch, start, length in notes:
    track.notes.append(symusic.Note(song.time_to_tick(start), song.time_to_tick(length), pitch, 80))
score.tracks.append(track)
score.dump_midi("own.mid")

print("\nstart, pitch, length. One would expect the clicks to stay clicks:")
print("  before               ", sorted((start, pitch, length) for pitch, start, length in notes))
print("  read by pretty_midi  ", by_pretty_midi("clicks.mid"))
print("  read by symusic      ", by_symusic("clicks.mid"))
print("  symusic's own file   ", by_symusic("own.mid"))
assert by_pretty_midi("clicks.mid") == [(0, C, 1), (1, C, 1.5), (2, C, 0.5)]
assert by_symusic("clicks.mid")[:2] == [(0, C, 1), (1, C, 1.5)]
assert by_symusic("own.mid") == [(0, C, 0), (0.5, E, 0), (1, C, 0), (2, C, 0.5)]
PY
