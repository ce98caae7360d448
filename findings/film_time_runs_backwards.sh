#!/usr/bin/env bash
# A MIDI file that counts time in frames of film (SMPTE), as the format allows since 1988, and mido.
#
# One would swear: a file whose header says "25 frames a second, 40 ticks a frame", so a tick of a millisecond, and whose one
#                  note sounds for 40 ticks, lasts 0.04 seconds; or the reader says that it does not know this kind of time.
# What happens:    mido reads the two bytes as one number, takes -6360 ticks a beat, and says that the file lasts
#                  -0.003 seconds: less than nothing. Nothing is raised, and play() would wait for no note.
# Versions: mido 1.3.3. Seen 2026-11-29.
# Output seen: ticks_per_beat -6360, length -0.00314..., times [0.0, -0.00314..., 0.0]
# Why it matters: whoever draws or plays what a learner brings along sorts notes by time, and these end before they begin. The
#                  header's first byte tells: 128 or more is film time.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check mido==1.3.3 || exit 2
"$work/venv/bin/python" - <<'PY'
import io
import struct

import mido

FRAMES, TICKS = 25, 40  # a second, and a frame
note = bytes([0, 0x90, 60, 64, TICKS, 0x80, 60, 0, 0, 0xFF, 0x2F, 0])  # middle C for 40 ticks, and the track's end
file = b"MThd" + struct.pack(">IHHbB", 6, 0, 1, -FRAMES, TICKS) + b"MTrk" + struct.pack(">I", len(note)) + note
read = mido.MidiFile(file=io.BytesIO(file))
times = [round(float(message.time), 6) for message in read]
true = 40 / (FRAMES * TICKS)
print("mido 1.3.3")
print("ticks_per_beat", read.ticks_per_beat)
print("length", round(read.length, 6), "true", true)
print("times", times)
assert read.ticks_per_beat == -6360, "the header is read otherwise now"
assert read.length < 0 and min(times) < 0, "time runs forwards now"
PY
