"""What happens when a disk forgets, a disk is full, and processes are killed: nothing is misread, nobody else is stopped, and
every run ends with the very weights of one that nothing happened to.

`damage`  every stored file, one at a time, in 66 seeded ways: bits turned over, pieces cut off, zeroed, doubled, left out
`full`    every write of a run's life refused, once or until somebody makes room
`killed`  the scheduler, the worker and the server, at random moments
"""

import contextlib
import errno
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import torch

from benchmarks.server import Server
from core import files, tokenizers
from core.data.world import Fact
from core.models.transformer import Config
from core.problems import tell
from core.studies.synonyms_split import Parted
from core.training import Recipe, TextChoice, TokenizerChoice, text
from core.training import events as e
from core.training.jobs import Jobs
from core.training.run import Run
from core.training.slices import Lease, going, turn, warm
from core.training.study import Study

WAYS = 66
KILLS = 20
STARTING = 3.0  # seconds in which a server that answers has workers
OWN = "The cat sat on the mat. The dog sat on the log. Who sat where?\n\n" * 60
TINY = Recipe(
    text=TextChoice("own", digest=files.digest(OWN.encode())), tokenizer=TokenizerChoice("pieces", 60), batch=4, steps=400,
    model=Config(vocabulary=60, context=32, width=16, heads=2, layers=1),
)  # fmt: skip # its own text makes it private, so that the same recipe can be many runs
SHORT = replace(TINY, steps=5)
PATIENCE = 600.0  # seconds after which a run counts as stranded


# --- damaged files


