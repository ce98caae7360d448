"""The small chat model of the lesson on safeguards, after each step of its making, and with a hand in it."""

import streamlit as st

from core.measure import refusal
from core.measure.refusal import Direction
from core.studies import chat as making
from core.studies import refusal_direction
from core.studies.chat import Chat, Hand, Made
from core.studies.refusal_direction import Found, Groups, Operated
from pages.kit.studies import KEPT_BY, OpenStudy, study

STEPS = ("text", "dialogues", "refusal")
LEAVE, REMOVE, ADD = "leave", "remove", "add"  # the direction

STYLE = """<style>
.gb-chat { display: grid; gap: .55rem; max-width: 46rem; }
.gb-chat p { margin: 0; padding: .5rem .8rem; border-radius: .8rem; overflow-wrap: anywhere; background: var(--gb-card);
  border: 1px solid var(--gb-line); color: var(--gb-ink); }
.gb-chat .gb-user { justify-self: end; border-bottom-right-radius: .1rem; background: var(--gb-accent-tint); }
.gb-chat .gb-reply { justify-self: start; border-bottom-left-radius: .1rem; }
.gb-chat small { display: block; color: var(--gb-soft); font-size: .8rem; }
.gb-chat b.gb-role { font: .82rem "Source Code Pro", ui-monospace, monospace; color: var(--gb-latent); }
</style>"""


def chats(made: OpenStudy[Made]) -> dict[str, Chat]:
    """The chat model as it was after each step, as far as the study is done."""
    return {step: _chat(step, made) for step in making.ends(made.records)}


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEPT_BY)
def _chat(step: str, made: OpenStudy[Made]) -> Chat:
    end = making.ends(made.records)[step]
    return making.restored(end.values, made.arrays(end))


def operation() -> OpenStudy[Found]:
    """The study that found the direction, removed it and added it; it came with the app."""
    return study(refusal_direction.learn)


def operated() -> tuple[Operated, Direction]:
    """What was measured when the direction was removed and added, and the direction itself; both came with the app."""
    found = operation()
    last, numbers = next((one, one.values.operated) for one in found.records if one.values.operated)
    return numbers, refusal_direction.kept(numbers.direction, found.arrays(last))


def hand(direction: Direction, what: str, strength: float, random: bool) -> Hand | None:
    """What the learner does to the pass."""
    direction = refusal.at_random(direction, 0) if random else direction
    if what == REMOVE:
        return refusal.removed(direction)
    return refusal.added(direction, strength) if what == ADD else None


def measured(made: OpenStudy[Made]) -> dict[str, Groups]:
    """What was measured at the end of each step."""
    return {one.values.step: one.values.end.measured for one in made.records if one.values.end}
