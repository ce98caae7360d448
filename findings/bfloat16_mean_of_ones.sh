#!/usr/bin/env bash
# The mean of a thousand ones, in the number format that language models are trained in.
#
# One would swear: it is 1. NumPy adds up its own float16 in float32 for just this reason.
# What happens:    for bfloat16 from ml_dtypes the mean is 0.256 and the standard deviation 0.504; the sum stops at 256,
#                  where adding one no longer changes the number. float8 stops at 16.
#                  And a second door that opens one way only: safetensors' save() takes such an array, its load()
#                  answers the very bytes with KeyError.
# Versions: numpy 2.4.6, ml_dtypes 0.6.0, safetensors 0.8.0. Seen 2026-11-27.
# Output seen: bfloat16 mean 0.2559, std 0.5039; float16 mean 1, std 0; load: KeyError 'BF16'.
# Why it matters: the mean of a layer's weights or activations is the first thing that a lesson on training shows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check numpy==2.4.6 ml_dtypes==0.6.0 safetensors==0.8.0 || exit 2
"$work/venv/bin/python" - <<'PY'
import ml_dtypes
import numpy as np
import safetensors
import safetensors.numpy

print("numpy", np.__version__, "· ml_dtypes", ml_dtypes.__version__, "· safetensors", safetensors.__version__)

print("\nA thousand ones. One would expect: mean 1, standard deviation 0.")
seen = {}
for kind in (np.float16, ml_dtypes.bfloat16, ml_dtypes.float8_e4m3fn):
    ones = np.ones(1000, kind)
    seen[kind] = float(ones.mean()), float(ones.std())
    print(f"  {kind.__name__:14} mean {seen[kind][0]:.4g}  std {seen[kind][1]:.4g}  sum {float(ones.sum()):g}")
assert seen[np.float16] == (1, 0)
assert 0.25 < seen[ml_dtypes.bfloat16][0] < 0.26 and 0.5 < seen[ml_dtypes.bfloat16][1] < 0.51
assert seen[ml_dtypes.float8_e4m3fn][0] < 0.02

ones = np.ones(1000, ml_dtypes.bfloat16)
print("  the cure, mean(dtype=np.float32):", ones.mean(dtype=np.float32))
assert ones.mean(dtype=np.float32) == 1

kept = safetensors.numpy.save({"weights": ones})
print(f"\nsafetensors.numpy.save wrote {len(kept)} bytes. One would expect load() to read them.")
try:
    safetensors.numpy.load(kept)
except KeyError as error:
    print("  load: KeyError", error)
else:
    raise AssertionError("safetensors.numpy.load reads bfloat16 now")
PY
