"""Passes of the open model: all of their numbers, the lens on the stream, and columns that are carried from one to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.caches import shared
from core.figures.payload import Array
from core.measure import forward_pass
from core.measure.forward_pass import Station
from core.measure.logit_lens import Lens, lens_on
from core.measure.patching import Pair, Patched, pairs, patch
from core.opened import guided_pass
from core.opened.model import OpenModel, shipped
from core.tokenizers import END
from core.walks import walk

BUDGET = 800_000  # numbers of all frames together; above it, only the open moment is sent
NEAR_ALL = 0.9  # of a chance: it has arrived


@shared(300)
def passed(opened: OpenModel, tokens: tuple[int, ...]) -> dict[str, Array]:
    """Every number of one pass; kept for whoever asks the same."""
    return forward_pass.passed_by(opened.model(), tokens)


def at_every_step(opened: OpenModel, tokens: Sequence[int]) -> tuple[list[int], list[dict[str, Array]]]:
    """The steps, and the pass at each; the open moment alone where all would be too much to send."""
    here = passed(opened, tuple(tokens))
    if forward_pass.size(here) * len(opened.steps) > BUDGET:
        return [opened.step], [here]
    return list(opened.steps), [passed(opened.at(step), tuple(tokens)) for step in opened.steps]


@shared(64)
def payload(opened: OpenModel, tokens: tuple[int, ...], technical: bool, language: str) -> bytes:
    """What the picture of the whole pass needs, at every step, with the words of this language."""
    steps, passes = at_every_step(opened, tokens)
    return guided_pass.payload(
        passes, steps, opened.step, opened.chips(tokens), vocabulary=opened.labels, config=opened.config,
        weights=opened.weights(), walk=walk(language=language), technical=technical,
    )  # fmt: skip


def favourite(opened: OpenModel, here: Mapping[str, Array]) -> tuple[str, float]:
    """What the model expects next, and how sure it is."""
    best, chance = forward_pass.favourite(here)
    return opened.labels[best], chance


def total(opened: OpenModel) -> int:
    """How many weights the model has."""
    return sum(weight.size for weight in opened.weights().values())


def computed(here: Mapping[str, Array]) -> int:
    """How many numbers one pass computes, the looked-up vectors left aside."""
    return forward_pass.size(here, without=("embedding", "position", "told"))


# --- another first token


@dataclass(frozen=True)
class Met:
    """What the last token notices of another first one."""

    first: int  # the first token,
    other: int  # and the one in its place
    changes: Mapping[Station, float]  # of the last token's numbers, the largest, station by station

    @property
    def meets(self) -> Station | None:
        """The first station where they change; None where none does."""
        return next((station for station, most in self.changes.items() if most > 0), None)

    @property
    def where(self) -> str:
        """The same as one of a few: at the attention of the "first" block, of a "later" one, or "never"."""
        if self.meets is None:
            return "never"
        return "first" if self.meets.block == 1 else "later"


def with_another_start(opened: OpenModel, tokens: Sequence[int]) -> Met | None:
    """The same tokens with another first one: at which station does the last token notice? None where there is only one."""
    if len(tokens) < 3:
        return None
    names = opened.labels
    words = (token for token in range(END + 1, len(names)) if names[token][:1].isupper() and len(names[token]) > 3)
    other = next((token for token in words if token != tokens[1]), END)
    apart = dict(
        forward_pass.first_difference(passed(opened, tuple(tokens)), passed(opened, (tokens[0], other, *tokens[2:])))
    )
    stations = forward_pass.stations(opened.config)[:-1]
    most = {station: max(apart.get(view.field, 0.0) for view in station.views) for station in stations}
    return Met(tokens[1], other, most)


# --- facts that the model knows


def knower(opened: OpenModel) -> OpenModel:
    """A model that was told facts: the open one, else the one that came with the app, at its end."""
    return opened if opened.world is not None and opened.told else shipped()


def facts(opened: OpenModel, most: int = 6) -> dict[str, Pair]:
    """Pairs of questions about facts that the text told often, by what a learner chooses from."""
    return _facts(opened.at(opened.steps[-1]), most)


@shared(16)
def _facts(opened: OpenModel, most: int) -> dict[str, Pair]:
    assert opened.world
    found = pairs(opened.world, opened.told, opened.tokenizer)[:most]
    return {f"{pair.prompts[0]} … / {pair.prompts[1]} …": pair for pair in found}


def stranger(opened: OpenModel, pair: Pair) -> Pair | None:
    """Somebody else with the same question and another answer."""
    values = {pair.clean.value, pair.corrupted.value}
    others = (p for p in facts(opened, 40).values() if p.clean.kind == pair.clean.kind and p.clean.value not in values)
    return next((p for p in others if len(p.tokens[0]) == len(pair.tokens[0])), None)


def through_the_lens(opened: OpenModel, tokens: Sequence[int]) -> Lens:
    return lens_on(opened.model(), tokens)


def patched(opened: OpenModel, pair: Pair, source: Sequence[int] | None = None) -> Patched:
    return patch(opened.model(), pair.tokens[0], pair.tokens[1], *pair.answers, source=source)


@dataclass(frozen=True)
class Carried:
    """Where a carried column alone brings the answer back: the taps at the subject, and those at the last token."""

    value: str
    subject: str
    subject_taps: Sequence[str]
    last_taps: Sequence[str]
    elsewhere: float  # the most that any other column brings back
    known: bool  # does the model know the answer at all?

    @property
    def way(self) -> str:
        """How the answer travels: it "moves" from the subject to the last token; it is "spread" where another column alone
        brings half of it back; "unknown" where the model does not know it."""
        if not self.known:
            return "unknown"
        return "moves" if self.elsewhere < 0.5 else "spread"


def where_it_moves(found: Patched, pair: Pair, taps: Sequence[str]) -> Carried:
    """Until where the subject's column carries the answer, and from where on the last one does; `taps` by name."""
    end = len(pair.tokens[1]) - 1
    subject, last = ([taps[tap] for tap in found.carries(column, NEAR_ALL)] for column in (pair.subject, end))
    elsewhere = found.most(without=(pair.subject, end))
    return Carried(pair.clean.value, pair.corrupted.subject, subject, last, elsewhere, found.known)


@dataclass(frozen=True)
class Known:
    """From where on the lens shows an answer at the last token."""

    value: str
    step: int  # of training
    tap: str | None  # None where it never does
    there: float  # its chance at that tap; 0 where there is none
    before: float | None  # and at the one before
    end: float


def first_known(opened: OpenModel, seen: Lens, value: str, answer: int, taps: Sequence[str]) -> Known:
    """From where on the lens shows the answer, called `value`, at the last token; `taps` by name."""
    shares = [float(share) for share in seen.of(answer)[:, -1]]
    at = seen.first_known(answer)
    if at is None:
        return Known(value, opened.step, None, 0.0, None, shares[-1])
    return Known(value, opened.step, taps[at], shares[at], shares[at - 1] if at else None, shares[-1])
