"""What models of molecules read, how they write, and how it is judged; all small enough to take seconds."""

import numpy as np
import pytest

from benchmarks.findings import mol_1, mol_2
from core.data.molecules import structures, tokens
from core.studies import molecules, molecules_decoded
from core.studies.molecules import Texts, built, found, learn, texts, written

pytest.importorskip("rdkit")
pytest.importorskip("selfies")


@pytest.mark.parametrize("writing", molecules.WRITINGS)
def test_texts_come_back_from_their_numbers(writing: str) -> None:
    data = texts(writing)
    assert data.kinds[0] == "" and len(data.kinds) == len(set(data.kinds))
    assert len(data.texts) == len(structures())  # none was too long
    line, starts = data.line(np.random.default_rng(0))
    assert all(line[starts] == 0) and len(starts) == len(data.texts)
    said = {data.said(line[start + 1 : start + 1 + molecules.CONTEXT].tolist()) for start in starts[:50]}
    if writing == "smiles":
        assert said <= set(structures())


def test_what_was_learned_is_valid_unique_and_not_new() -> None:
    data, known = texts("smiles"), list(structures()[:20])
    judged = found(known, data, 1.0, 10, 0)
    assert (judged.valid, judged.unique, judged.new, judged.reasons) == (1, 1, 0, {})
    twice = found([*known[:2], *known[:2]], data, 1.0, 10, 0)
    assert (twice.valid, twice.unique) == (1, 0.5)
    assert judged.symbols == pytest.approx(np.mean([len(tokens(one)) for one in known]), abs=0.01)


def test_the_same_molecule_written_otherwise_is_not_new() -> None:
    data = texts("smiles")
    first = next(one for one in structures() if one == "CCO" or len(tokens(one)) > 5)
    from rdkit import Chem

    other = Chem.MolToSmiles(Chem.MolFromSmiles(first), rootedAtAtom=1, canonical=False)
    assert found([other], data, 1.0, 10, 0).new == 0


def test_mistakes_are_sorted_and_shown_with_rdkits_words() -> None:
    judged = found(["C1CC", "C(C", "F(C)C", "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCF"], texts("smiles"), 1.0, 10, 0)
    assert judged.reasons == {"branch": 0.25, "ring": 0.25, "valence": 0.25} and judged.valid == 0.25
    assert (judged.open_rings, judged.open_branches, judged.new) == (0.25, 0.25, 1)
    assert judged.samples[0].words == "SMILES Parse Error: unclosed ring" and judged.samples[3].new


def test_nothing_valid_is_no_division_by_nothing() -> None:
    judged = found(["C1", ""], texts("smiles"), 1.0, 10, 0)
    assert (judged.valid, judged.unique, judged.new, judged.atoms) == (0, 0, 0, 0)
    assert found(["", ""], texts("selfies"), 1.0, 10, 0).lost == 0


@pytest.mark.parametrize("model", ["lstm", "gpt"])
def test_a_network_writes_the_same_with_the_same_dice_and_stops(model: str) -> None:
    data = texts("smiles")
    network = built(model, len(data.kinds), 1).eval()
    one, same, other = (written(network, 20, seed) for seed in (1, 1, 2))
    assert one.shape[0] == 20 and one.shape[1] < molecules.CONTEXT
    assert (one == same).all() and (one.shape != other.shape or (one != other).any())


def test_both_networks_have_about_as_many_weights() -> None:
    sizes = [molecules.size(built(model, 33, 0)) for model in ("lstm", "gpt")]
    assert max(sizes) < 1.05 * min(sizes)


@pytest.mark.parametrize("model", ["lstm", "gpt"])
def test_a_short_training_yields_records_and_repeats(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(molecules, "WROTE", 20)
    monkeypatch.setattr(molecules, "WRITES", 20)
    first, again = ([one.values.samples for one in learn(model=model, steps=6) if one.values] for _ in range(2))
    assert first == again and len(first) >= 3
    assert [one.step for one in learn(model=model, steps=6)][-1] == 6


def test_counting_sees_further_with_every_order() -> None:
    found = [record.values for record in learn(model="ngram", seed=5)]
    assert [one.order for one in found] == list(molecules.ORDERS)
    assert found[0].valid < found[-1].valid and found[0].weights < found[-1].weights


def test_chance_is_decoded_for_every_length() -> None:
    found = [record.values for record in molecules_decoded.learn(seed=7)]
    assert [one.length for one in found] == [0, *molecules_decoded.LENGTHS]
    assert found[0].kept.lost == 0 < found[1].kept.lost < found[-1].kept.lost


def test_the_findings_say_no_where_they_should() -> None:
    good = {"counting 2": 0.08, "counting 4": 0.2, "counting 6": 0.3, "lstm": 0.6, "gpt": 0.88, "new": 0.75}
    assert mol_1.holds(good)
    for name, bad in {"counting 2": 0.16, "counting 6": 0.19, "lstm": 0.39, "gpt": 0.84, "new": 0.69}.items():
        assert not mol_1.holds(good | {name: bad}), name
    good = {"refused by chance": 0, "refused of counting": 0, "lost of 50": 0.87, "median atoms of 50": 4,
            "lost by counting 2": 0.48, "lost by counting 6": 0.08}  # fmt: skip
    assert mol_2.holds(good)
    for name, worse in {"refused by chance": 1, "refused of counting": 0.001, "lost of 50": 0.7, "median atoms of 50": 9,
                        "lost by counting 6": 0.3}.items():  # fmt: skip
        assert not mol_2.holds(good | {name: worse}), name


def test_windows_begin_where_a_text_does() -> None:
    data: Texts = texts("smiles")
    rows = next(molecules._batches(data, np.random.default_rng(0)))
    assert rows.shape == (molecules.BATCH, molecules.CONTEXT + 1) and (rows[:, 0] == 0).all()
