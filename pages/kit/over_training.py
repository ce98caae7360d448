"""A figure of the open model at every saved moment of its training: sent once, it follows the slider with its sentence in the
browser. For what costs little at a moment; the pages that show what costs more say so."""

from collections.abc import Callable, Hashable, Mapping

from core.caches import shared
from core.exhibit import Exhibit, followed
from core.figures import Figure
from core.figures.large import large
from core.figures.palette import Palette
from core.language import spoken
from core.opened.model import OpenModel
from pages.kit.present import presenting
from pages.kit.theme import colours

Make = Callable[[OpenModel], Exhibit | None]


def over_training(opened: OpenModel, name: str, make: Make, *choices: Hashable) -> Exhibit:
    """The exhibit at the moment that the slider shows, with all others behind it.

    Args:
        name: no other exhibit of the app has it.
        make: the exhibit of the model at a moment; None where there is none.
        choices: all that it is made of besides the model, so that it is made once for everybody who chooses the same.
    """
    return _followed(opened, opened.steps, name, make, choices, colours(), spoken(), presenting())


def _kept_by(opened: OpenModel, steps: tuple[int, ...], name: str, make: Make, *others: Hashable) -> Hashable:
    return opened, steps, name, others


@shared(200, key=_kept_by)
def _followed(
    opened: OpenModel, steps: tuple[int, ...], name: str, make: Make, choices: tuple[Hashable, ...], shown_in: Palette,
    language: str, to_a_class: bool,
) -> Exhibit:  # fmt: skip
    made = _made(opened.at(0), steps, name, make, choices, shown_in, language)
    return followed(made, opened.run.id, opened.step, grown=large if to_a_class else _as_it_is)


@shared(64, key=_kept_by)
def _made(
    opened: OpenModel, steps: tuple[int, ...], name: str, make: Make, choices: tuple[Hashable, ...], shown_in: Palette,
    language: str,
) -> Mapping[int, Exhibit]:  # fmt: skip
    """By step."""
    return {step: found for step in steps if (found := make(opened.at(step))) is not None}


def _as_it_is(figure: Figure) -> Figure:
    return figure
