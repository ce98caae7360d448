"""How the experiments of /hallucination_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies.capacity import Held
from core.studies.facts import Known
from core.studies.told_once import Foretold
from pages.trust.hallucination import asked_facts, exhibits
from pages.trust.hallucination.asked_facts import Filled
from tests.outcomes import Case, Cases


def count(*invented: float) -> Case:
    """What is invented, as more and more is told only once."""
    rows = [Foretold(1.0, place / 10, 0.1, share, 0.1) for place, share in enumerate(invented)]
    return lambda text: exhibits.foretold(text, rows, True, LIGHT, drawn())


def own_curve(untrue: float) -> Case:
    """So much is untrue at the end; a tenth of the tellings are the only one of their fact."""
    return lambda text: exhibits.own_curve(text, {0: 1.0, 9: untrue}, 0.1, LIGHT, drawn())


def room(right: float) -> Case:
    """Of 1,000 facts all are held whole; of 2,000 so many."""
    models = [Filled(Held(100.0, 100, 1.0, share), facts=facts) for facts, share in ((1_000, 1.0), (2_000, right))]
    return lambda text: exhibits.filled(text, models, LIGHT, drawn())


def lies(lost_often: float, lost_seldom: float) -> Case:
    """So much is lost of what was told 64 times, and of what was told 4 times."""

    def known(often: float, seldom: float) -> Known:
        right = dict.fromkeys(asked_facts.GROUPS, 0.5) | {"64": often, "4": seldom}
        return Known(right, right, right, right, right)

    true, lied = known(1.0, 1.0), known(1.0 - lost_often, 1.0 - lost_seldom)
    return lambda text: exhibits.lies(text, true, lied, True, LIGHT, drawn())


def judge(right: float) -> Case:
    new = [{"group": group, "texts": 100, "right": 90} for group in ("told", "untold")]
    return lambda text: exhibits.judge(text, {"texts": 1_000, "right": right, "groups": [], "new": new})


CASES: Cases = {
    "count": {"once": count(0.1, 0.2, 0.4, 0.5), "not": count(0.4, 0.1, 0.5, 0.2)},
    "own_curve": {"more": own_curve(0.5), "alike": own_curve(0.12), "never": own_curve(0.0)},
    "room": {"part": room(0.2), "whole": room(0.5)},
    "lies": {"seldom": lies(0.0, 0.8), "often": lies(0.8, 0.1), "alike": lies(0.4, 0.4)},
    "judge": {"none": judge(1.0), "few": judge(0.99), "many": judge(0.9)},
}
