"""What the sentences of a lesson rest on: where each stands, and the finding that it leads to.

A lesson's file says it under `claims`. A sentence is looked for in the English file, so a translation needs no claims of
its own. Knows nothing of how it is shown; `pages/kit/grounds.py` does.
"""

import re
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from core.claims import Claim, known
from core.lessons import findings, frame, head, in_english
from core.lessons.parts import Claimed, Lesson, Welcome
from core.tables import Rows

LAW = re.compile(  # words of a sentence that would be refuted by a single start
    r"(?<!nearly )\b(always|never|every time|each time|no matter|nothing in|no model|all models|every model)\b", re.I
)
_MANY = r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|\d+"
COUNTED = re.compile(  # what only the ledger may tell
    rf"\b({_MANY}|every|all|our) seeds?\b|\b({_MANY}|all|our) ((random|other) )?starts\b|\bof (the|our) first ({_MANY})\b",
    re.I,
)
FEWEST = 8  # starts of a finding, on which a sentence rests that says always or never
FREE = ("technical", "box")  # places that need no claim: details for those who ask for them, and formulas


def stated(text: Lesson | Welcome) -> dict[str, str]:
    """The English texts that say how models behave, by their place; but what an outcome says is worked out from facts."""
    english: Any = in_english(text)
    found = {"answer": english.answer, "look": english.look}
    for experiment in english.experiments:
        found[f"experiment {experiment.key}"] = experiment.explain
        found[f"technical {experiment.key}"] = experiment.technical
    if isinstance(english, Welcome):
        found |= {name: getattr(english, name).text for name in ("finish", "train", "why")}
    else:
        found["box"] = english.box.words
        found |= {f"simplified {number}": said for number, said in enumerate(english.simplified, 1)}
        for number, question in enumerate(english.quiz, 1):
            right = next(option for option in question.options if option.right)
            found[f"quiz {number}"] = f"{right.text}. {right.feedback}"
    return {place: said for place, said in found.items() if said}


def places(text: Lesson | Welcome) -> dict[str, str]:
    """The same, and with an experiment's text what its outcomes say: these need no ground, and may have one."""
    english: Any = in_english(text)
    outcomes = {
        f"experiment {one.key}": [outcome.says for outcome in one.outcomes.values()] for one in english.experiments
    }
    said = stated(text)
    return said | {place: "\n".join([said.get(place, ""), *says]) for place, says in outcomes.items()}


def claims_at(text: Lesson | Welcome, *where: str) -> tuple[Claimed, ...]:
    """What is claimed in these places, in the order of the file."""
    said = places(text)
    claims: tuple[Claimed, ...] = in_english(text).claims  # type: ignore[attr-defined]
    return tuple(claim for claim in claims if any(claim.sentence in said[place] for place in where if place in said))


def faults(text: Lesson | Welcome) -> list[str]:
    """Each sentence that rests on nothing, and each claim that is none, told to whoever wrote it."""
    return [*_wrong_claims(text), *_without_claim(text), *_laws(text), *_counted(text)]


def _wrong_claims(text: Lesson | Welcome) -> Iterator[str]:
    english: Any = in_english(text)
    links = {source.link for source in getattr(english, "sources", ())}
    for claim in english.claims:
        if (times := sum(claim.sentence in said for said in places(text).values())) != 1:
            yield f"“{claim.sentence}” must stand in one place; it stands in {times}."
        if claim.finding and claim.finding not in findings().says:
            yield f"“{claim.sentence}” leads to {claim.finding}, and there is no such finding."
        if claim.cited and claim.cited not in links:
            yield f"“{claim.sentence}” cites {claim.cited}, which is not among the sources."


def _without_claim(text: Lesson | Welcome) -> Iterator[str]:
    for place, said in stated(text).items():
        if not place.startswith(FREE) and not claims_at(text, place) and not _has_source(text, said):
            yield f"{place} needs a claim for one of its sentences: {said}"


def _has_source(text: Lesson | Welcome, said: str) -> bool:
    """Does it name one of the sources by author and year, or hold a sentence that is dated under `ages`?"""
    english: Any = in_english(text)
    sources = (re.match(r"(\w+).*?\((\d{4})\)", source.text) for source in getattr(english, "sources", ()))
    return any(one and one[1] in said and one[2] in said for one in sources) or any(
        one.sentence in said for one in getattr(english, "ages", ())
    )


def _laws(text: Lesson | Welcome) -> Iterator[str]:
    """What says always or never needs a claim of its own, and a finding that was tried often and has not failed yet."""
    claims: Any = in_english(text).claims  # type: ignore[attr-defined]
    for place, said in stated(text).items():
        for sentence in filter(LAW.search, re.split(r"(?<=[.?!])\s", said)):
            grounds = [claim for claim in claims if claim.sentence in sentence]
            if not grounds and not place.startswith(FREE) and not _has_source(text, sentence):
                yield f"{place} tells a law that rests on nothing: {sentence}"
            for claim in grounds:
                found = known(claim.finding) if claim.finding else None
                if found and found.failed:
                    yield f"{place} tells a law, but {found.id} failed at seed {found.failed[0]}: {sentence}"
                elif found and found.tried < FEWEST:
                    yield f"{place} tells a law, but {found.id} was tried at {found.tried} starts only: {sentence}"


def _counted(text: Lesson | Welcome) -> Iterator[str]:
    """A count that is written by hand stays as it is when more starts are measured."""
    for place, said in places(text).items():
        if found := COUNTED.search(said):
            yield f"{place} counts “{found[0]}” by hand; the page tells how many starts there were."


def findings_at(text: Lesson | Welcome, *where: str) -> tuple[str, ...]:
    """The ids of the findings that these places lead to, each once."""
    return tuple(dict.fromkeys(claim.finding for claim in claims_at(text, *where) if claim.finding))


def seen_once(text: Lesson | Welcome, *where: str) -> bool:
    """Does one of these places speak only of the run that the page shows?"""
    return any(claim.seen for claim in claims_at(text, *where))


def starts(claim: Claim) -> Rows:
    """A row for each start: what it came to, what it was measured on, and its numbers under the names that the code has."""
    say, (seed, came_to, processor) = frame().say, map(head, ("seed", "came_to", "processor"))
    rows = [
        {
            seed: start.seed,
            came_to: say("start held" if start.holds else "start failed"),
            processor: start.made.processor,
        }
        | dict(_flat(start.measured))
        for start in claim.starts
    ]
    names = dict.fromkeys(name for row in rows for name in row)  # what ran away has other numbers
    return [{name: row.get(name) for name in names} for row in rows]


def _flat(measured: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """
    >>> list(_flat({"gan": {"digits": [10, 9]}, "error": 0.5}))
    [('gan, digits', '10  9'), ('error', 0.5)]
    """
    for name, value in measured.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}, ")
        else:
            yield before + name, "  ".join(map(str, value)) if isinstance(value, list) else value


def seconds(claim: Claim) -> float:
    """What a start takes of one core, mostly. One that found its training done, for another finding, only read it."""
    return median([start.seconds for start in claim.starts if start.seconds] or [0.0])


def untried(claim: Claim) -> int:
    """The lowest seed that nobody has tried."""
    return next(seed for seed in range(claim.tried + 1) if seed not in claim.seeds)


def command(id: str, seed: int) -> str:
    """What measures this start anew."""
    return f".venv/bin/python -m benchmarks findings {id} --seeds {seed}"
