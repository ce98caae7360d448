"""How does a guesser become a chatbot? A model tuned on dialogues, shifted by votes, and compared with what it was."""

import streamlit as st

from core.exhibit import of_run
from core.figures import assistant as figures
from core.measure import preference as votes_of
from core.studies import assistant as tuning
from core.studies import chat as making
from core.studies import preference
from core.studies.assistant import Tuned
from core.studies.preference import Preferred
from core.tables import with_heads
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.kit.to_a_chat import to_a_chat
from pages.text.assistant import chats as parts
from pages.text.assistant import exhibits
from pages.text.assistant.exhibits import MODELS

OWN = "own"  # votes of the learner's own
MINE = "hello . | good bye .\nwho are you ? | I am a good friend ."

lesson = Lesson("assistant")
lesson.head()
words = lesson.controls
st.html(parts.STYLE)
shipped = study(tuning.learn)
chats = parts.both(study(making.learn), shipped)


with lesson.living_picture() as (picture, controls):
    with controls:
        text = to_a_chat(lesson, chats["after"], parts.suggestions(chats["after"]), "what pet do you keep ?")
    with picture:
        given = parts.given(chats, text)
        texts = {
            model: exhibits.reads(lesson.text, model, given[model], parts.goes_on(chats[model], given[model]))
            for model in MODELS
        }
        st.html(figures.whole_texts(list(texts.values())))
        chances = {model: tuning.next_chances(chats[model], given[model]) for model in MODELS}
        lesson.show(exhibits.next_words(lesson.text, texts, chances, colours()), "next")


def tune() -> None:
    """Dialogues make the base model answer: as recorded, and with examples of the learner's own among them."""
    lesson.show(exhibits.tuned(lesson.text, shipped.records, True, colours(), of_run(shipped.run)), "tuned")
    st.markdown(f"**{words.label('yours')}**")
    mine, lost = parts.examples(words.box("examples", MINE, most=3_000, linked=False))
    if lost:
        lesson.says(lesson.text.say("examples.lost", lost=lost, most=tuning.MOST_OWN))
    if strange := parts.strange(chats["after"], mine):
        lesson.says(lesson.text.say("examples.strange", strange=strange))
    yours = study(tuning.learn, private=bool(mine), own=mine)

    def draw(seen: OpenStudy[Tuned]) -> None:
        origin = of_run(seen.run)
        lesson.show(exhibits.tuned(lesson.text, seen.records, False, colours(), origin, asks=False), "yours")
        replies = zip(mine, seen.records[0].values.own, seen.records[-1].values.own, strict=True)
        if rows := [{"text": pair[0], "answers_before": one, "answers_now": now} for pair, one, now in replies]:
            st.table(with_heads(rows))

    panel(yours, draw, label=words.label("train"), key="tune_yours")


def prefer() -> None:
    """Votes between two answers, by a judge or by the learner, and what becomes of the model."""
    judge = words.radio("judge", (*preference.manners.JUDGES, OWN), "short")
    votes = ""
    if judge == OWN:
        after = shipped.records[-1].values.after
        votes = parts.vote(lesson, after) if after else ""
        if len(votes) < preference.FEWEST:
            lesson.says(lesson.text.say("vote.more", fewest=preference.FEWEST))
            return
    asked = chosen(preference.learn, private=judge == OWN, judge=judge, votes=votes)

    def draw(seen: OpenStudy[Preferred]) -> None:
        exhibit = exhibits.preferred(lesson.text, seen.records, seen.finished, colours(), of_run(seen.run))
        lesson.show(exhibit, "preferred")
        st.table(with_heads(exhibits.commonest(lesson.text, seen.records)))

    panel(asked, draw, label=words.label("shift"), key="prefer")


def weights() -> None:
    """What tuning on dialogues changed in the model, and what it left."""
    after = shipped.records[-1].values.after
    assert after
    lesson.show(exhibits.changed(lesson.text, after, colours(), of_run(shipped.run)), "changed")


lesson.guess_first(tune, prefer, weights)

lesson.open_the_box(preference.dpo, votes_of.fit, making.update, tuning.changes)
lesson.foot()
