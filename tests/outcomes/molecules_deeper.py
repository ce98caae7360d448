"""How the experiments of /molecules_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.molecule_properties import Shape
from core.studies.molecule_steering import Asked, Climbed, Favourite, Granted, Round
from core.studies.molecule_vae import Learned
from core.training.events import Record
from pages.beyond.molecules import steering
from tests.outcomes import Case, Cases

DOT = Shape([("CH4", 0, 0)], [])


def holes(molecules: float) -> Case:
    """The share of molecules at random places of the SMILES space."""
    found = {
        writing: [Record(10, 10, Learned(1.0, 1.0, 0.5, share, share))]
        for writing, share in (("smiles", molecules), ("selfies", 1.0))
    }
    return lambda text: steering.holes(text, found, True, LIGHT, drawn())


def wished(granted: int, luck: int, copies: int = 1) -> Asked:
    one = Granted(100, 90, granted, granted, copies, luck, luck, 0.1, ["C"])
    return Asked(1.0, (), {"fat": one}, 0.2, {"C": DOT})


def asked(granted: int, luck: int) -> Case:
    return lambda text: steering.wished(text, wished(granted, luck), True, LIGHT, drawn())


def copied(copies: int) -> Case:
    """So many copies among fifty molecules."""
    return lambda text: steering.copied(text, wished(50, 10, copies), LIGHT, drawn())


def searched(search: float, luck: float, likeness: float = 0.5) -> Climbed:
    """The best of the search and of luck, where the data's best has 5."""
    rounds = [Round(100, search, luck, 1.0, likeness, "C")]
    favourites = [Favourite("C", search, "C", 5.0, likeness, copy=False)]
    return Climbed((), rounds, favourites, favourites[0], 5.0, "C", {"C": DOT})


def climb(search: float, luck: float) -> Case:
    record = Record(1, 1, searched(search, luck))
    return lambda text: steering.climbing(text, record, "logp", True, LIGHT, drawn())


def favourites(likeness: float) -> Case:
    return lambda text: steering.favourites(text, searched(6.0, 1.0, likeness), "rings", drawn())


CASES: Cases = {
    "holes": {"few": holes(0.03), "some": holes(0.5), "most": holes(0.98)},
    "wished": {"same": asked(11, 10), "more": asked(30, 10), "many": asked(80, 10)},
    "copied": {"few": copied(1), "some": copied(12), "most": copied(40)},
    "climb": {"luck": climb(3.0, 3.0), "between": climb(4.0, 3.0), "beyond": climb(6.0, 3.0)},
    "favourites": {"familiar": favourites(0.9), "cousins": favourites(0.5), "strange": favourites(0.2)},
}
