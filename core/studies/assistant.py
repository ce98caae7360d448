"""From a model that goes on with text to one that answers: the base model of the invented country, tuned on dialogues.

It begins with the weights that `core.studies.chat` has after plain text. The dialogues answer in many manners
(`core.data.manners`), and a learner's own examples may be among them. Along the way it is asked questions in words that no
dialogue put together; in the end it is compared with what it was.

Source: Ouyang et al. (2022), "Training language models to follow instructions with human feedback" (its first step).

Shapes: as in `core.studies.chat`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
import torch

from core.caches import lru_cache
from core.data import manners
from core.data.dialogues import SAID, Country, Question
from core.models.transformer import Config, Transformer
from core.outcomes import band
from core.studies import chat
from core.studies.chat import CONTEXT, Chat
from core.training.events import Record
from core.training.run import STUDIES, Run
from core.training.study import Study
from core.training.text import optimizers, schedule

STEPS, EVERY = 360, 30
RATE = 0.01  # Muon's
BATCH = 64
LONGEST = 20  # words of a reply
EXAM = 60  # unseen questions that are asked along the way
OWN_SHARE = 8  # dialogues of a batch that are the learner's own, where there are any
MOST_OWN, MOST_LETTERS = 10, 120  # examples of one's own, and letters of a side
PAIRS = 16  # of answers that a learner may vote on
HALF = 0.5

SHIPPED: list[dict] = [{}]


@dataclass(frozen=True)
class After:
    """What tuning changed, and what it did not."""

    config: Config
    changed: Mapping[str, float]  # by the name of a matrix: the size of the change, as a share of the size before
    facts_before: float  # share of facts with which the model goes on rightly in plain text
    facts_after: float
    pairs: Sequence[Sequence[str]]  # a question and two answers to it, drawn at temperature 1


@dataclass(frozen=True)
class Tuned:
    """How the tuning goes."""

    right: float  # share of unseen questions that are answered rightly
    replies: Mapping[str, str]  # to some of them
    loss: float | None = None  # nats a word; None before the first step
    own: Sequence[str] = field(default_factory=tuple)  # replies to the learner's own questions
    after: After | None = None  # in the last record


def learn(*, seed: int = 0, own: Sequence[Sequence[str]] = ()) -> Iterator[Record[Tuned]]:
    """Tune the base model on dialogues.

    Args:
        seed: of the base model and of the order of the dialogues.
        own: the learner's examples, each what the user says and what the assistant shall reply.
    """
    talker = base(seed)
    before = {name: weight.clone() for name, weight in talker.model.state_dict().items()}
    knew = goes_on_rightly(talker)
    rng = Random(f"assistant {seed}")
    others = manners.dialogues(talker.country, rng)
    mine = [(said, " ".join(talker.known(reply)[: LONGEST - 1])) for said, reply in own[:MOST_OWN]]
    both = optimizers(talker.model, "muon", RATE)
    yield Record(0, STEPS, asked(talker, mine))
    for step in range(1, STEPS + 1):
        batch = [rng.choice(mine) for _ in range(OWN_SHARE)] if mine else []
        batch += [next(others) for _ in range(BATCH - len(batch))]
        loss = chat.update(talker.model, both, *talker.batch(batch), rate=RATE * schedule(step - 1, STEPS))
        if step == STEPS:
            weights = chat.rounded(talker.model)
            change = changes(before, talker.model)
            after = After(talker.model.config, change, knew, goes_on_rightly(talker), pairs(talker, seed))
            yield Record(step, STEPS, asked(talker, mine, loss, after), weights)
        elif step % EVERY == 0:
            yield Record(step, STEPS, asked(talker, mine, loss))


# --- the model before, and after


def base(seed: int) -> Chat:
    """The model that has read plain text only, fresh each time."""
    return chat.restored(*_base(seed))


@lru_cache(maxsize=4)
def _base(seed: int) -> tuple[chat.Made, Mapping[str, np.ndarray]]:
    """Values and weights of the chat model's first step; made anew for another seed, which takes a while."""
    run = Run(STUDIES / Study("chat.learn").key)
    if seed == 0 and (end := chat.ends(run.records()).get("text")):
        return end.values, run.arrays(end)
    made: list[Record[chat.Made]] = []
    for record in chat.learn(seed=seed):
        made.append(record)
        if record.values and record.values.end:
            break
    return made[-1].values, made[-1].arrays


def restored(tuned: Tuned, arrays: Mapping[str, np.ndarray]) -> Chat:
    """The tuned model of a last record, from its values and its arrays. ValueError for another."""
    if tuned.after is None:
        raise ValueError("The assistant's weights are kept at the end only.")
    model = Transformer(tuned.after.config)
    model.load_state_dict({name: torch.from_numpy(w.astype(np.float32)) for name, w in arrays.items()})
    return Chat(Country(), model.eval())


# --- what it can do


