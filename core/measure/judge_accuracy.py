"""Who judges the judge? A thousand sentences of which it is known what they state, held against what `World.claims` reads.

What a sentence states is known from how it was made: a fact of the world's table, or a value drawn to differ from it, is
put into a wording, and what the wording does with it (states, denies, asks, reports) was written beside it. The reader's
patterns play no part in the labels. Texts that the model wrote were read by hand.

The reader was mended until it read these thousand, so the share says how well it fits them. Two hundred more, `unmet`, are
in wordings that were never used to mend it: they say what it does with wordings that nobody thought of.

Sentences that nobody finds a claim in are half the test: a judge that sees claims everywhere is no judge.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from core.data import world_facts
from core.data.world import World
from core.measure.judge_accuracy_texts import (
    ASKED,
    BY_HAND,
    DENIED,
    DRESSED,
    FRESH,
    MISSPELT,
    NOT_THE_FACT,
    NOT_THE_FACT_CAPITAL,
    OWN_WORDING,
    PARAPHRASES,
    REPORTED,
    SPOKEN,
    STRANGERS,
    TWO_FACTS,
    UNMET,
    UNMET_WITHOUT,
)

KINDS = ("home", "pet", "trade", "born", "capital")
NAMES = ("Zorbina", "Quillon", "Jessamy", "Xanthe", "Pemberley", "Ulric", "Ophelia", "Cuthbert", "Ximena", "Jorvik")
PLACES = ("Quarton", "Jexley", "Upping", "Oxmoor", "Cobham", "Exbury", "Hathersage", "Islip")
Stated = tuple[str, str, str, str]  # subject, kind, value, truth


@dataclass(frozen=True)
class Case:
    """A text, what it states, and how it was made."""

    group: str
    text: str
    stated: frozenset[Stated]


@dataclass(frozen=True)
class Mistake:
    """A text that was read wrongly, and why."""

    group: str
    text: str
    stated: tuple[Stated, ...]
    read: tuple[Stated, ...]
    reason: str


@dataclass(frozen=True)
class Share:
    """How many texts of a group were read exactly as they were meant."""

    group: str
    texts: int
    right: int


class Maker:
    """Puts facts of a world, true or not, into wordings."""

    def __init__(self, world: World, seed: int) -> None:
        self.rng = Random(f"judging {world.seed} {seed}")
        self.table = {(fact.subject, fact.kind): fact.value for fact in world.facts}
        self.values = world_facts.values(world.towns)
        self.people, self.lands, self.women = world.people, world.lands, frozenset(world.women)

    def fill(self, group: str, wording: str, kinds: Sequence[str], states: Sequence[str], truth: str) -> Case:
        """A case: `{S}` is somebody (or a land), `{V}` a value; `{S2}`, `{V2}` the second ones, `{O}` somebody else.

        `states` names the kinds of fact that the wording states, "home" of the first, "home2" of the second subject.
        """
        land_first = kinds[0] == "capital"
        people = self.rng.sample(self.people, 3)
        women = [name for name in self.people if name in self.women]
        first = self.rng.choice(women) if "{she}" in wording else people[0]
        first, second = (self.rng.choice(self.lands) if land_first else first), people[1]
        if len(kinds) > 1 and kinds[1] == "capital":
            second = self.rng.choice([land for land in self.lands if land != first])
        same = "{S2}" not in wording
        slots, stated = {"S": first, "S2": second, "O": people[2], "she": "she"}, set()
        for place, kind in enumerate(kinds, start=1):
            subject = first if place == 1 or (same and kind != "capital") else second
            value = self.value(subject, kind, truth)
            slots |= {"V" if place == 1 else f"V{place}": value}
            if states[place - 1] == "yes":
                stated.add((subject, kind, value, truth))
        text = wording
        for slot, word in slots.items():
            text = (
                text.replace(f"{{{slot}}}", word)
                .replace(f"{{{slot}!}}", word.upper())
                .replace(f"{{{slot}_}}", word.lower())
            )
        return Case(
            group,
            text[:1].upper() + text[1:] if wording[:1] == "{" and "_}" not in wording[:5] else text,
            frozenset(stated),
        )

    def truth(self, subject: str, kind: str, value: str) -> str:
        """Looked up in the table of facts, and nowhere else."""
        true = self.table.get((subject, kind))
        return "nobody" if true is None else "true" if value == true else "false"

    def value(self, subject: str, kind: str, truth: str) -> str:
        true = self.table[subject, kind]
        return true if truth == "true" else self.rng.choice([one for one in self.values[kind] if one != true])


def cases(world: World, seed: int = 0) -> Iterator[Case]:
    """A thousand texts with what they state. Deterministic. Those written by a model know world 0 alone."""
    maker = Maker(world, seed)
    yield from _by_kind(maker, "the country's own wording", OWN_WORDING, 120, ("true",))
    yield from _by_kind(maker, "its wording, made false", OWN_WORDING, 120, ("false",))
    yield from _by_kind(maker, "other words", PARAPHRASES, 200, ("true", "false"))
    yield from _by_kind(maker, "other words, written last", FRESH, 100, ("true", "false"))
    yield from _by_kind(maker, "in somebody's mouth", SPOKEN, 40, ("true", "false"))
    yield from _by_kind(maker, "denied", DENIED, 60, ("true", "false"), states=False)
    yield from _by_kind(maker, "asked", ASKED, 50, ("true", "false"), states=False)
    yield from _by_kind(maker, "hearsay, wishes, perhaps", REPORTED, 60, ("true", "false"), states=False)
    yield from _by_kind(
        maker,
        "names, and no such fact",
        {"home": NOT_THE_FACT, "capital": NOT_THE_FACT_CAPITAL},
        50,
        ("true", "false"),
        states=False,
    )
    for place in range(60):
        wording, kinds, states = TWO_FACTS[place % len(TWO_FACTS)]
        yield maker.fill("two facts at once", wording, kinds, states, ("true", "false")[place // len(TWO_FACTS) % 2])
    yield from _by_kind(maker, "misspelt", MISSPELT, 40, ("true", "false"))
    yield from _by_kind(maker, "markup, emoji, capitals, line breaks", DRESSED, 40, ("true", "false"))
    for place in range(30):
        wording, kind = STRANGERS[place % len(STRANGERS)]
        case = maker.fill("nobody who exists", wording, (kind,), ("yes",), "false")
        yield stranger(maker, case, wording, kind, place)
    for text, stated in BY_HAND:
        yield Case("written by the model, read by hand", text, frozenset((*one, maker.truth(*one)) for one in stated))


def _by_kind(
    maker: Maker,
    group: str,
    wordings: Mapping[str, Sequence[str]],
    count: int,
    truths: Sequence[str],
    states: bool = True,
) -> Iterator[Case]:
    """`count` cases that take turns among the kinds of fact, their wordings, and true and false."""
    kinds = list(wordings)
    for place in range(count):
        kind = kinds[place % len(kinds)]
        turn = place // len(kinds)
        wording = wordings[kind][turn % len(wordings[kind])]
        yield maker.fill(group, wording, (kind,), ("yes",) if states else ("no",), maker.rng.choice(truths))


def stranger(maker: Maker, case: Case, wording: str, kind: str, place: int) -> Case:
    """The same text about a person, a land or a town that no table knows."""
    ((subject, _, value, _),) = case.stated
    if "{V}" in wording and kind in ("home", "capital") and place % 3 == 0:
        other = PLACES[place % len(PLACES)]
        return Case(case.group, case.text.replace(value, other), frozenset({(subject, kind, other, "nobody")}))
    other = NAMES[place % len(NAMES)]
    return Case(case.group, case.text.replace(subject, other), frozenset({(other, kind, value, "nobody")}))


def unmet(world: World, seed: int = 0) -> Iterator[Case]:
    """Two hundred more, in wordings that the reader was never mended with: half state a fact, half state none."""
    maker = Maker(world, seed + 1)
    yield from _by_kind(maker, "a fact in a new wording", UNMET, 100, ("true", "false"))
    yield from _by_kind(maker, "no fact, in a new wording", UNMET_WITHOUT, 100, ("true", "false"), states=False)


def judged(world: World, texts: Iterable[Case]) -> tuple[list[Share], list[Mistake]]:
    """How many texts of each group the world reads exactly as they were meant, and every mistake with its reason."""
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    mistakes = []
    for case in texts:
        read: set[Stated] = {(c.fact.subject, c.fact.kind, c.fact.value, c.truth) for c in world.claims(case.text)}
        count[case.group] += 1
        right[case.group] += read == case.stated
        if read != case.stated:
            why = reason(case, read)
            mistakes.append(Mistake(case.group, case.text, tuple(sorted(case.stated)), tuple(sorted(read)), why))
    return [Share(group, texts, right[group]) for group, texts in count.items()], mistakes


def share(shares: Iterable[Share]) -> float:
    """Of all texts, how many are read exactly as they were meant."""
    counted = list(shares)
    return sum(one.right for one in counted) / max(1, sum(one.texts for one in counted))


def report(seed: int = 0) -> dict[str, Any]:
    """Both tests on one world, in plain values: shares right by group, and every mistake of the first one."""
    world = World(seed)
    known, mistakes = judged(world, cases(world, seed))
    new, missed = judged(world, unmet(world, seed))
    return {
        "right": share(known),
        "texts": sum(one.texts for one in known),
        "groups": [asdict(one) for one in known],
        "mistakes": [asdict(one) for one in mistakes],
        "new": [asdict(one) for one in new],
        "missed": sum(len(set(one.stated) - set(one.read)) for one in missed),
        "invented": sum(len(set(one.read) - set(one.stated)) for one in missed),
    }


def reason(case: Case, read: set[Stated]) -> str:
    """Why it was read wrongly, in words: what is missing or too much, and what stands in the text that explains it."""
    if "\n" in case.text:
        return "The sentence is broken over two lines, and a line is read by itself."
    if missing := case.stated - read:
        if {(s, k) for s, k, _, _ in missing} & {(s, k) for s, k, _, _ in read}:
            return "It read another value than the one that was meant."
        if {(k, v) for _, k, v, _ in missing} & {(k, v) for _, k, v, _ in read}:
            return "It took the statement to be about somebody else."
        return "It knows no such wording, so it read nothing."
    return "It took for a statement what was none."
