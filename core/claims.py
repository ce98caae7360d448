"""The ledger of claims: what the findings in `benchmarks/findings` measured, start after start, kept in `assets/ledger`.

A finding states its criterion, measures for one seed and says whether that holds. A file holds the starts of one finding,
a line each, under lines that tell once what made them:

    {"made": "5b0c61d2a7f3", "code": "cb04b60598073b57", "criterion": "Two layers: …", "processor": "x86_64 AVX2", …}
    {"seed": 0, "made": "5b0c61d2a7f3", "holds": true, "seconds": 31.2, "measured": {"prefix": 0.74, …}, "sum": "…"}

Each line has a checksum and they are sorted, so what two machines measured is joined line by line, as git does it here
(`.gitattributes`). A line that is not what was written is left out, and its start is measured again. The code's id is that
of recordings (`core/training/reach.py`): a start is stale as soon as the code that measured it would do otherwise. Knows
the findings by name only; `python -m benchmarks findings --ledger` measures.
"""

import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from math import isfinite
from os import stat
from pathlib import Path
from typing import Any

from core import files
from core.caches import lru_cache
from core.training.reach import ROOT, code_id, digest

LEDGER = ROOT / "assets" / "ledger"
ID = re.compile(r"[A-Z]+-\d+")


@dataclass(frozen=True)
class Made:
    """What made a start: code, the criterion that it was held to, and the machine's kind of arithmetic."""

    code: str
    criterion: str
    processor: str
    torch: str
    numpy: str

    @property
    def key(self) -> str:
        return digest(*astuple(self))[:12]

    @property
    def machine(self) -> tuple[str, str, str]:
        """On one machine the same code measures the same numbers."""
        return self.processor, self.torch, self.numpy


@dataclass(frozen=True)
class Start:
    """What one seed measured."""

    seed: int
    made: Made
    holds: bool
    seconds: float  # of one core
    measured: Mapping[str, Any]  # numbers to six digits; None for what is no number


@dataclass(frozen=True)
class Claim:
    """What is known of a finding: a rate, not a law. A start that two kinds of processor measured holds if it does on both."""

    id: str
    starts: tuple[Start, ...] = ()  # by seed

    @property
    def seeds(self) -> tuple[int, ...]:
        """All that were tried."""
        return tuple(sorted({start.seed for start in self.starts}))

    @property
    def failed(self) -> tuple[int, ...]:
        """The seeds that the criterion does not hold for."""
        return tuple(seed for seed in self.seeds if not all(start.holds for start in self.at(seed)))

    @property
    def tried(self) -> int:
        return len(self.seeds)

    @property
    def held(self) -> int:
        return self.tried - len(self.failed)

    def at(self, seed: int) -> tuple[Start, ...]:
        """What this seed measured: nothing, once, or once for each kind of processor."""
        return tuple(start for start in self.starts if start.seed == seed)

    def of(self, code: str) -> "Claim":
        """The same, of the starts that this code measured."""
        return Claim(self.id, tuple(start for start in self.starts if start.made.code == code))


def code(id: str, root: Path = ROOT) -> str:
    """The id of all the code that decides what the finding measures, as the files say now."""
    return code_id(f"benchmarks.findings.{module(id)}", "measured", root)


def module(id: str) -> str:
    """The name of the finding's file: ATT-1 is `att_1`. ValueError where it is no id."""
    if not ID.fullmatch(id):
        raise ValueError(f"A finding is named as ATT-1 is, but {id!r} came.")
    return id.lower().replace("-", "_")


def stale(claim: Claim) -> tuple[int, ...]:
    """The seeds that other code measured than there is now."""
    return tuple(seed for seed in claim.seeds if seed not in claim.of(code(claim.id)).seeds)


def claims(folder: Path = LEDGER) -> dict[str, Claim]:
    """Every finding of which a start was measured, by its id."""
    ids = sorted(path.stem for path in folder.glob("*.jsonl") if ID.fullmatch(path.stem))
    return {id: found for id in ids if (found := read(id, folder)).starts}


def read(id: str, folder: Path = LEDGER) -> Claim:
    """What was measured of a finding; without a start where nothing was."""
    module(id)  # says it where it is no id
    path = folder / f"{id}.jsonl"
    return Claim(id, parsed(path.read_bytes())) if path.exists() else Claim(id)


def known(id: str, folder: Path = LEDGER) -> Claim:
    """The same for pages, which ask all the time: read once for as long as the file stays as it is."""
    module(id)
    path = folder / f"{id}.jsonl"
    with contextlib.suppress(FileNotFoundError):
        return _known(id, folder, stat(path).st_mtime_ns)
    return Claim(id)


@lru_cache(maxsize=256)
def _known(id: str, folder: Path, changed: int) -> Claim:
    return read(id, folder)


def parsed(content: bytes) -> tuple[Start, ...]:
    """All starts whose lines are sound, sorted, each once."""
    made: dict[str, Made] = {}
    starts: list[Start] = []
    sound = [line for line in map(_unsealed, content.splitlines()) if line]
    for line in sorted(sound, key=lambda line: "seed" in line):  # what made them comes first
        with contextlib.suppress(TypeError, KeyError):  # a line of another form, or one whose maker's line is damaged
            key = line.pop("made")
            if "seed" in line:
                starts.append(Start(made=made[key], **line))
            else:
                made[key] = Made(**line)
    return ordered(starts)


def ordered(starts: Iterable[Start]) -> tuple[Start, ...]:
    """By seed, and by what made them; one of each."""
    one_of_each = {(start.seed, start.made.key): start for start in starts}
    return tuple(one_of_each[place] for place in sorted(one_of_each))


def write(claim: Claim, folder: Path = LEDGER) -> None:
    """Keep all starts of a finding: whole or not at all, in the same order on every machine."""
    starts = ordered(claim.starts)
    made = {start.made.key: start.made for start in starts}
    lines: list[dict[str, Any]] = [{"made": key} | asdict(made[key]) for key in sorted(made)]
    for start in starts:
        lines.append(
            {"seed": start.seed, "made": start.made.key, "holds": start.holds, "seconds": start.seconds,
             "measured": start.measured}
        )  # fmt: skip
    path = folder / f"{claim.id}.jsonl"
    files.write(path, b"".join(files.seal(line) + b"\n" for line in lines))
    path.chmod(0o644)  # whoever runs the app may be another user than who measured


def six_digits(value: Any) -> Any:
    """Measured values as they are kept. More digits would only say which processor it was; JSON has no NaN.

    >>> six_digits({"loss": (0.12345678, float("nan")), "held": True})
    {'loss': [0.123457, None], 'held': True}
    """
    match value:
        case float():
            return float(f"{value:.6g}") if isfinite(value) else None
        case Mapping():
            return {str(name): six_digits(one) for name, one in value.items()}
        case list() | tuple():
            return [six_digits(one) for one in value]
    return json.loads(json.dumps(value))


def _unsealed(line: bytes) -> dict[str, Any] | None:
    try:
        return files.unseal(line)
    except ValueError:
        return None
