#!/usr/bin/env bash
# Three different tokens drawn by their chances, of which only two are above nought: without putting back, as for three
# different endings of a sentence.
#
# One would swear: two can be drawn, so asking for a third is refused, as NumPy refuses it.
# What happens:    a third one comes, without a word, though its chance is nought. It is the last of the list every time.
# Versions: torch 2.13.0 (CPU), numpy 2.4.6. Seen 2026-11-30.
# Output seen: of 1,000 draws 1,000 hold a token with the chance nought, always number 4 of 0 to 4; NumPy: "Fewer non-zero
#              entries in p than size".
# Why it matters: after top-k or nucleus filtering most chances are nought. Who then draws different tokens for a beam or for
#                 several answers gets one that the filter had ruled out.
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
chances = torch.tensor([0.5, 0.5, 0.0, 0.0, 0.0])
torch.manual_seed(0)
drawn = [torch.multinomial(chances, 3, replacement=False).tolist() for _ in range(1000)]
impossible = [token for three in drawn for token in three if chances[token] == 0]
print(f"\nchances {chances.tolist()}, three without putting back, 1,000 times")
print(f"  PyTorch: {len(impossible)} tokens with the chance nought, numbers {sorted(set(impossible))}; the first draw: {drawn[0]}")
try:
    np.random.default_rng(0).choice(5, 3, replace=False, p=chances.numpy())
    refused = ""
except ValueError as problem:
    refused = str(problem)
print(f"  NumPy:   {refused or 'draws'}")
assert len(impossible) == 1000 and refused
PY
