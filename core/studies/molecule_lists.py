"""The ladder of molecules once more, on other molecules or written more explicitly: a learner's own list, those of MOSES, and
SMILES that leave less to be kept in mind.

The models, their training, how they write and how it is judged are those of `core.studies.molecules`. Here stands what else
they may read; and a recipe in which the double bonds of rings are written out, so that no small letters have to agree, and a
digit that closes a ring is another token than the same digit where it opens one, as brackets are by themselves. What is
written is still SMILES. It is written by the average of the last weights.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np
import torch
from torch import nn

from core.caches import lru_cache
from core.data import molecules, moses
from core.measure import molecules as measure
from core.measure import selfies
from core.models.ngram import NGram
from core.studies.molecules import (
    CONTEXT,
    MARKS,
    ORDERS,
    STEPS,
    WRITES,
    WROTE,
    Learned,
    Texts,
    built,
    found,
    size,
    trained,
    written,
)
from core.training.events import Record

LISTS = ("nci", "moses", "own")
WRITINGS = ("smiles", "explicit", "selfies")
MEMORY = 0.98  # of the average of the weights: about the last fifty steps
SHOWN = 12  # texts that are kept to look at on the way; at the end as many as there
SHIPPED: list[dict[str, Any]] = [{"writing": "explicit"}, {"writing": "selfies"}]


@lru_cache(maxsize=4)
def cut(smiles: tuple[str, ...], writing: str) -> Texts:
    """A list to be learned from. Texts that are too long in this way of writing are left out, and what SELFIES cannot say."""
    if writing == "selfies":
        rows = [selfies.symbols(one) for one in map(_as_selfies, smiles) if one]
    else:
        rows = [molecules.tokens(one) for one in (map(_explicit, smiles) if writing == "explicit" else smiles)]
    told = [told_apart(one) if writing == "explicit" else [(token, False) for token in one] for one in rows]
    kinds = [("", False), *sorted({token for row in told for token in row})]
    numbers = {token: id for id, token in enumerate(kinds)}
    texts = tuple(np.array([numbers[token] for token in row]) for row in told if len(row) < CONTEXT)
    return Texts(tuple(text for text, _ in kinds), texts, "selfies" if writing == "selfies" else "smiles")


@lru_cache(maxsize=10_000)
def _explicit(smiles: str) -> str:
    return molecules.without_small_letters(smiles)


def told_apart(tokens: Sequence[str]) -> list[tuple[str, bool]]:
    """Each token, and whether it closes a ring.

    >>> told_apart(["C", "1", "C", "C", "1"])
    [('C', False), ('1', False), ('C', False), ('C', False), ('1', True)]
    """
    closing = {pair.right for pair in measure.grammar("".join(tokens)).pairs if pair.kind == "ring"}
    return [(token, place in closing) for place, token in enumerate(tokens)]


def _as_selfies(smiles: str) -> str:
    try:
        return selfies.encoded(smiles)
    except ValueError:
        return ""


@lru_cache(maxsize=4)
def known(smiles: tuple[str, ...]) -> frozenset[str]:
    """What counts as not new."""
    return measure.keys(smiles)


def smiles_of(data: str, own: Sequence[str] = ()) -> tuple[str, ...]:
    """The molecules of one of LISTS."""
    if data == "own":
        return tuple(own)
    return moses.structures() if data == "moses" else molecules.structures()


def learn(
    *,
    model: str = "gpt",
    writing: str = "smiles",
    data: str = "nci",
    own: Sequence[str] = (),
    seed: int = 0,
    steps: int = STEPS,
) -> Iterator[Record[Learned]]:
    """One of the models learns to write the molecules of a list; `own`: the learner's, as RDKit writes them."""
    yield Record(0, steps)
    smiles = smiles_of(data, own)
    texts = cut(smiles, writing)
    if model == "ngram":
        yield from counts(texts, smiles, seed)
        return
    network = built(model, len(texts.kinds), seed)
    average = copy.deepcopy(network).requires_grad_(False) if writing == "explicit" else network
    marks = {max(1, round(share * steps)) for share in MARKS}
    seconds, begun = 0.0, process_time()
    for step in trained(network, texts, seed, steps):
        if average is not network:
            follow(average, network, step)
        seconds += process_time() - begun
        if step in marks:
            rows = written(average, WRITES if step == steps else WROTE, seed)
            learned = judged([texts.said(row) for row in rows], texts, smiles, seconds, size(network), seed)
            if step < steps:
                learned = replace(learned, samples=learned.samples[:SHOWN])
            yield Record(step, steps, learned)
        elif step % 10 == 0 and step:
            yield Record(step, steps)
        begun = process_time()


def follow(average: nn.Module, network: nn.Module, step: int) -> None:
    """The average of the weights goes a little towards them; at first more, for it forgets a random beginning."""
    memory = min(MEMORY, 1 - 1 / (1 + 0.2 * step))
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - memory)


def counts(texts: Texts, smiles: tuple[str, ...], seed: int) -> Iterator[Record[Learned]]:
    """The model that only counts, for each of ORDERS."""
    rng = np.random.default_rng(seed)
    line, _ = texts.line(rng)
    for order in ORDERS:
        begun = process_time()
        model = NGram(line, len(texts.kinds), order)
        seconds = process_time() - begun
        kept = sum(int((table > 0).sum()) for table in model.tables)
        rows = model.write(CONTEXT - 1, np.zeros((WRITES, order - 1), dtype=np.int64), rng)
        learned = judged([texts.said(row) for row in rows], texts, smiles, seconds, kept, seed, order)
        yield Record(order, ORDERS[-1], learned)


def judged(
    said: Sequence[str], texts: Texts, smiles: tuple[str, ...], seconds: float, weights: int, seed: int, order: int = 0
) -> Learned:
    """What RDKit says of texts that a model wrote; new is what is not in this list."""
    learned = found(said, texts, seconds, weights, seed, order)
    keys = [measure.judged(selfies.decoded(one) if texts.writing == "selfies" else one).key for one in said]
    valid, own = [key for key in keys if key], known(smiles)
    samples = [replace(one, new=bool(key) and key not in own) for one, key in zip(learned.samples, keys, strict=False)]
    new = sum(key not in own for key in valid) / max(1, len(valid))
    return replace(learned, new=round(new, 4), samples=samples)
