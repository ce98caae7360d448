"""RDKit's numbers against others; what is refused and in which words; and which letter is which atom."""

import random
import re
import threading
from math import dist

import pytest

from core.data.known_molecules import KNOWN
from core.data.molecules import tokens
from core.measure import molecules
from core.measure.molecules import (
    MOST_ATOMS,
    MOST_LETTERS,
    REASONS,
    WHY,
    Drawing,
    Molecule,
    Pair,
    drawn,
    grammar,
    judged,
    parsed,
)
from core.problems import Problem

rdkit = pytest.importorskip("rdkit")

# IUPAC's abridged standard atomic weights (2021), https://doi.org/10.1515/pac-2019-0603
WEIGHTS = {"H": 1.008, "C": 12.011, "N": 14.007, "O": 15.999, "S": 32.06, "Cl": 35.45, "F": 18.998, "P": 30.974, "Br": 79.904,
           "I": 126.90}  # fmt: skip
# formulas by hand, and InChIKeys as the chemical databases list them
TABLE = [
    ("O", "H2O", "XLYOFNOQVPJJNP-UHFFFAOYSA-N"),
    ("C", "CH4", "VNWKTOKETHGBQD-UHFFFAOYSA-N"),
    ("N", "H3N", "QGZKDVFQNNGYKY-UHFFFAOYSA-N"),
    ("CCO", "C2H6O", "LFQSCWFLJHTTHZ-UHFFFAOYSA-N"),
    ("CC(=O)O", "C2H4O2", "QTBSBXVTEAMEQO-UHFFFAOYSA-N"),
    ("CC(C)=O", "C3H6O", "CSCPPACGZOOCGX-UHFFFAOYSA-N"),
    ("NC(N)=O", "CH4N2O", "XSQUKJJJFZCRTK-UHFFFAOYSA-N"),
    ("NCC(=O)O", "C2H5NO2", "DHMQDGOQFOQNFH-UHFFFAOYSA-N"),
    ("OCC(O)CO", "C3H8O3", "PEDCQBHIVMGVHV-UHFFFAOYSA-N"),
    ("ClC(Cl)Cl", "CHCl3", "HEDRZPFGACZZDS-UHFFFAOYSA-N"),
    ("c1ccccc1", "C6H6", "UHOVQNZJYSORNB-UHFFFAOYSA-N"),
    ("Cc1ccccc1", "C7H8", "YXFVVABEGXRONW-UHFFFAOYSA-N"),
    ("Oc1ccccc1", "C6H6O", "ISWSIDIOOBJBQZ-UHFFFAOYSA-N"),
    ("c1ccncc1", "C5H5N", "JUJWROOIHBZHMG-UHFFFAOYSA-N"),
    ("c1ccc2ccccc2c1", "C10H8", "UFWIBTONFRDIAS-UHFFFAOYSA-N"),
    (KNOWN["caffeine"], "C8H10N4O2", "RYYVLZVUVIJVGH-UHFFFAOYSA-N"),
    (KNOWN["aspirin"], "C9H8O4", "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"),
    (KNOWN["paracetamol"], "C8H9NO2", "RZVAJINKPMORJF-UHFFFAOYSA-N"),
    (KNOWN["ibuprofen"], "C13H18O2", "HEFNNWSXXWATRW-UHFFFAOYSA-N"),
    (KNOWN["vanillin"], "C8H8O3", "MWOOGOJBHIARFG-UHFFFAOYSA-N"),
    (KNOWN["penicillin"], "C16H18N2O4S", ""),
    (KNOWN["menthol"], "C10H20O", ""),
    (KNOWN["glucose"], "C6H12O6", ""),
]


def read(smiles: str) -> Molecule:
    found = parsed(smiles)
    assert isinstance(found, Molecule), smiles
    return found


def counted(formula: str) -> dict[str, int]:
    return {sign: int(count or 1) for sign, count in re.findall(r"([A-Z][a-z]?)(\d*)", formula)}


@pytest.mark.parametrize(("smiles", "formula", "key"), TABLE)
def test_formula_weight_and_key_are_those_of_the_tables(smiles: str, formula: str, key: str) -> None:
    found, parts = read(smiles), counted(formula)
    assert found.formula == formula and key in ("", found.key)
    assert found.weight == pytest.approx(sum(WEIGHTS[sign] * count for sign, count in parts.items()), abs=0.02)
    assert found.atoms == sum(count for sign, count in parts.items() if sign != "H")
    assert found.pieces == 1 and found.lonely == 0


def test_one_molecule_has_many_texts_and_one_key() -> None:
    same = [read(smiles) for smiles in ("OCC", "C(C)O", "[CH3][CH2][OH]", " CCO ", "C1.C1O")]
    assert {one.key for one in same} == {read("CCO").key} and {one.canonical for one in same} == {"CCO"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "smiles.empty"), ("  ", "smiles.empty"), ("CC O", "smiles.spaces"), ("CCO any words", "smiles.spaces"),
        ("CC\tO", "smiles.spaces"), ("*", "smiles.any"), ("C*C", "smiles.any"), ("[*:1]C", "smiles.any"),
        ("С", "smiles.letters"), ("C\x00C", "smiles.letters"), ("C🙂", "smiles.letters"), ("C" * 201, "smiles.long"),
        ("C" * 1_000_000, "smiles.long"), ("C" * 101, "smiles.many"), ("C%(12)CCC%(12)", "smiles.numbers"),
        ("C1CC", "smiles.ring"), ("C1C1", "smiles.ring"), ("C11", "smiles.ring"), ("C(C", "smiles.branch"),
        ("CC)", "smiles.branch"), ("F(C)C", "smiles.valence"), ("C(C)(C)(C)(C)C", "smiles.valence"),
        ("[CH9]", "smiles.valence"), ("c1cccc1", "smiles.aromatic"), ("cc", "smiles.aromatic"), ("Cx", "smiles.syntax"),
        ("C==C", "smiles.syntax"), ("=C", "smiles.syntax"), ("[Cu", "smiles.syntax"), ("C>>C", "smiles.syntax"),
        ("[99999999999C]", "smiles.syntax"), ("<b>", "smiles.syntax"), ("C'; DROP", "smiles.spaces"),
    ],
)  # fmt: skip
def test_what_is_no_molecule_gets_one_sentence(text: str, code: str) -> None:
    for found in (parsed(text), drawn(text)):
        assert isinstance(found, Problem) and found.told.code == code, text
        assert str(found) and "\n" not in str(found)


