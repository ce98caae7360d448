"""A run is a folder, and the folder is the only channel: a worker appends to it, pages read its tail.

    recipe.json             what is trained and how
    events.jsonl            what happened, a line each; the status of the run is the last line that changed it
    tokenizer.json          made by the first slice, with told.json beside it: how often the text told each fact
    checkpoints/000640.safetensors   the weights along the way
    states/000700.safetensors        weights and optimizer, to go on from; the last two are kept
    wish.json               what the learner asks of the worker: pause, stop, another learning rate
    arrays.bin              of a study: the arrays of its records, one after the other
    text.txt                the learner's own text, where it is theirs

Files are written beside their place and moved there, so a reader never sees half of one. Knows nothing of Dask.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
import safetensors.torch
import torch
from torch import Tensor

from core import tokenizers
from core.data.world import Fact
from core.tokenizers import Tokenizer
from core.training import events as e
from core.training.recipe import Recipe
from core.training.study import Study

ID = re.compile(r"[A-Za-z0-9_-]{4,64}")  # new ones have small letters and digits alone, older ones all of these
STATES_KEPT = 2
STATUS = {
    e.Queued: "queued",
    e.Started: "training",
    e.Step: "training",
    e.Record: "training",
    e.Interrupted: "interrupted",
    e.Paused: "paused",
    e.Stopped: "stopped",
    e.Failed: "failed",
    e.Finished: "finished",
}
ACTIVE = ("queued", "training", "interrupted")


def home() -> Path:
    """Where runs live: GLASSBOX_HOME, or a hidden folder in the user's own."""
    return Path(os.environ.get("GLASSBOX_HOME") or Path.home() / ".glassbox").expanduser()


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    beside.write_bytes(content)
    os.replace(beside, path)


