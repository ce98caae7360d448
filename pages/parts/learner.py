"""Who is learning here: no account and no name, only a random cookie that finds a browser's own runs again."""

import hashlib
import json
import secrets

import streamlit as st

from core.files import write
from core.training.run import Run, find, home

COOKIE = "glassbox"


def learner_id() -> str:
    """An id for this browser that does not tell its cookie; without cookies, an id for this session."""
    cookie = st.context.cookies.get(COOKIE) or st.session_state.setdefault("learner", secrets.token_hex(16))
    return hashlib.sha256(cookie.encode()).hexdigest()[:24]


def _list() -> dict[str, str]:
    """The ids of the runs that this browser started, with the names that their learner sees."""
    try:
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
        runs[run.id] = f"run {max(numbers, default=0) + 1}"
        write(home() / "learners" / f"{learner_id()}.json", json.dumps(runs).encode())


def forget_me() -> None:
    """Forget which runs this browser started."""
    (home() / "learners" / f"{learner_id()}.json").unlink(missing_ok=True)
