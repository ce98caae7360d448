#!/usr/bin/env bash
# A ring in a SMILES whose two ends do not agree which bond closes it, and RDKit.
#
# One would swear: `C=1CCC#1` says "double" at one end of the ring's bond and "triple" at the other. OpenSMILES says that both
#                  may name the bond if they name the same one, so a reader refuses it, as RDKit refuses a ring left open.
# What happens:    RDKit takes what the first end says, without a word: C=1CCC#1 and C=1CCC-1 are read as C1=CCC1, C-1CCC=1
#                  as C1CCC1.
# Versions: rdkit 2026.9.1. Seen 2026-11-29.
# Output seen: C=1CCC#1 -> C1=CCC1; C=1CCC-1 -> C1=CCC1; C-1CCC=1 -> C1CCC1; C1CCC -> refused.
# Why it matters: "valid" counts what RDKit can read. A model that forgets within four letters which bond it began counts as
#                  one that knows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check rdkit==2026.9.1 || exit 2
"$work/venv/bin/python" - <<'PY'
import rdkit
from rdkit import Chem, rdBase

print("rdkit", rdkit.__version__)
SEEN = {"C=1CCC#1": "C1=CCC1", "C=1CCC-1": "C1=CCC1", "C-1CCC=1": "C1CCC1", "C1CCC": None}
for smiles, seen in SEEN.items():
    with rdBase.BlockLogs():
        molecule = Chem.MolFromSmiles(smiles)
    canonical = Chem.MolToSmiles(molecule) if molecule else None
    print(smiles, "->", canonical or "refused")
    assert canonical == seen, "it is read otherwise now"
PY
