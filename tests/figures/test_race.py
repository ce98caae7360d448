"""The race of families in words and rows: what is read off the records of its study."""

from dataclasses import replace

import pytest

from core.figures import race
from core.studies.families import Cost, Measured, Raced
from core.training.events import Record

FOUND = Measured(
    1, updates=9, seconds=1.104, weights=50_000, frechet=2.51234, confidence=0.9, classes=9, nearest=1.2,
    shares=[0.1] * 9 + [0.02], sharpness=0.8, variety=0.7, copied=0.5, hurried=14.1, slips={"0": 0.9, "4": 0.3},
)  # fmt: skip
RACED = [Raced("gan", FOUND), Raced("vae", FOUND), Raced("gan", replace(FOUND, second=5)), Raced("free", FOUND)]
MOMENTS = [(Record(one.measured.second if one.measured else 0, values=one), {}) for one in RACED]


def test_each_family_gets_its_own_moments_and_the_one_beside_the_race_only_when_asked_for() -> None:
    found = race.frames(MOMENTS)
    assert [one.second for one, _ in found["gan"]] == [1, 5] and found["flow"] == [] and "free" not in found
    assert list(race.at(found, 5)) == ["gan"] and race.over_time(found)[race.called("vae")] == [(1, 2.51234)]
    assert len(race.table(race.frames(MOMENTS, race.ALL))) == 4
    assert race.table(found)[0] | {"frechet": 2.512, "seconds_that_it_took": 1.1} == race.table(found)[0]


@pytest.mark.parametrize(("family", "says"), [("gan", "9"), ("vae", "80%"), ("flow", "14.1"), ("pixels", "30%")])
def test_each_family_fails_in_its_own_way(family: str, says: str) -> None:
    assert any(says in written for written in race.fails(family, FOUND).facts.values())


def test_a_gan_with_its_brake_is_not_blamed_for_digits_that_it_shows() -> None:
    whole = replace(FOUND, classes=10)
    assert race.fails("gan", whole) == race.say("fails.gan.none") and "10 of 10" in race.fails("free", whole)


def test_what_a_picture_costs_is_told_at_the_usual_number_of_steps() -> None:
    flow = [Cost(steps, alone=steps, crowd=0.5, frechet=1.3, sharpness=1.0) for steps in (1, race.study.STEPS, 64)]
    one = [Cost(1, alone=0.25, crowd=0.5, frechet=2.0, sharpness=1.0)]
    ends = [Record(0, values=Raced(name, costs=some)) for name, some in (("flow", flow), ("vae", one))]
    costs = race.costs([*(record for record, _ in MOMENTS), *ends])
    assert [row["network_evaluations"] for row in race.cost_table(costs)] == [str(race.study.STEPS), "1"]
    assert race.once(costs) == {race.called("vae"): one[0]}
