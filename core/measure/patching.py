"""Activation patching: two prompts that differ in one word, one column of numbers carried from one pass into the other.

Where the carried numbers bring the first prompt's answer back, the answer's cause passes through that place (Vig et al.
2020; Meng et al. 2022, "Locating and editing factual associations in GPT", who call it causal tracing).

Shapes: S taps of the residual stream (as in logit_lens.py), T position, B = S · T patched passes, D width.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.data.world import Fact, World
from core.measure.logit_lens import taps
from core.models.transformer import Edit, Trace, Transformer
from core.outcomes import band
from core.tokenizers import START

Text = Sequence[int]
KNOWN = 0.5  # of the answer's chance after its own prompt


@dataclass(frozen=True, eq=False)
class Patched:
    """Every cell of the map: what became of the answer when that column of numbers was carried over."""

    clean: float  # the answer's chance after the clean prompt
    corrupted: float  # and after the corrupted one
    chance: np.ndarray  # (S, T) and after the corrupted one with one column carried over
    other: np.ndarray  # (S, T) the chance of the corrupted prompt's own answer then
    best: np.ndarray  # (S, T) the likeliest token then
    best_chance: np.ndarray  # (S, T)

    @property
    def recovered(self) -> np.ndarray:
        """(S, T) 0: nothing came back; 1: the answer is as likely as after the clean prompt."""
        gap = self.clean - self.corrupted
        return (self.chance - self.corrupted) / gap if abs(gap) > 1e-9 else np.zeros_like(self.chance)

    @property
    def known(self) -> bool:
        """Does the model know the answer, so that there is something to bring back? It must have a chance of `KNOWN`."""
        return self.clean >= KNOWN

    def most(self, without: Sequence[int] = ()) -> float:
        """The most that any cell brings back, these columns left aside; 0 where each takes something away."""
        return max(0.0, float(np.delete(self.recovered, list(without), axis=1).max()))

    def carries(self, column: int, share: float) -> list[int]:
        """The taps at which this column alone brings so much of the answer back."""
        taps: list[int] = np.flatnonzero(self.recovered[:, column] >= share).tolist()
        return taps


def patch(
    model: Transformer, clean: Text, corrupted: Text, answer: int, other: int, source: Text | None = None
) -> Patched:
    """Carry each column of numbers over, one at a time, all in one batch.

    Args:
        model: whose passes they are.
        clean: the prompt with the answer, and `corrupted`, one of the same length that has another.
        answer: the token whose chance counts, and `other`, the answer of the corrupted prompt.
        source: the prompt to carry from, if not the clean one: the control.
    """
    if not len(clean) == len(corrupted) == len(source or clean):
        raise ValueError(
            f"Prompts must have equally many tokens to be patched, but they have {len(clean)} and {len(corrupted)}."
        )
    with torch.inference_mode():
        passes = model.trace(torch.tensor([list(clean), list(corrupted), list(source or clean)]))
        S, T = len(taps(model.config.layers)), len(clean)
        batch = torch.tensor([list(corrupted)]).expand(S * T, T)
        chances = model.trace(batch, edit=carrying(passes, giver=2, taker=1)).logits[:, -1].softmax(-1)  # (B, V)
        ends = passes.logits[:, -1].softmax(-1)[:, answer]
    best = chances.max(-1)
    return Patched(
        float(ends[0]), float(ends[1]),
        *(part.view(S, T).numpy() for part in (chances[:, answer], chances[:, other], best.indices, best.values)),
    )  # fmt: skip


def against(strangers: Patched, right: Patched) -> str:
    """How much of the answer a stranger's columns bring back, against the right person's: "nothing" (less than a quarter),
    "half", "as_well" (three quarters or more); "unknown" where the model does not know the answer."""
    if not right.known:
        return "unknown"
    return band(strangers.most() / right.most(), {"nothing": 0.25, "half": 0.75, "as_well": 1})


def carrying(passes: Trace, giver: int, taker: int) -> Edit:
    """The edit under which row s·T + t of a batch goes on with the giver's column at tap s and position t.

    A column is all that its position still has to say: the stream at the tap, and where the model has value embeddings,
    what its token tells in the blocks that come after it.
    """
    stream = passes.residual_stream  # (S, B, T, D)
    T = stream.shape[2]
    places = torch.arange(T)

    def edit(name: str, layer: int, x: Tensor) -> Tensor:
        if name == "told":
            told = passes.layers[layer].told
            assert told is not None
            before = 2 * layer + 1  # taps lie before this block's attention
            x = x.clone()
            x[torch.arange(before * T), places.repeat(before)] = told[giver].repeat(before, 1)
            return x
        tap = {"residual_before": 2 * layer, "attention_out": 2 * layer + 1, "residual_after": 2 * layer + 2}.get(name)
        if tap is None or (name == "residual_before" and layer):
            return x  # the stream before a later block is the stream after the one before it
        wanted = stream[tap, giver]  # (T, D)
        if name == "attention_out":  # the stream between the halves is what stood before, plus this
            wanted = wanted - stream[tap - 1, taker]
        x = x.clone()
        x[tap * T + places, places] = wanted
        return x

    return edit


def causes(model: Transformer, pairs: Sequence["Pair"]) -> dict[str, float]:
    """How clearly facts have a place: means over pairs of the share of the answer that a carried column brings back.

    The control carries from a stranger's prompt, one with the same question about somebody with another answer.
    """
    found = [patch(model, *pair.tokens, *pair.answers).recovered for pair in pairs]
    strangers = []
    for pair in pairs:
        stranger = next(
            (p for p in pairs if len(p.tokens[0]) == len(pair.tokens[0]) and p.clean.kind == pair.clean.kind
             and not {pair.clean.value, pair.corrupted.value} & {p.clean.value}), None,
        )  # fmt: skip
        if stranger:
            strangers.append(patch(model, *pair.tokens, *pair.answers, source=stranger.tokens[0]).recovered.max())
    late = 2 * model.config.layers - 1  # the tap after the last attention; what follows works on one column only
    ends = [(pair.subject, len(pair.tokens[0]) - 1) for pair in pairs]
    elsewhere = [np.delete(one, columns, axis=1).max() for one, columns in zip(found, ends, strict=True)]
    return {
        "pairs": float(len(pairs)),
        "subject_at_start": float(np.mean([one[0, s] for one, (s, _) in zip(found, ends, strict=True)])),
        "last_after_blocks": float(np.mean([one[late:, -1].min() for one in found])),
        "elsewhere": float(np.mean(elsewhere)),
        "stranger": float(np.mean(strangers)) if strangers else 0.0,
    }


# --- pairs of prompts about one country


@dataclass(frozen=True)
class Pair:
    """Two questions of one kind about two subjects; each is one token, so that only that token differs."""

    clean: Fact
    corrupted: Fact
    prompts: tuple[str, str]
    tokens: tuple[tuple[int, ...], tuple[int, ...]]
    answers: tuple[int, int]  # the first token of each value

    @property
    def subject(self) -> int:
        """The position of the token that differs."""
        return next(i for i, (a, b) in enumerate(zip(*self.tokens, strict=True)) if a != b)


def pairs(
    world: World, told: Mapping[Fact, int], tokenizer: Any, kinds: Sequence[str] = ("pet", "trade", "home")
) -> list[Pair]:
    """Pairs of facts that the text told often, the most told ones first; what the model should know best."""
    found = []
    for kind in kinds:
        true = (fact for fact in told if fact.kind == kind and world.value(fact.subject, kind) == fact.value)
        often = sorted(true, key=lambda fact: -told[fact])
        single = [fact for fact in often[:24] if len(tokenizer.encode(fact.subject)) == 1]
        for one, other in zip(single[::2], single[1::2], strict=False):
            if pair := _pair(world, tokenizer, one, other):
                found.append((told[one] + told[other], pair))
    return [pair for _, pair in sorted(found, key=lambda counted: -counted[0])]


def _pair(world: World, tokenizer: Any, one: Fact, other: Fact) -> Pair | None:
    """None where the two do not differ in exactly one token, or have one answer."""
    prompts = world.question(one), world.question(other)
    first, second = ((START, *tokenizer.encode(prompt)) for prompt in prompts)
    if len(first) != len(second) or sum(a != b for a, b in zip(first, second, strict=True)) != 1:
        return None
    answers = tuple(
        tokenizer.encode(f"{prompt} {fact.value}")[len(tokens) - 1]
        for prompt, fact, tokens in zip(prompts, (one, other), (first, second), strict=True)
    )
    return Pair(one, other, prompts, (first, second), (answers[0], answers[1])) if answers[0] != answers[1] else None
