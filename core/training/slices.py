"""What a worker does: a turn of about two seconds with one run, from where it stands to where it is saved again.

Pausing, stopping, a new learning rate, fairness among learners and recovery from a killed worker are all this one
mechanism: nothing is remembered between two turns but the folder. A warm worker merely keeps the run that it just left.
"""

import contextlib
import os
import secrets
import socket
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import torch

from core import files, tokenizers
from core.problems import Problem, tell, why
from core.tokenizers import Tokenizer
from core.training import events as e
from core.training import loop
from core.training.corpus import Corpus, corpus
from core.training.machine import processor
from core.training.run import Run
from core.training.study import Going, Study
from core.training.text import TextTask

TURN = 2.0  # seconds
LEASE = 30.0  # seconds after which a holder on another machine, of whom nothing is heard, counts as lost
BUSY = 0.5  # seconds until it is worth asking again for a run that another worker holds
NICE = int(os.environ.get("GLASSBOX_NICE") or 10)  # how far training gives way to whoever reads a page, up to 19

warm: dict[str, tuple[int, TextTask]] = {}  # the run that this worker just left, and the step it stands at
going: dict[str, Going] = {}  # the studies that this worker has under way, the latest last
GOING = 8  # so many at most
met: dict[Path, tuple[dict, float]] = {}  # leases of other machines, and since when each looks as it does


def work(folder: str) -> str:
    """One turn, as a worker takes it: on one thread, and giving way to whoever reads a page. Returns its own address."""
    from distributed import get_worker

    settle()
    turn(folder)
    return str(get_worker().address)


def turn(folder: str, seconds: float = TURN) -> str:
    """Train the run for one turn. Returns its status; `busy` where another worker holds it.

    NoRoom where the disk is so full that not even that could be written down; nothing is lost then but the turn.
    """
    run = Run(Path(folder))
    lease = Lease(run.folder / "lease.json")
    if run.status in ("stopped", "failed", "finished"):
        return run.status
    try:
        if not lease.take():
            time.sleep(BUSY)
            return "busy"
    except files.NoRoom as problem:
        run.say(e.Paused(run.step, why(problem)))
        return run.status
    try:
        if lease.broken:
            saved = run.saved()
            run.say(e.Interrupted(saved.step if saved else 0, tell("worker lost")))
        if study := run.study:
            advance(run, study, seconds)
        else:
            train(run, seconds)
    except files.NoRoom as problem:
        run.say(e.Paused(run.step, why(problem)))
    except MemoryError:
        run.say(e.Failed(run.step, tell("no memory")))
    except ValueError as problem:  # written for the learner
        run.say(e.Failed(run.step, why(problem)))
    except Exception:
        traceback.print_exc()
        run.say(e.Failed(run.step, tell("unexpected")))
    finally:
        lease.give_back()
    return run.status


def train_here(run: Run) -> None:
    """Train a run to its end in this process, turn after turn, as workers would."""
    while turn(str(run.folder)) not in ("paused", "stopped", "failed", "finished", "busy"):
        pass


def train(run: Run, seconds: float) -> None:
    """Go on for `seconds`, or until a wish ends the turn; save; say what the run is doing now."""
    start = time.monotonic()
    if wished(run, run.step):  # before the work of preparing
        return
    step, task = taken_up(run)
    run.say(e.Started(step, f"{socket.gethostname()}:{os.getpid()}", processor()))
    marks = set(loop.landmarks(task.recipe.steps))
    factors = {event.step: event.rate for event in run.events() if isinstance(event, e.Changed)}
    wishes = run.wishes()
    only = step + int(wishes["only"]) if "only" in wishes else None
    if "rate" in wishes:
        factors[step] = float(wishes["rate"])
        run.say(e.Changed(step, factors[step]))
        run.granted("rate")
    task.factor = factors.get(max((at for at in factors if at <= step), default=-1), task.factor)
    began, finished = step, False
    for event in loop.events(task, task.recipe.steps, step):
        if isinstance(event, e.Finished):
            finished = True
            break
        run.say(event)
        step = event.step
        task.factor = factors.get(step, task.factor)  # steps that are done again after a loss meet it where it was
        if isinstance(event, e.Checkpoint) or (isinstance(event, e.Step) and step in marks):
            continue  # the measurement that belongs to it comes next
        over = time.monotonic() - start > seconds and step > began  # every turn does one step at least
        if over or step == only or (run.folder / "wish.json").exists() and needs_the_turn(run):
            break
    run.save(step, task.state())
    warm.clear()
    warm[run.id] = step, task
    if finished:
        run.say(e.Finished(step))
    elif only is not None and step >= only:
        run.granted("only", "do")
        run.say(e.Paused(step))
    else:
        wished(run, step)


