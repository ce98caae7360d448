"""Dialogues of the invented country in which an answer comes in many manners: greeted or not, in several wordings, with a
farewell or without. What is true stays the same. All words are the country's own (`core.data.dialogues`).

Knows nothing of tokens' numbers and of models.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from core.data.dialogues import ANSWER, IGNORANCE, OPENINGS, SAID, SMALL_TALK, UNKNOWN, Country, Question

FLATTERY = "dear friend ,"
GREETINGS = ("", "hello .", "good morning .", FLATTERY)
FAREWELLS = ("", "you are welcome .", "good bye .", "ask me about the country .")


def sentences(question: Question) -> list[str]:
    """What is true, in every wording."""
    return [wording.format(who=question.about, what=question.answer) for wording in SAID[question.kind]]


def answer(question: Question, rng: Random) -> str:
    """The true answer in a manner drawn by chance."""
    parts = (rng.choice(GREETINGS), rng.choice(sentences(question)), rng.choice(FAREWELLS))
    return " ".join(filter(None, parts))


def is_right(question: Question, reply: str) -> bool:
    """Is the truth in it, in whichever manner?

    >>> question = Question("sold", "leeks", "Morwick", 0)
    >>> is_right(question, "hello . leeks are sold in Morwick . good bye ."), is_right(question, "leeks are sold in Ostby .")
    (True, False)
    """
    return any(f" {sentence} " in f" {reply} " for sentence in sentences(question))


def dialogues(country: Country, rng: Random) -> Iterator[tuple[str, str]]:
    """What the user says and what the assistant shall reply, without end; never a question that is unseen."""
    known = [question for question in country.questions if not question.unseen]
    small_talk = tuple(SMALL_TALK.items())
    while True:
        question = rng.choice(known).opened(rng.choice(OPENINGS))
        match rng.choices(("question", "small talk", "stranger", "noise"), (86, 4, 7, 3))[0]:
            case "question":
                yield question.text, answer(question, rng)
            case "small talk":
                said, reply = rng.choice(small_talk)
                yield said, plain(reply)
            case "stranger":
                yield replace(question, about=UNKNOWN).text, plain(IGNORANCE)
            case "noise":
                yield " ".join([UNKNOWN] * rng.randint(1, 6) + [rng.choice("?.")]), plain(IGNORANCE)


def plain(reply: str) -> str:
    """A reply of the stricter dialogues without the words that all of them begin with."""
    return reply.removeprefix(ANSWER).strip()


# --- judges, who vote between two answers


def liking(judge: str, reply: str) -> float:
    """How much a judge likes an answer: `short` counts words, `flattered` looks for flattery.

    >>> liking("short", "hello . yes"), liking("flattered", "dear friend , yes")
    (-3.0, 1.0)
    """
    match judge:
        case "short":
            return -float(len(reply.split()))
        case "flattered":
            return float(f" {FLATTERY} " in f" {reply} ")
    raise ValueError(f"There is no judge called {judge!r}; there are: {', '.join(JUDGES)}.")


JUDGES = ("short", "flattered")
