"""Does a text model's own chance tell its true claims from those that it invents? And where does it tell nothing?

A model of the world writes, and every claim gets the chance that the model gave to its value. Then three harder cases:
questions about people who do not exist, a text in which three tenths of the tellings are false, and a smaller model.

Sources: Kadavath et al. (2022), "Language models (mostly) know what they know"; Azaria and Mitchell (2023), "The internal
state of an LLM knows when it's lying".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sklearn.metrics import roc_auc_score

from core.measure.asking import Asked, ask
from core.measure.claim_confidence import Weighed, told_apart, weighed
from core.measure.text import write
from core.studies.recall_by_tellings import strangers
from core.training import Recipe
from core.training.corpus import corpus
from core.training.text import TextTask

TEXTS = 64
ASKED = 100  # people
FALSE_SHARE = 0.3
SMALLER = 32  # numbers a token, half of the default


@dataclass(frozen=True)
class HalfKnown:
    """How often the right one has the higher chance, of a right and a wrong one; 0.5 is guessing, None where one lacks."""

    claims: float | None  # of its own texts
    asked: float | None  # right against wrong first answers about people who exist
    strangers: float | None  # right answers against first answers about nobody
    told_wrongly: float | None  # true claims against untrue ones that its text told
    untrue: float  # share of all claims


def learned(recipe: Recipe) -> TextTask:
    """Train to the end."""
    task = TextTask(recipe, corpus(recipe.text))
    for step in range(recipe.steps):
        task.update(step)
    task.model.eval()
    return task


def claims(task: TextTask, seed: int = 0) -> list[Weighed]:
    """All claims of texts that it writes by itself, with its chances."""
    world, told = task.corpus.world, task.corpus.told
    assert world and told is not None
    texts = write(task.model, task.tokenizer, TEXTS, seed)
    return [one for text in texts for one in weighed(task.model, task.tokenizer, text, world.claims(text, told))]


def tells(task: TextTask, seed: int = 0) -> HalfKnown:
    """What the chances tell of its claims and of its answers to where people live."""
    world, told = task.corpus.world, task.corpus.told
    assert world and told is not None
    made = claims(task, seed)
    known = ask(task.model, task.tokenizer, world, told, world.people[:ASKED], "home")
    nobody = ask(task.model, task.tokenizer, world, told, strangers(world, ASKED // 4), "home")
    right = [one for one in known if one.first.truth == "true"]
    wrong = [one for one in known if one.first.truth != "true"]
    untrue = sum(not one.true for one in made) / max(1, len(made))
    told_wrongly = told_apart([one for one in made if one.true or one.claim.told])
    return HalfKnown(told_apart(made), _apart(right, wrong), _apart(right, nobody), told_wrongly, untrue)


def _apart(right: Sequence[Asked], wrong: Sequence[Asked]) -> float | None:
    if not right or not wrong:
        return None
    chances = [one.first.chance for one in (*right, *wrong)]
    return float(roc_auc_score([True] * len(right) + [False] * len(wrong), chances))


def cases(seed: int) -> dict[str, Recipe]:
    """The default model, one whose text is three tenths false, and a smaller one; the same start for all."""
    usual = Recipe(seed=seed)
    return {
        "usual": usual,
        "wrong teachings": replace(usual, text=replace(usual.text, false_share=FALSE_SHARE)),
        "smaller": replace(usual, model=replace(usual.model, width=SMALLER)),
    }