def test_what_is_read_though_it_looks_odd() -> None:
    """An atom alone with electrons to spare, and two molecules with a dot between: drawn, with a sentence about it."""
    assert read("[C]").lonely == 4 and read("C.C").pieces == 2
    assert read("C" * MOST_ATOMS).atoms == MOST_ATOMS and len("C" * MOST_ATOMS) < MOST_LETTERS


def test_a_machine_without_rdkit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(molecules, "there", lambda: False)
    for found in (parsed("CCO"), drawn("CCO")):
        assert isinstance(found, Problem) and found.told.code == "no rdkit"


def test_what_a_model_wrote_is_judged_by_rdkit_in_its_own_words() -> None:
    kinds = {smiles: judged(smiles).reason for smiles in ("", "C1CC", "C(C", "F(C)C", "c1cccc1", "C==C", "CCO")}
    assert list(kinds.values()) == ["empty", "ring", "branch", "valence", "aromatic", "syntax", ""]
    assert judged("C1CC").words == "SMILES Parse Error: unclosed ring"
    assert judged("F(C)C").words.startswith("Explicit valence for atom # 0 F, 2") and not judged("F(C)C").valid
    assert judged("CCO").valid and judged("CCO").key == read("CCO").key
    assert set(WHY) == set(REASONS)


def test_what_rdkit_says_to_one_reader_is_not_heard_by_another() -> None:
    heard: dict[str, set[str]] = {}

    def listen(smiles: str) -> None:
        heard[smiles] = {judged(smiles).words for _ in range(200)}

    threads = [threading.Thread(target=listen, args=(smiles,)) for smiles in ("C1CC", "C(C", "F(C)C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(len(words) == 1 for words in heard.values()) and len(set.union(*heard.values())) == 3


# --- the grammar


def test_every_letter_knows_its_atoms() -> None:
    found = grammar(KNOWN["caffeine"])
    assert found.tokens == tuple(tokens(KNOWN["caffeine"])) and not found.alone
    assert found.atoms[:4] == ((0,), (1,), (1, 12), (2,))
    assert found.pairs[0] == Pair("branch", 4, 7) and Pair("ring", 2, 23) in found.pairs


@pytest.mark.parametrize(
    "smiles", [*KNOWN.values(), "C1CC1C2CC2", "C%12CCC%12", "[H]O[H]", "[2H]C", "C(C)(C)(C)C", "C.C", "C/C=C/Cl"]
)
def test_atoms_and_joined_atoms_are_rdkits_own(smiles: str) -> None:
    """A second count of the same: RDKit's atoms in the order of the text, and its bonds where the text says them."""
    from rdkit import Chem

    rules = Chem.SmilesParserParams()
    rules.removeHs = False
    mol = Chem.MolFromSmiles(smiles, rules)
    found = grammar(smiles)
    alone = [
        atoms[0] for token, atoms in zip(found.tokens, found.atoms, strict=True) if molecules.ATOM.fullmatch(token)
    ]
    assert alone == list(range(mol.GetNumAtoms()))
    for place, atom in zip([i for i, t in enumerate(found.tokens) if molecules.ATOM.fullmatch(t)], alone, strict=True):
        sign = re.search(r"Cl|Br|[A-Z]|[a-z]", found.tokens[place])
        assert sign and sign[0].capitalize() == mol.GetAtomWithIdx(atom).GetSymbol()
    for atoms in found.atoms:
        if len(atoms) == 2:  # a ring digit or a bond
            assert mol.GetBondBetweenAtoms(*atoms) is not None


def test_what_has_no_other_half_is_named() -> None:
    found = grammar("C1CC(C")
    assert found.alone == (1, 4) and found.left_open("ring") and found.left_open("branch")
    assert grammar("CC)").left_open("branch") and not grammar("CC)").left_open("ring")
    assert grammar("").tokens == () and not grammar("").left_open("ring")


def test_the_grammar_reads_any_text_without_an_error() -> None:
    rng = random.Random(0)
    for _ in range(500):
        text = "".join(rng.choice("CNOcn()[]=#123%.\\/-+@H*") for _ in range(rng.randint(0, 60)))
        found = grammar(text)
        assert len(found.tokens) == len(found.atoms)
        parsed(text)


# --- the drawing


def test_a_drawing_has_a_place_for_every_atom_within_it() -> None:
    found = drawn(KNOWN["aspirin"])
    assert isinstance(found, Drawing) and len(found.atoms) == 13
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in found.atoms)
    assert min(dist(a, b) for a in found.atoms for b in found.atoms if a != b) > 10
    assert "currentColor" in found.svg and "#000000" not in found.svg and "<script" not in found.svg


def test_hydrogen_that_was_written_is_drawn() -> None:
    found = drawn("[H]O[H]")
    assert isinstance(found, Drawing) and len(found.atoms) == 3
