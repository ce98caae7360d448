"""What happens in a run, as small frozen records: one JSON line each in the run's `events.jsonl` (see `ledger.py`).

Knows nothing about models: a loss is a number, a sample is a string, weights are arrays with names.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from math import isfinite
from typing import Any, Generic, TypeVar

import numpy as np

from core import problems
from core.problems import NOTHING, Told

Kind = TypeVar("Kind", bound="Event")
Values = TypeVar("Values")  # a frozen dataclass of plain numbers, words, lists and mappings: each study has its own


@dataclass(frozen=True)
class Event:
    """Something that happened after `step` updates of the weights."""

    step: int


@dataclass(frozen=True)
class Queued(Event):
    """The run waits for its turn. `owner` says whose turn it will use."""

    owner: str = ""


@dataclass(frozen=True)
class Started(Event):
    """A worker took the run up, for the first time or again."""

    worker: str = ""
    processor: str = ""  # its kind of arithmetic; a run that met two kinds is no longer digit for digit its recipe's


@dataclass(frozen=True)
class Step(Event):
    """One update. Loss in nats per token, measured before the update; seconds of training so far; tokens seen so far."""

    loss: float = 0.0
    rate: float = 0.0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Measured(Event):
    """How good the model is by now. Shares are from 0 to 1; None where the text has no known truth."""

    validation: float = 0.0
    grammatical: float | None = None
    true: float | None = None
    recalled: float | None = None  # of the facts told often, asked one by one
    recall: Mapping[str, float] | None = None  # the same by how often a fact was told
    sample: str = ""


@dataclass(frozen=True)
class Checkpoint(Event):
    """The weights as they were, to look back at. The arrays go to a file; the line keeps its name and SHA-256."""

    file: str = ""
    digest: str = ""
    weights: Mapping[str, np.ndarray] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class Saved(Event):
    """Everything that is needed to go on from here exactly: weights, optimizer, in one file with its SHA-256."""

    file: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Record(Event, Generic[Values]):
    """What a study found after `step` of the `total` steps that it planned: plain numbers, and arrays where they are many.

    The arrays go to the run's `arrays.bin`; the line keeps where they lie there, and their SHA-256.
    """

    total: int = 0
    values: Values = field(default_factory=dict)  # type: ignore[assignment]  # empty where it says only how far it is
    arrays: Mapping[str, np.ndarray] = field(default_factory=dict, repr=False, compare=False)
    start: int = 0  # in arrays.bin, in bytes
    size: int = 0
    digest: str = ""


@dataclass(frozen=True)
class Adjusted(Event):
    """The learner changed settings of a study; `step` counts the records that it had given by then."""

    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Changed(Event):
    """The learner multiplied the learning rate from this step on."""

    rate: float = 1.0


@dataclass(frozen=True)
class Damaged(Event):
    """A file did not hold what was written to it, and was set aside or made again."""

    file: str = ""


@dataclass(frozen=True)
class Interrupted(Event):
    """The worker was lost. The run goes on from `step`, the last state that was saved."""

    reason: Told = NOTHING


@dataclass(frozen=True)
class Paused(Event):
    """The run rests and can go on: the learner paused it, or there is a `reason` to tell."""

    reason: Told = NOTHING


@dataclass(frozen=True)
class Stopped(Event):
    """The learner ended the run here."""


@dataclass(frozen=True)
class Failed(Event):
    """The run cannot go on; `reason` tells the learner why."""

    reason: Told = NOTHING


@dataclass(frozen=True)
class Finished(Event):
    """The run did all its steps."""


KINDS: dict[str, type[Event]] = {kind.__name__.lower(): kind for kind in Event.__subclasses__()}
WAITING, ENDED = (Queued,), (Stopped, Failed, Finished)
RESTING = (Paused, *ENDED)


def last(kind: type[Kind], events: Sequence[Event]) -> Kind | None:
    """The last event of this kind; None where there is none.

    >>> last(Step, [Step(1), Step(2), Finished(2)]).step, last(Failed, [Step(1)])
    (2, None)
    """
    return next((event for event in reversed(events) if isinstance(event, kind)), None)


UNWRITTEN = {"weights", "arrays"}  # arrays stay out of the lines


def to_json(event: Event) -> dict[str, Any]:
    """The event as plain data; arrays stay out of it, and what is no finite number becomes null in a record."""
    if isinstance(event, Checkpoint | Record):
        record = {f.name: getattr(event, f.name) for f in fields(event) if f.name not in UNWRITTEN}
    else:
        record = asdict(event)
    if isinstance(event, Record):
        record["values"] = plain(event.values)
    return {"event": type(event).__name__.lower(), **record}


def from_json(record: Any) -> Event | None:
    """The event that was written so; None for one that only a newer version knows."""
    try:
        kind = KINDS[record["event"]]
        known = {f.name for f in fields(kind)}
        said = {name: value for name, value in record.items() if name in known}
        if "reason" in said:  # an older version kept an English sentence
            reason = problems.from_json(said["reason"])
            said["reason"] = reason if isinstance(reason, Told) else Told(str(reason))
        return kind(**said)
    except (KeyError, TypeError, AttributeError):
        return None


def line(event: Event) -> str:
    """The event as one line of JSON."""
    return json.dumps(to_json(event), ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:
    """What JSON can hold: NumPy's numbers and arrays as Python's own, a dataclass as the mapping of its fields."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def parse(text: str) -> Event | None:
    """The event that a line holds; None for a line that was torn by a crash or written by a newer version."""
    try:
        return from_json(json.loads(text))
    except (ValueError, RecursionError):
        return None
