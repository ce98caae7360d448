#!/usr/bin/env bash
# How alike are two molecules? 1 means the same, by the measure that everybody uses, Tanimoto's on fingerprints.
#
# One would swear: a molecule is 1.0 like itself, and a molecule three times as long as another is not.
# What happens:    RDKit's fingerprint counts bonds, so methane, water and a lone ion have an empty one, and the
#                  likeness of two empty ones is 0.0: methane is altogether unlike methane. (datasketch, for the same
#                  measure on two empty sets, says 1.0.) Morgan's fingerprint asks which neighbourhoods occur,
#                  not how often: wax with 60 carbons and wax with 20 are 1.0 alike, and so are mirror images.
# Versions: rdkit 2026.9.1, datasketch 2.0.0. Seen 2026-11-27.
# Output seen: methane with methane 0.0, C20 with C60 1.0, left with right hand 1.0.
# Why it matters: "nearest to the training set" tells whether a generator copied. It calls a copied methane new, and
# a chain that nobody ever showed it a copy.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check rdkit==2026.9.1 datasketch==2.0.0 || exit 2
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from datasketch import MinHash
from rdkit import Chem
from rdkit.Chem import rdFingerprintGenerator
from rdkit.DataStructs import TanimotoSimilarity

print("rdkit", version("rdkit"), "· datasketch", version("datasketch"))

BONDS = rdFingerprintGenerator.GetRDKitFPGenerator()
MORGAN = rdFingerprintGenerator.GetMorganGenerator(radius=2)


def alike(generator, *smiles):
    return TanimotoSimilarity(*(generator.GetFingerprint(Chem.MolFromSmiles(text)) for text in smiles))


print("\nTanimoto's likeness                          expected   seen")
seen = []
for name, generator, one, other, expected in (
    ("ethane and ethane, RDKit fingerprint", BONDS, "CC", "CC", "1"),
    ("methane and methane, RDKit fingerprint", BONDS, "C", "C", "1"),
    ("water and water, RDKit fingerprint", BONDS, "O", "O", "1"),
    ("C20 and C60, Morgan fingerprint", MORGAN, "C" * 20, "C" * 60, "below 1"),
    ("left and right alanine, Morgan fingerprint", MORGAN, "C[C@H](N)C(=O)O", "C[C@@H](N)C(=O)O", "below 1"),
):
    seen.append(alike(generator, one, other))
    print(f"  {name:44} {expected:8} {seen[-1]}")
empty = MinHash().jaccard(MinHash())
print(f"  {'two empty sets, datasketch':44} {'the same':8} {empty}")
assert seen == [1.0, 0.0, 0.0, 1.0, 1.0]
assert empty == 1.0
PY
