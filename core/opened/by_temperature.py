"""What the open model writes at several temperatures, and how many tokens top-p keeps."""

from collections.abc import Mapping

from core.caches import shared
from core.measure import text_by_temperature as measure
from core.measure.text import Written
from core.opened.model import OpenModel

TOP_P = 0.9
TEMPERATURES = (0.3, 1.0, 2.0)
DICE, LENGTH = 10, 12  # endings of a text, and tokens of an ending


@shared(200)
def endings(opened: OpenModel, start: tuple[int, ...], temperature: float) -> tuple[str, ...]:
    """Ten endings of the same text with ten dice."""
    drawn = measure.endings(opened.decoder(), start, DICE, LENGTH, 0, temperature)
    return tuple(opened.tokenizer.decode(list(ending)) for ending in drawn)


@shared(64)
def by_temperature(opened: OpenModel) -> Mapping[float, Written]:
    """Texts at three temperatures, judged by the world that the open model learned."""
    assert opened.world
    return measure.by_temperature(opened.model(), opened.tokenizer, opened.world, opened.told, TEMPERATURES)


@shared(200)
def kept(opened: OpenModel, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """How many tokens top-p keeps after each of these."""
    return tuple(measure.kept(opened.model(), tokens, TOP_P))
