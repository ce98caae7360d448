"""How is it kept from saying things, and how does that fail? A chat model that refuses one vegetable, and its inside."""

import streamlit as st

from core.data.dialogues import FORBIDDEN
from core.exhibit import of_run
from core.figures import conversation
from core.figures import safeguards as figures
from core.measure import refusal
from core.studies import chat as making
from core.studies import conversation as asking
from core.studies import refusal_direction
from pages.kit.exhibit import chart
from pages.kit.frame import register
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.kit.to_a_chat import to_a_chat
from pages.trust.safeguards import chat as parts
from pages.trust.safeguards import exhibits

ALL = "all"  # three steps

lesson = Lesson("safeguards")
lesson.head()
words = lesson.controls
st.html(parts.STYLE)
shipped = study(making.learn)
chats = parts.chats(shipped)
chat = chats["refusal"]
numbers, refuses = parts.operated()
roles = register() == "technical"


def asked(place: str) -> str:
    """The learner's question."""
    return to_a_chat(lesson, chat, asking.suggestions(chat), f"do you like {FORBIDDEN} ?", place)


with lesson.living_picture() as (picture, controls):
    with controls:
        text = asked("living")
        shown = words.radio("shown", [ALL, *parts.STEPS], ALL)
    with picture:
        question = asking.truth(chat, text)
        said = asking.replies(chats, text)
        rows = conversation.by_step(lesson.text, question, said)
        steps_shown = [step for step in rows if shown in (ALL, step)]
        st.html(conversation.conversation(lesson.text, text, [rows[step] for step in steps_shown], roles))
        chances = asking.decided(chats, text)
        shown_chances = {step: chances[step] for step in steps_shown}
        lesson.show(exhibits.replies(lesson.text, text, said, shown_chances, colours()), "chat")


def steps() -> None:
    """The making in three steps: what each one could do, with the learner's own seed."""
    seed = words.number("seed", 0, 99, 0)
    made = chosen(making.learn, seed=seed)

    def draw(seen: OpenStudy[making.Made]) -> None:
        found = parts.measured(seen)
        if not found:
            st.markdown(lesson.text.say("steps.loss", loss=seen.records[-1].values.loss))
            return
        lesson.show(exhibits.steps(lesson.text, found, colours(), of_run(seen.run)), "steps")

    panel(made, draw, label=words.label("make"), key="steps_panel")


def direction() -> None:
    """Refusal as a direction: seen, removed, added, and compared with one drawn at random."""
    chart(figures.along(numbers.along, colours()), key="along", alt=lesson.text.say("direction.along"))
    text = asked("direction")
    what = words.radio("what", (parts.LEAVE, parts.REMOVE, parts.ADD), parts.REMOVE, horizontal=True)
    strength = words.slider("strength", 0.0, 2.0, 1.5, 0.25) if what == parts.ADD else None
    random = words.switch("random")
    before = chat.replies([text])[0]
    after = chat.replies([text], parts.hand(refuses, what, strength or 0.0, random))[0]
    question = asking.truth(chat, text)
    rows = [
        conversation.Said(
            lesson.text.say("direction.before"), before, conversation.verdict(lesson.text, question, before)
        ),
        conversation.Said(words.option("what", what), after, conversation.verdict(lesson.text, question, after)),
    ]
    st.html(conversation.conversation(lesson.text, text, rows, roles))
    lesson.show(
        exhibits.direction(lesson.text, numbers, refuses, strength, colours(), of_run(parts.operation().run)),
        "direction",
    )


def uncensored() -> None:
    """What removing the refusal brought back."""
    before, origin = parts.measured(shipped)["dialogues"], of_run(parts.operation().run)
    lesson.show(exhibits.hidden(lesson.text, before, numbers, colours(), origin), "hidden")


lesson.guess_first(steps, direction, uncensored)

lesson.open_the_box(refusal.directions, refusal.removed, refusal.added, refusal_direction.found, making.update)
lesson.foot()
