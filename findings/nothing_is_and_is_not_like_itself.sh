#!/usr/bin/env bash
# How like each other embeddings are, by cosine, where one of them is empty: a text without a known word, a silent sound, a
# black picture. All its numbers are nought.
#
# One would swear: similarity and distance of two vectors add up to one, whatever name the second one has.
# What happens:    the empty one has the similarity 0 to itself, and the distance 0. To a copy of itself it has the distance 1.
#                  SciPy says nan for all of it.
# Versions: scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6. Seen 2026-11-30.
# Output seen: similarity 0, distance 0, distance to a copy 1; scipy nan.
# Why it matters: in a search for near duplicates by distance an empty text is its own double and nobody else's; by similarity
#                 it is not even its own; and the answer hangs on whether one matrix was handed over or the same one twice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6 || exit 2
"$work/venv/bin/python" - <<'PY'
import numpy as np
import scipy
import sklearn
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import cosine_distances, cosine_similarity

print("scikit-learn", sklearn.__version__, "- scipy", scipy.__version__, "- numpy", np.__version__)
texts = np.array([[0.0, 0.0], [3.0, 4.0]])  # the first one is empty
alike, apart, copy = cosine_similarity(texts), cosine_distances(texts), cosine_distances(texts, texts.copy())
print(f"\nsimilarity to itself: empty {alike[0, 0]:g}, another {alike[1, 1]:g}")
print(f"distance to itself:   empty {apart[0, 0]:g}, another {apart[1, 1]:g}")
print(f"distance to a copy:   empty {copy[0, 0]:g}, another {copy[1, 1]:g}")
print(f"SciPy's distance:     empty {cdist(texts, texts, 'cosine')[0, 0]:g}")
assert (alike[0, 0], apart[0, 0], copy[0, 0]) == (0, 0, 1) and np.isnan(cdist(texts, texts, "cosine")[0, 0])
assert np.isclose(alike[1, 1] + copy[1, 1], 1)
PY
