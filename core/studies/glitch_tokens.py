"""TOK-3: a token that the tokenizer knows and the model never met, made and cured.

A tokenizer learns from a text in which three strange names are repeated again and again; each becomes one token. A
model then learns to repeat words from a text without them. It repeats every word that it met, and none of the three.
Source: Land and Bartolo (2024), arXiv:2405.05417; so is the sign by which such tokens are found without asking: their
vectors lie near those of tokens that cannot occur at all. Here those are the bytes that UTF-8 never uses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch

from core.data.world import World
from core.models.transformer import Config, Transformer, next_token_loss
from core.tokenizers import SPECIAL, START
from core.tokenizers.bpe import BPE, BYTES
from core.training.descent import update
from core.training.events import Record
from core.training.text import SEEDING, optimizers, schedule
from core.training.windows import Windows

PLANTED = (" Zyxomagik", " Qwartulop", " Vexxarine")
NEVER = [SPECIAL + byte for byte in (0xC0, 0xC1, *range(0xF5, 0x100))]  # bytes that stand in no UTF-8 text
VOCABULARY, CONTEXT, BATCH, STEPS, RATE = 700, 48, 32, 500, 0.02
WORDS = 3  # in a line to repeat
LINES, STORIES = 3_000, 1_500  # documents to repeat, and of plain text
ASKED = 60  # questions of a kind


Said = tuple[str, str]  # a word to repeat, and what the model said


@dataclass(frozen=True)
class Suspicion:
    """How near every learned piece's vector lies to those of bytes that never occur, and who is nearest."""

    never_met: int  # pieces that stand nowhere in the model's text
    ranks: Sequence[int]  # the places of the planted names, the nearest piece first
    pieces: int  # how many were learned
    precision: float  # of so many nearest pieces as were never met, the share that was never met
    nearness: Sequence[float]  # the cosine of each piece's vector with the middle of those bytes',
    met: Sequence[bool]  # and whether the model ever met the piece
    planted_nearness: Sequence[float]


@dataclass(frozen=True)
class Repeats:
    """How well the model repeats words by now."""

    loss: float  # nats per token
    exposures: int  # documents that each planted name stands in
    planted: float  # the share of questions about planted names that it answers rightly,
    planted_said: Sequence[Said]
    common: float  # and of those about common words
    common_said: Sequence[Said]
    suspicion: Suspicion | None = None  # looked for at the end only


def learn(*, exposures: int = 0, seed: int = 0) -> Iterator[Record[Repeats]]:
    """Train the model with each strange name in `exposures` documents; a record every 25 steps. Deterministic."""
    rng = Random(seed)
    text = World(seed).text(300_000, seed=seed)
    tokenizer = BPE.train(text + "\n" + "\n".join(f"buy{name} now" for name in PLANTED * 400), VOCABULARY)
    words = sorted(word for word in set(re.findall(r" [A-Za-z]{3,}", text)) if len(tokenizer.encode(word)) == 1)
    documents = [tokenizer.encode(document) for document in lessons(text, words, exposures, rng)]
    seen = np.bincount(np.concatenate(documents), minlength=tokenizer.size)
    with SEEDING:
        torch.manual_seed(seed)
        model = Transformer(Config(vocabulary=tokenizer.size, context=CONTEXT))
    windows = Windows(documents, CONTEXT, seed)
    both = optimizers(model, "muon", RATE)
    common = words[:: max(1, len(words) // ASKED)]
    for step in range(1, STEPS + 1):
        batch = torch.from_numpy(windows.batch(step - 1, BATCH))
        loss = next_token_loss(model(batch[:, :-1]), batch[:, 1:])
        update(both, loss, RATE * schedule(step - 1, STEPS))
        if step % 25 == 0:
            names, others = (repeats(model, tokenizer, asked, words) for asked in (PLANTED, common))
            suspects = suspicion(model, tokenizer, seen) if step == STEPS else None
            yield Record(step, STEPS, Repeats(loss.item(), exposures, *names, *others, suspects))


def lessons(text: str, words: Sequence[str], exposures: int, rng: Random) -> list[str]:
    """Lines to repeat, and stories, shuffled; each planted name stands in `exposures` of the lines."""
    documents = [repeated(rng.sample(words, WORDS)) for _ in range(LINES)]
    for name in PLANTED:
        for _ in range(exposures):
            line = [*rng.sample(words, WORDS - 1), name]
            rng.shuffle(line)
            documents.append(repeated(line))
    documents += text.splitlines()[:STORIES]
    rng.shuffle(documents)
    return documents


def repeated(words: Sequence[str]) -> str:
    line = "".join(words)
    return f"Repeat after me:{line}. You said:{line}."


def repeats(model: Transformer, tokenizer: BPE, asked: Sequence[str], words: Sequence[str]) -> tuple[float, list[Said]]:
    """How often the model repeats these words, each at some place of a line; and what it said for the first few."""
    rng = Random("questions")
    prompts, answers = [], []
    for number in range(ASKED):
        word = asked[number % len(asked)]
        others = [other for other in rng.sample(words, WORDS + 1) if other != word][: WORDS - 1]
        place = rng.randrange(WORDS)
        line = [*others[:place], word, *others[place:]]
        prompt = f"Repeat after me:{''.join(line)}. You said:{''.join(line[:place])}"
        prompts.append([START, *tokenizer.encode(prompt)])
        answers.append(tokenizer.encode(word)[0])
    tokens = torch.zeros(ASKED, max(map(len, prompts)), dtype=torch.long)
    for row, prompt_tokens in zip(tokens, prompts, strict=True):
        row[: len(prompt_tokens)] = torch.tensor(prompt_tokens)
    with torch.inference_mode():
        logits = model(tokens)[torch.arange(ASKED), torch.tensor([len(p) - 1 for p in prompts])]
    said = logits.argmax(-1).tolist()
    right = sum(a == b for a, b in zip(said, answers, strict=True)) / ASKED
    first = min(len(asked), 6)
    return right, list(zip(tokenizer.spell(answers[:first]), tokenizer.spell(said[:first]), strict=True))


def suspicion(model: Transformer, tokenizer: BPE, seen: np.ndarray) -> Suspicion:
    """Which pieces' vectors lie near those of bytes that never occur; `seen` is how often each token stands in the text."""
    vectors = model.state_dict()["token_embedding.weight"].numpy()
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    centre = unit[NEVER].mean(0)
    nearness = unit @ (centre / np.linalg.norm(centre))
    pieces = np.arange(SPECIAL + len(BYTES), tokenizer.size)
    order = pieces[np.argsort(-nearness[pieces], kind="stable")]
    never_met = set(pieces[seen[pieces] == 0].tolist())
    planted = [tokenizer.encode(name)[0] for name in PLANTED]
    rank = {int(piece): place for place, piece in enumerate(order, 1)}
    return Suspicion(
        len(never_met),
        [rank[piece] for piece in planted],
        len(pieces),
        precision=len(never_met & set(order[: len(never_met)].tolist())) / max(1, len(never_met)),
        nearness=[round(float(nearness[piece]), 3) for piece in pieces],
        met=[bool(seen[piece]) for piece in pieces],
        planted_nearness=[round(float(nearness[piece]), 3) for piece in planted],
    )


SHIPPED = [{"exposures": exposures} for exposures in (0, 1, 3, 10, 100)]
