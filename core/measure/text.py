"""How good a language model of the world is by now: what it writes, what it knows, what it makes up.

Measured the way a learner would: let it write, read what it wrote, ask it. Knows nothing of training.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.data.world import Fact, World, sentences
from core.models.decode import Decoder
from core.models.transformer import Transformer
from core.tokenizers import END, START, Tokenizer

OFTEN = 8  # tellings from which on a fact counts as told often
TELLINGS = {"never": (0, 0), "once": (1, 1), "2–3": (2, 3), "4–7": (4, 7), "8–31": (8, 31), "32+": (32, 1 << 30)}


@dataclass(frozen=True)
class Written:
    """What the model wrote, judged by the world. Shares are None where nothing could be judged."""

    texts: tuple[str, ...]
    sentences: int
    grammatical: float | None
    claims: int
    true: float | None


def write(model: Transformer, tokenizer: Tokenizer, count: int, seed: int, temperature: float = 0.8) -> tuple[str, ...]:
    """`count` texts from the start token on, all at once through the NumPy decoder, at most one context long."""
    rng = np.random.default_rng(seed)
    decoder = Decoder({name: w.detach().numpy() for name, w in model.state_dict().items()}, model.config, batch=count)
    logits = decoder.read(np.full((count, 1), START))
    lines = np.empty((count, model.config.context - 1), dtype=np.int64)
    for place in range(lines.shape[1]):
        # the largest of logits plus Gumbel noise is a draw from the softmax (Gumbel, 1954)
        lines[:, place] = (logits / temperature + rng.gumbel(size=logits.shape)).argmax(-1)
        if place + 1 < lines.shape[1]:
            logits = decoder.step(lines[:, place])
    ends = [int(np.argmax(line == END)) if END in line else len(line) for line in lines]
    return tuple(tokenizer.decode(line[:end].tolist()) for line, end in zip(lines, ends, strict=True))


def judge(texts: Sequence[str], world: World, told: Mapping[Fact, int]) -> Written:
    """Read the texts sentence by sentence. A last sentence that the context cut short is not held against the model.

    Claims count in the country's own wording only, so that a run measures the same today as when it was shipped.
    """
    good = total = right = claims = 0
    for text in texts:
        spans = [(a, b) for a, b in sentences(text) if re.search(r"[.!?][”\"']?$", text[a:b].rstrip())]
        good += sum(world.grammatical(text[a:b]) for a, b in spans)
        total += len(spans)
        found = world.claims(text[: spans[-1][1]] if spans else "", told, other_words=False)
        right += sum(claim.truth == "true" for claim in found)
        claims += len(found)
    return Written(tuple(texts), total, good / total if total else None, claims, right / claims if claims else None)


def questions(world: World, facts: Sequence[Fact], tokenizer: Tokenizer) -> tuple[Tensor, Tensor]:
    """Each fact as its question and its answer: (N, T) tokens and the (N, T) mask of the answer's tokens."""
    rows, asked = [], []
    for fact in facts:
        question = world.question(fact)
        head = [START, *tokenizer.encode(question)]
        whole = [START, *tokenizer.encode(f"{question} {fact.value}")]
        shared = next((i for i, (a, b) in enumerate(zip(head, whole, strict=False)) if a != b), len(head))
        rows.append(whole)
        asked.append(shared)
    length = max(map(len, rows), default=1)
    tokens = torch.full((len(rows), length), END)
    answer = torch.zeros(len(rows), length, dtype=torch.bool)
    for i, (row, shared) in enumerate(zip(rows, asked, strict=True)):
        tokens[i, : len(row)] = torch.tensor(row)
        answer[i, shared : len(row)] = True
    return tokens, answer


@torch.inference_mode()
def recalled(model: Transformer, tokens: Tensor, answer: Tensor) -> np.ndarray:
    """(N,) is every token of the answer the likeliest one after the question? That is greedy recall, asked all at once."""
    context = model.config.context
    tokens, answer = tokens[:, :context], answer[:, :context]
    guess = torch.cat([model(part).argmax(-1) for part in tokens.split(128)]) if len(tokens) else tokens
    return ((guess[:, :-1] == tokens[:, 1:]) | ~answer[:, 1:]).all(1).numpy()


def recall_by_telling(right: np.ndarray, facts: Sequence[Fact], told: Mapping[Fact, int]) -> dict[str, float]:
    """The share recalled, by how often a fact was told; kinds of fact that nobody asked about are left out."""
    counts = np.array([told.get(fact, 0) for fact in facts])
    groups = {name: (counts >= low) & (counts <= high) for name, (low, high) in TELLINGS.items()}
    return {name: float(right[group].mean()) for name, group in groups.items() if group.any()}


@torch.inference_mode()
def loss(model: Transformer, windows: Tensor) -> float:
    """Mean cross entropy in nats per token over (N, T+1) windows."""
    total = 0.0
    for part in windows.split(32):
        logits = model(part[:, :-1])
        total += F.cross_entropy(logits.flatten(0, 1), part[:, 1:].flatten(), reduction="sum").item()
    return total / windows[:, 1:].numel()


def repeated(tokens: Sequence[int], length: int = 4) -> float:
    """The share of runs of `length` tokens that stood before (Welleck et al. 2020 count it as seq-rep-n)."""
    runs = [tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)]
    return 1 - len(set(runs)) / len(runs) if runs else 0.0
