"""Finds a run by its id, and reads its folder once for all who look at it."""

import re
from pathlib import Path

from core.caches import lru_cache
from core.training.run import SHIPPED, Run, home

ID = re.compile(r"[A-Za-z0-9_-]{4,64}")  # older ids have all these; new ones only small letters and digits


def find(id: str, *places: Path) -> Run | None:
    """The run with this id, in the learners' runs or among the shipped ones. Any string may be asked for."""
    if not ID.fullmatch(id):
        return None
    folders = [place / id for place in (*places, home() / "runs", SHIPPED)]
    return next((run for run in map(reader, folders) if run.there), None)


@lru_cache(maxsize=64)
def reader(folder: Path) -> Run:
    """The one reader of this folder in this process: a run's lines are parsed once, whoever looks at it."""
    return Run(folder)
