"""What comes with the app is what the code makes: to its digits before any training, to its claim after it."""

from importlib import import_module
from pathlib import Path

import pytest

from core.training.run import SHIPPED, STUDIES, Run
from scripts import again
from scripts.again import CLAIMS, bears_out, begun, differs, repeated, shown
from scripts.runs import shipped_studies

MOST_BYTES = 20_000_000  # of runs, and as many again of studies
STUDIES_THERE = {study.key: study for study in shipped_studies()}


def size(place: Path) -> int:
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file())


def test_what_ships_is_small_enough_for_a_repository() -> None:
    assert size(SHIPPED) < MOST_BYTES and size(STUDIES) < MOST_BYTES


def test_every_study_that_shall_come_with_the_app_does_and_no_other() -> None:
    there = {folder.name for folder in STUDIES.glob("*")}
    assert there == set(STUDIES_THERE)


@pytest.mark.numeric
@pytest.mark.parametrize("key", [key for key, study in STUDIES_THERE.items() if study.name not in CLAIMS])
def test_a_study_that_trains_nothing_begins_as_its_recording_does(key: str) -> None:
    """The first record; the whole of it would take too long."""
    study = STUDIES_THERE[key]
    assert not (reason := differs(study, Run(STUDIES / key).records()[0], begun(study))), reason


@pytest.mark.numeric
@pytest.mark.parametrize("name", CLAIMS)
def test_a_study_that_learns_shows_again_what_its_recording_shows(name: str) -> None:
    claim = CLAIMS[name]
    study = next(s for s in STUDIES_THERE.values() if s.name == name and dict(s.settings) == dict(claim.settings))
    kept, now = Run(STUDIES / study.key).records(), repeated(name, claim)
    assert bears_out(claim, study, kept), "The recording does not show it."
    assert shown(claim, now), f"The repetition does not show it; it ended with {now[-1].values}."
    if not claim.shorter:  # what comes before any training is the same in every digit that matters
        assert not (reason := differs(study, kept[0], now[0])), reason


@pytest.mark.parametrize(
    ("name", "constant", "value"),
    [
        ("token_positions.learn", "RATE", 1e-9),
        ("superposition.learn", "IMPORTANCE", 1e-4),
        ("vae.learn", "RATE", 1e-9),
        ("mismatched_generalisation.learn", "RATE", 1e-9),
    ],
)
def test_a_study_that_learns_nothing_is_found_out(
    name: str, constant: str, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module(f"core.studies.{name.split('.')[0]}"), constant, value)
    assert not shown(CLAIMS[name], repeated(name, CLAIMS[name]))


def test_every_study_that_trains_says_what_it_shows() -> None:
    silent = {study.name for study in STUDIES_THERE.values()} - CLAIMS.keys()
    assert silent == again.UNTRAINED
