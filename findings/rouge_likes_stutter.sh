#!/usr/bin/env bash
# ROUGE, the usual mark for a summary, by the two packages that pip offers for it.
#
# One would swear: a model that got stuck and repeats itself loses marks, and the mark works in German as in English.
# What happens:    the package rouge counts each word once, so the stutter gets full marks. The package rouge-score
#                  throws away all but a-z and 0-9: Bär and Bör are one word, and a perfect summary in Russian gets 0.
# Versions: rouge 1.0.1, rouge-score 0.1.2. Seen 2026-11-27.
# Output seen: stutter 1.00 against 0.40; Bär for Bör 1.00; Russian against itself 0.00.
# Why it matters: stuttering is what small models do, and two tables that both say "ROUGE-1" cannot be compared.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check rouge==1.0.1 rouge-score==0.1.2 || exit 2
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from rouge import Rouge
from rouge_score.rouge_scorer import RougeScorer

print("rouge", version("rouge"), "· rouge-score", version("rouge-score"))


def marks(written, wanted):
    first = Rouge(["rouge-1"]).get_scores(written, wanted)[0]["rouge-1"]["f"]
    second = RougeScorer(["rouge1"]).score(wanted, written)["rouge1"].fmeasure
    return round(first, 2), round(second, 2)


print("\nROUGE-1, F-measure (1 is perfect)                         rouge  rouge-score")
seen = []
for name, written, wanted in (
    ("the stutter 'the cat the cat the cat the cat'", "the cat " * 4, "the cat"),
    ("'Der Bör brummt' for 'Der Bär brummt'", "Der Bör brummt", "Der Bär brummt"),
    ("a Russian text against itself", "кошка спит на окне", "кошка спит на окне"),
):
    seen.append(marks(written, wanted))
    print(f"  {name:56} {seen[-1][0]:.2f}  {seen[-1][1]:.2f}")
stutter, umlaut, russian = seen
assert stutter == (1.0, 0.4)
assert umlaut[0] < 0.7 and umlaut[1] == 1.0
assert russian == (1.0, 0.0)
PY
