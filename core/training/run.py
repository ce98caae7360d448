"""A run is a folder, and the folder is the only channel: a worker appends to it, pages read its tail.

    recipe.json             what is trained and how
    events.jsonl            what happened, a line each; the status of the run is the last line that changed it
    lines.json              how many lines that were when somebody last counted
    tokenizer.json          made by the first slice, with told.json beside it: how often the text told each fact
    checkpoints/000640.safetensors   the weights along the way
    states/000700.safetensors        weights and optimizer, to go on from; the last two are kept
    wish.json               what the learner asks of the worker: pause, stop, another learning rate
    arrays.bin              of a study: the arrays of its records, one after the other
    text.txt                the learner's own text, where it is theirs
    copies/                 recipe, tokenizer, text and told.json once more: without them, nothing else here has a meaning

Each of these files has a checksum, in itself or in the record, and what does not match is never used. Files are written
beside their place and moved there, so a reader never sees half of one. Knows nothing of Dask.
"""

import contextlib
import os
import re
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from torch import Tensor

from core import arrays, files, tokenizers
from core.data.world import Fact
from core.files import write
from core.problems import NOTHING, Problem, Told, tell, why
from core.tokenizers import Tokenizer
from core.training import events as e
from core.training.ledger import Ledger
from core.training.machine import made_with
from core.training.reach import ROOT
from core.training.recipe import Recipe
from core.training.study import Study

Read = TypeVar("Read")

SHA256 = re.compile(r"[0-9a-f]{64}")
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


