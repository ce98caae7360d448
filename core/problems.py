"""What core has to tell a learner: a code and the numbers that belong to it. The words are in `problems.yaml` of a language.

    raise Problem("too short", length=40, least=2_000)

Words are looked up where it is shown (`str`), in the language that is spoken there and then; what is kept on disk or comes
from a worker is the code. What older versions kept is an English sentence, and is shown as it is. Knows no words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Told:
    """Something to be told. `code`: its name in `problems.yaml`, or the sentence itself where there is no such name."""

    code: str
    # numbers, names, and what else is to be told; a mapping has no hash, and what holds this is a key of caches
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        # by its name, for what a study computes does not hang on the words in which it may fail
        return str(import_module("core.lessons").problem(self.code, self.facts))

    def __bool__(self) -> bool:
        return bool(self.code)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


NOTHING = Told("")


def tell(code: str, **facts: Any) -> Told:
    """What that code says of these facts."""
    return Told(code, facts)


def from_json(record: Any) -> Any:
    """What `to_json` wrote, also within facts; whatever else it is stays as it is."""
    if isinstance(record, Mapping) and record.keys() == {"code", "facts"}:
        return Told(str(record["code"]), {name: from_json(fact) for name, fact in record["facts"].items()})
    return record


class Problem(ValueError):
    """What a learner asked for cannot be done; the words say what was expected, what came, and what to do."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.facts = facts

    @property
    def told(self) -> Told:
        return Told(str(self.args[0]), self.facts)

    def __str__(self) -> str:
        return str(self.told)


def why(problem: BaseException) -> Told:
    """What there is to tell of an error."""
    return getattr(problem, "told", None) or Told(str(problem))
