"""From the choice of a text to what a model learns from: documents, held-out documents, and the truth where it is known."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from core.caches import lru_cache
from core.data import playful, reference
from core.data.world import Fact, World
from core.problems import Told, tell
from core.training.recipe import TextChoice

HELD_OUT_SEED = 99  # scenes that no model trains on
HELD_OUT_SIZE = 40_000  # characters
PLAIN = ("python", *playful.WRITERS)  # texts that come with the app, and of whose truth nobody knows
SHORT = 20_000  # characters of an own text; a shorter one is learned whole, for a twentieth of it would measure nothing


@dataclass(frozen=True)
class Corpus:
    """`documents` are learned, and `held_out` never is; only where a short text is learned whole there is no unseen text,
    and `held_out` is the text itself. `world` and `told` are None where nobody knows the truth."""

    documents: tuple[str, ...]
    held_out: tuple[str, ...]
    world: World | None = None
    told: Counter[Fact] | None = None
    whole: bool = False

    @property
    def unseen(self) -> tuple[str, ...]:
        """Documents that are not learned; none where the text is learned whole."""
        return () if self.whole else self.held_out

    @property
    def text(self) -> str:
        return "\n".join(self.documents)


def documents(text: str) -> tuple[str, ...]:
    """A text cut at its blank lines, short paragraphs joined: a document is something that one reads from its start."""
    parts: list[str] = []
    for paragraph in filter(None, (p.strip("\n") for p in text.split("\n\n"))):
        if parts and len(parts[-1]) < 300:
            parts[-1] += "\n" + paragraph
        else:
            parts.append(paragraph)
    return tuple(parts)


def held_out_split(parts: tuple[str, ...]) -> Corpus:
    """Every twentieth document is held out; a text of one or two documents is cut at nine tenths of its length."""
    if len(parts) < 20:
        whole = "\n".join(parts)
        cut = len(whole) * 9 // 10
        return Corpus((whole[:cut],), (whole[cut:],))
    return Corpus(tuple(p for i, p in enumerate(parts) if i % 20), parts[::20])


def own_choice(own: str) -> TextChoice:
    """How an own text is named in a recipe, and whether it is so short that all of it is learned."""
    return TextChoice("own", digest=hashlib.sha256(own.encode()).hexdigest(), whole=len(own) < SHORT)


def what_is_learned(own: str) -> Told:
    """How much of an own text is learned and how much held out, and why, for its owner."""
    choice = own_choice(own)
    if choice.whole:
        return tell("learned whole", short=SHORT)
    found = corpus(choice, own)
    which = "learned.tenth" if len(found.documents) == 1 else "learned.twentieth"
    return tell(which, some=sum(map(len, found.held_out)))


@lru_cache(maxsize=4)
def the_world(seed: int, people: int, towns: int) -> World:
    """One world object for all who ask: making it compiles its grammar."""
    return World(seed, people, towns)


def text_of(source: str, seed: int = 0) -> str:
    """The whole of such a text; nothing for the world, which has lines to tell of, and for what a learner brought."""
    if source == "python":
        return reference.text()
    return playful.text(source, seed) if source in playful.WRITERS else ""


@lru_cache(maxsize=2)
def corpus(choice: TextChoice, own: str = "") -> Corpus:
    """What `choice` names; `own` is the learner's text where it is theirs. ValueError for an unknown source."""
    if choice.source == "world":
        world = the_world(choice.seed, choice.people, choice.towns)
        text = world.text(choice.size, seed=choice.seed, false_share=choice.false_share)
        held_out = world.text(HELD_OUT_SIZE, seed=HELD_OUT_SEED)
        return Corpus(tuple(text.splitlines()), tuple(held_out.splitlines()), world, world.told(text))
    if shipped := text_of(choice.source, choice.seed):
        return held_out_split(documents(shipped))
    if choice.source == "own":
        parts = documents(own)
        return Corpus(parts, parts, whole=True) if choice.whole else held_out_split(parts)
    known = ", ".join(("world", *PLAIN))
    raise ValueError(f"There is no text called {choice.source!r}; choose {known} or own.")