def advance(run: Run, study: Study, seconds: float) -> None:
    """Let a study go on for `seconds`. Records that another worker said before are only repeated, and not said again.

    The wish `until` counts records: there it pauses. The wish `change` sets settings between two records.
    """
    start = time.monotonic()
    if wished(run, run.step):
        return
    if run.ledger.damaged:
        run.begin_again("events.jsonl")
    mine, said = going.pop(run.id, None) or Going(study), len(run.records())
    if mine.count > said:  # the folder was begun anew
        mine = Going(study)
    run.say(e.Started(run.step, f"{socket.gethostname()}:{os.getpid()}", processor()))
    adjusted = [event for event in run.events() if isinstance(event, e.Adjusted)]
    while True:
        wishes = run.wishes() if mine.count == said else {}
        if "change" in wishes:
            adjusted.append(e.Adjusted(said, wishes["change"]))
            run.granted("change")
            run.say(adjusted[-1])
        if said >= wishes.get("until", said + 1):
            run.granted("until")
            run.say(e.Paused(run.step))
            break
        record = mine.next(adjusted)
        if record is None:
            run.say(e.Finished(run.step))
            return
        if mine.count > said:
            said = mine.count
            make_sure_it_can_be_read(study, record)
            run.say(record)
        if time.monotonic() - start > seconds or "do" in run.wishes():
            wished(run, run.step)
            break
    going[run.id] = mine
    for old in list(going)[:-GOING]:
        del going[old]


def make_sure_it_can_be_read(study: Study, record: e.Record) -> None:
    """Problem for a record with something in it that its type does not allow once it is written: no number any more."""
    try:
        study.typed([replace(record, values=e.plain(record.values))])
    except ValueError:
        raise Problem("ran away") from None


def needs_the_turn(run: Run) -> bool:
    """A wish that ends a turn in the middle."""
    return bool({"do", "rate"} & run.wishes().keys())


def wished(run: Run, step: int) -> bool:
    """Pause or stop the run where the learner asked for it."""
    wish = run.wishes().get("do")
    if wish not in ("pause", "stop"):
        return False
    run.granted("do")
    run.say(e.Paused(step) if wish == "pause" else e.Stopped(step))
    return True


def taken_up(run: Run) -> tuple[int, TextTask]:
    """The run as it stands: still warm in this worker, else from its last sound state, else from the beginning."""
    saved = run.saved()
    kept = warm.pop(run.id, None)  # whatever becomes of this turn, it will not stand there any more
    if saved and kept and kept[0] == saved.step:
        return kept
    recipe = run.recipe
    text = corpus(recipe.text, run.text())
    task = TextTask(recipe, text, furnished(run, text, begun=saved is not None))
    run.protect()
    if saved:
        task.load_state(run.state(saved))
    return (saved.step if saved else 0), task


def furnished(run: Run, text: Corpus, begun: bool) -> Tokenizer:
    """The run's tokenizer: made by its first turn, and never again once there are weights that know it."""
    try:
        if files.kept(run.folder / "tokenizer.json"):
            tokenizer = run.tokenizer()
            run.told()  # the list of it can be made again at any time
            return tokenizer
    except files.Damaged:
        pass
    try:
        tokenizer = run.tokenizer()
    except ValueError:
        if begun:
            raise
        choice = run.recipe.tokenizer
        tokenizer = tokenizers.train(choice.kind, text.text, choice.size)
    run.furnish(tokenizer, text.told)
    return tokenizer


def settle() -> None:
    """Once in a worker's life: one thread, and low priority where the system knows such a thing."""
    torch.set_num_threads(1)
    if hasattr(os, "nice") and os.nice(0) < NICE:
        os.nice(NICE - os.nice(0))


@dataclass
class Lease:
    """Who trains the run now. One that was never given back tells of a worker that was lost."""

    path: Path
    broken: bool = False

    def take(self) -> bool:
        """False while another living worker holds the run."""
        held = self.read()
        if held is not None and self.alive(held):
            return False
        self.broken = held is not None
        met.pop(self.path, None)
        me = psutil.Process()
        mine = {"host": socket.gethostname(), "pid": me.pid, "born": me.create_time(), "turn": secrets.token_hex(8)}
        files.write_json(self.path, mine)
        return True

    def read(self) -> dict | None:
        """What the lease says; None where there is none. A damaged one says that somebody holds the run, but not who."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(files.Damaged):
            if (held := files.from_json(content)) and isinstance(held, dict):
                return held
        return {"unreadable": files.digest(content)}

    def alive(self, held: dict) -> bool:
        """On this machine the process tells. On another one a lease that stays the same for so long is nobody's any more.

        How long is told by a clock of this process that nobody sets, since clocks of two machines differ.
        """
        if held.get("host") != socket.gethostname():
            before, since = met.get(self.path, ({}, 0.0))
            if before != held:
                since = time.monotonic()
                met[self.path] = held, since
            return time.monotonic() - since < LEASE
        try:
            return psutil.Process(held["pid"]).create_time() == held["born"] and held["pid"] != os.getpid()
        except (psutil.Error, KeyError, TypeError):
            return False

    def give_back(self) -> None:
        self.path.unlink(missing_ok=True)
