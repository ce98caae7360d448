"""Training time under a picture that holds all moments of a study: the browser moves it, and the address knows the step."""

from collections.abc import Callable

from core.training.events import Values
from pages.kit.held import moment
from pages.kit.keys import quoted
from pages.kit.studies import OpenStudy


def study_time(
    opened: OpenStudy[Values], loss: Callable[[Values], float], *, code: str = "step", key: str = "time"
) -> None:
    """A slider over what was recorded so far, with its loss; `code` in the address, and `key`, tell two of one page apart."""
    losses = [(record.step, loss(record.values)) for record in opened.records]
    name = f"{quoted(key)}_{quoted(opened.run.id)}"
    moment(losses, [step for step, _ in losses], code, key=name, run=opened.run.id)