class Run:
    """One run. Cheap to make; reads only the lines that are new since the last look. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._events: list[e.Event] = []
        self._read_to = 0
        self._lock = threading.Lock()

    # --- made, found, copied

    @classmethod
    def create(cls, recipe: Recipe | Study, own: str = "", where: Path | None = None) -> "Run":
        """The run of this recipe: a new folder, or the one that is there. A private recipe gets an id nobody can guess.

        (A private study has such an id of its own, made from its owner's.)
        """
        secret = recipe.private and isinstance(recipe, Recipe)
        run = cls((where or home() / "runs") / (secrets.token_hex(16) if secret else recipe.id))
        if own:
            write(run.folder / "text.txt", own.encode())
        if not (run.folder / "recipe.json").exists():
            write(run.folder / "recipe.json", json.dumps(recipe.to_json() | made_with(), indent=1).encode())
        return run

    def fork(self, own_recipe: Recipe) -> "Run":
        """A private copy that goes on from this run's last saved state, with everything that happened so far."""
        twin = Run.create(own_recipe, self.text())
        saved = self.saved()
        step = saved.step if saved else 0
        for event in self.events():
            if event.step <= step and isinstance(event, e.Step | e.Measured | e.Checkpoint):
                if isinstance(event, e.Checkpoint):
                    self._copy(event.file, twin)
                twin.say(event)
        for name in filter(None, ("tokenizer.json", "told.json", saved.file if saved else "")):
            self._copy(name, twin)
        if saved:
            twin.say(saved)
        return twin

    def _copy(self, name: str, twin: "Run") -> None:
        if (self.folder / name).exists():
            write(twin.folder / name, (self.folder / name).read_bytes())

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def recipe(self) -> Recipe:
        """What a text model is trained by. ValueError with a sentence where the folder holds no run of one."""
        return Recipe.from_json(self._recipe())

    @property
    def study(self) -> Study | None:
        """What is studied; None for a run that trains a text model."""
        record = self._recipe()
        return Study.from_json(record) if "study" in record else None

    @property
    def private(self) -> bool:
        return (self.study or self.recipe).private

    def _recipe(self) -> dict[str, Any]:
        try:
            record = json.loads((self.folder / "recipe.json").read_text("utf-8"))
        except OSError:
            raise ValueError("There is no such run here. It may have been deleted.") from None
        if not isinstance(record, dict):
            raise ValueError("The recipe of this run is damaged.")
        return record

    def text(self) -> str:
        """The learner's own text, or nothing where the text comes with the app."""
        path = self.folder / "text.txt"
        return path.read_text("utf-8") if path.exists() else ""

    # --- what happened

    def say(self, event: e.Event) -> None:
        """Append an event. A checkpoint's weights go to their file first."""
        if isinstance(event, e.Checkpoint) and event.weights:
            name = f"checkpoints/{event.step:06}.safetensors"
            digest = self._keep(name, safetensors.numpy.save(dict(event.weights)))
            event = e.Checkpoint(event.step, name, digest)
        if isinstance(event, e.Record) and event.arrays:
            event = replace(event, **self._append_arrays(safetensors.numpy.save(contiguous(event.arrays))))
        self._append(e.line(event) + "\n")

    def _append_arrays(self, content: bytes) -> dict[str, Any]:
        """Where the content lies now; what an earlier crash left at the end of the file is left alone."""
        with (self.folder / "arrays.bin").open("ab") as file:
            start = file.tell()
            file.write(content)
        return {"start": start, "size": len(content), "digest": hashlib.sha256(content).hexdigest()}

    def arrays(self, record: e.Record) -> dict[str, np.ndarray]:
        """The arrays of a record; none where it has none. ValueError where the file is damaged."""
        if not record.size:
            return dict(record.arrays)
        with (self.folder / "arrays.bin").open("rb") as file:
            file.seek(record.start)
            content = file.read(record.size)
        if hashlib.sha256(content).hexdigest() != record.digest:
            raise ValueError("The numbers of this study are damaged. Start it again.")
        return dict(safetensors.numpy.load(content))

    def records(self) -> list[e.Record]:
        return [event for event in self.events() if isinstance(event, e.Record)]

    def _append(self, text: str) -> None:
        path = self.folder / "events.jsonl"
        with path.open("ab") as file:
            if file.tell() and not _ends_with_newline(path):
                text = "\n" + text  # a crash tore the line before
            file.write(text.encode())

    def events(self, after: int = 0) -> list[e.Event]:
        """All events, or those after the first `after`."""
        with self._lock:
            path = self.folder / "events.jsonl"
            size = path.stat().st_size if path.exists() else 0
            if size < self._read_to:  # the run was begun anew
                self._events, self._read_to = [], 0
            if size > self._read_to:
                with path.open("rb") as file:
                    file.seek(self._read_to)
                    new = file.read()
                new = new[: new.rfind(b"\n") + 1]  # a line that is still being written waits
                self._read_to += len(new)
                parsed = (e.parse(line.decode("utf-8", "replace")) for line in new.splitlines() if line)
                self._events += [event for event in parsed if event]
            return self._events[after:]

    @property
    def status(self) -> str:
        """new, queued, training, interrupted, paused, stopped, failed or finished: read off the last event that says it."""
        return next((STATUS[type(event)] for event in reversed(self.events()) if type(event) in STATUS), "new")

    @property
    def active(self) -> bool:
        return self.status in ACTIVE

    @property
    def step(self) -> int:
        """How many updates the weights have had."""
        return next(
            (event.step for event in reversed(self.events()) if isinstance(event, e.Step | e.Saved | e.Record)), 0
        )

    def last(self, kind: type[e.Event]) -> e.Event | None:
        return next((event for event in reversed(self.events()) if isinstance(event, kind)), None)

    def curve(self) -> dict[int, e.Step]:
        """Every step that was done, by number; a step done twice after a lost worker stands once."""
        return {event.step: event for event in self.events() if isinstance(event, e.Step)}

    def measurements(self) -> dict[int, e.Measured]:
        return {event.step: event for event in self.events() if isinstance(event, e.Measured)}

    # --- weights along the way

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps whose weights can be looked at, in order."""
        bad = {event.file for event in self.events() if isinstance(event, e.Damaged)}
        kept = {ev.step: ev.file for ev in self.events() if isinstance(ev, e.Checkpoint)}
        return tuple(sorted(step for step, file in kept.items() if file not in bad))

    def weights(self, step: int) -> tuple[int, dict[str, np.ndarray]]:
        """The weights at `step`, or at the checkpoint before it where that file is damaged; float32. The step comes along."""
        digests = {ev.step: ev for ev in self.events() if isinstance(ev, e.Checkpoint)}
        for candidate in [s for s in reversed(self.steps) if s <= step]:
            checkpoint = digests[candidate]
            if content := self._sound(checkpoint):
                return candidate, {n: w.astype(np.float32) for n, w in safetensors.numpy.load(content).items()}
        raise ValueError(f"This run has no readable weights at step {step} or before.")

    def saved(self) -> e.Saved | None:
        """The last state to go on from whose file is sound."""
        states = [event for event in self.events() if isinstance(event, e.Saved)]
        return next((ev for ev in reversed(states[-STATES_KEPT:]) if self._sound(ev)), None)

    def state(self, saved: e.Saved) -> dict[str, Tensor]:
        return safetensors.torch.load((self.folder / saved.file).read_bytes())

    def save(self, step: int, state: Mapping[str, Tensor]) -> None:
        """Keep a state to go on from, and forget the one before the last."""
        name = f"states/{step:06}.safetensors"
        content = safetensors.torch.save({key: value.contiguous() for key, value in state.items()})
        self.say(e.Saved(step, name, self._keep(name, content)))
        files = [event.file for event in self.events() if isinstance(event, e.Saved)]
        for old in set(files[:-STATES_KEPT]) - set(files[-STATES_KEPT:]):
            (self.folder / old).unlink(missing_ok=True)

    def _keep(self, name: str, content: bytes) -> str:
        write(self.folder / name, content)
        return hashlib.sha256(content).hexdigest()

    def _sound(self, kept: e.Checkpoint | e.Saved) -> bytes | None:
        """The file's bytes if they are what was written; a damaged file is set aside, and the run says so."""
        path = self.folder / kept.file
        if path.parent.parent != self.folder or not path.exists():
            return None
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == kept.digest:
            return content
        with contextlib.suppress(OSError):  # a shipped run may lie where nobody may write
            os.replace(path, path.with_suffix(".damaged"))
            self.say(e.Damaged(kept.step, kept.file))
        return None

    # --- what belongs to the run

    def tokenizer(self) -> Tokenizer:
        """ValueError where the run has not begun yet or the file is damaged."""
        return tokenizers.load(self.folder / "tokenizer.json")

    def furnish(self, tokenizer: Tokenizer, told: Counter[Fact] | None) -> None:
        """Keep what every reader of the run needs: its tokenizer, and how often its text told each fact."""
        tokenizer.save(self.folder / "tokenizer.json")
        if told is not None:
            rows = [[fact.subject, fact.kind, fact.value, count] for fact, count in sorted(told.items(), key=str)]
            write(self.folder / "told.json", json.dumps(rows).encode())

    def told(self) -> Counter[Fact] | None:
        """How often the run's text told each fact; None where nobody knows the truth of the text."""
        path = self.folder / "told.json"
        if not path.exists():
            return None
        return Counter({Fact(s, k, v): count for s, k, v, count in json.loads(path.read_text("utf-8"))})

    # --- what the learner wants

    def wish(self, **wishes: Any) -> None:
        """Ask the worker for something: `do="pause"` or `"stop"`, `rate=0.5`. It looks several times a second."""
        write(self.folder / "wish.json", json.dumps(self.wishes() | wishes).encode())

    def wishes(self) -> dict[str, Any]:
        try:
            record = json.loads((self.folder / "wish.json").read_text("utf-8"))
            return record if isinstance(record, dict) else {}
        except (OSError, ValueError):
            return {}

    def granted(self, *names: str) -> None:
        """Take wishes back once they are met."""
        left = {name: value for name, value in self.wishes().items() if name not in names}
        if left:
            write(self.folder / "wish.json", json.dumps(left).encode())
        else:
            (self.folder / "wish.json").unlink(missing_ok=True)


def find(id: str, *places: Path) -> Run | None:
    """The run with this id, in the learners' runs or among the shipped ones. Any string may be asked for."""
    if not ID.fullmatch(id):
        return None
    folders = [place / id for place in (*places, home() / "runs", SHIPPED)]
    return next((Run(folder) for folder in folders if (folder / "recipe.json").exists()), None)


SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "runs"
STUDIES = SHIPPED.with_name("studies")  # finished studies that come with the app


def forget_unused(days: float) -> list[str]:
    """Delete runs that nobody touched for `days`. Returns their ids."""
    gone = []
    for folder in (home() / "runs").glob("*"):
        files = [folder / "events.jsonl", folder / "recipe.json"]
        touched = max((f.stat().st_mtime for f in files if f.exists()), default=0.0)
        if time.time() - touched > days * 86_400 and not Run(folder).active:
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(folder.name)
    return gone


def contiguous(arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """As safetensors wants them: it writes memory as it lies."""
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}


def made_with() -> dict[str, Any]:
    """What made the run, for whoever wants to make it again."""
    return {"made_with": {"torch": torch.__version__, "numpy": np.__version__}}


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
