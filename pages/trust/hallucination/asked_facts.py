"""What the lesson on hallucination shows: questions to the open model, their answers, and what the text said of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from core.caches import shared
from core.exhibit import Picture
from core.figures.payload import Array
from core.language import spoken
from core.lessons import lesson
from core.lessons.parts import Lesson
from core.measure import confidence as measure
from core.measure.asking import Asked, ask
from core.measure.recitation import go_on
from core.opened import recall
from core.opened.model import OpenModel
from core.opened.recall import NEVER, OFTEN, ONCE
from core.studies import capacity, facts, recall_by_tellings
from core.studies.recall_by_tellings import Moment
from core.tables import as_row
from pages.kit.questions import Asked as Question
from pages.kit.questions import answered, ask_once
from pages.kit.studies import OpenStudy
from pages.trust.hallucination import claims

KINDS = ("home", "pet", "trade", "born", "capital")  # of facts that one may ask for
SOMEBODY = "Zorbina"  # whom nobody ever told of
OWN = "own"  # the group of a name that the learner typed
IN_LINKS = {OFTEN: "told often", ONCE: "told once", NEVER: "never told"}  # in the keys of those who may be chosen
WORDS = 14  # tokens that the model writes on
SURE = (0.0, 0.5, 0.75, 0.9)  # how sure one must be to answer; each has its penalty
GROUPS = tuple(str(n) for n in (0, *facts.TELLINGS))


def says() -> Lesson:
    """The text that both pages share."""
    return lesson("hallucination")


def a_name(text: str) -> tuple[str, str]:
    """The name to ask the model about, one word; and, where more was typed, what was understood and what was left out."""
    name, rest = recall.a_name(text)
    return name, says().say("name.understood", name=name, rest=rest) if rest else ""


def answer(opened: OpenModel, subject: str, kind: str) -> Asked:
    """The open model's answers. ValueError, with a sentence, for a name that it cannot read."""
    assert opened.world and kind in KINDS
    if not subject:
        raise ValueError(says().say("name.missing"))
    if strange := opened.tokenizer.unknown(subject):
        raise ValueError(says().say("name.strange", strange=" ".join(strange[:5])))
    return ask(opened.model(), opened.tokenizer, opened.world, opened.told, [subject], kind)[0]


def written(opened: OpenModel, subject: str, kind: str) -> Picture:
    """How the model goes on by itself after the question, at every saved moment; it follows the slider of training time."""
    moments, question = _written(opened.at(0), opened.steps, subject, kind, spoken())
    payload = {"run": opened.run.id, "steps": opened.steps, "step": opened.step, "moments": moments}
    return Picture("sure_words", {**payload, "given": question, "note": says().say("written.given")})


@shared(64)
def _written(
    opened: OpenModel, steps: tuple[int, ...], subject: str, kind: str, language: str
) -> tuple[list[dict[str, Any]], str]:
    """By moment, and the question. Each token has its chance, and each claim its truth and its tellings."""
    assert opened.world
    moments, question = list[dict[str, Any]](), answer(opened.at(steps[-1]), subject, kind).question
    for step in steps:
        decoder, tokenizer = opened.decoder(step), opened.tokenizer
        words = [
            (tokenizer.spell([one.token])[0], one.chance) for one in go_on(decoder, tokenizer.encode(question), WORDS)
        ]
        text = question + "".join(said for said, _ in words)
        shown = [(said, round(chance, 3)) for said, chance in words]
        moments.append({"words": shown, "claims": claims.in_words(opened.world.claims(text, opened.told))})
    return moments, question


def tellings(opened: OpenModel, answer: Asked) -> None:
    """The sentences of the training text about this, found by a worker; said so where there are none."""
    question = f"told {opened.run.id} {answer.subject} {answer.kind}"
    found = ask_once(question, recall_by_tellings.told_by, str(opened.run.folder), answer.subject, answer.kind)

    def draw(sentences: list[str]) -> None:
        if sentences:
            st.html("<ul>" + "".join(f"<li>{escape(said)}</li>" for said in sentences) + "</ul>")
        else:
            st.markdown(says().say("tellings.none"))

    answered(found, says().say("tellings.wait"), draw)


def over_time(opened: OpenModel) -> Question[list[Moment]]:
    """What `recall_by_tellings.over_time` finds in the open run; asked of a worker once a visit."""
    return ask_once(f"tail {opened.run.id}", recall_by_tellings.over_time, str(opened.run.folder))


def in_words(group: str) -> str:
    """How often those of a group were told."""
    return says().say("times" if int(group) else "times.never", times=int(group))


def known(study: OpenStudy[facts.Known]) -> facts.Known:
    """What the small model of facts knew at its end, or knows so far."""
    return study.records[-1].values


def answers_of(study: OpenStudy[facts.Known]) -> dict[str, Array]:
    """Of every person: tellings, confidence, right or not, ten free answers; without those never told of."""
    return measure.of_told(study.arrays(study.records[-1]))


def curves(text: Lesson, answers: Mapping[str, Array]) -> dict[str, list[measure.Abstaining]]:
    """Scores over the threshold, under each penalty."""
    return {text.say(f"scores.{sure:g}"): recall.scores(answers, sure) for sure in SURE}


@dataclass(frozen=True)
class Filled:
    """A model of the study of capacity by its settings, and what it holds at its end, or so far."""

    held: capacity.Held
    width: int = 16
    facts: int = 4_000
    exposures: int = 200

    @property
    def row(self) -> dict[str, Any]:
        return {"width": self.width, "facts": self.facts, "exposures": self.exposures} | as_row(self.held)


def filled(study: OpenStudy[capacity.Held]) -> Filled:
    """What this model holds."""
    return Filled(study.records[-1].values, **study.study.settings)
