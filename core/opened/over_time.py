"""The open model over its training: the same words, read by it at every saved moment. What a film shows at a step is computed
just as the page computes it at that step, and kept, once for everybody who looks at the same run with the same choices."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from core import sampling
from core.caches import shared
from core.figures.next_word import next_word_rows
from core.figures.payload import Array
from core.language import spoken
from core.measure import changes
from core.opened.model import OpenModel
from core.sampling import Distribution
from core.tokenizers import END

WRITTEN = 16  # tokens of an ending; they are drawn anew for every moment


def chances(opened: OpenModel, tokens: Sequence[int], settings: dict[str, Any]) -> dict[int, Distribution]:
    """The chances of what comes after these tokens, by step."""
    window, dials = tuple(opened.window(tokens)), tuple(settings.items())
    return {step: _chances(opened.at(step), window, dials) for step in opened.steps}


def rows(
    opened: OpenModel, tokens: Sequence[int], settings: dict[str, Any], technical: bool = False
) -> dict[int, dict[str, Any]]:
    """The same as the picture of the next word shows them."""
    window, dials = tuple(opened.window(tokens)), tuple(settings.items())
    return {step: _rows(opened.at(step), window, dials, technical, spoken()) for step in opened.steps}


def changed(opened: OpenModel, tokens: Sequence[int], settings: dict[str, Any]) -> tuple[float, ...]:
    """The share of all chance of the next token that changed hands between each saved moment and the next."""
    return changes.of_chances([found.after for found in chances(opened, tokens, settings).values()])


def learned(opened: OpenModel) -> tuple[float, ...]:
    """How much of all its learning the run did between each saved moment and the next: of what was measured there, the loss
    and, in a text whose truth is known, the shares of grammatical sentences and of recalled facts. Nothing where a moment was
    not measured."""
    measured = [opened.run.measurements().get(step) for step in opened.steps]
    names = ("validation", "grammatical", "recalled")
    curves = [[getattr(one, name, None) for one in measured] for name in names]
    whole = [[share for share in curve if share is not None and isfinite(share)] for curve in curves]
    return changes.of_curves([curve for curve in whole if len(curve) == len(opened.steps)])


def endings(opened: OpenModel, tokens: Sequence[int], settings: dict[str, Any], seed: int) -> dict[int, str]:
    """How these tokens go on at each step, by the same dice: the first of what *Write on* would draw there."""
    window, dials = tuple(opened.window(tokens)), tuple(settings.items())
    return {step: _ending(opened.at(step), window, dials, seed) for step in opened.steps}


@shared(2_000)
def _logits(opened: OpenModel, tokens: tuple[int, ...]) -> Array:
    """(V,)"""
    return opened.decoder().read(list(tokens))


@shared(2_000)
def _chances(opened: OpenModel, tokens: tuple[int, ...], dials: tuple[tuple[str, Any], ...]) -> Distribution:
    return sampling.distribution(_logits(opened, tokens), **dict(dials))


@shared(2_000)
def _rows(
    opened: OpenModel, tokens: tuple[int, ...], dials: tuple[tuple[str, Any], ...], technical: bool, language: str
) -> dict[str, Any]:
    return next_word_rows(_chances(opened, tokens, dials), opened.tokenizer.spell, technical=technical)


@shared(2_000)
def _ending(opened: OpenModel, tokens: tuple[int, ...], dials: tuple[tuple[str, Any], ...], seed: int) -> str:
    die = sampling.seeded(seed, 0)
    drawn = [one.token for one in sampling.draws(opened.decoder(), tokens, WRITTEN, die, stop=END, **dict(dials))]
    given, whole = (opened.tokenizer.decode(some) for some in ([*tokens], [*tokens, *drawn]))
    return whole[len(given) :] if whole.startswith(given) else opened.tokenizer.decode(drawn)
