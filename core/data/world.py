"""The world: one small invented country with its people, towns and lands, and a table of all that is true there.

It writes texts about itself, reads any text back into claims, and says two separate things of each claim: whether it is
true, and how often the training text told it. Knows nothing of tokens and models.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from core.data import world_facts, world_plans, world_scenes
from core.data.world_facts import PERSONAL, Fact
from core.data.world_grammar import Grammar, Reading, sentences
from core.data.world_names import names
from core.data.world_prose import FACTS
from core.data.world_reading import Reader
from core.data.world_words import LISTS, MATERIALS, OPPOSITES, SYNONYMS, TRADES

__all__ = ["Claim", "Fact", "World", "sentences"]


@dataclass(frozen=True)
class Claim:
    """A fact that a sentence states, be it true or not."""

    fact: Fact
    sentence: str
    start: int  # where the sentence stands in the text that was read, in characters
    end: int
    truth: Literal["true", "false", "nobody"]  # nobody: it names somebody or some place that does not exist
    told: int  # how often the training text said the same
    contradicted: int  # how often it gave another value


class World:
    """A country that follows from its seed. Everything about it can be asked; nothing about it changes."""

    def __init__(self, seed: int = 0, people: int = 200, towns: int = 20) -> None:
        """ValueError for fewer than two people or two towns: where there is no choice, there is nothing to learn."""
        if people < 2 or towns < 2:
            raise ValueError(f"A world needs at least 2 people and 2 towns; it got {people} and {towns}.")
        rng = Random(f"world {seed}")
        self.seed = seed
        self.women = names("woman", (people + 1) // 2, rng)
        self.men = names("man", people // 2, rng)
        self.people: tuple[str, ...] = tuple(sorted(self.women + self.men))
        self.towns = names("town", towns, rng)
        self.lands = names("land", towns, rng)
        self.facts: tuple[Fact, ...] = world_facts.draw(self.people, self.lands, self.towns, rng)
        self.rumours = {fact: world_facts.rumour(fact, self.towns, rng) for fact in self.facts}
        self.law = world_facts.law(self.facts, rng)
        self.synonyms: tuple[tuple[str, str], ...] = SYNONYMS
        self.opposites: tuple[tuple[str, str], ...] = OPPOSITES
        self.words = self._kinds_of_words()
        self._values = {(fact.subject, fact.kind): fact.value for fact in self.facts}
        self._women = frozenset(self.women)
        self._reader = Reader(self.women, self.men, self.towns, self.lands)
        self._grammar = Grammar({"woman": self.women, "man": self.men, "town": self.towns, "land": self.lands})

    def _kinds_of_words(self) -> dict[str, str]:
        lists = {
            "person": self.people,
            "town": self.towns,
            "land": self.lands,
            "trade": TRADES,
            "material": MATERIALS.values(),
            "synonym": [word for pair in SYNONYMS for word in pair],
            "opposite": [word for pair in OPPOSITES for word in pair],
            **LISTS,
        }
        return {word: kind for kind, words in lists.items() for word in words}

    def value(self, subject: str, kind: str) -> str | None:
        """What is true, or None where there is nothing to know."""
        return self._values.get((subject, kind))

    def question(self, fact: Fact) -> str:
        """A prompt that asks for the fact's value, for instance "Mira lives in": the plain wording up to the value."""
        asked, _ = FACTS[fact.kind][0].split(f" {{{fact.kind}}}")
        return asked.replace("{She}", fact.subject).replace("{land}", fact.subject)

    def text(
        self, size: int = 1_500_000, *, seed: int = 0, false_share: float = 0.0, without: Collection[Fact] = ()
    ) -> str:
        """A text of about `size` characters, one scene a line; the same arguments always give the same text.

        `false_share` of the tellings give a wrong value: each fact has one rumour, and its false tellings all agree.
        The facts in `without` are not told. Both change only the scenes that they concern.
        """
        return "".join(f"{scene}\n" for scene, _ in self.scenes(size, seed, false_share, without))

    def scenes(
        self, size: int, seed: int = 0, false_share: float = 0.0, without: Collection[Fact] = ()
    ) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """The scenes of `text`, each with the facts that it tells, be they true or not."""
        left_out = frozenset(without)
        plans = world_plans.plans(self.law, self.women, self.men, size, Random(f"plans {self.seed} {seed}"))
        for number, plan in enumerate(plans):
            lies = Random(f"lies {self.seed} {seed} {number}")
            told = [(fact, lies.random() < false_share) for fact in plan.facts]
            plan.facts = [self.rumours[fact] if lie else fact for fact, lie in told if fact not in left_out]
            rng = Random(f"scene {self.seed} {seed} {number}")
            scene = world_scenes.write(plan, self._women, self.lands, rng)
            yield scene, tuple(plan.facts)
            size -= len(scene) + 1
            if size <= 0:
                return

    def grammatical(self, sentence: str) -> bool:
        """Does one sentence fit this world's grammar exactly, with names, agreement, spaces and commas?"""
        return self._grammar.read(sentence) is not None

    def told(self, text: str) -> Counter[Fact]:
        """How often a text states each fact in the country's own wording, be it true or not."""
        return Counter(fact for fact, _, _ in self._statements(text))

    def claims(self, text: str, told: Mapping[Fact, int] | None = None, *, other_words: bool = True) -> list[Claim]:
        """All that a text states, judged by the world's table and by what a training text `told`.

        Without `other_words`, only sentences that fit the grammar are read: as the training texts are counted.
        """
        told = told or {}
        all_tellings: Counter[tuple[str, str]] = Counter()
        for fact, count in told.items():
            all_tellings[fact.subject, fact.kind] += count
        return [
            Claim(
                fact,
                text[start:end],
                start,
                end,
                self._truth(fact),
                told.get(fact, 0),
                all_tellings[fact.subject, fact.kind] - told.get(fact, 0),
            )
            for fact, start, end in self._statements(text, other_words)
        ]

    def _truth(self, fact: Fact) -> Literal["true", "false", "nobody"]:
        value = self.value(fact.subject, fact.kind)
        if value is None or (fact.kind in ("home", "capital") and fact.value not in self.words):
            return "nobody"
        return "true" if fact.value == value else "false"

    def _statements(self, text: str, other_words: bool = False) -> Iterator[tuple[Fact, int, int]]:
        """Every fact that a text states, with the place of its sentence.

        A pronoun is the person of its sex who was named last in the scene; where there was none, it is itself, and nobody.
        """
        readings: dict[str, Reading | None] = {}  # many sentences come again and again
        last: dict[bool, str] = {}  # is it a woman? -> the name
        latest = ""
        line_end = 0
        for start, end in sentences(text):
            if "\n" in text[line_end:start]:
                last, latest = {}, ""  # a new scene
            line_end = end
            sentence = text[start:end]
            if sentence not in readings:
                readings[sentence] = self._grammar.read(sentence, strangers=True)
            if reading := readings[sentence]:
                slots = reading.slots
                person = slots.get("Mira") or last.get(reading.woman, "she" if reading.woman else "he")
                for kind in (*PERSONAL, "capital"):
                    if kind in slots:
                        yield Fact(slots["land"] if kind == "capital" else person, kind, slots[kind]), start, end
                named = [slots[role] for role in ("Mira", "Tolo") if role in slots]
            else:
                if other_words:
                    for said in self._reader.read(sentence):
                        before = {"she": last.get(True, "she"), "he": last.get(False, "he"), "I": latest}
                        if subject := before.get(said.subject, said.subject):
                            yield Fact(subject, said.kind, said.value), start, end
                named = re.findall(r"\w+", sentence)
            for name in named:
                if self.words.get(name) == "person":
                    last[name in self._women] = latest = name
                elif reading:
                    last, latest = {True: name, False: name}, name  # a stranger may be either
