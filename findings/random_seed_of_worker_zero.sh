#!/usr/bin/env bash
# A random generator for the run, and one for each of its workers, seeded with the run's number and the worker's.
#
# One would swear: default_rng(7), default_rng([7, 0]) and default_rng([7, 0, 0]) are three streams; so are
#                  random.Random(7) and random.Random(-7).
# What happens:    NumPy fills short seeds up with zeros, so worker 0 draws exactly what the run draws; and a large
#                  seed is cut into 32-bit words, so 7 + 2**32 is the same as [7, 1]. A fifth zero is another stream:
#                  the first child of SeedSequence(7).spawn. Python's generator drops the sign.
# Versions: numpy 2.4.6, Python 3.11. Seen 2026-11-27.
# Output seen: nine seeds, three numbers.
# Why it matters: seed [run, worker] gives worker 0 the noise, the shuffles and the first weights of its parent, and
# an experiment "over seeds" counts one seed twice. SeedSequence.spawn, or [worker + 1, run], does not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check numpy==2.4.6 || exit 2
"$work/venv/bin/python" - <<'PY'
import platform
import random

import numpy as np

print("numpy", np.__version__, "· Python", platform.python_version())


def draw(seed):
    return int(np.random.default_rng(seed).integers(10**9))


print("\nThe first number out of numpy.random.default_rng(seed). One would expect nine numbers, all different.")
seeds = [7, [7], [7, 0], [7, 0, 0], [7, 0, 0, 0], [7, 0, 0, 0, 0], [7, 1], 7 + 2**32]
drawn = [draw(seed) for seed in seeds]
for seed, number in zip(seeds, drawn):
    print(f"  {seed!s:18} {number:>10}")
assert len(set(drawn[:5])) == 1 and drawn[5] != drawn[0]
assert drawn[6] == drawn[7] != drawn[0]

child = np.random.SeedSequence(7).spawn(1)[0]
print(f"  {'7, then spawn(1)':18} {draw(child):>10}")
assert draw(child) == drawn[5]

plus, minus = random.Random(7).random(), random.Random(-7).random()
print("\nrandom.Random(7) and random.Random(-7):", plus, minus)
assert plus == minus
PY
