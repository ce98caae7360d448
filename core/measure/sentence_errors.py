"""What is wrong with a sentence: the first thing that is, from the letters of its words up to the facts that it states.

A sentence that breaks the grammar is read again with one word forgiven. Where the rest then fits, that word was the mistake:
the right kind of word in the wrong form (a "he" for a woman, another name than before), or a word of another kind. Knows
nothing of models.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from core.caches import lru_cache
from core.data.world import Claim, World, sentences
from core.data.world_grammar import FORMS, PIECE, Grammar, Node, literal_words, trie

Error = Literal["letters", "order", "kind", "form", "fact", "none"]  # the coarsest first
ERRORS: tuple[Error, ...] = get_args(Error)
ENDED = re.compile(r"[.!?][”\"']?$")
PEOPLE = frozenset(("woman", "man", "person"))
PRONOUNS = frozenset(word.casefold() for form in FORMS.values() for word in (form.woman, form.man) if word[0] != "{")


@dataclass(frozen=True)
class Slip:
    """A word that broke a sentence which is whole otherwise, and what should stand there: a word, or a kind of word."""

    written: str
    expected: str
    kind: bool  # is a kind expected?


class Forgiving(Grammar):
    """The grammar of one world, which reads on over one wrong word."""

    def slips(self, sentence: str) -> Iterator[Slip]:
        """Every single word whose change would make the sentence grammatical. Nothing where no single one does."""
        pieces = PIECE.findall(sentence)[:-1]
        if pieces:
            yield from self._slips(trie(), pieces, 0, {})

    def _slips(
        self, node: Node, pieces: list[tuple[str, str]], place: int, slots: dict[str, str]
    ) -> Iterator[Slip]:  # fmt: skip
        word, gap = pieces[place]
        last = place + 1 == len(pieces)
        for (expected, behind), following in node.words.items():
            if behind != gap:
                continue
            if expected == word:
                if not last:
                    yield from self._slips(following, pieces, place + 1, slots)
            elif self._walk(following, pieces, place + 1, slots, False):
                yield Slip(word, expected, False)
        for (slot, kind), following in node.slots.get(gap, {}).items():
            if self._fits(word, slot, kind, slots, False):
                if not last:
                    yield from self._slips(following, pieces, place + 1, {**slots, slot: word})
            elif self._walk(following, pieces, place + 1, slots, False):
                yield Slip(word, kind, True)

    def same_kind(self, slip: Slip) -> bool:
        """Is the wrong word of the kind that is expected, only in another form, or not the one named before?"""
        word, expected = slip.written, slip.expected
        if not slip.kind:
            return word.casefold() == expected.casefold() or {word.casefold(), expected.casefold()} <= PRONOUNS
        kinds = PEOPLE if slip.expected in PEOPLE else {expected}
        return any(word in self.words[kind] for kind in kinds)


@lru_cache(maxsize=4)
def forgiving(world: World) -> Forgiving:
    """The grammar of this world, made once."""
    return Forgiving({"woman": world.women, "man": world.men, "town": world.towns, "land": world.lands})


@lru_cache(maxsize=4)
def known_words(world: World) -> frozenset[str]:
    """Every word that the world's texts may have, in small letters."""
    grammar = forgiving(world)
    words = {*literal_words(), *(word for kind in grammar.words.values() for word in kind)}
    return frozenset(word.casefold() for word in words)


def first_error(world: World, sentence: str, claims: Collection[Claim] = ()) -> Error:
    """The first thing that is wrong with a sentence: its words, their order, one word, or what it `claims`."""
    if not world.grammatical(sentence):
        if not all(word.casefold() in known_words(world) for word in re.findall(r"\w+", sentence)):
            return "letters"
        slips = list(forgiving(world).slips(sentence))
        if not slips:
            return "order"
        return "form" if any(forgiving(world).same_kind(slip) for slip in slips) else "kind"
    return "fact" if any(claim.truth != "true" for claim in claims) else "none"


@dataclass(frozen=True)
class Judged:
    """A sentence and the first thing that is wrong with it."""

    sentence: str
    error: Error


def judged(world: World, texts: Iterable[str]) -> list[Judged]:
    """Every whole sentence of these texts; a last one that was cut short is left out."""
    found = []
    for text in texts:
        spans = [(start, end) for start, end in sentences(text) if ENDED.search(text[start:end].rstrip())]
        claims = world.claims(text[: spans[-1][1]] if spans else "", other_words=False)
        for start, end in spans:
            here = [claim for claim in claims if claim.start == start]
            found.append(Judged(text[start:end], first_error(world, text[start:end], here)))
    return found


def shares(found: Collection[Judged]) -> dict[Error, float]:
    """How large a part of the sentences each error has; nothing where there is no sentence."""
    counts: Mapping[Error, int] = Counter(one.error for one in found)
    return {error: counts.get(error, 0) / len(found) for error in ERRORS} if found else {}
