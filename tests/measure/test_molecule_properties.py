"""What is worked out of a molecule's drawing, held against published values and against laws."""

import pytest

pytest.importorskip("rdkit")

from core.data.molecules import structures
from core.measure.molecule_properties import canonical, likeness, nearest, properties, shape, value

ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O"


def test_logp_is_the_one_in_rdkits_own_manual() -> None:
    """Getting Started with the RDKit in Python, "Descriptor calculation": 2-phenylpyridine has MolLogP 2.748."""
    assert value("c1ccccc1-c1ccccn1", "logp") == pytest.approx(2.748, abs=0.001)


def test_logp_of_methane_is_its_atom_types_added_up() -> None:
    """Wildman and Crippen (1999), table 1: C1 is 0.1441, and each of four hydrogens on carbon, H1, is 0.1230."""
    assert value("C", "logp") == pytest.approx(0.1441 + 4 * 0.1230, abs=1e-4)


def test_aspirin_has_one_ring_and_thirteen_atoms_and_a_fair_drug_likeness() -> None:
    found = properties(ASPIRIN)
    assert found and (found.rings, found.size) == (1, 13)
    assert 0.4 < found.qed < 0.7  # 0.55: a small acid with a reactive ester


@pytest.mark.parametrize("text", ["", "C1CC", "no molecule", "C(C)(C)(C)(C)C"])
def test_what_is_no_molecule_has_no_properties(text: str) -> None:
    assert properties(text) is None
    assert canonical(text) == ""
    with pytest.raises(ValueError, match="no molecule"):
        shape(text)


def test_a_molecule_is_its_own_nearest_neighbour_and_a_copy() -> None:
    found = nearest("OC1=CC=CC=C1C(O)=O")  # salicylic acid, written in another way
    assert (found.smiles, found.likeness, found.same) == ("O=C(O)c1ccccc1O", 1.0, True)


def test_counted_neighbourhoods_tell_a_long_chain_from_a_longer_one() -> None:
    assert likeness("C", "C") == 1.0
    assert likeness("C" * 20, "C" * 60) < 0.5
    assert likeness("CCO", "c1ccccc1") == likeness("c1ccccc1", "CCO") == 0


def test_a_drawing_has_every_atom_once_and_bonds_of_one_length() -> None:
    found = shape("O=C(O)c1ccccc1O")
    assert len(found.atoms) == 10 and len(found.bonds) == 10
    assert sorted(letters for letters, _, _ in found.atoms if letters) == ["O", "OH", "OH"]
    assert sorted(lines for _, _, lines in found.bonds).count(2) == 4  # a ring of three, and the acid's own
    for one, other, _ in found.bonds:
        (_, x1, y1), (_, x2, y2) = found.atoms[one], found.atoms[other]
        assert ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 == pytest.approx(100, abs=3)


def test_a_charge_and_the_hydrogens_of_an_atom_are_written_at_it() -> None:
    assert {letters for letters, _, _ in shape("C[N+](=O)[O-]").atoms} == {"", "N+", "O", "O−"}
    assert [letters for letters, _, _ in shape("C").atoms] == ["CH4"]


def test_the_data_hold_no_molecule_that_cannot_be_read() -> None:
    assert all(value(smiles, "size") for smiles in structures()[::100])
