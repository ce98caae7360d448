"""Fills the ledger of claims (`core/claims.py`): seed after seed of every finding, for as long as one likes.

What was measured is kept after each start, so it may be killed at any time and goes on where it stood. The findings take
turns: all have their first seed before one has its second, the quick ones first.
"""

import importlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from core import claims
from core.claims import LEDGER, Claim, Made, Start
from core.training.machine import made_with

# The seeds of a finding; where a start takes longer than so many seconds of a core, it is only a few.
SEEDS, FEW, LONG = range(20), range(8), 60


def fill(
    ids: Sequence[str], seeds: Sequence[int] | None = None, minutes: float | None = None, folder: Path = LEDGER
) -> Iterator[dict[str, Any]]:
    """Measure what the code as it is now has not measured yet: a line for each start; at the end the rate of each finding.

    Args:
        seeds: to be tried; without them 0 to 19, or 0 to 7 where one takes long.
        minutes: no start is begun later.
    """
    end = time.monotonic() + 60 * minutes if minutes is not None else float("inf")
    broken: set[str] = set()
    for id in ids:
        judge_again(id, folder)
    while time.monotonic() < end and (turn := next_turn([id for id in ids if id not in broken], seeds, folder)):
        seed, id = turn
        try:
            start = measure(id, seed)
        except Exception as problem:  # a fault of the code says nothing about the finding, and the others go on
            broken.add(id)
            yield {"finding": id, "seed": seed, "broke": f"{type(problem).__name__}: {problem}"}
            continue
        claims.write(with_start(claims.read(id, folder), start), folder)
        yield {"finding": id, "seed": seed, "holds": start.holds, "seconds": start.seconds}
    for id in ids:
        found = claims.read(id, folder).of(claims.code(id))
        yield {"finding": id, "held": found.held, "tried": found.tried, "failed": found.failed}


def next_turn(ids: Sequence[str], seeds: Sequence[int] | None, folder: Path) -> tuple[int, str] | None:
    """The lowest seed that is missing anywhere, of the quickest finding that misses it; None where all are there."""
    turns = []
    for id in ids:
        known = claims.read(id, folder)
        fresh = known.of(claims.code(id))
        seconds = median([start.seconds for start in known.starts] or [0])
        wanted = seeds if seeds is not None else FEW if seconds > LONG else SEEDS
        turns += [(seed, seconds, id) for seed in wanted if seed not in fresh.seeds]
    if not turns:
        return None
    seed, _, id = min(turns)
    return seed, id


def measure(id: str, seed: int) -> Start:
    """One start. A training that ran away did not do what the finding claims, and is kept as that."""
    finding, begin = module(id), time.process_time()
    try:
        measured = claims.six_digits(finding.measured(seed))
    except ValueError as problem:
        if "ran away" not in str(problem):
            raise
        measured = {"ran away": str(problem)}
    seconds = round(time.process_time() - begin, 1)
    return Start(seed, made(id), judged(finding, measured), seconds, measured)


def judged(finding: ModuleType, measured: dict[str, Any]) -> bool:
    """Whether the criterion holds for what is kept; what is no number fulfils none."""
    try:
        return bool(finding.holds(measured))
    except (TypeError, KeyError):
        if "ran away" in measured or "None" in str(measured):
            return False
        raise


def made(id: str) -> Made:
    """The code of today, on this machine."""
    return Made(claims.code(id), module(id).CRITERION, **made_with()["made_with"])


def with_start(claim: Claim, start: Start) -> Claim:
    """The claim with one more start, in the place of what older code measured from this seed.

    If this machine measured the very same numbers from that seed before, then the code was changed without changing what
    it computes: what the older code measured here from other seeds stands as well.
    """
    here = (before for before in claim.at(start.seed) if before.made.machine == start.made.machine)
    same = [before.made.code for before in here if before.measured == start.measured]
    finding = module(claim.id)
    starts = [
        replace(one, made=start.made, holds=judged(finding, dict(one.measured)))
        if one.made.code in same and one.made.machine == start.made.machine
        else one
        for one in claim.starts
        if one.seed != start.seed or one.made.code == start.made.code
    ]
    return Claim(claim.id, claims.ordered([*starts, start]))


def judge_again(id: str, folder: Path) -> None:
    """Hold what today's code measured to the criterion as it stands today."""
    known, finding, today = claims.read(id, folder), module(id), claims.code(id)
    starts = tuple(
        replace(one, made=replace(one.made, criterion=finding.CRITERION), holds=judged(finding, dict(one.measured)))
        if one.made.code == today
        else one
        for one in known.starts
    )
    if starts != known.starts:
        claims.write(Claim(id, starts), folder)


def module(id: str) -> ModuleType:
    return importlib.import_module(f"benchmarks.findings.{claims.module(id)}")
