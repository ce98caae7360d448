#!/usr/bin/env bash
# The beats that were found in a short tune, held against the true ones: they are the same, to the last digit.
#
# One would swear: what equals the reference gets full marks, as every measure gives it when it is called by its own name.
# What happens:    `evaluate`, which calls them all, first takes away all that lies in the first five seconds. Of a tune of
#                  four seconds nothing is left, and all ten measures say 0; of six and a half seconds, nine say 1 and one 0.
#                  The same library's `evaluate` for onsets takes nothing away.
# Versions: mir_eval 0.8.2, numpy 2.4.6. Seen 2026-11-29.
# Output seen: 4 s: 0 of 10 measures at 1; 6.5 s: 9 of 10; 12 s: 10 of 10; f_measure alone 1.
# Why it matters: models of music are tried on short tunes, and a mean over many hides which of them were thrown away.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check mir_eval==0.8.2 numpy==2.4.6 || exit 2
"$work/venv/bin/python" -W ignore - <<'PY'
from importlib.metadata import version

import mir_eval
import numpy as np

print("mir_eval", version("mir_eval"), "· numpy", np.__version__)
print("\nBeats against themselves. One would expect full marks.")
full = {}
for seconds in (4, 6.5, 12):
    beats = np.arange(0, seconds, 0.5)
    marks = [float(mark) for mark in mir_eval.beat.evaluate(beats, beats).values()]
    full[seconds] = sum(mark > 0.999 for mark in marks), len(marks)
    print(f"  {seconds:4} s, {len(beats):2} beats: {full[seconds][0]} of {full[seconds][1]} measures give 1, the least {min(marks):g}")
short = np.arange(0, 4, 0.5)
alone, onsets = mir_eval.beat.f_measure(short, short), mir_eval.onset.evaluate(short, short)["F-measure"]
print("  4 s again: f_measure, called by its name:", alone, "· the same times as onsets:", onsets)
assert full == {4: (0, 10), 6.5: (9, 10), 12: (10, 10)}
assert alone == onsets == 1
PY
