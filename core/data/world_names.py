"""Names for the people, towns and lands of the invented country, made from syllables. Knows nothing of who bears them.

The ending tells what a name names: Mira is a woman, Tolo a man, Milford a town, Selmark a land.
"""

from random import Random

ONSETS = ("B", "Br", "D", "F", "G", "K", "L", "M", "N", "R", "S", "T", "V", "W", "Y", "Z")
VOWELS = "aeiou"
MIDDLES = "lmnrstv"
ENDINGS = {
    "woman": ("a",),
    "man": ("o",),
    "town": ("wick", "ford", "holm", "dale"),
    "land": ("mark", "onia"),
}
PATIENCE = 1000  # tries after which the names grow by a syllable: by then the short ones have run out


def names(kind: str, count: int, rng: Random) -> tuple[str, ...]:
    """`count` names of a kind ("woman", "man", "town", "land"). No two have the same consonants: Mira, but no Mera."""
    found: dict[str, str] = {}
    tries = 0
    while len(found) < count:
        name = one_name(kind, rng, syllables=1 + tries // PATIENCE)
        found.setdefault("".join(letter for letter in name if letter not in VOWELS), name)
        tries += 1
    return tuple(found.values())


def one_name(kind: str, rng: Random, syllables: int) -> str:
    """Consonant, vowel, consonant, for more syllables again vowel, consonant, then the kind's ending.

    No consonant follows itself: that would be babble.
    """
    name = rng.choice(ONSETS)
    for _ in range(syllables):
        last = name[-1].lower()
        name += rng.choice(VOWELS) + rng.choice([middle for middle in MIDDLES if middle != last])
    return name + rng.choice(ENDINGS[kind])
