#!/usr/bin/env bash
# Search for a word in a handful of pages, with the usual formula, BM25.
#
# One would swear: a page that holds the word scores higher than a page that does not.
# What happens:    rank_bm25's BM25Okapi weighs a word by log((N - n + .5) / (n + .5)). If half of the pages hold it,
#                  that is 0, so the pages with and without the word tie at 0.0; if more than half do, the weight is
#                  replaced by a quarter of the average weight, which can be negative, and then the pages with
#                  the word come last. bm25s, whose default weight is never negative, ranks as one
#                  expects.
# Versions: rank_bm25 0.2.2, bm25s 0.3.16. Seen 2026-11-27.
# Output seen: of two pages [0.0, 0.0]; of three, two of them with the word, [-0.282, -0.282, 0.0].
# Why it matters: every lesson on looking things up before answering starts with three short pages, and there the
# search seems to be broken: of the two pages get_top_n gives "green pear" to who asks for red.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check rank_bm25==0.2.2 bm25s==0.3.16 numpy==2.4.6 || exit 2
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import bm25s
from rank_bm25 import BM25Okapi

print("rank_bm25", version("rank_bm25"), "· bm25s", version("bm25s"))


def scores(pages, word):
    tokens = [page.split() for page in pages]
    other = bm25s.BM25()
    other.index(tokens, show_progress=False)
    return [[round(float(score), 3) for score in found] for found in (
        BM25Okapi(tokens).get_scores([word]), other.get_scores([word]))]


print("\nThe word asked for is 'red'. One would expect every page with it to score above every page without it.")
for pages, expected in (
    (["red apple", "green pear"], [0.0, 0.0]),
    (["red apple"] * 3 + ["green pear"] * 2 + ["blue plum"], [0.0] * 6),
    (["red apple", "red apple", "apple"], None),
):
    okapi, other = scores(pages, "red")
    print(f"  {pages}\n    rank_bm25 {okapi}\n    bm25s     {other}")
    holds = [other[i] for i, page in enumerate(pages) if "red" in page]
    lacks = [other[i] for i, page in enumerate(pages) if "red" not in page]
    assert min(holds) > max(lacks)
    if len(pages) == 2:
        best = BM25Okapi([page.split() for page in pages]).get_top_n(["red"], pages, 1)
        print("    the best page by get_top_n:", *best)
        assert best == ["green pear"]
    if expected is None:
        assert okapi[0] < okapi[2] == 0, okapi
    else:
        assert okapi == expected, okapi
PY
