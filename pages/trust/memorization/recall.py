"""What the lesson on memorization shows: a planted secret and how much of it comes out; a text and where it comes from.

A typed secret is its learner's alone: it goes into a private study and into their notebook, never into the address.
"""

from collections.abc import Callable, Mapping, Sequence
from shutil import rmtree
from typing import Any

import streamlit as st

from core.figures.memorization import Live
from core.lessons import Says
from core.opened.model import OpenModel
from core.studies import canaries as canaries_study
from core.studies import planted_secret, text_provenance
from core.studies.canaries import NARROW, Recited
from core.studies.planted_secret import Attempt, Attempts, Continuation
from core.training.events import Record
from pages.kit import address, kept, visit
from pages.kit.questions import Asked, ask_once
from pages.kit.studies import OpenStudy, study

PAGE = "memorization"
SHOWN = (1, 8, 24)  # letters given, in the curves over training


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
    settings: dict[str, Any] = {} if copies == planted_secret.TOLD else {"copies": copies}
    if secret == planted_secret.SECRET:
        return study(planted_secret.learn, **settings)
    return study(planted_secret.learn, private=True, secret=secret, **settings)


def forget(opened: OpenStudy[Attempts]) -> None:
    """Delete a learner's own secret, with everything that was learned from it. Never one that is in training."""
    if opened.study.private and not opened.active:
        rmtree(opened.run.folder, ignore_errors=True)
        kept.put("planted", None, page=PAGE)
        visit.put("secret", planted_secret.SECRET)


def moments(opened: OpenStudy[Attempts]) -> list[Record[Attempts]]:
    """The records at which it was tried to get the secret out."""
    return [record for record in opened.records if record.values]


def letters_given(secret: str, wanted: int) -> int:
    """So many letters as were wanted, or as the secret has to give."""
    return max(given for given in planted_secret.beginnings(secret) if given <= wanted)


def over_time(opened: OpenStudy[Attempts], given: int) -> list[tuple[int, Attempt]]:
    """Every step at which it was tried, with what the model went on with after so many letters."""
    return [(record.step, record.values.said[str(given)]) for record in moments(opened)]


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs={OpenStudy: lambda opened: str(opened.run.folder)})
def tried(opened: OpenStudy[Attempts], beginning: str) -> Continuation:
    """What the finished model goes on with after any beginning."""
    last = moments(opened)[-1]
    return planted_secret.try_with(opened.arrays(last), last.values.alphabet, beginning)


def stretches(says: Says, opened: OpenStudy[Attempts], secret: str) -> dict[str, list[tuple[int, int]]]:
    """The longest stretch word for word over training, for a few beginnings."""
    shown = sorted({letters_given(secret, given) for given in SHOWN})
    return {
        says.say("appears.given", letters=given): [(step, one.verbatim) for step, one in over_time(opened, given)]
        for given in shown
    }


def live_point(says: Says, opened: OpenStudy[Attempts], secret: str, copies: int) -> Live | None:
    """The learner's own secret among the canaries: the share of the rest that comes out; None until one is trained."""
    if not opened.finished or not copies:
        return None
    given = letters_given(secret, 8)
    share = over_time(opened, given)[-1][1].verbatim / len(secret[given:])
    return Live(copies, share, says.say("told.star"))


def canaries(once: bool) -> list[OpenStudy[Recited]]:
    """The recorded studies of made-up lines, the larger model's first; `once`: every line was told once only."""
    cured: dict[str, Any] = {"once": True} if once else {}
    return [study(canaries_study.learn, **cured), study(canaries_study.learn, width=NARROW, **cured)]


def curves(recorded: Sequence[OpenStudy[Recited]], given: int) -> dict[int, Mapping[str, float]]:
    """The share of canaries that come out in full after so many letters: by weights of the model, and by copies."""
    last = [next(r.values for r in reversed(one.records) if r.values) for one in recorded]
    return {values.weights: values.extracted[str(given)] for values in last}


# --- where words come from


def traced(opened: OpenModel, number: int, temperature: float) -> Asked[dict[str, Any]]:
    """One of the open model's texts with its sources; asked of a worker once a visit."""
    key = f"trace {opened.run.id} {opened.step} {number} {temperature}"
    return ask_once(key, text_provenance.trace, str(opened.run.folder), opened.step, number, temperature)
