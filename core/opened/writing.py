"""A text that is being written token by token: draw, force, go back, take another way. A visit keeps it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core import sampling
from core.data.world import Claim
from core.measure.text import write
from core.opened.model import OpenModel
from core.sampling import Distribution, Draw
from core.tokenizers import END

MOST = 400  # tokens that one text may grow by
BRANCHES = 6  # other ways that are kept


@dataclass
class Writing:
    """The prompt's tokens and what came after them. `last` is the draw that the picture still shows."""

    prompt: str
    tokens: list[int]
    given: int  # how many of the tokens are the prompt's
    forced: set[int] = field(default_factory=set)  # places
    throws: int = 0  # how often the die was thrown; every throw has its own random numbers
    last: Draw | None = None
    drawn_at: int = 0  # the step of the training at which it was drawn
    branches: list[list[int]] = field(default_factory=list)
    whole: int = 0  # tokens of the prompt before anybody went back into it

    @property
    def ended(self) -> bool:
        return len(self.tokens) > self.given and self.tokens[-1] == END or self.room <= 0

    @property
    def room(self) -> int:
        """How many tokens may still be drawn."""
        return MOST - (len(self.tokens) - self.given)


def begun(opened: OpenModel, prompt: str) -> Writing:
    """A text of which there is the prompt alone."""
    tokens = opened.read(prompt)
    return Writing(prompt, tokens, len(tokens), whole=len(tokens))


def spelled(now: Writing) -> str:
    """What came after the prompt, in a line: ids with dots between, those that were forced with an `f`; and before a dash,
    how many of the prompt's tokens are left, where not all of them are.

    >>> spelled(Writing("a b", [4, 5, 9, 7], given=2, forced={3}, whole=2)), spelled(Writing("a b", [4], 1, whole=2))
    ('9.7f', '1-')
    """
    after = range(now.given, len(now.tokens))
    ids = ".".join(f"{now.tokens[place]}{'f' if place in now.forced else ''}" for place in after)
    return ids if now.given == now.whole else f"{now.given}-{ids}"


def read(opened: OpenModel, now: Writing, line: str) -> bool:
    """Let a text that was just begun go on as such a line says. False, where this model cannot have written it."""
    if not re.fullmatch(r"(\d{1,6}-)?(\d{1,6}f?(\.\d{1,6}f?)*)?", line):
        return False
    left, dash, ids = line.rpartition("-")
    given, pieces = int(left) if dash else now.whole, [piece for piece in ids.split(".") if piece]
    tokens = [int(piece.rstrip("f")) for piece in pieces]
    if not 1 <= given <= now.whole or len(tokens) > MOST or any(one >= opened.config.vocabulary for one in tokens):
        return False
    now.tokens, now.given = now.tokens[:given] + tokens, given
    now.forced = {place for place, piece in enumerate(pieces, given) if piece.endswith("f")}
    return True


def shown(opened: OpenModel, now: Writing, settings: dict[str, Any]) -> Distribution:
    """What the picture shows: the draw that was just made, else the chances of the token that would come next."""
    last = now.last.distribution if now.last else None
    if (
        last
        and now.drawn_at == opened.step
        and settings == {"temperature": last.temperature, "top_k": last.top_k, "top_p": last.top_p}
    ):
        return last
    now.last = None
    return sampling.distribution(opened.decoder().read(opened.window(now.tokens)), **settings)


def undrawn(now: Writing) -> list[int]:
    """The text without the token that the picture still shows being drawn."""
    return now.tokens[: len(now.tokens) - (now.last is not None)]


def throw(opened: OpenModel, now: Writing, settings: dict[str, Any], seed: int, count: int) -> None:
    """Throw the die `count` times, or until the text ends; never where it has ended, as a second press may find it."""
    if now.ended:
        return
    die = sampling.seeded(seed, now.throws)
    now.throws += 1
    count = min(count, now.room)
    for drawn in sampling.draws(opened.decoder(), opened.window(now.tokens), count, die, stop=END, **settings):
        now.tokens.append(drawn.token)
        now.last = drawn
    now.drawn_at = opened.step


def force(now: Writing, token: int) -> None:
    """Take this token next; or, where the picture still shows a draw, instead of what was drawn."""
    if now.last:
        back(now, len(now.tokens) - 1)
    now.forced.add(len(now.tokens))
    now.tokens.append(token)
    now.last = None


def back(now: Writing, place: int) -> None:
    """Go back to before `place`; the way that was taken is kept beside, to be taken again."""
    place = max(1, place)
    if place < len(now.tokens):
        now.branches = [list(now.tokens), *(b for b in now.branches if b != now.tokens)][:BRANCHES]
        now.tokens, now.given = now.tokens[:place], min(now.given, place)
        now.forced = {p for p in now.forced if p < place}
        now.last = None


def take(now: Writing, branch: Sequence[int]) -> None:
    """Take a way again that was left; the present one is kept in its place."""
    others = [b for b in now.branches if b not in (list(branch), now.tokens)]
    now.branches = [list(now.tokens), *others][:BRANCHES]
    now.tokens, now.last = list(branch), None


def chips(opened: OpenModel, now: Writing) -> tuple[int, list[dict[str, Any]]]:
    """The place of the first token shown, and the last context of tokens as the picture wants them.

    A token that was just drawn stands in the picture's gap, not yet among the others.
    """
    end = len(undrawn(now))
    first = max(0, end - opened.config.context)
    tokens = now.tokens[first:end]
    how = {p - first: "forced" if p in now.forced else "drawn" for p in range(max(first, now.given), end)}
    return first, opened.chips(tokens, how)


def claims(opened: OpenModel, count: int, seed: int, temperature: float = 0.8) -> list[tuple[str, list[Claim]]]:
    """`count` texts that the open model writes by itself, each with the claims that it makes."""
    assert opened.world
    texts = write(opened.model(), opened.tokenizer, count, seed, temperature)
    return [(text, opened.world.claims(text, opened.told)) for text in texts]
