"""Writes the scenes of the invented country, each from its plan. Knows nothing of what is true."""

import re
from collections.abc import Mapping, Sequence
from random import Random

from core.data.world_facts import Fact
from core.data.world_grammar import CHOICES, SLOT, mentions, person_words
from core.data.world_plans import Plan
from core.data.world_prose import FACTS, THEMES
from core.data.world_words import LISTS, MATERIALS

PLAIN_START = 0.6  # of the scenes begin by telling a fact in the plainest words, as fairy tales do
NAME_RETURNS = 0.4  # how likely a name stands for a pronoun once it was last said two sentences ago


class Scene:
    """A scene while it is being written: who was named when, and which thing, animal or season it is about."""

    def __init__(self, plan: Plan, women: frozenset[str], lands: Sequence[str], rng: Random) -> None:
        self.person, self.other, self.women, self.rng = plan.person, plan.other, women, rng
        self.words = {name: rng.choice(words) for name, words in LISTS.items()}
        self.words["land"] = rng.choice(lands)
        self.lines: list[str] = []
        self.named: dict[str, int] = {}  # a name -> the last line that said it

    def tell(self, fact: Fact, plain: bool = False) -> None:
        """Write a line that tells the fact: in its plain wording or in any."""
        wordings = FACTS[fact.kind]
        if fact.kind == "capital":
            wording = wordings[0] if plain else self.rng.choice(wordings[1:])
            self.say(wording, {"land": fact.subject, "capital": fact.value})
        else:
            wording = wordings[0] if plain else self.rng.choice((wordings[0], *wordings))
            self.say(wording, {fact.kind: fact.value}, about_other=fact.subject == self.other)

    def say(self, template: str, values: Mapping[str, str] | None = None, about_other: bool = False) -> None:
        """Write a line. Its Mira is the scene's person, or the other one if it is `about_other`."""
        mira, tolo = (self.other, self.person) if about_other else (self.person, self.other)
        roles = {"Mira": mira, "Tolo": tolo}
        women = [role for role, name in roles.items() if name in self.women]
        by_name = [role for role, name in roles.items() if self._wants(name)]
        given = roles | dict(values or {})
        line = person_words(template, women, by_name)
        line = SLOT.sub(lambda slot: given.get(slot[1]) or self._word(slot[1], given), line)
        for name in set(re.findall(r"\w+", line)) & set(roles.values()):
            self.named[name] = len(self.lines)
        self.lines.append(line)

    def _wants(self, name: str) -> bool:
        """Is it time to say the name?"""
        if name not in self.named:
            return True
        return len(self.lines) - self.named[name] > 1 and self.rng.random() < NAME_RETURNS

    def _word(self, slot: str, given: Mapping[str, str]) -> str:
        if slot in CHOICES:
            return self.rng.choice(CHOICES[slot])
        if slot == "number":
            return self.rng.choice(LISTS["number"])
        if slot == "material":
            return MATERIALS[given["trade"]]
        return self.words[slot]


def write(plan: Plan, women: frozenset[str], lands: Sequence[str], rng: Random) -> str:
    """A scene in one line: it opens, something happens, it ends, and the facts of the plan are woven in."""
    scene = Scene(plan, women, lands, rng)
    theme = rng.choice(THEMES)
    asides = [fact for fact in plan.facts if fact.subject == plan.other]
    facts = [fact for fact in plan.facts if fact.subject != plan.other]
    rng.shuffle(facts)

    turns = [line for line in theme.turn if mentions(line, "Tolo")] if asides else theme.turn
    happenings = [rng.choice(theme.event), rng.choice(turns)]
    count = len(plan.facts)
    least = 2 if count == 0 else 1 if count < 3 or asides else 0
    most = max(least, min(2, 5 - count))  # a scene that tells much does little
    kept = rng.randint(least, most)
    while len(happenings) > kept:
        happenings.pop(0 if asides or rng.random() < 0.5 else -1)

    if facts and rng.random() < PLAIN_START:
        scene.tell(facts.pop(), plain=True)
    scene.say(rng.choice(theme.opening))
    for place, line in enumerate(happenings):
        while facts and rng.random() < 1 / (len(happenings) + 1 - place):
            scene.tell(facts.pop())
        scene.say(line)
    for fact in asides + facts:
        scene.tell(fact)
    scene.say(rng.choice(theme.ending))
    return " ".join(scene.lines)
