"""Texts that a text model writes, traced to the sentences it learned from.

A plain function and not a study: its facts are the run's own, read from its folder in a worker, which keeps the sorted
training text for whoever asks next.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from core.caches import lru_cache
from core.data.world import Claim, World
from core.data.world_grammar import sentences
from core.measure.provenance import Sources, Told, content, copied
from core.measure.text import write
from core.models.transformer import Transformer
from core.training.corpus import HELD_OUT_SEED, HELD_OUT_SIZE, corpus, the_world
from core.training.run import Run

TEXTS = 24  # that the model writes
SHOWN = 5  # sentences behind a piece
ALIKE = 3  # sentences that are nearly the same, or that say the same
CANDIDATES = 60  # sentences that may say the same


def trace(folder: str, step: int, number: int, temperature: float) -> dict[str, Any]:
    """One of the texts that the model writes at this step, piece by piece and sentence by sentence, with its sources."""
    run = Run(Path(folder))
    sources, fresh = training_text(folder)
    texts = written(folder, step, temperature)
    text, world = texts[number % len(texts)], world_of(run)
    claims = world.claims(text, run.told() or {}) if world else []
    pieces = sources.pieces(text)
    model, author = ([piece for one in many for piece in sources.pieces(one)] for many in (texts, fresh))
    return {
        "text": text,
        "pieces": [
            {"start": p.start, "end": p.end, "words": p.words, "count": p.count, "told": listed(sources.told(p)[:SHOWN])}
            for p in pieces
        ],
        "sentences": [
            sentence(sources, world, text, (start, end), [c for c in claims if c.start == start])
            for start, end in sentences(text)
        ],
        "copied": copied(pieces), "model": copied(model), "author": copied(author),
    }  # fmt: skip


def sentence(
    sources: Sources, world: World | None, text: str, span: tuple[int, int], claims: Sequence[Claim]
) -> dict[str, Any]:
    """How often a sentence was told as it stands, which ones are nearest, and which ones say the same in other words."""
    said = text[slice(*span)]
    return {
        "start": span[0], "end": span[1], "times": sources.times.get(said, 0),
        "near": listed(sources.nearest(said, ALIKE)),
        "same": listed([one for claim in claims for one in in_other_words(sources, world, claim)][:ALIKE]),
        "claims": [
            {"fact": f"{c.fact.subject}, {c.fact.kind}, {c.fact.value}", "truth": c.truth, "told": c.told} for c in claims
        ],
    }  # fmt: skip


def in_other_words(sources: Sources, world: World | None, claim: Claim) -> list[Told]:
    """Sentences of the training text that state the same fact and are other sentences."""
    if world is None:
        return []
    asked = content(f"{claim.fact.subject} {claim.fact.value}")
    return [
        one for one in sources.with_words(asked, CANDIDATES)
        if one.sentence != claim.sentence and any(c.fact == claim.fact for c in world.claims(one.sentence))
    ]  # fmt: skip


def listed(told: Sequence[Told]) -> list[dict[str, Any]]:
    return [asdict(one) for one in told]


def world_of(run: Run) -> World | None:
    text = run.recipe.text
    return the_world(text.seed, text.people, text.towns) if text.source == "world" else None


@lru_cache(maxsize=2)
def training_text(folder: str) -> tuple[Sources, tuple[str, ...]]:
    """The run's training text, ready to be searched, and texts of the same author that the model never read."""
    run = Run(Path(folder))
    choice = run.recipe.text
    if world := world_of(run):
        told = world.text(choice.size, seed=choice.seed, false_share=choice.false_share)
        return Sources(told), tuple(world.text(HELD_OUT_SIZE, seed=HELD_OUT_SEED).splitlines()[:TEXTS])
    whole = corpus(choice, run.text())
    return Sources(whole.text), whole.unseen[:TEXTS]


@lru_cache(maxsize=8)
def written(folder: str, step: int, temperature: float) -> tuple[str, ...]:
    """What the model writes by itself."""
    run = Run(Path(folder))
    tokenizer = run.tokenizer()
    model = Transformer(run.recipe.with_vocabulary(tokenizer.size).model)
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in run.weights(step)[1].items()})
    return tuple(filter(None, write(model.eval(), tokenizer, TEXTS, seed=0, temperature=temperature)))
