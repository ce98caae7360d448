# ruff: noqa: F722 - "N T" below are shapes for jaxtyping, not Python
"""What heads do: a head gets a name only where two measurements agree.

One looks at its pattern: how much of its weight fits. The other takes the head away (it says its average everywhere,
"mean ablation") and looks where the model gets worse: a head that looks at the token before should be missed most where
a word goes on. A pattern alone explains nothing (Jain and Wallace 2019), an effect alone does not say how. Heads that
show nothing in particular stay without a name; most do.

Shapes: N passages, T position, V vocabulary. Row: the position that looks; column: what it sees.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Int
from torch import Tensor

from core.measure.surgery import averaged
from core.models.transformer import Transformer
from core.outcomes import band
from core.tokenizers import END, START, Tokenizer

# what a pattern is, and where a head that has it should be missed
PATTERNS = {
    "previous": ("the token before", "where a word goes on"),
    "same": ("earlier copies of the same token", "where the token has been there before"),
    "induction": ("what followed an earlier copy", "where the same comes again"),
    "person": ("names of people named before", "where a name or a pronoun comes next"),
    "itself": ("the token itself", "everywhere"),
    "first": ("the first token", "nowhere: it rests"),
}
TIMES_UNIFORM = 1.5  # a pattern's weight, against what looking everywhere alike would give,
TIMES_UNIFORM_OF_PLACES = 2.0  # and of patterns that need no look at the content, which are easier to have
NATS = 0.1  # how much worse the model must get where the head should be missed,
TIMES_ELSEWHERE = 1.5  # and how much more than elsewhere
RESTS = (3.0, 0.02)  # resting on the first token: so many times the uniform share, and missed by no more than this
PRONOUNS = {"he", "she", "him", "her", "his"}


@dataclass(frozen=True, eq=False)
class Passages:
    """Texts that the model did not learn from, and what each pattern means in them."""

    tokens: Int[Tensor, "N T+1"]
    there: Bool[Tensor, "N T"]  # False behind a passage's end
    fits: Mapping[str, Bool[Tensor, "N T T"]]
    helps: Mapping[str, Bool[Tensor, "N T"]]


@dataclass(frozen=True)
class Fit:
    """One head and one pattern. None where the passages hold no place of that kind."""

    pattern: str
    score: float | None  # the mean weight on what fits, in rows where something does
    uniform: float | None  # what looking everywhere alike would give
    there: float | None  # how much worse the model gets without the head, in nats a token, where the pattern can help
    elsewhere: float | None
    agrees: bool


@dataclass(frozen=True)
class Role:
    """One head, counted from 1 as on the page, with all its fits. `name` is empty where no two measurements agree."""

    layer: int
    head: int
    missed: float  # how much worse the model gets without it, in nats a token, over all places
    fits: tuple[Fit, ...]

    @property
    def named(self) -> Fit | None:
        """The fit that gives it its name: of those that agree, the one that is missed most."""
        agreeing = [fit for fit in self.fits if fit.agrees]
        return max(agreeing, key=lambda fit: fit.there or 0.0, default=None)

    @property
    def nearest(self) -> Fit:
        """The pattern that it looks most like."""
        return max(self.fits, key=lambda fit: (fit.score or 0.0) / max(fit.uniform or 0.0, 1e-9))


def how_many_named(found: Sequence[Role]) -> str:
    """How many of the heads have a name: "none", "some" (fewer than half) or "most" (half of them or more)."""
    named = sum(role.named is not None for role in found)
    return "none" if not named else band(named / len(found), {"some": 0.5, "most": 1})


# --- passages, and what fits in them


def passages(texts: Sequence[str], tokenizer: Tokenizer, context: int, people: Collection[str] = ()) -> Passages:
    """Lay each text out as the model was taught: START, its tokens, END; what is too long is cut.

    `people` are names that the text may hold; without them nothing is a name.
    """
    rows, theirs, lengths = [], [], []
    for text in texts:
        ids = [START, *tokenizer.encode(text), END][: context + 1]
        lengths.append(len(ids) - 1)
        theirs.append(_names(tokenizer.spell(ids), people) + [False] * (context + 1 - len(ids)))
        rows.append(ids + [END] * (context + 1 - len(ids)))
    tokens, person = torch.tensor(rows), torch.tensor(theirs)
    there = torch.arange(context) < torch.tensor(lengths)[:, None]
    spelt = tokenizer.spell(list(range(tokenizer.size)))
    goes_on = torch.tensor([text.isalpha() for text in spelt])  # no space before it, and letters: a word goes on
    pronoun = torch.tensor([text.strip().lower() in PRONOUNS for text in spelt])
    return Passages(tokens, there, *_patterns(tokens, person, goes_on, pronoun))


def _names(spelt: Sequence[str], people: Collection[str]) -> list[bool]:
    """Which tokens are part of a word that is somebody's name."""
    found = [False] * len(spelt)
    words: list[list[int]] = []
    for place, text in enumerate(spelt):
        if not words or not text.isalpha():
            words.append([])
        words[-1].append(place)
    for word in words:
        if "".join(spelt[place] for place in word).strip(' \n"') in people:
            for place in word:
                found[place] = True
    return found


