"""How the experiment of the first page may come out."""

from core.data.world import World
from core.measure.claim_confidence import Weighed
from pages.start.welcome import exhibits
from tests.outcomes import Case, Cases

WORLD = World(0)


def catch(true: int, claims: int) -> Case:
    """One text with so many claims, the first of them true."""
    person = WORLD.people[0]
    home = WORLD.value(person, "home")
    elsewhere = next(town for town in WORLD.towns if town != home)
    text = " ".join(f"{person} lives in {home if one < true else elsewhere}." for one in range(claims))
    weighed = tuple(Weighed(claim, 0.5) for claim in WORLD.claims(text, {}))
    return lambda lesson: exhibits.caught(lesson, [(text, weighed)])


CASES: Cases = {
    "catch": {
        "few": catch(1, 10), "half": catch(5, 10), "most": catch(9, 10), "all": catch(4, 4), "none": catch(0, 0),
    }
}  # fmt: skip