def damages(content: bytes, seed: int) -> Iterator[bytes | None]:
    """What a damaged disk makes of a file, in 66 seeded ways; None where it is gone."""
    rng = random.Random(seed)
    size = len(content)

    def piece() -> tuple[int, int]:
        start = rng.randrange(size)
        return start, start + rng.randint(1, max(1, min(512, size // 3)))

    for _ in range(24):  # one bit
        at = rng.randrange(size)
        yield content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :]
    for _ in range(8):  # one digit becomes another, where there are digits
        digits = [at for at, byte in enumerate(content) if 48 <= byte <= 57] or [0]
        at = rng.choice(digits)
        yield content[:at] + bytes([48 + (content[at] - 47) % 10]) + content[at + 1 :]
    for _ in range(12):
        yield content[: rng.randrange(1, size)]
    for _ in range(7):
        start, end = piece()
        yield content[:start] + bytes(len(content[start:end])) + content[end:] if any(content[start:end]) else b"\1"
    for _ in range(7):
        start, end = piece()
        yield content[:end] + content[start:end] + content[end:]
    for _ in range(6):
        start, end = piece()
        yield content[:start] + content[end:]
    yield b""
    yield None


def read_everything(run: Run) -> dict[str, Any]:
    """All that anybody can read of a run, in a form that can be compared."""
    seen: dict[str, Any] = {"status": run.status}
    if run.study:
        seen["study"] = run.study
        seen["records"] = [(r.step, e.plain(r.values), _bits(run.arrays(r))) for r in run.records()]
    else:
        seen |= {"recipe": run.recipe, "text": run.text(), "told": run.told()}
        pieces = run.tokenizer()
        seen["tokens"] = pieces.size, pieces.spell(list(range(pieces.size)))
        seen["weights"] = {step: _bits(run.weights(step)[1]) for step in run.steps}
        saved = run.saved()
        seen["state"] = saved and {name: t.numpy().tobytes() for name, t in run.state(saved).items()}
    seen["wishes"] = run.wishes()
    seen["events"] = [e.to_json(event) for event in run.events()]
    seen["lease"] = Lease(run.folder / "lease.json").read()
    return seen


def _bits(arrays: dict[str, np.ndarray]) -> dict[str, bytes]:
    return {name: array.tobytes() for name, array in arrays.items()}


def outcome(folder: Path, sound: dict[str, Any]) -> str:
    """`found` where the damage was mended or told, `silent` where something else was read without a word, else the crash."""
    run = Run(folder)
    try:
        told = bool(run.problem or run.gap)
        seen = read_everything(run)
    except files.Damaged:
        return "found"
    except ValueError as problem:
        return "found" if not run.there and "no such run" in str(problem) else f"{type(problem).__name__}: {problem}"
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    told = told or bool(run.gap) or run.last(e.Damaged) is not None
    unsure = seen["lease"] is not None and "pid" not in seen["lease"]  # somebody holds it, nobody knows who
    return "found" if told or unsure or seen == sound else "silent"


class Unserved(Jobs):
    """The line alone, with no workers behind it."""

    def _begin(self) -> None: ...


def small_runs(home: Path) -> list[Run]:
    """One run of each sort, with every file that a run can have; made by hand, so that it takes no time."""
    pieces = tokenizers.train("pieces", OWN, 60)
    weights = {"w": np.arange(600, dtype=np.float32).reshape(20, 30)}
    told = Counter({Fact("Mira", "home", "Tarn"): 3, Fact("Oren", "home", "Lotford"): 1})
    world = replace(TINY, text=TextChoice(), parent="nobody")
    runs = [Run.create(TINY, OWN), Run.create(world), Run.create(Study("synonyms_split.learn", {}, "ada"))]
    for run in runs:
        run.say(e.Queued(0, "ada"))
        run.say(e.Started(0, "here:1"))
        if run.study:
            for step in range(4):
                run.say(e.Record(step, 4, Parted(1 / (step + 1), mrr=0.5), {"path": np.full((3, 5), step / 7)}))
            run.say(e.Finished(4))
            continue
        run.furnish(pieces, None if run.text() else told)
        for step in range(1, 40):
            run.say(e.Step(step, 7 - step / 30, 0.01, step * 128, step / 100))
            if step % 13 == 0:
                run.say(e.Checkpoint(step, weights={"w": weights["w"] * step}))
                run.say(e.Measured(step, 6 - step / 30, sample="The cat."))
                run.save(step, {"model.w": torch.from_numpy(weights["w"] * step), "factor": torch.tensor(1.0)})
        run.say(e.Interrupted(39, tell("worker lost")))
        run.wish(rate=0.5)
        files.write_json(run.folder / "lease.json", {"host": "elsewhere", "pid": 1, "born": 0, "turn": "first"})
    return runs


def damage(ways: int = WAYS) -> Iterator[dict[str, Any]]:
    """Per kind of file: how often the damage was found, what was read wrongly in silence, what crashed, who was stopped."""
    with _home() as home:
        runs = small_runs(home)
        for run in runs:
            sound = read_everything(run)
            kept = home / "kept"
            shutil.copytree(run.folder, kept)
            beside = next(other for other in runs if other is not run and not other.study)
            names = sorted(str(path.relative_to(kept)) for path in kept.rglob("*") if path.is_file())
            for seed, name in enumerate(names):
                found: Counter[str] = Counter()
                stopped = 0
                for damaged in list(damages((kept / name).read_bytes(), seed))[:: -(WAYS // ways)]:
                    files.forget(run.folder)
                    shutil.copytree(kept, run.folder)
                    (run.folder / name).unlink() if damaged is None else (run.folder / name).write_bytes(damaged)
                    gone = damaged is None and name in ("wish.json", "lease.json")  # nobody wishes: also an answer
                    found["found" if gone else outcome(run.folder, sound)] += 1
                    jobs = Unserved()
                    jobs.take_up()
                    stopped += beside.id not in jobs._line.order()
                of = "study" if run.study else "own text" if "text.txt" in names else "world"
                crashed = {what: count for what, count in found.items() if what not in ("found", "silent")}
                yield {
                    "name": "faults_damage", "file": name, "run": of, "ways": sum(found.values()), "found": found["found"],
                    "silently_wrong": found["silent"], "crashed": crashed, "others_stopped": stopped,
                }  # fmt: skip
            files.forget(run.folder)
            shutil.move(kept, run.folder)


# --- a full disk


@dataclass
class Full:
    """Refuses a write, as a disk without room does, halfway through; `lasting`: and all that come after it."""

    at: int | None
    lasting: bool = False
    count: int = 0
    refused: list[str] = field(default_factory=list)  # names of the files

    def __enter__(self) -> "Full":
        self._were = {name: getattr(os, name) for name in ("open", "write", "mkdir")}
        self._names: dict[int, str] = {}
        os.open = self._opening
        for name in ("write", "mkdir"):
            setattr(os, name, self._refusing(name, self._were[name]))
        return self

    def __exit__(self, *_: object) -> None:
        for name, real in self._were.items():
            setattr(os, name, real)

    def _opening(self, path: Any, *given: Any, **more: Any) -> int:
        file: int = self._were["open"](path, *given, **more)
        self._names[file] = Path(path).name
        return file

    def _refusing(self, name: str, real: Callable) -> Callable:
        def call(*given: Any, **more: Any) -> Any:
            now, self.count = self.count, self.count + 1
            if self.at is not None and (now >= self.at if self.lasting else now == self.at):
                self.refused.append(self._names.get(given[0], "") if name == "write" else Path(given[0]).name)
                if name == "write":
                    real(given[0], bytes(given[1])[: len(given[1]) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*given, **more)

        return call


def live(recipe: Recipe, own: str) -> Iterator[Run | str]:
    """The life of a run as a learner leads it, a step a turn. Yields sentences that were said, and the run at last.

    The wish for another rate comes when one step is safe, whatever was refused before: so every life learns the same.
    """
    warm.clear()
    run: Run | None = None
    for _ in range(200):
        try:
            if run is None:
                run = Run.create(recipe, own)
            if run.status in ("new", "paused"):
                run.say(e.Queued(run.step, "ada"))
            if run.saved() and not run.last(e.Changed):
                run.wish(rate=0.5)
            if turn(str(run.folder), seconds=0.0) == "finished":
                break
            paused = run.last(e.Paused)
            if run.status == "paused" and isinstance(paused, e.Paused):
                yield str(paused.reason)
        except files.NoRoom as problem:
            yield str(problem)
    assert run
    yield run


def lived(recipe: Recipe, own: str, full: Full) -> tuple[list[str], Run]:
    """What was said until there was room again, and the run at its end."""
    said: list[str] = []
    for now in live(recipe, own):
        if isinstance(now, Run):
            return said, now
        said.append(now)
        full.at = None  # somebody makes room
    raise AssertionError("a run always comes last")


def full_disk(recipe: Recipe = SHORT, every: int = 1) -> Iterator[dict[str, Any]]:
    """Each write of a run's life refused: what was said, whether the weights are exact afterwards, and what is left over."""
    with _home() as home, _short_looks():
        with Full(None) as untouched:
            _, whole = lived(recipe, OWN, untouched)
        wanted, there = final(whole), _names(whole)
        for lasting in (False, True):
            result: Counter[str] = Counter()
            for at in range(0, untouched.count, every):
                files.forget(home / "runs")
                files.folder(home / "runs")  # the home is there when the app starts
                with Full(at, lasting) as full:
                    said, run = lived(recipe, OWN, full)
                if not full.refused:  # the first life made the home, too, so it wrote more
                    continue
                result["writes"] += 1
                result["sentences"] += bool(said) and all("full" in one for one in said)
                guards = all("lines.json" in name for name in full.refused)  # a note for the check of what is written
                result["guards"] += not said and guards
                result["unheard"] += not said and not guards
                result["exact"] += run.status == "finished" and final(run) == wanted
                result["stray_files"] += len(_names(run) - there) + len(list((home / "runs").glob("*"))) - 1
            yield {"name": "faults_full_disk", "refused": "until there is room" if lasting else "once", **result}


def _names(run: Run) -> set[str]:
    return {str(path.relative_to(run.folder)) for path in run.folder.rglob("*") if "states" not in path.parts}


# --- killed


def final(run: Run) -> dict[str, bytes]:
    """The bits of a run's last weights."""
    return _bits(run.weights(run.recipe.steps)[1])


@dataclass
class Killing:
    """Runs in line, half as many as kills, and something that is killed again and again while they are trained."""

    what: str
    kills: int
    runs: list[Run]
    seconds: float  # that an uninterrupted run takes

    def result(self, orphans: int = 0) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while any(run.active for run in self.runs) and time.monotonic() < end:
            time.sleep(0.1)
        wanted = final(whole_run())
        done = [run for run in self.runs if run.status == "finished"]
        return {
            "name": "faults_killed", "what": self.what, "kills": self.kills, "runs": len(self.runs),
            "exact": sum(final(run) == wanted for run in done), "stranded": len(self.runs) - len(done), "orphans": orphans,
            "gaps": sum(bool(run.gap) for run in self.runs),
        }  # fmt: skip


_whole: list[tuple[Run, float]] = []


def whole_run() -> Run:
    """A run of the same recipe that nothing happened to."""
    if not _whole:
        torch.set_num_threads(1)
        run, start = Run.create(TINY, OWN, where=Path(tempfile.mkdtemp())), time.monotonic()
        while turn(str(run.folder)) == "training":
            pass
        _whole.append((run, time.monotonic() - start))
    return _whole[0][0]


def killing(what: str, kills: int) -> Killing:
    whole_run()
    return Killing(what, kills, [Run.create(TINY, OWN) for _ in range((kills + 1) // 2)], _whole[0][1])


def killed_inside(what: str, kills: int = KILLS) -> Iterator[dict[str, Any]]:
    """The scheduler's process, or the worker's, while this process plays the server."""
    with _home():
        task, rng = killing(what, kills), random.Random(what)
        jobs = Jobs(workers=1)
        orphans = 0
        try:
            for number, run in enumerate(task.runs):
                jobs.start(run, f"learner {number}")
            for _ in range(kills):
                _until(lambda: jobs.ready)
                time.sleep(rng.random() * task.seconds)
                process = jobs.dispatcher.cluster.process
                if process is None:  # it is just being started anew
                    continue
                family = psutil.Process(process.pid).children(recursive=True)
                if what == "scheduler":
                    process.kill()
                    orphans += len(_still_there(family))
                else:
                    for one in family:
                        if "spawn_main" in " ".join(_command(one)):
                            one.kill()
                    time.sleep(1.0)  # until the loss was seen
            yield task.result(orphans)
        finally:
            jobs.close()


def killed_server(kills: int = KILLS) -> Iterator[dict[str, Any]]:
    """The app itself; whatever it began is taken up by the next one, and its workers end with it."""
    with _home() as home:
        task, rng = killing("server", kills), random.Random("server")
        orphans = 0
        server = Server(home)
        try:
            for run in task.runs:
                run.say(e.Queued(0, "ada"))
            for _ in range(kills):
                server.start()
                time.sleep(STARTING + rng.random() * task.seconds)
                assert server.process
                family = psutil.Process(server.process.pid).children(recursive=True)
                server.stop(kill=True)
                orphans += len(_still_there(family))
            server.start()
            yield task.result(orphans)
        finally:
            server.stop()


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def _still_there(family: list[psutil.Process]) -> list[psutil.Process]:
    """Who of them outlives the process that started it by more than half a minute."""
    return list(psutil.wait_procs(family, timeout=30)[1])


def _until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.05)


@contextlib.contextmanager
def _short_looks() -> Iterator[None]:
    """Measurements that write less, and a disk that is not waited for: a run lives some hundred times here."""
    written, wait = text.WRITTEN, os.fsync
    text.WRITTEN = 1
    os.fsync = lambda file: None  # type: ignore[assignment]
    try:
        yield
    finally:
        text.WRITTEN, os.fsync = written, wait


@contextlib.contextmanager
def _home() -> Iterator[Path]:
    """A home of its own for what runs in this process."""
    before = os.environ.get("GLASSBOX_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["GLASSBOX_HOME"] = home
        warm.clear()
        going.clear()
        try:
            yield Path(home)
        finally:
            os.environ.pop("GLASSBOX_HOME")
            if before is not None:
                os.environ["GLASSBOX_HOME"] = before


PARTS: dict[str, tuple[Callable[..., Iterator[dict[str, Any]]], tuple[Any, ...]]] = {
    "scheduler": (killed_inside, ("scheduler",)),
    "worker": (killed_inside, ("worker",)),
    "server": (killed_server, ()),
    "damage": (damage, ()),
    "full": (full_disk, ()),
}


def part(name: str) -> list[dict[str, Any]]:
    """One of the parts, in the process that is asked."""
    function, arguments = PARTS[name]
    return list(function(*arguments))


def run() -> Iterator[dict[str, Any]]:
    """Three parts at a time: whoever waits for a new worker leaves the processor to the others."""
    with ProcessPoolExecutor(3, get_context("spawn"), max_tasks_per_child=1) as pool:
        for done in as_completed([pool.submit(part, name) for name in PARTS]):
            yield from done.result()
