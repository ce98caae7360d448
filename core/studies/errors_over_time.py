"""What a run's sentences got wrong at every checkpoint: no word, no sentence, a wrong word, a wrong form, a wrong fact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.measure.sentence_errors import ERRORS, Judged, judged, shares
from core.measure.text import write
from core.models.transformer import Transformer
from core.models.weights import filled
from core.problems import Problem
from core.training.corpus import the_world
from core.training.events import Record
from core.training.finding import find
from core.training.run import SHIPPED as RUNS
from core.training.run import home

TEXTS = 48  # that it writes at each checkpoint, each a context long
EXAMPLES = 3  # sentences of each error that are kept


@dataclass(frozen=True)
class Counted:
    """What the sentences of one checkpoint got wrong."""

    step: int  # of the run's training
    sentences: int
    shares: Mapping[str, float]  # by the first error, "none" among them; empty where there is no whole sentence
    examples: Mapping[str, Sequence[str]]  # some sentences, by error


def of_run(*, run: str, last: int, seed: int = 0) -> Iterator[Record[Counted]]:
    """A record a checkpoint, from the first one up to the step `last`, with which a run that grew is asked again."""
    there = find(run, home() / "runs", RUNS)
    if there is None:
        raise Problem("no such run")
    recipe = there.recipe
    if recipe.text.source != "world":
        raise Problem("no such run")
    world = the_world(recipe.text.seed, recipe.text.people, recipe.text.towns)
    tokenizer = there.tokenizer()
    config = recipe.with_vocabulary(tokenizer.size).model
    steps = [step for step in there.steps if step <= last]
    for done, step in enumerate(steps, 1):
        model = filled(Transformer(config), there.weights(step)[1])
        found = judged(world, write(model, tokenizer, TEXTS, seed))
        yield Record(done, len(steps), counted(step, found))


def counted(step: int, found: Sequence[Judged]) -> Counted:
    """What these sentences got wrong."""
    rounded: dict[str, float] = {error: round(share, 4) for error, share in shares(found).items()}
    examples: dict[str, list[str]] = {
        error: [one.sentence for one in found if one.error == error][:EXAMPLES] for error in ERRORS
    }
    return Counted(step, len(found), rounded, examples)


def most_frequent(counted: Counted) -> str:
    """The most frequent mistake, a wrong "word" of whatever kind as one; "nothing" where none was made, and "no_sentence"
    where there is none to make it in."""
    if not counted.shares:
        return "no_sentence"
    of = {name: counted.shares[name] for name in ("letters", "order", "fact")}
    of["word"] = counted.shares["kind"] + counted.shares["form"]
    most = max(of, key=lambda name: of[name])
    return most if of[most] else "nothing"
