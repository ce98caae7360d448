#!/usr/bin/env bash
# A second of digital silence, sixteen-bit samples that are all 0, brought to another sampling rate.
#
# One would swear: it is silence afterwards, and a sound brought from 44,100 Hz to 44,100 Hz is the same sound.
# What happens:    soxr adds a faint noise (dither) to whole-number samples and has no switch for it in Python: a
#                  quarter of the samples is 1 or -1. At an unchanged rate too. With float samples there is none.
# Versions: soxr 1.1.0, numpy 2.4.6. Seen 2026-11-27.
# Output seen: int16 to 16,000 Hz: 3,734 of 16,000 samples are not 0; float32: none.
# Why it matters: pauses are found by asking whether samples are 0, equal files by comparing them, and silence packs
# into nothing. A model that is trained on such pauses learns to hiss.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check soxr==1.1.0 numpy==2.4.6 || exit 2
"$work/venv/bin/python" - <<'PY'
import zlib

import numpy as np
import soxr

print("soxr", soxr.__version__, "· numpy", np.__version__)

print("\nA second of zeros at 44,100 Hz, resampled. One would expect no sample other than 0.")
share = {}
for kind in (np.int16, np.float32):
    for rate in (16000, 44100):
        out = soxr.resample(np.zeros(44100, kind), 44100, rate)
        share[kind, rate] = np.count_nonzero(out) / len(out)
        print(f"  {kind.__name__:8} to {rate} Hz: {np.count_nonzero(out):6} of {len(out)} samples are not 0;",
              f"packed {len(zlib.compress(out.tobytes()))} bytes")
        assert np.abs(out).max() <= 1
assert share[np.int16, 16000] > 0.1 and share[np.int16, 44100] > 0.1
assert share[np.float32, 16000] == share[np.float32, 44100] == 0
PY
