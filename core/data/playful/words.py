"""What the playful texts share: people with plain names, and how words are joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Person:
    """Somebody with a name, and the words that stand for it."""

    name: str
    he: str
    him: str
    his: str


WOMEN = "Anna Clara Emma Grace Ida Julia Lena Maria Nora Paula Rosa Sara Tina Vera Zoe Olga Ruth Eva".split()
MEN = "Ben David Felix Hugo Jack Karl Leo Max Oscar Paul Sam Tom Victor Will Emil Otto Peter Adam".split()
PEOPLE = [Person(name, "she", "her", "her") for name in WOMEN] + [Person(name, "he", "him", "his") for name in MEN]
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()


def some_people(rng: Random, count: int) -> list[Person]:
    """So many different people."""
    return rng.sample(PEOPLE, count)


def listed(things: Sequence[str]) -> str:
    """
    >>> listed(["salt", "pepper", "a spoon"])
    'salt, pepper and a spoon'
    """
    *first, last = things
    return f"{', '.join(first)} and {last}" if first else last


def a(word: str) -> str:
    """
    >>> a("owl"), a("cat")
    ('an owl', 'a cat')
    """
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def sentence(text: str) -> str:
    """With a capital letter at its start.

    >>> sentence("the owl slept.")
    'The owl slept.'
    """
    return text[:1].upper() + text[1:]
