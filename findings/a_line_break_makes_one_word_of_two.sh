#!/usr/bin/env bash
# A transcript with line breaks, held against the same words in one line: the word error rate of speech recognition.
#
# One would swear: words are what stands between white space, so there is no error, as with two spaces.
# What happens:    the two words around a line break, a tab or a no-break space count as one word that is wrong. A verse of
#                  fourteen words gets an error rate of 0.55. A line break as Windows writes it, two characters, costs nothing.
# Versions: jiwer 4.0.0. Seen 2026-11-29.
# Output seen: the verse 0.55; line break 0.667, tab 0.667, no-break space 0.667, Windows' 0, two spaces 0.
# Why it matters: the same transcript is perfect or hardly usable, depending on which machine saved it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check jiwer==4.0.0 || exit 2
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import jiwer

print("jiwer", version("jiwer"))
between = {"a line break": "\n", "a tab": "\t", "a no-break space": "\u00a0", "Windows' line break": "\r\n", "two spaces": "  "}
found = {name: jiwer.wer(f"the cat{sign}sat down", "the cat sat down") for name, sign in between.items()}
print("\nWord error rate of 'the cat sat down' against itself. One would expect 0, whatever stands between cat and sat.")
for name, rate in found.items():
    print(f"  {name:20} {rate:.3f}")
verse = "the moon is up\nthe owls are out\nthe mice are in\ngood night"
rate = jiwer.wer(verse, verse.replace("\n", " "))
print(f"A verse of {len(verse.split())} words against the same words in one line: {rate:.2f}")
assert [round(one, 2) for one in found.values()] == [0.67, 0.67, 0.67, 0, 0]
assert rate > 0.5
PY
