"""Who is learning here: no account and no name, only a random cookie that finds a browser's own work again."""

import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from shutil import rmtree

import streamlit as st

from core.lessons import frame
from core.notebook import Notebook, notebook_in
from core.training import jobs, texts
from core.training.finding import find
from core.training.run import Run, home
from pages.kit import visit

COOKIE = "glassbox"
OWN_TEXT = "everywhere/own text handed in"  # where it lies until it is trained on
RUN = "everywhere/run "  # a run of one's own, as the notebook names it: this and its id; the value is the name that is seen
PATIENCE = 8.0  # seconds that a worker may take to let go of a run before it is deleted


def cookie() -> str:
    """The browser's own; empty where it takes none, and in tests without a browser."""
    if not visit.has("cookie"):  # a session is one browser's, and Streamlit takes its headers apart at every look
        found = st.context.cookies.get(COOKIE)
        visit.put("cookie", found if isinstance(found, str) else "")
    return str(visit.get("cookie"))


def learner_id() -> str:
    """An id for this browser that does not tell its cookie; without cookies, an id for this session."""
    known = cookie() or visit.once("learner", secrets.token_hex(16))
    return hashlib.sha256(known.encode()).hexdigest()[:24]


def notebook() -> Notebook:
    """What is kept of this browser's work. A visitor without a cookie has one for the visit, in memory alone."""
    if cookie():
        return notebook_in(str(home() / "learners" / learner_id()))
    passing: Notebook = visit.once("passing notebook", Notebook())
    return passing


# --- one's own runs


def _list() -> dict[str, str]:
    """The ids of the runs that this browser started, with the names that their learner sees."""
    book = notebook()
    if names := book.names(RUN):
        return {name.removeprefix(RUN): book.get(name, "") for name in names}
    try:  # version 0.3 kept the list in a file of its own
        record = json.loads((home() / "learners" / f"{learner_id()}.json").read_text("utf-8"))
        return {str(id): str(name) for id, name in record.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def my_runs() -> dict[str, Run]:
    """Name and run, the newest first; runs that were deleted meanwhile are left out."""
    found = {name: find(id) for id, name in reversed(_list().items())}
    return {name: run for name, run in found.items() if run}


def remember(run: Run) -> None:
    """Note that this browser started the run."""
    runs = _list()
    if run.id not in runs:
        numbers = [int(word) for name in runs.values() if (word := name.rsplit(" ", 1)[-1]).isdigit()]
        runs[run.id] = frame().say("my run", number=max(numbers, default=0) + 1)
        notebook().put({RUN + id: name for id, name in runs.items()})


# --- to be forgotten


@dataclass(frozen=True)
class Traces:
    """All that this server keeps of one browser."""

    notes: list[str]  # the notebook's names
    private: list[Run] = field(default_factory=list)  # runs and studies that nobody else can find
    shared: int = 0  # runs that only stand in its list, and stay for everybody

    def in_words(self) -> str:
        """What there is, as a list; empty where nothing is kept."""
        say = frame().say
        things = [
            say("notes", count=len(self.notes)) if self.notes else "",
            say("private runs", count=len(self.private)) if self.private else "",
            say("run list") if self.shared else "",
        ]
        return "; ".join(filter(None, things))


def traces() -> Traces:
    """What *Forget me* would delete."""
    me, listed = learner_id(), _list()
    private = [run for folder in (home() / "runs").glob("*") if _mine(run := Run(folder), me)]
    notes = [name for name in notebook().names() if not name.startswith(RUN)]
    return Traces(notes, private, sum(id not in {run.id for run in private} for id in listed))


def _mine(run: Run, me: str) -> bool:
    try:
        return run.private and run.owner == me
    except (ValueError, OSError):
        return False  # no run, or a damaged one: its owner is not known


def forget_me() -> list[Run]:
    """Delete all that is kept of this browser. Returns the private runs that a worker would not let go of in time."""
    me, found, line = learner_id(), traces(), jobs.start()
    for run in found.private:
        if run.active:
            line.stop(run, me)
    end = time.monotonic() + PATIENCE
    while any(run.active for run in found.private) and time.monotonic() < end:
        time.sleep(0.1)
    busy = [run for run in found.private if run.active]
    for run in found.private:
        if run not in busy:
            rmtree(run.folder, ignore_errors=True)
    if key := str(notebook().get(OWN_TEXT, {}).get("key", "")):
        texts.forget(key)
    notebook().forget()
    (home() / "learners" / f"{me}.json").unlink(missing_ok=True)
    return busy
