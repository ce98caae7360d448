"""A study: a small experiment that trains or measures something, as a generator of records that anybody can repeat.

It is named by the module and the function in `core/studies` that yields the records, and by its settings. What it finds
is a frozen dataclass of the study's own, named where the function says what it yields: `Iterator[Record[Learned]]`. On
one kind of processor the same name and settings give the same records, so a worker that lost a study simply runs it again and says
only what is new. This keeps studies free of saved states; it also keeps them short.
"""

import hashlib
import importlib
import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self, get_args, get_type_hints

import msgspec
import torch

from core.training.events import Adjusted, Record
from core.training.reach import ROOT, code_id

Live = Mapping[str, Any]  # settings that may change between two records
NOTHING: Live = MappingProxyType({})
NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
PACKAGE = "core.studies"


@dataclass(frozen=True)
class Study:
    """What to run. `owner` is empty for a study that everybody shares; else nobody can guess the study's id."""

    name: str  # "module.function" in core/studies
    settings: Mapping[str, Any] = field(default_factory=dict)  # plain JSON
    owner: str = ""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"A study is named module.function, but {self.name!r} came.")

    @classmethod
    def of(cls, function: Callable[..., Iterator[Record[Any]]], owner: str = "", **settings: Any) -> Self:
        """The study whose records this function of `core/studies` yields, with these settings."""
        plain = json.loads(json.dumps(settings))  # as they will be read again
        return cls(f"{function.__module__.removeprefix(f'{PACKAGE}.')}.{function.__name__}", plain, owner)

    @property
    def private(self) -> bool:
        return bool(self.owner)

    @property
    def key(self) -> str:
        """A name that only these settings have, whatever the code says by now."""
        content = json.dumps([self.name, dict(self.settings), self.owner], sort_keys=True)
        return f"{self.name.replace('.', '-')}-{hashlib.sha256(content.encode()).hexdigest()[:16]}"

    @property
    def id(self) -> str:
        """The same, for the code as it is now: a study that was changed is run again."""
        return f"{self.key[-16:]}{self.code()[:8]}"

    def code(self, root: Path = ROOT) -> str:
        """The id of all the code that decides what the records are, in `core/studies` and wherever that reaches."""
        module, name = self.name.split(".")
        self.function()  # says it where there is none
        return code_id(f"{PACKAGE}.{module}", name, root)

    def function(self) -> Callable[..., Iterator[Record]]:
        """What yields the records. ValueError where `core/studies` has no such function."""
        module, name = self.name.split(".")
        try:
            found = getattr(importlib.import_module(f"{PACKAGE}.{module}"), name)
        except (ImportError, AttributeError):
            raise ValueError(f"There is no study called {self.name!r}.") from None
        if not inspect.isgeneratorfunction(found):
            raise ValueError(f"{self.name!r} yields no records, so it is no study.")
        function: Callable[..., Iterator[Record]] = found
        return function

    def typed(self, records: Iterable[Record[Any]]) -> list[Record[Any]]:
        """Records that were read from a file, their values as what the function yields. ValueError where they are not that."""
        (record,) = get_args(get_type_hints(self.function())["return"])
        kind = next(iter(get_args(record)), None)
        if not is_dataclass(kind):
            return list(records)
        return [replace(one, values=msgspec.convert(one.values, kind)) if one.values else one for one in records]

    def to_json(self) -> dict[str, Any]:
        return {"study": self.name, "settings": dict(self.settings), "owner": self.owner}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Self:
        """Read a study back. ValueError with a sentence if it is none."""
        name, settings = record.get("study"), record.get("settings", {})
        if not isinstance(name, str) or not isinstance(settings, Mapping):
            raise ValueError("This is not a study that Glassbox can read.")
        return cls(name, settings, str(record.get("owner", "")))


class Going:
    """A study that is under way: its generator, how many records it gave, and the settings that may still change."""

    def __init__(self, study: Study) -> None:
        function = study.function()
        self.live: dict[str, Any] = {}
        changing = {"live": self.live} if "live" in inspect.signature(function).parameters else {}
        try:
            self.records = function(**study.settings, **changing)
        except TypeError as problem:
            raise ValueError(f"The study {study.name!r} does not know these settings: {problem}.") from None
        self.count = 0

    def next(self, adjusted: list[Adjusted]) -> Record | None:
        """One more record, with every change of settings that came before it; None at the end.

        A generator that hands a record over while it has PyTorch's gradients off leaves them off for whoever works next in
        this thread, for good if it is stopped there. So each record is asked for in a mode of its own.
        """
        for change in adjusted:
            if change.step == self.count:
                self.live.update(change.settings)
        with torch.inference_mode(False), torch.enable_grad():
            record = next(self.records, None)
        self.count += record is not None
        return record
