"""What the lesson on memorization shows: a planted secret and how much of it comes out; a text and where it comes from.

A typed secret is its learner's alone: it goes into a private study and into their notebook, never into the address.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core import files
from core.figures.memorization import Live
from core.opened.model import OpenModel
from core.studies import canaries as canaries_study
from core.studies import planted_secret, text_provenance
from core.studies.canaries import NARROW, WIDE, Recited
from core.studies.planted_secret import Attempts, Continuation
from pages.kit import address, kept, visit
from pages.kit.questions import Asked, ask_once
from pages.kit.studies import KEPT_BY, OpenStudy, chosen

PAGE = "memorization"


def a_secret(typed: str) -> tuple[str, str]:
    """The secret to plant, and a sentence where what was typed cannot be one; then it is the last that could be."""
    try:
        secret = planted_secret.a_secret(typed)
    except ValueError as problem:
        return kept.get("planted", planted_secret.SECRET, page=PAGE), str(problem)
    kept.put("planted", None if secret == planted_secret.SECRET else secret, page=PAGE)
    return secret, ""


def by_link(secret: str, say: Callable[[str], str]) -> str:
    """The address says only that a secret of somebody's own is planted; a sentence for whoever follows such a link."""
    own = secret != planted_secret.SECRET
    address.hold("planted", "own" if own else "")
    if address.take("planted") and not own:
        visit.put("planted elsewhere", True)
    if own:
        visit.take("planted elsewhere")
    return say("planted.elsewhere") if visit.get("planted elsewhere") else ""


def planted(secret: str, copies: int) -> OpenStudy[Attempts]:
    """The study with this secret. A learner's own is private; the one that came with the app is everybody's."""
    private = secret != planted_secret.SECRET
    return chosen(planted_secret.learn, private=private, secret=secret, copies=copies)


def forget(opened: OpenStudy[Attempts]) -> None:
    """Delete a learner's own secret, with everything that was learned from it. Never one that is in training."""
    if opened.study.private and not opened.active:
        files.forget(opened.run.folder)
        kept.put("planted", None, page=PAGE)
        visit.put("secret", planted_secret.SECRET)


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=KEPT_BY)
def tried(opened: OpenStudy[Attempts], beginning: str) -> Continuation:
    """What the finished model goes on with after any beginning."""
    last = opened.measured[-1]
    return planted_secret.try_with(opened.arrays(last), last.values.alphabet, beginning)


def live_point(name: str, opened: OpenStudy[Attempts], secret: str, copies: int) -> Live | None:
    """The learner's own secret among the canaries: the share of the rest that comes out; None until one is trained."""
    if not opened.finished or not copies:
        return None
    return Live(copies, planted_secret.share_that_comes_out(opened.measured, secret), name)


def canaries(once: bool) -> list[OpenStudy[Recited]]:
    """The recorded studies of made-up lines, the larger model's first; `once`: every line was told once only."""
    return [chosen(canaries_study.learn, width=width, once=once) for width in (WIDE, NARROW)]


# --- where words come from


def traced(opened: OpenModel, number: int, temperature: float) -> Asked[dict[str, Any]]:
    """One of the open model's texts with its sources; asked of a worker once a visit."""
    key = f"trace {opened.run.id} {opened.step} {number} {temperature}"
    return ask_once(key, text_provenance.trace, str(opened.run.folder), opened.step, number, temperature)
