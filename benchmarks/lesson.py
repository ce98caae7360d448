"""A lesson of a class: pupils go from page to page and use what is there, and the web process's work for it is counted.

Every pupil opens pages, guesses in their experiments, moves sliders, chooses from lists, answers the quiz, draws, hands in a
file on /training, and thinks in between. What they do is planned before, from what the pages have both here and in version
0.3.0; then both versions are given the same plan, in turns, each by a server of its own, first at rest and then while a
worker trains. A figure is processor time of the web process for one rerun, the opening of a page being one too; so the work
of the workers and of the pupils is left out, but the memory that they push out of the processor's caches is not.

    python -m benchmarks lesson --pupils 30 --seconds 120

`seconds` is how long a pupil thinks in one turn, all thoughts together; answers come on top of it. A page or a control that
one of the versions has not is left out of both. What is pressed are only buttons that draw or show something: studies, which
a worker computes, are begun by nobody, so that what a worker does is the same in both.
"""

import asyncio
import json
import random
import secrets
import shutil
import statistics
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import line
from benchmarks.pupil import Control, Pupil
from benchmarks.reruns import EARLIER, checkout
from benchmarks.server import ROOT, Server
from core.lessons import page_files

PUPILS, SECONDS = 4, 20  # a small class: the machine of whoever tries it has other work too
TURNS = 2  # of each version, at rest and while a worker trains
THINK = 2.0  # seconds in the middle; between half of it and half as much again
STAY = 5  # clicks on a page, after it was opened
PRESSED = ("draw", "write_on", "anew", "go_on", "begin_anew", "new_vote", "count_again")
UPLOAD = "own_file"
FILE = (
    "".join(f"The {animal} of {place} sleeps.\n" for animal in ("fox", "owl", "hen") for place in ("Ado", "Bero")) * 300
)
LONG = ("text", 0.0), ("size", 0.99), ("steps", 0.99)  # on /training: a run that outlasts the lesson


@dataclass(frozen=True)
class Click:
    """What a pupil does after a thought: opens a page, or uses a control of it."""

    page: str
    key: str  # "" opens the page
    share: float  # where between its first and its last value the control is set
    thought: float  # seconds before


@dataclass
class Held:
    """What a lesson took."""

    reruns: int = 0
    cpu: float = 0.0  # seconds of the web process
    waited: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    skipped: int = 0  # clicks on something that was not there
    megabytes: float = 0.0  # of the web process, at the end
    steps: int = 0  # that a worker trained meanwhile

    def add(self, other: "Held") -> None:
        self.reruns += other.reruns
        self.cpu += other.cpu
        self.waited += other.waited
        self.problems += other.problems
        self.skipped += other.skipped
        self.megabytes = other.megabytes
        self.steps += other.steps


def run(pupils: int = PUPILS, seconds: int = SECONDS) -> Iterator[dict[str, Any]]:
    """A line at rest, and one while a worker trains."""
    with ExitStack() as stack:
        ours, theirs = stack.enter_context(started(ROOT)), stack.enter_context(earlier())
        servers = [server for server in (ours, theirs) if server]
        plans = [
            planned(common([asyncio.run(usable(server)) for server in servers]), pupils, seconds, turn)
            for turn in range(TURNS)
        ]
        for name, training in ("lesson", False), ("lesson_training", True):
            found = [Held() for _ in servers]
            for plan in plans:
                for held, server in zip(found, servers, strict=True):
                    held.add(asyncio.run(lesson(server, plan, training)))
            yield figure(name, pupils, *found)


def figure(name: str, pupils: int, ours: Held, theirs: Held | None = None) -> dict[str, Any]:
    mine, before = milliseconds(ours), milliseconds(theirs) if theirs else None
    more = described(ours) | ({f"{what}_peer": one for what, one in described(theirs).items()} if theirs else {})
    return line(
        name, mine, before, "version 0.3.0" if theirs else None, before / mine if before else None,
        "ms of CPU of the web process a rerun", pupils=pupils, **more,
    )  # fmt: skip


def milliseconds(held: Held) -> float:
    return 1000 * held.cpu / max(1, held.reruns)


def described(held: Held) -> dict[str, Any]:
    for problem in held.problems[:5]:
        print(problem, file=sys.stderr)
    waited = [1000 * one for one in held.waited]
    return {
        "reruns": held.reruns, "p50_ms": statistics.median(waited), "p95_ms": statistics.quantiles(waited, n=20)[18],
        "errors": len(held.problems), "skipped": held.skipped, "megabytes": held.megabytes, "steps": held.steps,
    }  # fmt: skip


# --- two versions


@contextmanager
def started(folder: Path) -> Iterator[Server]:
    """The app of this checkout, with a home of its own."""
    home = Path(tempfile.mkdtemp())
    server = Server(home, environment={"GLASSBOX_SESSIONS": "1000"}, folder=folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)  # a worker may still be writing its last words


