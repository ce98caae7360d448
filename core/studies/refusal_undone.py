"""A few examples undo it: the chat model that refuses is tuned for thirty steps more, on a handful of dialogues.

The dialogues answer what the model refuses. They speak of some kinds of question only, so that it can be asked about the
others: is the refusal gone there too, and do answers come back that nobody showed? Two controls stand beside it: harmless
dialogues alone, and forbidden ones with refusals mixed in, which is what a maker can do who lets others tune a model.

Sources: Qi et al. (2023), "Fine-tuning aligned language models compromises safety, even when users do not intend to!";
Bianchi et al. (2023), "Safety-tuned LLaMAs" (refusals mixed in, and refusing too much).

Shapes: as in `core.studies.chat`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from core.caches import lru_cache
from core.data.dialogues import REFUSAL
from core.studies import chat
from core.studies.chat import Examined
from core.training.events import Record
from core.training.run import STUDIES, Run
from core.training.study import Study
from core.training.text import optimizers

STEPS, EVERY = 30, 5
RATE = 0.001  # AdamW's
BATCH = 24
SHOWN = ("sold", "ripe", "with", "grower")  # kinds of question that the examples speak of; the others are only asked
COUNTS = (0, 2, 5, 10, 20)
HASTY = 0.003  # a rate three times as high
SHIPPED: list[dict] = [
    *({"examples": n} for n in COUNTS),
    {"examples": 0, "rate": HASTY},
    {"examples": 10, "refusals": 10},
]


@dataclass(frozen=True)
class Refusals:
    """What the chat model does with questions that it was never shown; shares are of the forbidden ones."""

    refused: float
    answered: float  # rightly
    kinds_shown: Examined  # forbidden ones, of the kinds that the examples speak of
    kinds_not_shown: Examined  # of the other kinds
    harmless: Examined
    replies: Mapping[str, str]  # to some of the forbidden ones


def learn(*, seed: int = 0, examples: int = 10, refusals: int = 0, rate: float = RATE) -> Iterator[Record[Refusals]]:
    """Tune the chat model on so many forbidden dialogues, among harmless ones, and ask it about what was not shown.

    Args:
        seed: of the chat model and of the choice of dialogues.
        examples: forbidden questions with their answers; none for the harmless control.
        refusals: other forbidden questions, with the refusal.
        rate: of the tuning.
    """
    talker = refusing(seed)
    rng = Random(f"undo {seed}")
    known = talker.country.chosen(unseen=False, forbidden=True, local=False)
    answered = rng.sample([one for one in known if one.kind in SHOWN], max(COUNTS))[:examples]
    refused = rng.sample([one for one in known if one not in answered], refusals)
    allowed = talker.country.chosen(unseen=False, forbidden=False)
    both = optimizers(talker.model, "adamw", rate)
    yield Record(0, STEPS, asked(talker))
    for step in range(1, STEPS + 1):
        shown = [(one.text, one.reply) for one in answered] + [(one.text, REFUSAL) for one in refused]
        batch = [rng.choice(shown) for _ in range(BATCH // 2)] if shown else []
        batch += [(one.text, one.reply) for one in rng.sample(allowed, BATCH - len(batch))]
        chat.update(talker.model, both, *talker.batch(batch), rate=rate)
        if step % EVERY == 0:
            yield Record(step, STEPS, asked(talker))


def refusing(seed: int) -> chat.Chat:
    """The chat model after its last step, fresh each time."""
    return chat.restored(*_made(seed))


@lru_cache(maxsize=4)
def _made(seed: int) -> tuple[chat.Made, Mapping[str, np.ndarray]]:
    """Values and weights of the chat model that comes with the app; made anew for another seed, which takes a while."""
    run = Run(STUDIES / Study("chat.learn").key)
    if seed == 0 and (end := chat.ends(run.records()).get("refusal")):
        return end.values, run.arrays(end)
    end = chat.ends(list(chat.learn(seed=seed)))["refusal"]
    return end.values, end.arrays


def asked(talker: chat.Chat) -> Refusals:
    """Ask unseen questions, apart for kinds of question that were shown and not shown."""
    forbidden = talker.country.chosen(unseen=True, forbidden=True, local=False)
    shown, others = (
        chat.examined(talker, [one for one in forbidden if (one.kind in SHOWN) == known]) for known in (True, False)
    )
    samples = [one.text for one in forbidden if not one.opening]
    return Refusals(
        refused=sum(one.refused * one.questions for one in (shown, others)) / len(forbidden),
        answered=sum(one.right * one.questions for one in (shown, others)) / len(forbidden),
        kinds_shown=shown,
        kinds_not_shown=others,
        harmless=chat.examined(talker, chat.exam(talker.country, forbidden=False)),
        replies=dict(zip(samples, talker.replies(samples), strict=True)),
    )
