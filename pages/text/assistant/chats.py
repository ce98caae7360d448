"""The two models of the lesson on assistants, before and after tuning; what they are asked; and the learner's votes."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.data.dialogues import UNKNOWN, Question
from core.measure import best_of as measure
from core.studies import assistant as tuning
from core.studies import chat as making
from core.studies import lookup
from core.studies.assistant import After, Tuned
from core.studies.best_of import Pool
from core.studies.chat import Chat, Made
from core.studies.lookup import Looks
from core.studies.preference import FIRST, SECOND
from pages.kit import kept
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.studies import KEPT_BY, OpenStudy
from pages.text.assistant.exhibits import AFTER, BEFORE

VOTES = "votes"

STYLE = """<style>
.gb-wholes { display: grid; gap: .7rem; max-width: 46rem; margin-bottom: .6rem; }
.gb-wholes p { margin: 0; padding: .5rem .8rem; border: 1px solid var(--gb-line); border-radius: .5rem;
  background: var(--gb-card); color: var(--gb-ink); overflow-wrap: anywhere; line-height: 1.75;
  font-family: "Source Code Pro", ui-monospace, monospace; font-size: .92rem; }
.gb-wholes small { display: block; color: var(--gb-soft); font: .82rem "Source Sans", sans-serif; }
.gb-wholes .gb-wrote { color: var(--gb-made); border-bottom: 2px solid var(--gb-made); }
.gb-wholes .gb-lit { font-weight: 700; color: var(--gb-latent); border: 1px solid var(--gb-latent); border-radius: .3rem;
  padding: 0 .25rem; }
</style>"""


def both(made: OpenStudy[Made], tuned: OpenStudy[Tuned]) -> dict[str, Chat]:
    """The model after plain text, and the same one after dialogues."""
    return {BEFORE: _base(made), AFTER: _tuned(tuned)}


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=KEPT_BY)
def _base(made: OpenStudy[Made]) -> Chat:
    end = making.ends(made.records)["text"]
    return making.restored(end.values, made.arrays(end))


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=KEPT_BY)
def _tuned(tuned: OpenStudy[Tuned]) -> Chat:
    last = tuned.records[-1]
    return tuning.restored(last.values, tuned.arrays(last))


def suggestions(chat: Chat) -> dict[str, str]:
    """Questions to start with, by codes."""
    person = chat.country.people[0]
    return {
        "carrots": "when are carrots ripe ?",
        "person": f"where does {person} live ?",
        "leeks": "who grows leeks ?",
        "you": "who are you ?",
        "fact": f"{person} lives in",
    }


def given(chats: Mapping[str, Chat], text: str) -> dict[str, list[str]]:
    """What each model reads: the text as it stands, and the text between role tokens."""
    return {BEFORE: chats[BEFORE].known(text)[-making.ASKED_FOR :], AFTER: chats[AFTER].prompt(text)}


def goes_on(chat: Chat, given: Sequence[str]) -> str:
    """The likeliest words after what is given."""
    return chat.continued([given], longest=tuning.LONGEST)[0]


def examples(typed: str) -> tuple[list[list[str]], int]:
    """The learner's examples, a line each with a bar between both sides; and how many lines could not be read."""
    lines = [line for line in typed.splitlines() if line.strip()]
    sides = [[side.strip()[: tuning.MOST_LETTERS] for side in line.split("|")] for line in lines]
    whole = [pair for pair in sides if len(pair) == 2 and all(pair)]
    return whole[: tuning.MOST_OWN], len(lines) - len(whole[: tuning.MOST_OWN])


def strange(chat: Chat, pairs: Sequence[Sequence[str]]) -> int:
    """How many words of them the model does not have."""
    return sum(chat.known(side).count(UNKNOWN) for pair in pairs for side in pair)


def vote(lesson: Lesson, after: After) -> str:
    """Two answers to a question, and a vote; all votes so far, as the study reads them."""
    page = lesson.text.name
    votes = "".join(code for code in str(kept.get(VOTES, "", page=page)) if code in (FIRST, SECOND))[: len(after.pairs)]
    if len(votes) < len(after.pairs):
        question, *answers = after.pairs[len(votes)]
        lesson.says(lesson.text.say("vote", question=question, number=len(votes) + 1, of=len(after.pairs)))
        for key, code, answer in zip(("first", "second"), (FIRST, SECOND), answers, strict=True):
            with st.container(horizontal=True, vertical_alignment="center", key=f"votes_{quoted(key)}"):
                if lesson.controls.button(f"vote_{quoted(key)}", words=f"vote_{key}"):
                    kept.put(VOTES, votes + code, page=page)
                    st.rerun()
                st.text(answer)
    if votes and lesson.controls.button("votes_again"):
        kept.put(VOTES, None, page=page)
        st.rerun()
    return votes


# --- deeper


def likeliest(lesson: Lesson, pool: Pool, n: int) -> str:
    """The answer that is shown most often where the best of n is."""
    best = measure.commonest(pool, n)
    return lesson.text.say("best.answer", question=pool.question, answer=best[0], share=best[1])


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=KEPT_BY)
def tooled(mine: OpenStudy[Looks]) -> Chat:
    last = mine.records[-1]
    return lookup.restored(last.values, mine.arrays(last))


def askable(chat: Chat) -> list[Question]:
    """Some questions for a table of one's own: each about somebody or something else."""
    unseen = [question for question in chat.country.questions if question.unseen]
    return list({question.about: question for question in unseen}.values())[:12]


def values(chat: Chat, question: Question) -> tuple[str, ...]:
    """What the table may say."""
    assert isinstance(chat.country, lookup.Tooled)
    return chat.country.values[question.kind]