@contextmanager
def earlier() -> Iterator[Server | None]:
    """Version 0.3.0; None, and why, where it cannot be had: a clone may lack its commit."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(started(stack.enter_context(checkout(EARLIER))))
        except Exception:
            traceback.print_exc()
            print("Version 0.3.0 could not be started, so there is nothing to compare with.", file=sys.stderr)
            yield None
            return
        yield server


# --- what to do


async def usable(server: Server) -> dict[str, list[str]]:
    """The keys of what a pupil may use, page by page, also in the experiments, once guesses are made. Warms the server up."""
    found: dict[str, list[str]] = {}
    async with Pupil(server.port, secrets.token_hex(16)) as pupil:
        for name in page_files(server.folder / "pages") or one_file_each(server.folder / "pages"):
            page = "" if name == "welcome" else name
            await pupil.open(page)
            if any("no such page" in problem for problem in pupil.problems):
                pupil.problems.clear()
                continue
            seen = {one.key: one for one in pupil.controls()}
            for guess in [one for one in seen.values() if guesses(one)]:
                await pupil.use(guess, 0.0)
            seen |= {one.key: one for one in pupil.controls()}
            found[page] = [key for key, one in seen.items() if is_used(one)]
            if page == "training":
                found[page].append(UPLOAD)
    return found


def one_file_each(pages: Path) -> list[str]:
    """The pages of version 0.3.0, where each was a file of its section."""
    return [path.stem for path in sorted(pages.glob("*/*.py")) if path.parent.name != "parts"]


def guesses(one: Control) -> bool:
    return one.kind == "button_group" and one.key.startswith("guess_")


def is_used(one: Control) -> bool:
    if one.kind == "button":
        return one.key in PRESSED
    return one.key != "register"  # whoever moved it would see other words from then on


def common(found: Sequence[dict[str, list[str]]]) -> dict[str, list[str]]:
    """What all of them have."""
    first, *others = found
    return {
        page: [key for key in keys if all(key in other[page] for other in others)]
        for page, keys in first.items()
        if all(page in other for other in others)
    }


def planned(pages: dict[str, list[str]], pupils: int, seconds: float, turn: int) -> list[list[Click]]:
    """The clicks of every pupil. They begin on different pages, so that all pages are used, however few pupils there are."""
    order = sorted(pages)
    random.Random(turn).shuffle(order)
    return [walk(pages, order, number * len(order) // pupils, seconds, f"{turn} {number}") for number in range(pupils)]


def walk(pages: dict[str, list[str]], order: Sequence[str], at: int, seconds: float, seed: str) -> list[Click]:
    dice, clicks, left = random.Random(seed), list[Click](), seconds
    while left > 0:
        page = order[at % len(order)]
        keys = pages[page]
        open_guesses = [key for key in keys if key.startswith("guess_")]
        others = [key for key in keys if key not in open_guesses]
        chosen = dice.sample(open_guesses, min(2, len(open_guesses)))
        chosen += dice.choices(others, k=STAY - len(chosen)) if others else []
        if page == "training":
            chosen.append(UPLOAD)
        for key in ["", *chosen]:
            clicks.append(Click(page, key, dice.random(), dice.uniform(0.5, 1.5) * THINK))
            left -= clicks[-1].thought
        at += 1
    return clicks


# --- doing it


async def lesson(server: Server, plan: Sequence[Sequence[Click]], training: bool) -> Held:
    """All pupils at once, and what it took."""
    teacher = await begin_training(server) if training else None
    before, steps = server.cpu_seconds(), trained(server.home)
    done = await asyncio.gather(*(attend(server.port, clicks) for clicks in plan))
    held = Held(cpu=server.cpu_seconds() - before, megabytes=server.megabytes(), steps=trained(server.home) - steps)
    for pupil, skipped in done:
        held.reruns += len(pupil.waited)
        held.waited += pupil.waited
        held.problems += pupil.problems
        held.skipped += skipped
    if teacher:
        await end_training(teacher)
    return held


async def attend(port: int, clicks: Sequence[Click]) -> tuple[Pupil, int]:
    """The lesson of somebody who was never here, so that no guess is made yet; and how many clicks found nothing to use."""
    skipped = 0
    async with Pupil(port, secrets.token_hex(16)) as pupil:
        for click in clicks:
            await asyncio.sleep(click.thought) if not click.key else await pupil.think(click.thought)
            if not click.key:
                await pupil.open(click.page)
            elif click.key == UPLOAD:
                skipped += not await hand_in(pupil)
            elif control := pupil.control(click.key):
                await pupil.use(control, click.share)
            else:
                skipped += 1
    return pupil, skipped


async def hand_in(pupil: Pupil) -> bool:
    """A text of their own, as a file."""
    if text := pupil.control("text"):
        await pupil.use(text, 0.99)  # the last of the list: my own
    return await pupil.upload("mine.txt", FILE.encode())


async def begin_training(server: Server) -> Pupil:
    """Somebody trains a model that takes longer than the lesson. It goes on without being looked at, as long as the server
    lives; who began it stays, to stop it."""
    teacher = await Pupil(server.port, secrets.token_hex(16)).__aenter__()
    await teacher.open("training")
    for key, share in LONG:
        if control := teacher.control(key):
            await teacher.use(control, share)
    if seed := teacher.control("seed") or teacher.control("seed_box"):  # a run of its own, whatever was trained before
        await teacher.use(seed, random.random())
    for _ in range(120):  # until the workers are there
        if button := teacher.control("train"):
            await teacher.use(button, 0.0)
            break
        await asyncio.sleep(0.5)
        await teacher.again_whole()
    began = trained(server.home)
    for _ in range(120):
        if trained(server.home) > began:
            return teacher
        await asyncio.sleep(0.5)
    print("Nothing was trained.", *teacher.problems, file=sys.stderr)
    return teacher


async def end_training(teacher: Pupil) -> None:
    await teacher.again_whole()
    if stop := teacher.control("stop"):
        await teacher.use(stop, 0.0)
    await asyncio.sleep(3.0)  # a worker's turn
    await teacher.__aexit__()


def trained(home: Path) -> int:
    """Steps of all runs so far, by the last word of each. Read by itself, for the versions write more or less beside it."""
    return sum(last_step(path) for path in home.glob("runs/*/events.jsonl"))


def last_step(path: Path) -> int:
    """How far the run is; a last line that is only half written yet does not count."""
    for row in reversed(path.read_text("utf-8").splitlines()):
        try:
            return int(json.loads(row)["step"])
        except (ValueError, KeyError, TypeError):
            continue
    return 0
