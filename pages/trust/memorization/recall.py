"""What the lesson on memorization shows: a planted secret and how much of it comes out; a text and where it comes from.

A typed secret is its learner's alone: it goes into a private study and into their notebook, never into the address.
"""

from collections.abc import Mapping
from shutil import rmtree
from typing import Any

import streamlit as st

from core.figures.memorization import Live
from core.measure.recitation import half_at
from core.studies import planted_secret, text_provenance
from core.studies.canaries import NARROW, WIDE
from core.training.events import Record
from pages.kit import kept
from pages.kit.open_model import OpenModel
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


def by_link(secret: str) -> str:
    """The address says only that a secret of somebody's own is planted; a sentence for whoever follows such a link."""
    own, said = secret != planted_secret.SECRET, "planted" in st.query_params
    if own:
        st.query_params["planted"] = "own"
        st.session_state["planted here"] = True
    elif said and st.session_state.get("planted here"):
        del st.query_params["planted"]  # this learner went back to the made-up one
    elif said:
        return (
            "This link was made with a secret of somebody's own. A secret never stands in a link, and their model is theirs "
            "alone. So here you see the made-up secret; plant one of your own."
        )
    return ""


def planted(secret: str, copies: int) -> OpenStudy:
    """The study with this secret. A learner's own is private; the one that came with the app is everybody's."""
    settings: dict[str, Any] = {} if copies == planted_secret.TOLD else {"copies": copies}
    if secret == planted_secret.SECRET:
        return study("planted_secret.learn", **settings)
    return study("planted_secret.learn", private=True, secret=secret, **settings)


def forget(opened: OpenStudy) -> None:
    """Delete a learner's own secret, with everything that was learned from it. Never one that is in training."""
    if opened.study.private and not opened.active:
        rmtree(opened.run.folder, ignore_errors=True)
        kept.put("planted", None, page=PAGE)
        st.session_state["secret"] = planted_secret.SECRET


def moments(opened: OpenStudy) -> list[Record]:
    """The records at which it was tried to get the secret out."""
    return [record for record in opened.records if "said" in record.values]


def letters_given(secret: str, wanted: int) -> int:
    """So many letters as were wanted, or as the secret has to give."""
    return max(given for given in planted_secret.beginnings(secret) if given <= wanted)


def said(opened: OpenStudy, given: int) -> dict[str, Any]:
    """What the model last went on with after so many letters."""
    found: dict[str, Any] = moments(opened)[-1].values["said"][str(given)]
    return found


def over_time(opened: OpenStudy, given: int) -> list[tuple[int, dict[str, Any]]]:
    """Every step at which it was tried, with what the model went on with after so many letters."""
    return [(record.step, record.values["said"][str(given)]) for record in moments(opened)]


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs={OpenStudy: lambda opened: str(opened.run.folder)})
def tried(opened: OpenStudy, beginning: str) -> dict[str, Any]:
    """What the finished model goes on with after any beginning."""
    last = moments(opened)[-1]
    return planted_secret.try_with(opened.arrays(last), last.values["alphabet"], beginning)


def result(secret: str, beginning: str, found: Mapping[str, Any], copies: int) -> str:
    """How much came out, in one sentence."""
    same = planted_secret.verbatim(found["text"], secret)
    rest = secret.removeprefix(beginning)
    told = "never" if not copies else "once" if copies == 1 else f"{copies} times"
    sure = sum(found["chances"]) / max(1, len(found["chances"]))
    if secret.startswith(beginning) and found["text"] == rest:
        out = f"The model says the whole rest, all {len(rest)} letters, word for word"
    elif same:
        out = f"The longest stretch that is the secret word for word has {len(same)} letters, “{same}”"
    else:
        out = "Nothing of the secret comes out"
    return f"Told {told}; {len(beginning)} letters given. {out}. It is {sure:.0%} sure of a letter on average."


def rows(beginning: str, found: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"letter": c, "given": "yes", "chance": None} for c in beginning] + [
        {"letter": c, "given": "no", "chance": p} for c, p in zip(found["text"], found["chances"], strict=True)
    ]


def stretches(opened: OpenStudy, secret: str) -> dict[str, list[tuple[int, int]]]:
    """The longest stretch word for word over training, for a few beginnings."""
    shown = sorted({letters_given(secret, given) for given in SHOWN})
    return {
        f"{given} letter{'s' * (given > 1)} given": [
            (record.step, record.values["said"][str(given)]["verbatim"]) for record in moments(opened)
        ]
        for given in shown
    }


def appeared(opened: OpenStudy, secret: str, given: int) -> str:
    """When the rest first came out whole, and what was there halfway, in one sentence."""
    found = [(record.step, record.values["said"][str(given)]) for record in moments(opened)]
    whole = next((step for step, one in found if one["text"] == secret[given:]), None)
    step, middle = found[len(found) // 2]
    came = (
        f"the whole rest came out at step {whole:,} for the first time" if whole else "the whole rest has not come out"
    )
    return (
        f"With {given} letters given, {came}. At step {step:,} the model went on with “{middle['text']}”, of which "
        f"{middle['verbatim']} letters in a row were right."
    )


def live_point(opened: OpenStudy, secret: str, copies: int) -> Live | None:
    """The learner's own secret among the canaries: the share of the rest that comes out; None until one is trained."""
    if not opened.finished or not copies:
        return None
    given = letters_given(secret, 8)
    share = said(opened, given)["verbatim"] / len(secret[given:])
    return Live(copies, share, "the secret above")


def curves(given: str, once: bool) -> dict[str, dict[str, float]]:
    """Of the recorded studies: the share of canaries that come out in full, by size of the model."""
    found = {}
    for width in (WIDE, NARROW):
        settings: dict[str, Any] = ({} if width == WIDE else {"width": width}) | ({"once": True} if once else {})
        last = next(r for r in reversed(study("canaries.learn", **settings).records) if r.values)
        found[f"{last.values['weights']:,} weights"] = last.values["extracted"][given]
    return found


def half_points(found: Mapping[str, Mapping[str, float]]) -> str:
    """For each size, how many copies it takes for half of them."""
    parts = []
    for name, shares in found.items():
        half = half_at(shares)
        parts.append(f"with {name} at about {half:.0f} copies" if half else f"with {name} never")
    return "Half of them come out " + ", ".join(parts)


# --- where words come from


def traced(opened: OpenModel, number: int, temperature: float) -> Asked[dict[str, Any]]:
    """One of the open model's texts with its sources; asked of a worker once a visit."""
    key = f"trace {opened.run.id} {opened.step} {number} {temperature}"
    return ask_once(key, text_provenance.trace, str(opened.run.folder), opened.step, number, temperature)


def traced_result(found: Mapping[str, Any]) -> str:
    """How much of the text is copied, and how much its author repeats anyway."""
    pieces, whole = found["pieces"], [one for one in found["sentences"] if one["times"]]
    new = len(found["sentences"]) - len(whole)
    mean = found["author"]["mean"]  # nothing where the model learned the whole text, so that nothing of it is fresh
    fresh = f" In fresh texts by the same author, which the model never read, it is {mean:.1f}." if mean else ""
    return (
        f"This text is made of {len(pieces)} pieces of the training text; the longest has {found['copied']['longest']:.0f} "
        f"words. {len(whole)} of its sentences were told as they stand, and {new} were not. Over all the model's texts a "
        f"word lies in a piece of {found['model']['mean']:.1f} words on average.{fresh}"
    )


def traced_rows(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    text = found["text"]
    return [{"piece": text[p["start"] : p["end"]], "words": p["words"], "told": p["count"]} for p in found["pieces"]]
