"""A molecule as a payload for its component, and how often models write one, as figures."""

import json

import pytest

from core.data.known_molecules import KNOWN
from core.figures import molecules as figures
from core.figures.palette import DARK, LIGHT
from core.measure.molecules import Drawing, drawn, grammar
from core.measure.selfies import Kept
from core.studies.molecules import Learned


def test_the_payload_is_plain_and_holds_no_markup() -> None:
    pytest.importorskip("rdkit")
    drawing = drawn(KNOWN["caffeine"])
    assert isinstance(drawing, Drawing)
    found = figures.payload(drawing, grammar(KNOWN["caffeine"]), "caffeine")
    assert "<" not in json.dumps(found)
    assert len(found["tokens"]) == 26 and len(found["atoms"]) == 14
    assert found["tokens"][1] == {"text": "n", "atoms": [1], "kind": "atom", "name": "nitrogen"}
    assert [one for one in found["pairs"] if one["kind"] == "ring"][0] == {"kind": "ring", "left": 9, "right": 15}
    # a stroke for each of 15 bonds at least, and the letters of six atoms that are no carbon as filled shapes
    assert sum(bool(path["stroke"]) for path in found["paths"]) >= 15
    assert sum(not path["stroke"] for path in found["paths"]) >= 6


@pytest.mark.parametrize(
    ("token", "kind", "name"),
    [("Br", "atom", "bromine"), ("[nH]", "atom", "nitrogen"), ("[O-]", "atom", "oxygen"), ("[13CH4]", "atom", "carbon"),
     ("[se]", "atom", "Se"), ("[Na+]", "atom", "Na"), ("2", "ring", ""), ("%11", "ring", ""), ("(", "branch", ""),
     ("=", "double", ""), ("#", "triple", ""), ("/", "single", ""), ("-", "single", ""), (":", "bond", ""), (".", "dot", "")],
)  # fmt: skip
def test_a_token_says_what_it_does(token: str, kind: str, name: str) -> None:
    assert (figures.kind(token), figures.name(token)) == (kind, name)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_figures_are_built_and_say_what_their_axes_are(colours: object) -> None:
    one = Learned(1.0, 1_000, 0.5, 1.0, 0.9, {"ring": 0.3, "branch": 0.2}, 0.3, 0.2)
    kept = Kept(500, 1.0, 50.0, 5.0, 4.0, 0.87, 0.0)
    for figure in (
        figures.ladder({"GPT": 0.9}, {"HMM": 0.076}, colours),  # type: ignore[arg-type]
        figures.mistakes([(1, one), (10, one)], ("branch", "ring", "valence", "aromatic", "syntax"), colours),  # type: ignore[arg-type]
        figures.shrunk({"50": kept}, 0.67, colours),  # type: ignore[arg-type]
    ):
        assert figure.layout.xaxis.title.text
    bars = figures.ladder({"GPT": 0.9, "LSTM": 0.6}, {"HMM": 0.076}, LIGHT)
    assert [list(trace.x) for trace in bars.data] == [[0.9, 0.6], [0.076]]
