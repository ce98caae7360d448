#!/usr/bin/env bash
# Two translations, scored against two references that are handed over a pair at a time, as most people would write them down.
#
# One would swear: either both translations are scored, or one is told that the numbers of sentences do not fit.
# What happens:    the list is read as two references for the first translation. The second one, which is rubbish, is never
#                  looked at, and the corpus is perfect: BLEU 100, chrF 100, TER 0. With a single reference for two
#                  translations it is the same. Handed over the other way about, the truth comes out: about half.
# Versions: sacrebleu 2.6.0. Seen 2026-11-29.
# Output seen: pair by pair BLEU 100, chrF 100, TER 0; one reference missing: the same; stream by stream 50, 51.2, 50.
# Why it matters: a perfect score is what one hopes for, so nobody looks twice at why.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check sacrebleu==2.6.0 || exit 2
"$work/venv/bin/python" - <<'PY'
import sacrebleu

print("sacrebleu", sacrebleu.__version__)
said = ["the cat sat down here", "zzz yyy xxx www vvv"]
meant = ["the cat sat down here", "dogs run very far away"]


def scores(references):
    kinds = sacrebleu.corpus_bleu, sacrebleu.corpus_chrf, sacrebleu.corpus_ter
    return [round(kind(said, references).score, 1) for kind in kinds]


by_pair, missing, by_stream = scores([[one] for one in meant]), scores([meant[:1]]), scores([meant])
print("\nBLEU, chrF and TER (0 is best) of one right translation and one that is rubbish:")
print("  references pair by pair:", *by_pair)
print("  one reference for both: ", *missing)
print("  as a stream:            ", *by_stream)
assert by_pair == missing == [100, 100, 0]
assert by_stream[0] == 50 and 45 < by_stream[1] < 60 and by_stream[2] == 50
PY
