"""Memory of the web process and of a worker: at rest, with one session, with thirty, and after they left.

What is counted is what a process holds alone (USS): pages of memory that it shares with others, as libraries are, would be
there without it too. A session is a pupil who opens all pages, one after the other, guesses in their experiments and uses
one control on each. The first one fills the caches that all sessions share, so that the others show what a session adds.

Beside it stands a bare Streamlit app, which imports the same libraries and shows a title and a slider: what is above it is
ours. Sessions that lost their link are kept for an hour, in case they come back (.streamlit/config.toml); here for a few
seconds, to see what is left of them.
"""

import asyncio
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.lesson import guesses, is_used
from benchmarks.measure import line
from benchmarks.pupil import Pupil
from benchmarks.server import ROOT, Server, free_port
from core.lessons import page_files

SESSIONS = 30
AT_ONCE = 3  # pupils who walk; the others wait, connected
KEPT = 5  # seconds for which a session that lost its link is kept
TIDY = 25.0  # seconds after which the app has collected garbage once more, for sure
TARGET = 1.5  # times one session's process
BARE = '''"""As much as Streamlit can show with all that our pages import."""
import streamlit as st
import distributed, pandas, plotly.graph_objects, sentencepiece, sklearn.decomposition, torch

st.title("Bare")
st.slider("A number", 0, 10, key="number")
'''


@dataclass
class Held:
    """Megabytes of a process, moment by moment."""

    rest: float = 0.0
    one: float = 0.0
    all: float = 0.0
    left: float = 0.0
    problems: list[str] = field(default_factory=list)


def run(sessions: int = SESSIONS) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        keep = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(KEPT), "GLASSBOX_SESSIONS": "1000"}
        server = Server(Path(home), environment=keep)
        server.start()
        try:
            assert server.process
            workers = when_there(server.process.pid)
            before = [megabytes(pid) for pid in workers]
            names = ("" if name == "welcome" else name for name in page_files(ROOT / "pages"))
            web = asyncio.run(visited(server.process.pid, server.port, tuple(names), sessions))
            after = [megabytes(pid) for pid in workers]
        finally:
            server.stop()
    with bare() as (pid, port):
        peer = asyncio.run(visited(pid, port, ("",), sessions))

    yield line("memory_at_rest", web.rest, peer.rest, "bare Streamlit app", peer.rest / web.rest, "MB")
    yield line("memory_one_session", web.one, peer.one, "bare Streamlit app", peer.one / web.one, "MB")
    yield line(
        "memory_sessions", web.all, web.one, "with one session", web.one / web.all, "MB", sessions=sessions,
        times_one_session=web.all / web.one, target=TARGET, bare_app=peer.all, errors=len(web.problems),
    )  # fmt: skip
    each, each_peer = ((one.all - one.one) / max(1, sessions - 1) for one in (web, peer))
    yield line(
        "memory_a_session", each, each_peer, "bare Streamlit app", each_peer / each, "MB more for one more session"
    )
    yield line(
        "memory_after_they_left", web.left, web.one, "with one session", web.one / web.left, "MB", bare_app=peer.left
    )
    for when, found in ("at_rest", before), ("after_sessions", after):
        yield line(
            f"memory_worker_{when}", sum(found) / len(found), None, None, None, "MB a worker", workers=len(found)
        )
    for problem in web.problems[:5]:
        print(problem, file=sys.stderr)


async def visited(pid: int, port: int, pages: tuple[str, ...], sessions: int) -> Held:
    """The process at rest, with one session that walked through the pages, with all of them, and after they left."""
    held, there, gate = Held(rest=megabytes(pid)), list[Pupil](), asyncio.Semaphore(AT_ONCE)

    async def come(number: int) -> None:
        async with gate:
            pupil = await Pupil(port, secrets.token_hex(16)).__aenter__()
            there.append(pupil)
            await walk(pupil, pages, number)

    await come(0)
    await asyncio.sleep(TIDY)
    held.one = megabytes(pid)
    await asyncio.gather(*(come(number) for number in range(1, sessions)))
    await asyncio.sleep(TIDY)
    held.all = megabytes(pid)
    for pupil in there:
        held.problems += pupil.problems
        await pupil.__aexit__()
    await asyncio.sleep(KEPT + 2 * TIDY)
    held.left = megabytes(pid)
    return held


async def walk(pupil: Pupil, pages: tuple[str, ...], number: int) -> None:
    """Every page: its guesses, and one control."""
    dice = random.Random(number)
    for page in pages:
        await pupil.open(page)
        for guess in [one for one in pupil.controls() if guesses(one)]:
            await pupil.use(guess, dice.random())
        if used := [one for one in pupil.controls() if is_used(one) and not guesses(one)]:
            await pupil.use(dice.choice(used), dice.random())


def megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_full_info().uss) / 2**20


def when_there(pid: int) -> list[int]:
    """The processes that train for this one, once they are there and have imported what they need."""
    found: list[int] = []
    for _ in range(240):
        found = [
            child.pid
            for child in psutil.Process(pid).children(recursive=True)
            if "spawn_main" in " ".join(child.cmdline())  # as Dask's nanny starts a worker
        ]
        if found:
            time.sleep(15)  # they import PyTorch
            return found
        time.sleep(0.5)
    raise AssertionError("no worker came")


@contextmanager
def bare() -> Iterator[tuple[int, int]]:
    """A bare Streamlit app with the same imports: its process and port."""
    port = free_port()
    options = {
        "server.headless": "true", "server.port": port, "server.address": "127.0.0.1", "server.fileWatcherType": "none",
        "server.disconnectedSessionTTL": KEPT, "browser.gatherUsageStats": "false",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bare.py").write_text(BARE, "utf-8")
        given = [f"--{name}={value}" for name, value in options.items()]
        one = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "MKL", "OMP")}
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "bare.py", *given], cwd=folder, env=os.environ | one,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            until_it_answers(port)
            asyncio.run(opened_once(port))  # only then the script is run, and imports
            time.sleep(KEPT)
            yield process.pid, port
        finally:
            process.terminate()
            process.wait(timeout=30)


async def opened_once(port: int) -> None:
    async with Pupil(port, "") as pupil:
        await pupil.open("")


def until_it_answers(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the bare app did not answer")
