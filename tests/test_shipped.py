"""What comes with the app is what the code makes."""

import json
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from core.training import events as e
from core.training.run import SHIPPED, STUDIES, Run
from core.training.study import Going
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


@pytest.mark.parametrize("key", STUDIES_THERE)
def test_a_shipped_study_begins_as_its_code_does(key: str) -> None:
    """Its first record, run again here; the whole of it would take too long."""
    run = Run(STUDIES / key)
    assert run.status == "finished" and run.study == STUDIES_THERE[key]
    for record in islice(run.records(), 1):
        again = Going(STUDIES_THERE[key]).next([])
        assert again and again.step == record.step
        loose = key.startswith("maps-")  # t-SNE makes the most of the last digits
        assert_alike(json.loads(e.line(again))["values"], dict(record.values), (0.02, 0.01) if loose else (1e-3, 1e-4))


def assert_alike(ours: object, kept: object, tolerance: tuple[float, float]) -> None:
    """The same, but for digits that another processor may round differently: within (relative, absolute) of it."""
    if isinstance(ours, dict) and isinstance(kept, dict):
        assert ours.keys() == kept.keys()
        for name in ours:
            assert_alike(ours[name], kept[name], tolerance)
    elif isinstance(ours, list) and isinstance(kept, list):
        assert len(ours) == len(kept)
        for one, other in zip(ours, kept, strict=True):
            assert_alike(one, other, tolerance)
    elif isinstance(ours, float) and isinstance(kept, float | int):
        assert np.isclose(ours, kept, rtol=tolerance[0], atol=tolerance[1])
    else:
        assert ours == kept
