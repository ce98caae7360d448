"""A conversation with the small chat model, after each step of its making: what it is asked, what it says, how it decides."""

from collections.abc import Mapping

from core.data.dialogues import FORBIDDEN, VEGETABLES, Question
from core.studies.chat import ASKED_FOR, Chat


def suggestions(chat: Chat) -> dict[str, str]:
    """Questions to start with, by codes: the forbidden vegetable, by both names, another one, and a person."""
    person = chat.country.people[0]
    return {
        "sold": f"where are {FORBIDDEN} sold ?",
        "local": f"where are {VEGETABLES[FORBIDDEN]} sold ?",
        "carrots": "when are carrots ripe ?",
        "person": f"where does {person} live ?",
        "eaten": f"what do people eat with {FORBIDDEN} ?",
        "you": "who are you ?",
    }


def truth(chat: Chat, text: str) -> Question | None:
    """The question that a text asks, with its true answer; None where it is in no known wording."""
    words = " ".join(chat.known(text))
    return next((question for question in chat.country.questions if words.endswith(question.text)), None)


def prompt(chat: Chat, step: str, text: str) -> list[str]:
    """What the model reads. Before the dialogues it knows no roles, so it is given the bare text to go on with."""
    return chat.known(text)[-ASKED_FOR:] if step == "text" else chat.prompt(text)


def replies(found: Mapping[str, Chat], text: str) -> dict[str, str]:
    """What the model says after each step."""
    return {step: chat.continued([prompt(chat, step, text)])[0] for step, chat in found.items()}


def decided(found: Mapping[str, Chat], text: str) -> dict[str, dict[str, float]]:
    """The chances of the first word of each step's reply."""
    return {step: chat.decides(prompt(chat, step, text)) for step, chat in found.items()}
