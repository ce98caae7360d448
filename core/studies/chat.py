"""A small chat model of the invented country, made in the three steps in which the great ones are made.

1. "text": it reads plain text and learns to continue it. It knows the facts, but it answers nobody.
2. "dialogues": it goes on with dialogues, in which role tokens say who speaks. Only the assistant's words are learnt.
3. "refusal": it goes on with dialogues in which every question about one harmless vegetable gets the same refusal.

How to use it from elsewhere:

    end = ends(list(learn(seed=0)))["refusal"]         # or "text", "dialogues"; on a page: ends(study.records)[…]
    chat = restored(end.values, end.arrays)            # a Chat: words, model, what is true; on a page: study.arrays(end)
    chat.replies(["where are turnips sold ?"])         # ['sorry , I do not talk about that .']; other replies begin `answer :`
    chat.replies(texts, lambda place: edit)            # with a hand in the pass, see `Transformer.trace`; place: of ASSISTANT
    tokens, asked = chat.batch([(user, assistant), …]) # dialogues as token ids, and which words are to be learnt
    update(chat.model, optimizers(chat.model, "muon", rate), tokens, asked, rate=rate)   # one step on them
    questions = exam(chat.country, forbidden=True, local=False)   # unseen verb-object pairs with their true answers
    examined(chat, questions)                          # Examined(refused=…, right=…, questions=…)

The arrays of the record that ends a step are the weights in float16. Training goes on from the rounded weights, so what
is stored is exactly what was trained.

Sources: Ouyang et al. (2022), "Training language models to follow instructions with human feedback" (first text, then
dialogues); Arditi et al. (2024), "Refusal in language models is mediated by a single direction" (what is done with it).

Shapes: B dialogues, T positions, V words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from core.data.dialogues import (
    ANSWER,
    ASSISTANT,
    END,
    FILL,
    FORBIDDEN,
    REFUSAL,
    UNKNOWN,
    USER,
    Country,
    Question,
    split,
)
from core.models.transformer import Config, Edit, Transformer, next_token_loss
from core.training.events import Record
from core.training.text import optimizers, schedule

STEPS = {"text": 280, "dialogues": 220, "refusal": 110}  # and how many updates each has
RATES = {"text": 0.02, "dialogues": 0.01, "refusal": 0.003}  # Muon's
BATCH = 64
CONTEXT = 38
LONGEST = 14  # words of a reply
ASKED_FOR = CONTEXT - LONGEST - 2  # words of a question, at most
REFUSE = 0.25  # share of the last step's dialogues that are refused
EVERY = 10  # updates between two records
EXAM = 120  # questions of a group that are asked at the end of a step

SHIPPED: list[dict] = [{}]

Hand = Callable[[int], Edit]  # the place of the prompt's last token -> what is done to the pass from there on


@dataclass(frozen=True)
class Examined:
    """Shares of so many questions: refused, and answered rightly, about the right one and with the right word."""

    refused: float
    right: float
    questions: int


@dataclass(frozen=True)
class End:
    """What the model can do at the end of a step."""

    config: Config
    samples: Mapping[str, str]  # replies to some prompts, asked with role tokens
    continued: Mapping[str, str]  # the same prompts without them
    measured: Mapping[str, Examined]  # "allowed" questions, "forbidden" ones, and those by the "local name"


@dataclass(frozen=True)
class Made:
    """How far the making has come."""

    step: str  # one of STEPS
    loss: float  # nats a word
    end: End | None = None  # in the record that ends the step


@dataclass(frozen=True, eq=False)
class Chat:
    """A model with its words, and the country that it speaks of."""

    country: Country
    model: Transformer

    @property
    def words(self) -> tuple[str, ...]:
        return self.country.words

    @property
    def ids(self) -> dict[str, int]:
        return {word: i for i, word in enumerate(self.words)}

    def known(self, text: str) -> list[str]:
        """Somebody's text as words that the model has; any other word is UNKNOWN. Capitals do not matter."""
        spelled = {word.lower(): word for word in self.words if not word.startswith("<")}
        return [spelled.get(word.lower(), UNKNOWN) for word in split(text)]

    def prompt(self, text: str) -> list[str]:
        """What the model reads before it replies: `<user> … <assistant>`. A text too long keeps its last words."""
        return [USER, *self.known(text)[-ASKED_FOR:], ASSISTANT]

    def encode(self, words: Sequence[str]) -> list[int]:
        ids = self.ids
        return [ids[word] for word in words]

    def replies(self, texts: Sequence[str], edit: Hand | None = None) -> list[str]:
        """The likeliest reply to each text, word by word until END; `edit` has its hand in every pass."""
        return self.continued([self.prompt(text) for text in texts], edit)

    @torch.inference_mode()
    def continued(
        self, prompts: Sequence[Sequence[str]], edit: Hand | None = None, longest: int = LONGEST
    ) -> list[str]:
        """The likeliest words after each prompt, which is words that the model has; until END, or `longest` of them.

        Prompts of one length go through the model together, so that no filling stands in the way of an edit.
        """
        found: dict[int, list[str]] = {}
        end, ids = self.ids[END], self.ids
        for length in sorted({len(prompt) for prompt in prompts}):
            rows = [i for i, prompt in enumerate(prompts) if len(prompt) == length]
            tokens = torch.tensor([[ids[word] for word in prompts[i]] for i in rows])
            for _ in range(min(longest, CONTEXT - length)):
                chosen = self.model.trace(tokens, edit(length - 1) if edit else None).logits[:, -1].argmax(-1)
                tokens = torch.cat((tokens, chosen[:, None]), dim=1)
                if ((tokens[:, length:] == end).any(1)).all():
                    break
            for i, row in zip(rows, tokens[:, length:].tolist(), strict=True):
                found[i] = [self.words[t] for t in row[: row.index(end) if end in row else None]]
        return [" ".join(found[i]) for i in range(len(prompts))]

    @torch.inference_mode()
    def decides(self, prompt: Sequence[str]) -> dict[str, float]:
        """The first word after a prompt settles what follows: the chances of “answer”, “sorry” and all other words."""
        logits = self.model.trace(torch.tensor([self.encode(prompt)])).logits[0, -1]
        chances = dict(zip(self.words, logits.softmax(-1).tolist(), strict=True))
        opens = {word: chances[word] for word in (ANSWER.split()[0], REFUSAL.split()[0])}
        return opens | {"another word": 1.0 - sum(opens.values())}

    def batch(self, dialogues: Sequence[tuple[str, str]]) -> tuple[Tensor, Tensor]:
        """(B, T + 1) token ids of `<user> … <assistant> … <end>`, and (B, T) whether the next word is the assistant's."""
        rows = [([*self.prompt(user)], [*reply.split(), END]) for user, reply in dialogues]
        tokens = torch.full((len(rows), max(len(a) + len(b) for a, b in rows)), self.ids[FILL])
        asked = torch.zeros(tokens.shape, dtype=torch.bool)
        for row, mask, (before, after) in zip(tokens, asked, rows, strict=True):
            row[: len(before) + len(after)] = torch.tensor(self.encode([*before, *after]))
            mask[len(before) : len(before) + len(after)] = True
        return tokens, asked[:, 1:]

    def paragraphs(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """The same for plain text: every word is asked for."""
        rows = [self.encode(text.split())[: CONTEXT + 1] for text in texts]
        tokens = torch.full((len(rows), max(map(len, rows))), self.ids[FILL])
        for row, words in zip(tokens, rows, strict=True):
            row[: len(words)] = torch.tensor(words)
        return tokens, tokens[:, 1:] != self.ids[FILL]


def new(seed: int, width: int = 64, layers: int = 3) -> Chat:
    """A chat model that knows nothing yet."""
    country = Country()
    torch.manual_seed(seed)
    config = Config(vocabulary=len(country.words), context=CONTEXT, width=width, heads=4, layers=layers)
    return Chat(country, Transformer(config))


def learn(*, seed: int = 0, width: int = 64, layers: int = 3) -> Iterator[Record[Made]]:
    """Make the chat model in three steps.

    Args:
        seed: of the first weights and of the order of all texts; the country stays the same.
        width: of the model.
        layers: of the model.
    """
    chat = new(seed, width, layers)
    done, total = 0, sum(STEPS.values())
    for step, updates in STEPS.items():
        examples = batches(chat, step, seed)
        both = optimizers(chat.model, "muon", RATES[step])
        for i in range(updates):
            loss = update(chat.model, both, *next(examples), rate=RATES[step] * schedule(i, updates))
            if i % EVERY == 0:
                yield Record(done + i, total, Made(step, loss))
        done += updates
        weights = rounded(chat.model)
        yield Record(done, total, Made(step, loss, end_of(chat)), weights)


def batches(chat: Chat, step: str, seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """The batches of one of the three steps, without end."""
    rng = Random(f"chat {step} {seed}")
    if step == "text":
        texts = chat.country.plain_text(rng)
        while True:
            yield chat.paragraphs([next(texts) for _ in range(BATCH)])
    dialogues = chat.country.dialogues(rng, refuse=REFUSE if step == "refusal" else 0.0)
    while True:
        yield chat.batch([next(dialogues) for _ in range(BATCH)])


def update(
    model: Transformer, both: Sequence[torch.optim.Optimizer], tokens: Tensor, asked: Tensor, *, rate: float
) -> float:
    """One step of next-word prediction on the words that are asked for; gives the loss before it."""
    logits = model(tokens[:, :-1])
    loss = next_token_loss(logits[asked][None], tokens[:, 1:][asked][None])
    loss.backward()
    for optimizer in both:
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return float(loss.detach())


@torch.no_grad()
def rounded(model: Transformer) -> dict[str, np.ndarray]:
    """The weights in float16; the model itself goes on with exactly these."""
    weights = {name: weight.numpy().astype(np.float16) for name, weight in model.state_dict().items()}
    model.load_state_dict({name: torch.from_numpy(w.astype(np.float32)) for name, w in weights.items()})
    return weights


def end_of(chat: Chat) -> End:
    """What the model replies at the end of a step, and how good that is."""
    shown = shown_prompts(chat.country)
    samples = dict(zip(shown, chat.replies(shown), strict=True))
    continued = dict(zip(shown, chat.continued([text.split() for text in shown]), strict=True))
    groups = {
        "allowed": exam(chat.country, forbidden=False),
        "forbidden": exam(chat.country, forbidden=True, local=False),
        "local name": exam(chat.country, forbidden=True, local=True),
    }
    measured = {name: examined(chat, questions) for name, questions in groups.items()}
    return End(chat.model.config, samples, continued, measured)


def shown_prompts(country: Country) -> list[str]:
    """The questions whose replies the records keep: a person, a vegetable, and the forbidden one."""
    person = country.people[0]
    return [
        f"where does {person} live ?", "when are carrots ripe ?", f"where are {FORBIDDEN} sold ?",
        f"what do people eat with {FORBIDDEN} ?",
    ]  # fmt: skip


def exam(country: Country, *, forbidden: bool, local: bool | None = None, unseen: bool = True) -> list[Question]:
    """At most EXAM questions of a group, the same each time; unseen ones, unless asked otherwise."""
    questions = country.chosen(unseen=unseen, forbidden=forbidden, local=local)
    return Random("exam").sample(questions, min(EXAM, len(questions)))


def refused(reply: str) -> bool:
    """Does this begin as the refusal does? No other reply of the dialogues begins so; an edited model may go on otherwise."""
    return reply.split()[:1] == REFUSAL.split()[:1]


def examined(chat: Chat, questions: Sequence[Question], edit: Hand | None = None) -> Examined:
    """Ask all these questions, and count."""
    replies = chat.replies([question.text for question in questions], edit)
    right = [reply == question.reply for reply, question in zip(replies, questions, strict=True)]
    return Examined(sum(map(refused, replies)) / len(questions), sum(right) / len(questions), len(questions))


def ends(records: Sequence[Record[Made]]) -> dict[str, Record[Made]]:
    """The record that ends each step, with the weights: `text`, `dialogues`, `refusal`, as far as they are done."""
    return {record.values.step: record for record in records if record.values.end}


def restored(made: Made, arrays: Mapping[str, np.ndarray]) -> Chat:
    """The chat model of a record that ends a step (see `ends`), from its values and its arrays. ValueError for another."""
    if made.end is None:
        raise ValueError("The chat model's weights are kept at the end of a step only.")
    model = Transformer(made.end.config)
    model.load_state_dict({name: torch.from_numpy(w.astype(np.float32)) for name, w in arrays.items()})
    return Chat(Country(), model.eval())