def _patterns(
    tokens: Tensor, person: Tensor, goes_on: Tensor, pronoun: Tensor
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    x, y = tokens[:, :-1], tokens[:, 1:]
    N, T = x.shape
    places = torch.arange(T)
    earlier = (places[:, None] > places).expand(N, T, T)
    copies = x[:, :, None] == x[:, None, :]
    followers = torch.zeros(N, T, T, dtype=torch.bool)  # the column's neighbour before it is a copy of the row's token
    followers[:, :, 1:] = copies[:, :, :-1] & earlier[:, :, :-1]
    names = person[:, None, :-1] & earlier
    fits = {
        "previous": (places[:, None] - 1 == places).expand(N, T, T),
        "same": copies & earlier,
        "induction": followers,
        "person": names,
        "itself": torch.eye(T, dtype=torch.bool).expand(N, T, T),
        "first": (places == 0) & earlier,
    }
    everywhere = torch.ones(N, T, dtype=torch.bool)
    helps = {
        "previous": goes_on[x],
        "same": fits["same"].any(-1),
        "induction": (followers & (x[:, None, :] == y[:, :, None])).any(-1),
        "person": (pronoun[y] | person[:, 1:]) & names.any(-1),
        "itself": everywhere,
        "first": everywhere,
    }
    return fits, helps


# --- the two measurements


@torch.inference_mode()
def roles(model: Transformer, read: Passages) -> list[Role]:
    """Score every head on every pattern, take each away in turn, and see whether the two agree."""
    x, y = read.tokens[:, :-1], read.tokens[:, 1:]
    trace = model.trace(x)
    surprise = F.cross_entropy(trace.logits.transpose(1, 2), y, reduction="none")  # (N, T)
    found = []
    for layer, kept in enumerate(trace.layers):
        for head in range(model.config.heads):
            average = kept.mixed[:, head][read.there].mean(0)  # (K,)
            without = model.trace(x, averaged(layer, head, average)).logits
            worse = F.cross_entropy(without.transpose(1, 2), y, reduction="none") - surprise
            fits = tuple(_fit(name, kept.attention[:, head], worse, read) for name in PATTERNS)
            found.append(Role(layer + 1, head + 1, worse[read.there].mean().item(), fits))
    return found


def _fit(name: str, attention: Float[Tensor, "N T T"], worse: Float[Tensor, "N T"], read: Passages) -> Fit:
    fits, helps = read.fits[name], read.helps[name] & read.there
    rows = fits.any(-1) & read.there
    rows[:, 0] = False  # the first row can only look at itself
    even = fits.sum(-1) / torch.arange(1, fits.shape[-1] + 1)
    score, uniform = _mean((attention * fits).sum(-1), rows), _mean(even, rows)
    there, elsewhere = _mean(worse, helps), _mean(worse, read.there & ~helps)
    return Fit(name, score, uniform, there, elsewhere, agree(name, score, uniform, there, elsewhere))


def agree(name: str, score: float | None, uniform: float | None, there: float | None, elsewhere: float | None) -> bool:
    """Do the pattern and the effect say the same? Resting is the one role whose head must *not* be missed."""
    if score is None or uniform is None or there is None:
        return False
    if name == "first":
        return score >= RESTS[0] * uniform and there <= RESTS[1]
    more = elsewhere is None or there >= TIMES_ELSEWHERE * elsewhere
    times = TIMES_UNIFORM_OF_PLACES if name in ("previous", "itself") else TIMES_UNIFORM
    return score >= times * uniform and there >= NATS and more


def _mean(values: Tensor, where: Tensor) -> float | None:
    return values[where].mean().item() if where.any() else None
