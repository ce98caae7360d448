#!/usr/bin/env bash
# The simplest generative model, a mixture of Gaussians, fitted with a seed so that the fit can be repeated, and then asked for
# new points, several times.
#
# One would swear: each call draws new points; and the first half of many is like the second half.
# What happens:    every call gives the same points, because the seed of the fit is taken again each time. And they come sorted
#                  by their Gaussian: the first half of them is one hill, the second half the other.
# Versions: scikit-learn 1.9.1, numpy 2.4.6. Seen 2026-11-30.
# Output seen: ten calls, one answer; components 0 0 0 ... 1 1 1.
# Why it matters: who collects samples over several calls has one sample many times over, and whoever looks at the first
#                 hundred sees one hill only.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6 || exit 2
"$work/venv/bin/python" - <<'PY'
import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

print("scikit-learn", sklearn.__version__, "- numpy", np.__version__)
random = np.random.default_rng(0)
points = np.concatenate([random.normal(0, 1, (100, 1)), random.normal(9, 1, (100, 1))])
model = GaussianMixture(2, random_state=0).fit(points)
calls = [model.sample(100) for _ in range(10)]
different = len({drawn.tobytes() for drawn, _ in calls})
whose = calls[0][1]
print(f"\nten calls for a hundred points: {different} different answers")
print("whose they are, in their order:", "".join(map(str, whose)))
without = GaussianMixture(2).fit(points)
print("without a seed:", len({without.sample(100)[0].tobytes() for _ in range(10)}), "different answers")
assert different == 1 and (np.diff(whose) >= 0).all() and set(whose) == {0, 1}
PY
