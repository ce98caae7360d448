"""How the experiments of /attention may come out."""

from core.exhibit import now
from core.figures.palette import LIGHT
from core.measure.heads import Fit, Role
from core.opened.attention import Operated
from core.studies.head_roles import Measured
from core.studies.induction import Repeated
from core.training.events import Record
from pages.text.attention import exhibits
from tests.outcomes import Case, Cases

FIT = Fit("previous", 0.5, 0.1, 0.4, 0.1, agrees=True)
NO_FIT = Fit("previous", 0.1, 0.1, 0.0, 0.1, agrees=False)


def off(favourite: str, chance: float) -> Case:
    """The favourite after the change, and its chance, which was 0.6 before."""
    result = Operated(("was", "had"), (0.6, 0.3), (chance, 0.3), ("was", favourite), 0.1, (2, 1), 0.4)
    return lambda text: exhibits.off(text, result, (0, 0), "zero", LIGHT)


def roles(named: int) -> Case:
    """So many of four heads with a name."""
    found = [Role(1, head, 0.1, (FIT if head <= named else NO_FIT,)) for head in (1, 2, 3, 4)]
    return lambda text: exhibits.roles(text, Measured(400, found), LIGHT, now())


def run(accuracy: float, fell_at: int) -> list[Record[Repeated]]:
    """A model whose loss in the repeats falls evenly up to this step of 1,000, if it learns them."""

    def at(step: int) -> Repeated:
        done = min(1.0, step / fell_at) * accuracy
        return Repeated(
            4.2, 4.2 * (1 - done), done, [[4.0, 4.0]] * 2, [4.0] * 2, [[0.1, 0.1], [0.8, 0.1]], [[0.6, 0.1]] * 2, [0, 1]
        )

    return [Record(step, 1000, at(step)) for step in range(0, 1001, 100)]


def induction(two: list[Record[Repeated]], one: list[Record[Repeated]]) -> Case:
    return lambda text: exhibits.induction(text, two, one, "none", LIGHT, now())


SUDDENLY, SLOWLY, NEVER = run(0.9, 200), run(0.9, 1000), run(0.2, 1000)

CASES: Cases = {
    "off": {"favourite": off("had", 0.2), "chances": off("was", 0.5), "hardly": off("was", 0.595)},
    "roles": {"none": roles(0), "some": roles(1), "most": roles(2)},
    "induction": {
        "two_suddenly": induction(SUDDENLY, NEVER), "two_slowly": induction(SLOWLY, NEVER),
        "both_suddenly": induction(SUDDENLY, SUDDENLY), "both_slowly": induction(SUDDENLY, SLOWLY),
        "one": induction(NEVER, SLOWLY), "neither": induction(NEVER, NEVER),
    },
}  # fmt: skip