def exam(country: Country) -> list[Question]:
    """Questions in wordings that no dialogue had about this one; the same each time."""
    unseen = [question for question in country.questions if question.unseen]
    return Random("assistant exam").sample(unseen, EXAM)


def asked(talker: Chat, own: Sequence[tuple[str, str]], loss: float | None = None, after: After | None = None) -> Tuned:
    """Ask unseen questions, and the learner's own."""
    questions = exam(talker.country)
    texts = [question.text for question in questions] + [said for said, _ in own]
    replies = talker.continued([talker.prompt(text) for text in texts], longest=LONGEST)
    right = [manners.is_right(question, reply) for question, reply in zip(questions, replies[:EXAM], strict=True)]
    shown = dict(zip(texts[:4], replies[:4], strict=True))
    return Tuned(sum(right) / EXAM, shown, loss, tuple(replies[EXAM:]), after)


@torch.inference_mode()
def goes_on_rightly(talker: Chat) -> float:
    """The share of all facts with which the model goes on, where plain text stops just before the fact."""
    found: list[bool] = []
    facts = [(SAID[kind][0].format(who=about, what="|").split(" |")[0].split(), value)
             for (about, kind), value in talker.country.facts.items()]  # fmt: skip
    for length in sorted({len(words) for words, _ in facts}):
        these = [(talker.encode(words), value) for words, value in facts if len(words) == length]
        best = talker.model(torch.tensor([tokens for tokens, _ in these]))[:, -1].argmax(-1).tolist()
        found += [talker.words[word] == value for word, (_, value) in zip(best, these, strict=True)]
    return sum(found) / len(found)


def changes(before: Mapping[str, torch.Tensor], model: Transformer) -> dict[str, float]:
    """How far each matrix moved, as a share of how large it was: ‖after − before‖ / ‖before‖."""
    return {
        name: float((weight - before[name]).norm() / before[name].norm())
        for name, weight in model.state_dict().items()
        if weight.ndim == 2
    }


@torch.inference_mode()
def next_chances(talker: Chat, given: Sequence[str]) -> dict[str, float]:
    """How likely each word is after these."""
    shares = talker.model(torch.tensor([talker.encode(given)]))[0, -1].softmax(-1)
    return dict(zip(talker.words, shares.tolist(), strict=True))


# --- answers drawn by chance


@torch.inference_mode()
def drawn(talker: Chat, texts: Sequence[str], rng: torch.Generator) -> list[str]:
    """An answer to each text, each word drawn at temperature 1; a text that stands there often gets as many answers."""
    found: dict[int, str] = {}
    ids = talker.ids
    end = ids[chat.END]
    prompts = [talker.encode(talker.prompt(text)) for text in texts]
    for length in sorted({len(prompt) for prompt in prompts}):
        rows = [i for i, prompt in enumerate(prompts) if len(prompt) == length]
        tokens = torch.tensor([prompts[i] for i in rows])
        for _ in range(min(LONGEST, CONTEXT - length)):
            chances = talker.model(tokens)[:, -1].softmax(-1)
            tokens = torch.cat((tokens, torch.multinomial(chances, 1, generator=rng)), dim=1)
            if ((tokens[:, length:] == end).any(1)).all():
                break
        for i, row in zip(rows, tokens[:, length:].tolist(), strict=True):
            found[i] = " ".join(talker.words[t] for t in row[: row.index(end) if end in row else None])
    return [found[i] for i in range(len(texts))]


def pairs(talker: Chat, seed: int) -> list[tuple[str, str, str]]:
    """Questions with two different answers each, for somebody to vote on."""
    rng = torch.Generator().manual_seed(seed)
    questions = Random(f"votes {seed}").sample(
        [one.text for one in talker.country.questions if not one.unseen], 3 * PAIRS
    )
    both = zip(questions, drawn(talker, questions, rng), drawn(talker, questions, rng), strict=True)
    return [(question, first, second) for question, first, second in both if first != second][:PAIRS]


# --- what came out, in a word


def when(right: Mapping[int, float], steps: int = STEPS) -> str:
    """When half of the unseen questions were answered rightly, in a word: at_once, soon (a quarter of the steps), late, never.

    >>> when({0: 0.0, 20: 0.6}), when({0: 0.0, 200: 0.9}), when({0: 0.1, 360: 0.2}), when({0: 0.7})
    ('soon', 'late', 'never', 'at_once')
    """
    step = next((step for step, share in right.items() if share >= HALF), None)
    if step is None:
        return "never"
    return "at_once" if step == 0 else "soon" if step <= steps / 4 else "late"


def kept(before: float, after: float) -> str:
    """How much of what plain text had told is still there: lost (less than half), part, or kept (nine tenths).

    >>> kept(0.9, 0.1), kept(0.9, 0.7), kept(0.9, 0.9)
    ('lost', 'part', 'kept')
    """
    return band(after / before if before else 0.0, {"lost": 0.5, "part": 0.9, "kept": 9})
