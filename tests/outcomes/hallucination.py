"""How the experiments of /hallucination may come out."""

from core.data.world import World
from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.claim_confidence import Weighed
from core.studies.facts import Known
from core.studies.recall_by_tellings import STRANGERS, Moment
from pages.trust.hallucination import asked_facts, exhibits
from tests.outcomes import Case, Cases

WORLD = World(0)


def half_known(*claims: tuple[bool, float]) -> Case:
    """One text with these claims: true or not, and the model's chance for each."""
    person = WORLD.people[0]
    home = WORLD.value(person, "home")
    towns = [home if true else next(town for town in WORLD.towns if town != home) for true, _ in claims]
    text = " ".join(f"{person} lives in {town}." for town in towns)
    weighed = tuple(Weighed(claim, chance) for claim, (_, chance) in zip(WORLD.claims(text, {}), claims, strict=True))
    return lambda lesson: exhibits.half_known(lesson, [(text, weighed)], 0.0)


def tail(*sure: float) -> Case:
    """So sure about nobody, at each moment of training."""
    lines = [Moment(step, STRANGERS, None, confidence) for step, confidence in enumerate(sure)]
    return lambda lesson: exhibits.tail(lesson, lines, LIGHT)


def look_up(copied: float, remembered: float) -> Case:
    """With a wrong note it says so often what the note says, and so often what is true, however often it was told."""
    told = asked_facts.GROUPS

    def everywhere(share: float) -> dict[str, float]:
        return dict.fromkeys(told, share)

    known = Known(everywhere(0.5), everywhere(1.0), everywhere(remembered), everywhere(copied), everywhere(0.5))
    return lambda lesson: exhibits.look_up(lesson, known, True, LIGHT, drawn())


CASES: Cases = {
    "half_known": {
        "partly": half_known((True, 0.9), (True, 0.4), (False, 0.2), (False, 0.5)),
        "not": half_known((True, 0.2), (False, 0.9)),
        "always": half_known((True, 0.9), (False, 0.2)),
        "none": half_known((True, 0.9)),
    },
    "tail": {"not": tail(0.3, 0.5, 0.6), "less_sure": tail(0.3, 0.6, 0.5), "too_short": tail(0.3, 0.5)},
    "look_up": {"note": look_up(1.0, 0.0), "memory": look_up(0.2, 0.8), "both": look_up(0.5, 0.4)},
}
