"""What the second lesson on safeguards shows: filters at every threshold, the learner's own messages, and tuned toy models."""

from html import escape
from typing import TypeVar

import streamlit as st

from core.data import forbidden
from core.figures.payload import Array
from core.lessons.parts import Says
from core.measure import filters
from core.models.transformer import Transformer
from core.studies import message_filter, prompt_injection, refusal_undone
from core.studies.mismatched_generalisation import Answers
from core.studies.prompt_injection import Behaviour
from core.training.events import Record
from pages.kit.controls import Controls
from pages.kit.studies import KEPT_BY, OpenStudy, study

Staged = TypeVar("Staged", Answers, Behaviour)

LIST = "list"
# code: was it trained on disguised messages too, and on how many examples
FILTERS = {LIST: None, "few": (False, 20), "many": (False, 400), "disguised": (True, 400)}
# code: does it tidy the spelling, does it read all messages as one
DEFENCES = {"none": (False, False), "tidy": (True, False), "joined": (True, True)}
WAYS = dict(
    zip(("plain", "signs", "gaps", "backwards", "rot13", "words", "two", "swapped"), forbidden.WAYS, strict=True)
)  # by code
EVERY_WAY = {"each": forbidden.EVERY_WAY} | WAYS
SEED = 1  # of the test; the filters were trained with another
SHOWN = 5  # messages


def judge(name: str) -> filters.Judge:
    """The filter of that name. The trained ones come with the app."""
    if (trained := FILTERS[name]) is None:
        return message_filter.by_list
    disguised, count = trained
    records = study(message_filter.learn, disguised=disguised).records
    return next(record.values.score for record in records if record.step == count)


@st.cache_data(show_spinner=False, max_entries=64)
def scores(name: str, defence: str, way: str) -> Array:
    """How forbidden the messages of one disguise look to a filter; `way` is empty for the harmless ones."""
    messages = forbidden.attack(EVERY_WAY[way], SEED) if way else forbidden.harmless(SEED)
    return message_filter.scores(judge(name), messages, *DEFENCES[defence])


def points(name: str, defence: str, way: str) -> list[filters.Point]:
    """Misses and false alarms at every threshold."""
    return filters.curve(scores(name, defence, way), scores(name, defence, ""))


def lines(says: Says, name: str, defence: str, way: str) -> dict[str, list[filters.Point]]:
    """The curve in question, and for comparison the same filter undefended and another one."""
    option, other, defended = Controls(says).option, LIST if name != LIST else "many", points(name, defence, way)
    found = (
        {option("filter", name): defended}
        if defence == "none"
        else {says.say("line.defended"): defended, says.say("line.undefended"): points(name, "none", way)}
    )
    return found | {option("filter", other): points(other, defence, way)}


def mistakes(says: Says, name: str, defence: str, way: str, threshold: float) -> None:
    """Some of the messages that the filter got wrong, as they were written."""
    attack = [message.text for message in forbidden.attack(EVERY_WAY[way], SEED)]
    harmless = [message.text for message in forbidden.harmless(SEED)]
    missed, blocked = filters.wrong(
        list(zip(attack, scores(name, defence, way), strict=True)),
        list(zip(harmless, scores(name, defence, ""), strict=True)),
        threshold,
    )
    for what, texts in (("missed", missed), ("blocked", blocked)):
        st.markdown(says.say(f"mistakes.{what}" if texts else f"mistakes.{what}.none"))
        if texts:
            st.html("<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts[:SHOWN]) + "</ul>")


def by_way(name: str, threshold: float) -> dict[str, dict[str, float]]:
    """The share missed of every disguise under every defence; and last, the harmless ones blocked."""
    return {
        defence: {
            **{way: filters.share_missed(scores(name, defence, way), threshold) for way in WAYS},
            "harmless": filters.share_blocked(scores(name, defence, ""), threshold),
        }
        for defence in DEFENCES
    }


def own_scores(text: str) -> dict[tuple[str, str], float]:
    """How forbidden the learner's messages, one a line, look to every filter, without a defence and with all of them."""
    parts = [line for line in text.splitlines() if line.strip()]
    guards = [(name, defence) for name in FILTERS for defence in ("none", "joined")] if parts else []
    return {(name, defence): filters.score(judge(name), parts, *DEFENCES[defence]) for name, defence in guards}


def reasons(text: str) -> list[tuple[str, float]]:
    """The pieces of the learner's text that weigh most in the filter that knows the most."""
    weighs = judge("disguised")
    owner = getattr(weighs, "__self__", None)
    return owner.reasons(" ".join(text.splitlines())) if isinstance(owner, filters.Trained) else []


# --- small models


def last(opened: OpenStudy[Staged], stage: str) -> Staged | None:
    """What was measured at the end of a stage; None where it has not come so far."""
    return next((one.values for one in reversed(opened.records) if one.values.stage == stage), None)


def ends_of_tuning() -> dict[int, float]:
    """The share of forbidden questions that is still refused at the end of each finished tuning, by number of examples."""
    tunings = {examples: study(refusal_undone.learn, examples=examples) for examples in refusal_undone.COUNTS}
    return {examples: one.records[-1].values.refused for examples, one in tunings.items() if one.finished}


def readers(opened: OpenStudy[Behaviour]) -> list[Record[Behaviour]]:
    """The two moments whose weights were kept: before the tuning and after it."""
    return [record for record in opened.records if record.size]


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs=KEPT_BY)
def reader(opened: OpenStudy[Behaviour], tuned: bool) -> Transformer:
    """The small model that reads documents, before its tuning or after it."""
    return prompt_injection.from_weights(opened.arrays(readers(opened)[int(tuned)]))
