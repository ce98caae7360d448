#!/usr/bin/env bash
# Normal noise from one seed, as diffusion begins with it: fifteen numbers, sixteen, twenty, twenty-one.
#
# One would swear: a seed is a stream. Whoever asks for one number more gets the same ones, and one more behind them, as from
#                  NumPy's generator and from PyTorch's own uniform numbers.
# What happens:    not one of the first fifteen is the same among sixteen, and of sixteen one among seventeen. From sixteen on
#                  numbers are made sixteen at a time, and where some are left over the last sixteen are made anew.
# Versions: torch 2.13.0 (CPU), numpy 2.4.6. Seen 2026-11-30.
# Output seen: randn(15) in randn(16): 0 the same; 16 in 17: 1; 20 in 21: 18; 32 in 48: all. rand and NumPy: all, always.
# Why it matters: "the same seed" at another size, one word longer or one picture more, is another beginning; a picture that is
#                 to be drawn again needs the size as well as the seed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
pip() { "$work/venv/bin/pip" install -q --disable-pip-version-check "$@"; }
cpu=$(sed -n 's/^CPU_INDEX := //p' "$here/../Makefile") # a tenth of the download
pip --retries 0 --timeout 4 --index-url "$cpu" torch==2.13.0 2> "$work/said" || pip torch==2.13.0 || exit 2
pip numpy==2.4.6 || exit 2
"$work/venv/bin/python" - <<'PY'
import numpy as np
import torch

print("torch", torch.__version__, "- numpy", np.__version__)


def kept(drawn, few, many):
    """How many of the first numbers stay when more are asked for."""
    return int((drawn(few) == drawn(many)[:few]).sum())


normal = lambda count: torch.randn(count, generator=torch.Generator().manual_seed(0)).numpy()
uniform = lambda count: torch.rand(count, generator=torch.Generator().manual_seed(0)).numpy()
numpys = lambda count: np.random.default_rng(0).standard_normal(count)
print("\nhow many of the first numbers are the same when more are asked for, seed 0:")
for few, many in ((14, 15), (15, 16), (16, 17), (20, 21), (32, 48)):
    counts = [kept(drawn, few, many) for drawn in (normal, uniform, numpys)]
    print(f"  {few} of {many}: torch.randn {counts[0]}, torch.rand {counts[1]}, NumPy's normal {counts[2]}")
    assert counts[1:] == [few, few]
assert kept(normal, 14, 15) == 14 and kept(normal, 15, 16) == 0 and kept(normal, 32, 48) == 32
assert 0 < kept(normal, 20, 21) < 20 and kept(normal, 16, 17) < 16
PY
