"""What the open model knows of people whom its text told of often, once or never; a small model's answers, under rules."""

import string
from collections.abc import Mapping, Sequence

from core.figures.payload import Array
from core.measure import confidence as measure
from core.measure.text import TELLINGS
from core.opened.model import OpenModel
from core.studies import recall_by_tellings
from core.studies.recall_by_tellings import Moment

OFTEN, ONCE, NEVER = "often", "once", "never"
MOST = 24  # letters of a name


def people(opened: OpenModel, kind: str) -> dict[str, tuple[str, ...]]:
    """Some people of each group, by how often the open model's text told this kind of fact about them."""
    assert opened.world
    groups = recall_by_tellings.people(opened.world, opened.told, kind)
    chosen = {OFTEN: groups.get(list(TELLINGS)[-1], ()), ONCE: groups.get("once", ()), NEVER: groups.get("never", ())}
    return {name: some for name, some in chosen.items() if some}


def anybody(opened: OpenModel, kind: str) -> str:
    """Somebody, or some land, of whom there is a fact of this kind."""
    assert opened.world
    return next(fact.subject for fact in opened.world.facts if fact.kind == kind)


def a_name(text: str) -> tuple[str, str]:
    """The name to ask the model about, one word; and what else was typed.

    A name is the last word with a capital letter that is no title such as “Mr.”, else the last word.

    >>> a_name("my teacher Mr. Müller!")
    ('Müller', 'my teacher Mr.')
    >>> a_name(" Zorbina "), a_name("")
    (('Zorbina', ''), ('', ''))
    """
    words = text.split()
    bare = [(place, word.strip(string.punctuation + "“”„‚‘’«»…")) for place, word in enumerate(words)]
    names = [(place, word) for place, word in bare if word]
    capital = [one for one in names if one[1][0].isupper() and not words[one[0]].endswith(".")]
    if not names:
        return "", ""
    place, name = (capital or names)[-1]
    return name[:MOST], " ".join(word for at, word in enumerate(words) if at != place)


def last_moment(lines: Sequence[Moment]) -> dict[str, Moment]:
    """What is known of each group at the last moment of training."""
    return {line.told: line for line in lines if line.step == max(one.step for one in lines)}


def first_and_last(lines: Sequence[Moment], group: str) -> tuple[float, float]:
    """How sure the model was about a group, a third of the way into training and at its end."""
    sure = [line.confidence for line in lines if line.told == group]
    return sure[len(sure) // 3], sure[-1]


def doubts_strangers(lines: Sequence[Moment]) -> str:
    """Did longer training make the model less sure about nobody? less_sure or not, from a twentieth on; else too_short.

    Held against each other are the moments of `first_and_last`; `too_short` is a training with fewer than three moments.
    """
    if len({line.step for line in lines}) < 3:
        return "too_short"
    before, after = first_and_last(lines, recall_by_tellings.STRANGERS)
    return "less_sure" if before - after >= 0.05 else "not"


def untrue_while_learning(opened: OpenModel) -> dict[int, float]:
    """By the step at which it was measured: the share of untrue claims in what the open model wrote."""
    measured = opened.run.measurements()
    return {step: 1 - one.true for step, one in measured.items() if one.true is not None}


def told_once(opened: OpenModel) -> float:
    """The share of all tellings whose fact the training text told exactly once."""
    tellings = opened.told.values()
    return sum(count == 1 for count in tellings) / max(1, sum(tellings))


# --- a small model's answers


def scores(answers: Mapping[str, Array], sure: float) -> list[measure.Abstaining]:
    """The score over the threshold, under the penalty that asks for being so sure."""
    return measure.abstaining(answers["confidence"], answers["right"], measure.penalty_for(sure))


def two_bots(
    answers: Mapping[str, Array], sure: float, penalty: float
) -> tuple[measure.Abstaining, measure.Abstaining]:
    """A bot that always answers, and one that answers only if it is sure enough, under one rule."""
    bold, careful = measure.abstaining(answers["confidence"], answers["right"], penalty, [0.0, sure])
    return bold, careful


def by_meaning(answers: Mapping[str, Array], samples: int) -> dict[str, float]:
    """How well doubt finds wrong answers: doubt over what is said, and over how it is said."""
    return {name: measure.finds_wrong(answers[name][:, :samples], answers["right"]) for name in ("towns", "strings")}
