#!/usr/bin/env bash
# ABC, the notation of folk tunes, read by music21.
#
# One would swear: a sharp holds to the end of its bar, as in all written music and as the standard of ABC says (2.1, section
#                  11.3, where nothing else is asked for); and every note that is written is read.
# What happens:    the sharp holds for one note alone: "^c c c c" is C sharp and three times C. A natural, too. And notes vanish:
#                  the one behind a fermata (H) at the beginning of a line, the one behind a chord's name, and the one
#                  before a double repeat sign. Nothing is said.
# Versions: music21 10.5.1. Seen 2026-11-29.
# Output seen: ^c c c c| -> C#5 C5 C5 C5; =c c c c| in D -> C5 C#5 C#5 C#5; Hc2 d2| -> D5; ">"c2 e2| -> E5; GAB::d| -> G4 A4.
# Why it matters: what models learn from corpora that were read in this way are other tunes than people wrote down.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check music21==10.5.1 || exit 2
HOME="$work" "$work/venv/bin/python" -W ignore - <<'PY'
from music21 import __version__, converter


def read(tune: str, key: str) -> str:
    """The notes of one line of ABC, with their octaves."""
    score = converter.parse(f"X:1\nT:a line\nM:4/4\nL:1/4\nK:{key}\n{tune}\n", format="abc")
    return " ".join(note.nameWithOctave for note in score.recurse().notes)


print("music21", __version__)
SEEN = [
    ("^c c c c|", "C", "C#5 C5 C5 C5"),
    ("=c c c c|", "D", "C5 C#5 C#5 C#5"),
    ("Hc2 d2|", "C", "D5"),
    ('">"c2 e2|', "C", "E5"),
    ("GAB::d|", "C", "G4 A4"),
]
for tune, key, seen in SEEN:
    notes = read(tune, key)
    print(f"{tune} in {key} -> {notes}")
    assert notes == seen, "it is read otherwise now"
PY
