"""Reads sentences of the invented country: all its sentence patterns stand in one trie, walked word by word.

A sentence is grammatical if it runs through the trie to an end: every word in its place, every space and comma too, and
every pronoun agreeing with its name. So "grammatical" means that it fits this small grammar, not English at large.
Knows nothing of which facts are true.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from core.caches import cache
from core.data.world_prose import FACTS, THEMES
from core.data.world_words import LISTS, MATERIALS, OPPOSITES, SYNONYMS, TRADES

SLOT = re.compile(r"\{(.*?)\}")
PIECE = re.compile(r"(\{.*?\}|\w*)([^\w{]*)")  # a word or slot, and what stands between it and the next one
SENTENCE = re.compile(
    r"(?=\S)"
    r'(?:"[^"\n]*"|[^\n])+?'  # speech as a whole, so that its full stops end nothing
    r'(?:(?<=[.!?])(?=\s|$)|(?<=[.!?]")(?=\s+["A-Z]|\s*$)|(?=\s*$))',  # after speech, a capital or the end must follow
    re.MULTILINE,
)


@dataclass(frozen=True)
class Form:
    """A word for one of the two people of a sentence: how it reads for a woman, for a man, and as a name."""

    person: str
    woman: str
    man: str
    name: str


FORMS = {
    "Mira": Form("Mira", "{Mira}", "{Mira}", "{Mira}"),
    "She": Form("Mira", "She", "He", "{Mira}"),
    "she": Form("Mira", "she", "he", "{Mira}"),
    "Her": Form("Mira", "Her", "His", "{Mira}'s"),
    "her": Form("Mira", "her", "his", "{Mira}'s"),
    "her/him": Form("Mira", "her", "him", "{Mira}"),
    "Tolo": Form("Tolo", "{Tolo}", "{Tolo}", "{Tolo}"),
    "He": Form("Tolo", "She", "He", "{Tolo}"),
    "he": Form("Tolo", "she", "he", "{Tolo}"),
    "His": Form("Tolo", "Her", "His", "{Tolo}'s"),
    "his": Form("Tolo", "her", "his", "{Tolo}'s"),
    "him/her": Form("Tolo", "her", "him", "{Tolo}"),
}
PARTNER = {"Mira": "Tolo", "Tolo": "Mira"}
CHOICES = {pair[0]: pair for pair in SYNONYMS} | {"/".join(pair): pair for pair in OPPOSITES}
WORDS = {
    **{slot: frozenset(words) for slot, words in (LISTS | CHOICES).items()},
    "trade": frozenset(TRADES),
    "material": frozenset(MATERIALS.values()),
}
KINDS = {"home": "town", "capital": "town", "born": "animal"}  # of word, for the slots that are not called after it
NAMES = ("woman", "man", "person", "town", "land")  # the kinds that differ from world to world


def person_words(template: str, women: Collection[str], named: Collection[str]) -> str:
    """The template with its pronouns written out. `women` says which of "Mira" and "Tolo" are women here.

    The first word for a person in `named` becomes the name.
    """
    met: set[str] = set()

    def write(slot: re.Match[str]) -> str:
        form = FORMS.get(slot[1])
        if form is None:
            return slot[0]
        by_name = form.person in named and form.person not in met
        met.add(form.person)
        return form.name if by_name else form.woman if form.person in women else form.man

    return SLOT.sub(write, template)


def mentions(template: str, person: str) -> int:
    """How many words of a template stand for a person ("Mira" or "Tolo")."""
    return sum(slot in FORMS and FORMS[slot].person == person for slot in SLOT.findall(template))


@dataclass
class Node:
    """A place in the trie: what may follow, and whether a sentence may end here."""

    words: dict[tuple[str, str], "Node"] = field(default_factory=dict)  # by word and the gap behind it
    slots: dict[str, dict[tuple[str, str], "Node"]] = field(default_factory=dict)  # by gap, then by slot and its kind
    end: bool = False
    woman: bool = False  # at an end: is the pattern's Mira a woman here?


def patterns() -> Iterator[str]:
    """Every sentence pattern of the country."""
    for wordings in FACTS.values():
        yield from wordings
    for theme in THEMES:
        yield from theme.opening + theme.event + theme.turn + theme.ending


@cache
def trie() -> Node:
    """All patterns, for women and men, with pronouns and with names, in one trie. Names are slots: it fits every world."""
    root = Node()
    groups = ((), ("Mira",), ("Tolo",), ("Mira", "Tolo"))
    for template, women, named in product(patterns(), groups, groups):
        node = root
        for word, gap in PIECE.findall(person_words(template, women, named))[:-1]:
            if not word.startswith("{"):
                node = node.words.setdefault((word, gap), Node())
                continue
            slot = word[1:-1]
            kind = KINDS.get(slot, slot)
            if slot in PARTNER:  # alone, a name agrees with everything
                kind = "person" if mentions(template, slot) == 1 else "woman" if slot in women else "man"
            node = node.slots.setdefault(gap, {}).setdefault((slot, kind), Node())
        node.end, node.woman = True, "Mira" in women
    return root


@cache
def literal_words() -> frozenset[str]:
    """The words that the patterns spell out themselves, capital letters as they stand there."""
    spelled = (word for pattern in patterns() for word in re.findall(r"\w+", SLOT.sub(" ", pattern)))
    return frozenset(spelled) | {form.woman for form in FORMS.values()} | {form.man for form in FORMS.values()}


@dataclass(frozen=True)
class Reading:
    """What a sentence says: the words in its slots, and whether its Mira is a woman (where it has a pronoun for her)."""

    slots: Mapping[str, str]
    woman: bool


class Grammar:
    """The trie together with the names of one world."""

    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        """`names` by their kind: "woman", "man", "town", "land"."""
        people = {"person": {*names["woman"], *names["man"]}}
        self.words = WORDS | {kind: frozenset(some) for kind, some in {**names, **people}.items()}
        self.names = frozenset(name for some in names.values() for name in some)

    def read(self, sentence: str, strangers: bool = False) -> Reading | None:
        """The sentence's reading, or None if it fits no pattern.

        With `strangers`, a name may be any name, and any capitalised word that the prose does not know.
        """
        return self._walk(trie(), PIECE.findall(sentence)[:-1], 0, {}, strangers)

    def _walk(
        self, node: Node, pieces: list[tuple[str, str]], place: int, slots: dict[str, str], strangers: bool
    ) -> Reading | None:
        """The reading of the pieces from `place` on, below a node, given the words in the slots before."""
        if place == len(pieces):
            return Reading(slots, node.woman) if node.end else None
        word, gap = pieces[place]
        following = node.words.get((word, gap))
        reading = self._walk(following, pieces, place + 1, slots, strangers) if following else None
        for (slot, kind), following in node.slots.get(gap, {}).items():
            if reading:
                break
            if self._fits(word, slot, kind, slots, strangers):
                reading = self._walk(following, pieces, place + 1, {**slots, slot: word}, strangers)
        return reading

    def _fits(self, word: str, slot: str, kind: str, slots: Mapping[str, str], strangers: bool) -> bool:
        """May the word stand in the slot? A slot that comes twice holds the same word twice, synonyms aside."""
        if slot in PARTNER and slots.get(PARTNER[slot]) == word:
            return False  # nobody meets themselves
        if slot not in CHOICES and slots.get(slot, word) != word:
            return False
        return word in self.words[kind] or (strangers and kind in NAMES and self._is_name(word))

    def _is_name(self, word: str) -> bool:
        return word in self.names or (word[:1].isupper() and word not in literal_words())


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand. Speech stays together with the words that say who speaks; lines stay apart.

    >>> text = '"Who is it?" asked Mira. It rained.'
    >>> [text[start:end] for start, end in sentences(text)]
    ['"Who is it?" asked Mira.', 'It rained.']
    """
    return [match.span() for match in SENTENCE.finditer(text)]
