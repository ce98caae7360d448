"""How the experiments of /transformer may come out: invented passes, shown as the model that came with the app would show them."""

from typing import Any

import numpy as np

from core.exhibit import Exhibit
from core.measure import forward_pass
from core.measure.logit_lens import Lens
from core.measure.patching import Pair, Patched
from core.opened import passes
from core.opened.model import shipped
from core.opened.passes import Met
from pages.text.transformer import exhibits
from tests.outcomes import Case, Cases

TAPS = 5  # of a model of two blocks


def pair() -> Pair:
    """A fact that the model was told, and another one with the same question."""
    return next(iter(passes.facts(shipped()).values()))


def meet(begins: str | None) -> Case:
    """From this station on the last token's numbers change; None: never."""

    def shown(text: Any) -> Exhibit:
        stations = forward_pass.stations(shipped().config)[:-1]
        keys = [station.key for station in stations]
        first = len(keys) if begins is None else keys.index(begins)
        changes = {station: float(place >= first) for place, station in enumerate(stations)}
        return exhibits.meet(text, shipped(), Met(3, 4, changes))

    return shown


def lens(tap: int) -> Case:
    """From this tap on, of 0 to 4, the answer is the likeliest at the last token; with 5, never."""

    def shown(text: Any) -> Exhibit:
        one = pair()
        answer, other = one.answers
        chances = np.full((TAPS, len(one.tokens[0]), len(shipped().labels)), 1e-4)
        chances[:tap, -1, other] = chances[tap:, -1, answer] = 0.9
        return exhibits.lens(text, shipped(), Lens(chances), one)

    return shown


def carried(clean: float, back: float, verb: float = 0.0) -> Patched:
    """After its own prompt the answer has the chance `clean`. The name at first, then the last token, bring the share `back` of
    it back; the place after the name brings the share `verb`."""
    one = pair()
    shares = np.zeros((TAPS, len(one.tokens[0])))
    shares[0, one.subject] = shares[1:, -1] = back
    shares[1, one.subject + 1] = verb
    return Patched(clean, 0.0, shares * clean, 0 * shares, np.full(shares.shape, one.answers[0]), shares)


def patch(clean: float, verb: float) -> Case:
    return lambda text: exhibits.patching(text, shipped(), pair(), carried(clean, 1.0, verb))


CASES: Cases = {
    "meet": {"first": meet("1.attention"), "later": meet("2.attention"), "never": meet(None)},
    "lens": {"start": lens(0), "attention": lens(1), "mlp": lens(2), "later": lens(3), "unknown": lens(5)},
    "patch": {"moves": patch(0.9, 0.1), "spread": patch(0.9, 0.7), "unknown": patch(0.1, 0.0)},
}
