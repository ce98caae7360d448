"""Three tasks in the words of the invented country, each as pairs of what is given and what is wanted.

`sort`: a sentence, and what kind of thing it speaks of. `answer`: a question about somebody, and the answer. `rewrite`: a
statement about somebody, and the same in that person's own words. What is tested is new: other words to sort than the
examples have, other people to ask and to speak for. Knows nothing of models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from core.data.world import Fact, World
from core.data.world_facts import PERSONAL
from core.data.world_words import LISTS, TRADES

TASKS = ("sort", "answer", "rewrite")
OFTEN = 8  # tellings from which on a fact is asked for: what nobody told often, no model of the text knows
KINDS = {  # what is wanted of `sort`, and of which words
    "animal": LISTS["animal"],
    "food": LISTS["food"],
    "place": LISTS["place"],
    "thing": LISTS["thing"],
    "work": TRADES,
}
FRAMES = (  # each makes sense with a word of any kind
    "{name} looked at the {word}.",
    "{name} wanted to see the {word}.",
    "Nobody knew the {word} but {name}.",
    '"I see a {word}," said {name}.',
)
QUESTIONS = {
    "home": "Where does {name} live?",
    "pet": "What does {name} keep?",
    "trade": "What does {name} work as?",
    "born": "In the year of what was {name} born?",
}
SPOKEN = {
    "home": '"I live in {value}," said {name}.',
    "pet": '"I keep a {value}," said {name}.',
    "trade": '"I am only a {value}," said {name}.',
    "born": '"My year is the {value}," said {name}.',
}


@dataclass(frozen=True)
class Pair:
    """What the model is given, and what it shall go on with."""

    given: str
    wanted: str


@dataclass(frozen=True)
class Task:
    """Pairs to learn from, and others to be tested with."""

    learned: tuple[Pair, ...]
    tested: tuple[Pair, ...]


def task(world: World, told: Mapping[Fact, int], name: str, learned: int, tested: int, seed: int) -> Task:
    """So many pairs of this task, each tested one only once; fewer, where the world has no more of them.

    More pairs to learn from begin with the fewer ones of the same seed. ValueError where there is no such task.
    """
    if name not in TASKS:
        raise ValueError(f"There is no task called {name!r}; there are {', '.join(TASKS)}.")
    learning, testing = Random(f"{name} learned {seed}"), Random(f"{name} tested {seed}")
    if name == "sort":
        asked = dict.fromkeys(_sorted(world, 3 * tested, testing, tests=True))
        return Task(_sorted(world, learned, learning, tests=False), tuple(asked)[:tested])
    people = list(world.people)
    Random(f"people {seed}").shuffle(people)
    some, others = people[: len(people) // 2], people[len(people) // 2 :]
    pair = _answered if name == "answer" else _rewritten
    known = _often_told(world, told, some, learning)
    taught = [pair(world, known[number % len(known)]) for number in range(learned)] if known else []
    asked = dict.fromkeys(pair(world, fact) for fact in _often_told(world, told, others, testing))
    return Task(tuple(taught), tuple(asked)[:tested])


def _sorted(world: World, count: int, rng: Random, *, tests: bool) -> tuple[Pair, ...]:
    """Sentences about something of each kind in turn: of half of the words, or for the tests of the others."""
    pairs, kinds = [], list(KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        words = list(KINDS[kind])
        Random(f"halves {kind} {world.seed}").shuffle(words)
        half = len(words) // 2
        word = rng.choice(words[half:] if tests else words[:half])
        pairs.append(Pair(rng.choice(FRAMES).format(name=rng.choice(world.people), word=word), kind))
    return tuple(pairs)


def _often_told(world: World, told: Mapping[Fact, int], people: Sequence[str], rng: Random) -> list[Fact]:
    """The facts about these people that the text told often, in a random order."""
    these = set(people)
    found = [
        fact for fact in world.facts if fact.kind in PERSONAL and fact.subject in these and told.get(fact, 0) >= OFTEN
    ]
    rng.shuffle(found)
    return found


def _answered(world: World, fact: Fact) -> Pair:
    return Pair(QUESTIONS[fact.kind].format(name=fact.subject), f"{fact.value}.")


def _rewritten(world: World, fact: Fact) -> Pair:
    return Pair(f"{world.question(fact)} {fact.value}.", SPOKEN[fact.kind].format(value=fact.value, name=fact.subject))