class Run:
    """One run. Cheap to make; reads only the lines that are new since the last look. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self.ledger = Ledger(self.folder / "events.jsonl")
        self._looked_at: tuple[tuple, Told] = (
            (),
            NOTHING,
        )  # when `problem` was last asked: its files' times, and the answer
        self._read_off: dict[
            str, tuple[tuple[int, int], Any]
        ] = {}  # by name: how far the record was then, and the answer

    # --- made, found, copied

    @classmethod
    def create(cls, recipe: Recipe | Study, own: str = "", where: Path | None = None) -> "Run":
        """The run of this recipe: a new folder, or the one that is there. A private recipe gets an id nobody can guess.

        (A private study has such an id of its own, made from its owner's.)
        """
        secret = recipe.private and isinstance(recipe, Recipe)
        run = cls((where or home() / "runs") / (secrets.token_hex(16) if secret else recipe.id))
        new = not run.folder.exists()
        try:
            if own:
                write(run.folder / "text.txt", own.encode(), lasting=True)
                files.keep_copy(run.folder / "text.txt")
            run._make_sure_of(recipe)
        except files.NoRoom:
            if new:
                files.forget(run.folder)
            raise
        return run

    def _make_sure_of(self, recipe: Recipe | Study) -> None:
        """Write the recipe where it is not there yet, or damaged."""
        try:
            self._recipe()
        except ValueError:
            files.write_json(self.folder / "recipe.json", recipe.to_json() | made_with(), lasting=True)
            files.keep_copy(self.folder / "recipe.json")

    def fork(self, own_recipe: Recipe) -> "Run":
        """A private copy that goes on from this run's last saved state, with everything that happened so far."""
        twin = Run.create(own_recipe, self.text())
        saved = self.saved()
        step = saved.step if saved else 0
        past: list[e.Event] = [
            event
            for event in self.events()
            if event.step <= step and isinstance(event, e.Step | e.Measured | e.Checkpoint)
        ]
        past += [saved] if saved else []
        for event in past:
            if isinstance(event, e.Checkpoint | e.Saved) and (self.folder / event.file).exists():
                write(twin.folder / event.file, (self.folder / event.file).read_bytes())
        for name in ("tokenizer.json", "told.json"):
            if content := self._precious(name):
                write(twin.folder / name, content, lasting=True)
                files.keep_copy(twin.folder / name)
        twin.ledger.append(*past)
        return twin

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

    def stale(self, root: Path = ROOT) -> str:
        """Of a recording that comes with the app: a sentence where its code is no longer what made it; else nothing."""
        record, study = self._recipe(), self.study
        if study is None or record.get("code") == study.code(root):
            return ""
        return (
            f"The code of the study {study.name} has changed since this was recorded. "
            f"`python -m scripts.runs studies {study.name.partition('.')[0]}` records it again."
        )

    @property
    def private(self) -> bool:
        return (self.study or self.recipe).private

    @property
    def owner(self) -> str:
        """Who started a private run, and alone may pause, stop or change it; nobody's where everybody shares it."""
        if study := self.study:
            return study.owner
        first = next((ev for ev in self.events() if isinstance(ev, e.Queued)), None) if self.private else None
        return first.owner if first else ""

    def _recipe(self) -> dict[str, Any]:
        content = self._precious("recipe.json")
        if content is None:
            raise Problem("no such run")
        record = files.from_json(content)
        if not isinstance(record, dict):
            raise files.Damaged("recipe damaged")
        return record

    @property
    def there(self) -> bool:
        """Is this a run at all? (Another question is whether it can be read: see `problem`.)"""
        return files.kept(self.folder / "recipe.json")

    def text(self) -> str:
        """The learner's own text, or nothing where the text comes with the app."""
        content = self._precious("text.txt", self._check_text)
        if content is None and "study" not in self._recipe() and self.recipe.text.source == "own":
            raise files.Damaged("text lost")
        return (content or b"").decode("utf-8")

    def _check_text(self, content: bytes) -> None:
        """A recipe names its text by the text's SHA-256."""
        named = self.recipe.text.digest
        if SHA256.fullmatch(named) and files.digest(content) != named:
            raise files.Damaged("not as written")

    def _precious(self, name: str, check: Callable[[bytes], object] = files.from_json) -> bytes | None:
        """A file without which the run means nothing, from its copy where need be; None where it never was."""
        try:
            return files.mended(self.folder / name, check)
        except files.Damaged as problem:
            raise files.Damaged(PRECIOUS[name]) from problem

    @property
    def problem(self) -> Told:
        """Why the run cannot be opened; nothing where all that a reader needs is sound."""
        now = tuple(_time(self.folder / name) for name in PRECIOUS)
        if self._looked_at[0] != now:
            self._looked_at = now, self._problem()
        return self._looked_at[1]

    def _problem(self) -> Told:
        try:
            if not self.study:
                self.recipe, self.text(), self.told()
                if files.kept(self.folder / "tokenizer.json"):
                    self.tokenizer()
        except ValueError as problem:
            return why(problem)
        return NOTHING

    @property
    def gap(self) -> Told:
        """What the run has lost of its record; nothing where nothing is lost."""
        return tell("record damaged") if self.ledger.damaged else NOTHING

    # --- what happened

    def say(self, event: e.Event) -> None:
        """Append an event. A checkpoint's weights go to their file first."""
        if isinstance(event, e.Checkpoint) and event.weights:
            name = f"checkpoints/{event.step:06}.safetensors"
            event = e.Checkpoint(event.step, name, self._keep(name, arrays.dump(event.weights)))
        if isinstance(event, e.Record) and event.arrays:
            event = replace(event, **self._append_arrays(arrays.dump(event.arrays)))
        self.ledger.append(event)

    def _append_arrays(self, content: bytes) -> dict[str, Any]:
        """Where the content lies now; what an earlier crash left at the end of the file is left alone."""
        start = files.append(self.folder / "arrays.bin", content)
        return {"start": start, "size": len(content), "digest": files.digest(content)}

    def arrays(self, record: e.Record) -> dict[str, np.ndarray]:
        """The arrays of a record; none where it has none. Damaged where the file is, and then the study can be begun anew."""
        if not record.size:
            return dict(record.arrays)
        content = b""
        with contextlib.suppress(OSError), (self.folder / "arrays.bin").open("rb") as file:
            file.seek(record.start)
            content = file.read(record.size)
        if files.digest(content) == record.digest:
            return arrays.load(content)
        if self.folder.parent != STUDIES:
            self.begin_again("arrays.bin")
        raise files.Damaged("study damaged")

    def begin_again(self, damaged: str) -> None:
        """A study whose record or arrays are damaged is done once more, with all that was changed on the way."""
        with contextlib.suppress(OSError):  # a shipped study may lie where nobody may write
            kept = [event for event in self.events() if isinstance(event, e.Queued | e.Adjusted)]
            telling = self._telling()
            working = telling is not None and STATUS[type(telling)] in ACTIVE
            resting = [] if working else [e.Paused(0, tell("numbers damaged"))]
            (self.folder / "arrays.bin").unlink(missing_ok=True)
            self.ledger.begin_again([*kept, e.Damaged(0, damaged), *resting])

    def _repeat_what_is_damaged(self) -> None:
        """A finished study with a hole in its record is no finished study. (One that came with the app stays as it is.)"""
        holed = isinstance(self._telling(), e.Finished) and self.ledger.damaged
        if holed and self.folder.parent != STUDIES and any(isinstance(event, e.Record) for event in self.events()):
            self.begin_again("events.jsonl")

    def records(self) -> list[e.Record[Any]]:
        """What a study found, in order; begun anew where a part of it is lost."""
        self._repeat_what_is_damaged()
        return list(self._once("records", self._records))

    def _records(self, events: list[e.Event]) -> list[e.Record[Any]]:
        found = [event for event in events if isinstance(event, e.Record)]
        return study.typed(found) if found and (study := self.study) else found

    def events(self, after: int = 0) -> list[e.Event]:
        """All events, or those after the first `after`."""
        return self.ledger.events(after)

    @property
    def status(self) -> str:
        """new, queued, training, interrupted, paused, stopped, failed or finished: read off the last event that says it."""
        self._repeat_what_is_damaged()
        telling = self._telling()
        return STATUS[type(telling)] if telling else "new"

    def _telling(self) -> e.Event | None:
        return next((event for event in reversed(self.events()) if type(event) in STATUS), None)

    @property
    def active(self) -> bool:
        return self.status in ACTIVE

    @property
    def step(self) -> int:
        """How many updates the weights have had."""
        return next(
            (event.step for event in reversed(self.events()) if isinstance(event, e.Step | e.Saved | e.Record)), 0
        )

    def last(self, kind: type[e.Kind]) -> e.Kind | None:
        """The last event of this kind; None where there was none."""
        return e.last(kind, self.events())

    def curve(self) -> dict[int, e.Step]:
        """Every step that was done, by number; a step done twice after a lost worker stands once."""
        return dict(self._once("curve", lambda all: {one.step: one for one in all if isinstance(one, e.Step)}))

    def measurements(self) -> dict[int, e.Measured]:
        return dict(
            self._once("measurements", lambda all: {one.step: one for one in all if isinstance(one, e.Measured)})
        )

    def _once(self, name: str, read_off: Callable[[list[e.Event]], Read]) -> Read:
        """What is read off all events, worked out once until there are more of them: pages ask for it at every click."""
        events, so_far = self.ledger.whole()
        known, answer = self._read_off.get(name, (None, None))
        if known != so_far:
            answer = read_off(events)
            self._read_off[name] = so_far, answer
        found: Read = answer  # type: ignore[assignment]
        return found

    @property
    def processors(self) -> tuple[str, ...]:
        """The kinds of arithmetic that trained it, in order. With two of them nobody repeats it digit for digit."""
        return tuple(dict.fromkeys(ev.processor for ev in self.events() if isinstance(ev, e.Started) and ev.processor))

    # --- weights along the way

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps whose weights can be looked at, in order."""
        return self._once("steps", self._steps)

    @staticmethod
    def _steps(events: list[e.Event]) -> tuple[int, ...]:
        kept: dict[str, int] = {}
        for event in events:
            if isinstance(event, e.Checkpoint):
                kept[event.file] = event.step
            elif isinstance(event, e.Damaged):
                kept.pop(event.file, None)  # until it is written once more
        return tuple(sorted(set(kept.values())))

    def weights(self, step: int) -> tuple[int, dict[str, np.ndarray]]:
        """The weights at `step`, or at the checkpoint before it where that file is damaged; float32. The step comes along."""
        digests = {ev.step: ev for ev in self.events() if isinstance(ev, e.Checkpoint)}
        for candidate in [s for s in reversed(self.steps) if s <= step]:
            checkpoint = digests[candidate]
            if content := self._sound(checkpoint):
                return candidate, {name: w.astype(np.float32) for name, w in arrays.load(content).items()}
        raise files.Damaged("no weights", step=step)

    def saved(self) -> e.Saved | None:
        """The last state to go on from whose file is sound."""
        states = [event for event in self.events() if isinstance(event, e.Saved)]
        return next((ev for ev in reversed(states[-STATES_KEPT:]) if self._sound(ev)), None)

    def state(self, saved: e.Saved) -> dict[str, Tensor]:
        """What was saved. Damaged where the file is."""
        if content := self._sound(saved):
            return arrays.load_tensors(content)
        raise files.Damaged("state damaged")

    def save(self, step: int, state: Mapping[str, Tensor]) -> None:
        """Keep a state to go on from, and forget the one before the last."""
        name = f"states/{step:06}.safetensors"
        self.say(e.Saved(step, name, self._keep(name, arrays.dump_tensors(state))))
        states = [event.file for event in self.events() if isinstance(event, e.Saved)]
        for old in set(states[:-STATES_KEPT]) - set(states[-STATES_KEPT:]):
            (self.folder / old).unlink(missing_ok=True)

    def _keep(self, name: str, content: bytes) -> str:
        write(self.folder / name, content, lasting=True)
        return files.digest(content)

    def _sound(self, kept: e.Checkpoint | e.Saved) -> bytes | None:
        """The file's bytes if they are what was written; a damaged or lost file is set aside, and the run says so."""
        path = self.folder / kept.file
        if path.parent.parent != self.folder:
            return None
        with contextlib.suppress(FileNotFoundError):
            content = path.read_bytes()
            if files.digest(content) == kept.digest:
                return content
        if any(isinstance(event, e.Damaged) and event.file == kept.file for event in self.events()):
            return None  # that is known
        with contextlib.suppress(OSError):  # a shipped run may lie where nobody may write
            if path.exists():
                path.replace(path.with_suffix(".damaged"))
            self.say(e.Damaged(kept.step, kept.file))
        return None

    # --- what belongs to the run

    def tokenizer(self) -> Tokenizer:
        """ValueError where the run has not begun yet or the file is damaged."""
        self._precious("tokenizer.json")
        return tokenizers.load(self.folder / "tokenizer.json")

    def furnish(self, tokenizer: Tokenizer, told: Counter[Fact] | None) -> None:
        """Keep what every reader of the run needs: its tokenizer, and how often its text told each fact."""
        if told is not None:
            rows = [[fact.subject, fact.kind, fact.value, count] for fact, count in sorted(told.items(), key=str)]
            files.write_json(self.folder / "told.json", {"told": rows}, lasting=True)
            files.keep_copy(self.folder / "told.json")
        tokenizer.save(self.folder / "tokenizer.json")  # the last: a run that has it is furnished
        files.keep_copy(self.folder / "tokenizer.json")

    def protect(self) -> None:
        """Give what an older version wrote a checksum and a copy, once: what it says now is what it will be held to."""
        for name in PRECIOUS:
            path = self.folder / name
            if not path.exists() or (self.folder / files.COPIES / name).exists():
                continue
            if name != "text.txt":  # the recipe names the text by its digest
                content = path.read_bytes()
                record = files.from_json(content)
                if not files.is_sealed(content):
                    files.write_json(path, record if isinstance(record, dict) else {"told": record}, lasting=True)
            files.keep_copy(path)

    def told(self) -> Counter[Fact] | None:
        """How often the run's text told each fact; None where nobody knows the truth of the text. Damaged where the file is."""
        content = self._precious("told.json")
        if content is None:
            if files.kept(self.folder / "tokenizer.json") and self.recipe.text.source == "world":
                raise files.Damaged("told damaged")
            return None
        try:
            record = files.from_json(content)
            rows = record["told"] if isinstance(record, dict) else record
            return Counter({Fact(subject, kind, value): int(count) for subject, kind, value, count in rows})
        except (TypeError, ValueError, KeyError):
            raise files.Damaged("told damaged") from None

    # --- what the learner wants

    def wish(self, **wishes: Any) -> None:
        """Ask the worker for something: `do="pause"` or `"stop"`, `rate=0.5`. It looks several times a second."""
        files.write_json(self.folder / "wish.json", self.wishes() | wishes)

    def wishes(self) -> dict[str, Any]:
        """What is wished for. A damaged wish is no wish, and the run says that it was lost."""
        path = self.folder / "wish.json"
        try:
            record = files.read_json(path)
            if record is None or isinstance(record, dict):
                return record or {}
        except OSError:
            return {}
        except files.Damaged:
            pass
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
            self.say(e.Damaged(self.step, "wish.json"))
        return {}

    def granted(self, *names: str) -> None:
        """Take wishes back once they are met."""
        left = {name: value for name, value in self.wishes().items() if name not in names}
        if left:
            files.write_json(self.folder / "wish.json", left)
        else:
            (self.folder / "wish.json").unlink(missing_ok=True)


PRECIOUS = {  # the files that have a copy, and what is told where both are damaged
    "recipe.json": "recipe damaged",
    "tokenizer.json": "tokenizer damaged",
    "told.json": "told damaged",
    "text.txt": "text damaged",
}


SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "runs"
STUDIES = SHIPPED.with_name("studies")  # finished studies that come with the app


def _time(path: Path) -> int:
    """When the file was last written; 0 where there is none."""
    with contextlib.suppress(OSError):
        return path.stat().st_mtime_ns
    return 0
