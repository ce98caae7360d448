"""How sure a model was of each claim that it made: the chance that it gave to the name, the trade, the animal it wrote.

Readers of a text see its words only. These chances are what the words do not show. A detector that doubts every claim
below a threshold is held against the truth here. Sources: Kadavath et al. (2022), "Language models (mostly) know what they
know"; Fawcett (2006), "An introduction to ROC analysis" (the area under the curve).

Shapes: T tokens of a text, with its start token before them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from core.data.world import Claim
from core.models.transformer import Transformer
from core.outcomes import band
from core.tokenizers import START, Tokenizer


@dataclass(frozen=True)
class Weighed:
    """A claim, and the chance that the model gave to its value when it wrote it, from 0 to 1."""

    claim: Claim
    chance: float

    @property
    def true(self) -> bool:
        """A claim about nobody who exists is not true."""
        return self.claim.truth == "true"


@dataclass(frozen=True)
class Doubted:
    """What comes of doubting all claims below a threshold, or any other choice of claims."""

    caught: int  # untrue claims that were doubted
    untrue: int
    suspected: int  # true claims that were doubted
    true: int

    @property
    def points(self) -> int:
        """One for each untrue claim that was doubted, minus one for each true claim."""
        return self.caught - self.suspected


@torch.inference_mode()
def weighed(model: Transformer, tokenizer: Tokenizer, text: str, claims: Iterable[Claim]) -> list[Weighed]:
    """The model's chance for each claim's value, given all that stands before it: the product over the value's tokens.

    Claims beyond what the model reads at once are left out.
    """
    tokens = [START, *tokenizer.encode(text)][: model.config.context]
    chances = model(torch.tensor([tokens]))[0].log_softmax(-1)  # (T, V), row t: what comes after token t
    ends = _ends(tokenizer, tokens[1:], text)
    found = []
    for claim in claims:
        start = text.rfind(claim.fact.value, claim.start, claim.end)
        end = start + len(claim.fact.value)
        if start >= 0 and ends and end <= ends[-1]:
            of_value = [i for i, (a, b) in enumerate(zip([0, *ends], ends, strict=False)) if a < end and b > start]
            log = sum(float(chances[i, tokens[i + 1]]) for i in of_value)
            found.append(Weighed(claim, float(np.exp(log))))
    return found


def _ends(tokenizer: Tokenizer, tokens: Sequence[int], text: str) -> list[int]:
    """Where each token ends in the text, in letters. (Pieces write the space before the first word too.)"""
    spelled = tokenizer.spell(list(tokens))
    first = len(spelled[0]) - len(spelled[0].lstrip()) if spelled and not text[:1].isspace() else 0
    return [int(end) - first for end in np.cumsum([len(one) for one in spelled])]


def doubted(claims: Sequence[Weighed], threshold: float) -> Doubted:
    """Doubt what the model gave less than this chance."""
    caught = sum(not one.true and one.chance < threshold for one in claims)
    suspected = sum(one.true and one.chance < threshold for one in claims)
    true = sum(one.true for one in claims)
    return Doubted(caught, len(claims) - true, suspected, true)


def best_threshold(claims: Sequence[Weighed]) -> float:
    """The threshold, in steps of 0.05, that earns most points; of equals the lowest one."""
    steps = [round(0.05 * step, 2) for step in range(21)]
    return max(steps, key=lambda step: (doubted(claims, step).points, -step))


def told_apart(claims: Sequence[Weighed]) -> float | None:
    """How often a true claim has the higher chance of a true and an untrue one: the area under the ROC curve.

    0.5 is guessing and 1 is perfect; None where all claims are true, or none is.
    """
    true = [one.true for one in claims]
    return float(roc_auc_score(true, [one.chance for one in claims])) if 0 < sum(true) < len(true) else None


def how_well(apart: float | None) -> str:
    """That in a word: not, partly or always; `none` where there was nothing to tell apart."""
    return "none" if apart is None else band(apart, {"not": 0.6, "partly": 1, "always": 2})


def how_many(true: int, claims: int) -> str:
    """How many of the claims are true, in a word: few, half, most or all; `none` where none was made."""
    return band(true / claims, {"few": 0.25, "half": 0.65, "most": 1, "all": 2}) if claims else "none"
