"""A second language, invented: Greek letters, words and grammar of its own, each sentence with its English translation.

Because it is invented, we decide how much of it a tokenizer ever sees. Because every sentence has a translation, the
price of the same message in both languages can be counted. Knows nothing about tokenizers.

Its grammar: the verb comes first, then who, then what (-ον). Adjectives follow their noun. Many are told by -ιβ.
Yesterday's verbs end in -ακε. There is no word for "the".
"""

from collections.abc import Iterator
from random import Random

CONSONANTS, VOWELS = (
    ("β", "γ", "δ", "ζ", "θ", "κ", "λ", "μ", "ν", "π", "ρ", "σ", "τ", "φ", "χ"),
    ("α", "ε", "ι", "ο", "υ"),
)
PEOPLE = "woman man child teacher baker fisher king queen doctor farmer singer sailor friend brother sister".split()
THINGS = (
    "house river bread boat book lamp garden door letter song stone horse table mountain window basket bridge coat "
    "flower road tree bird apple well"
).split()
VERBS = {
    "see": "saw", "find": "found", "carry": "carried", "love": "loved", "draw": "drew", "sell": "sold", "buy": "bought",
    "lose": "lost", "know": "knew", "remember": "remembered", "clean": "cleaned", "choose": "chose",
}  # fmt: skip
ADJECTIVES = "old young small great new beautiful quiet green white heavy good strange".split()
PLACES = "city forest market sea valley village".split()


def _lexicon() -> dict[str, str]:
    """One word of two or three syllables for each English one, always the same."""
    rng = Random("second language")
    words: dict[str, str] = {}
    for english in (*PEOPLE, *THINGS, *VERBS, *ADJECTIVES, *PLACES):
        while True:
            word = "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.choice((2, 2, 3))))
            if word not in words.values():
                break
        words[english] = word
    return words


LEXICON = _lexicon()


def sentences(seed: int) -> Iterator[tuple[str, str]]:
    """Sentences without end, each with its translation into English."""
    rng = Random(f"second language {seed}")
    while True:
        who, who_english, many = _noun(rng, PEOPLE)
        what, what_english, _ = _noun(rng, THINGS)
        verb, past = rng.choice(list(VERBS)), rng.random() < 0.5
        place = rng.choice(PLACES) if rng.random() < 0.4 else ""
        theirs = [
            LEXICON[verb] + ("ακε" if past else "ε"),
            who,
            what.replace(" ", "ον ", 1) if " " in what else what + "ον",
        ]
        action = VERBS[verb] if past else verb if many else _he(verb)
        english = f"the {who_english} {action} the {what_english}"
        if place:
            theirs.append(f"εν {LEXICON[place]}")
            english += f" in the {place}"
        yield _sentence(" ".join(theirs)), _sentence(english)


def _noun(rng: Random, nouns: list[str]) -> tuple[str, str, bool]:
    """One thing or many, sometimes with an adjective: theirs, English, and whether it is many."""
    noun, adjective = rng.choice(nouns), rng.choice(ADJECTIVES) if rng.random() < 0.4 else ""
    many = rng.random() < 0.3
    theirs = LEXICON[noun] + ("ιβ" if many else "")
    english = _many(noun) if many else noun
    if adjective:
        return f"{theirs} {LEXICON[adjective]}", f"{adjective} {english}", many
    return theirs, english, many


def _many(noun: str) -> str:
    special = {"woman": "women", "man": "men", "child": "children"}
    return special.get(noun, noun + "s")


def _he(verb: str) -> str:
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def text(size: int, seed: int = 0) -> str:
    """At least `size` characters of it, one sentence a line."""
    lines, length = [], 0
    source = sentences(seed)
    while length < size:
        lines.append(next(source)[0])
        length += len(lines[-1]) + 1
    return "\n".join(lines)


def both(count: int, seed: int) -> tuple[str, str]:
    """The same `count` sentences in both languages: theirs, English."""
    pairs = [pair for pair, _ in zip(sentences(seed), range(count), strict=False)]
    return " ".join(theirs for theirs, _ in pairs), " ".join(english for _, english in pairs)
