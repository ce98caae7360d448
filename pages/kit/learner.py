"""Who is learning here: no account and no name, only a random cookie that finds a browser's own work again."""

import hashlib
import secrets

import streamlit as st

from core.caches import lru_cache
from core.learners import Learner
from core.notebook import Notebook, notebook_in
from core.training.run import home
from pages.kit import visit

COOKIE = "glassbox"


def cookie() -> str:
    """The browser's own; empty where it takes none, and in tests without a browser."""
    known = visit.get("cookie")
    if known is None:  # a session is one browser's, and Streamlit takes its headers apart at every look
        found = st.context.cookies.get(COOKIE)
        known = visit.put("cookie", found if isinstance(found, str) else "")
    return str(known)


def learner_id() -> str:
    """An id for this browser that does not tell its cookie; without cookies, an id for this session."""
    return _untold(cookie() or visit.once("learner", secrets.token_hex(16)))


@lru_cache(maxsize=1024)
def _untold(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()[:24]


def notebook() -> Notebook:
    """What is kept of this browser's work. A visitor without a cookie has one for the visit, in memory alone."""
    if cookie():
        return notebook_in(str(home() / "learners" / learner_id()))
    passing: Notebook = visit.once("passing notebook", Notebook())
    return passing


def me() -> Learner:
    """Whoever sits at this browser, and their work."""
    return Learner(learner_id(), notebook())
