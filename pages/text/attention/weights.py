"""What the attention lesson shows, computed from the open model: the weights at every moment of its training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from core.figures.chips import chip
from core.measure import attention as measure
from core.measure import surgery
from core.measure.attention_cell import worked_in
from core.measure.heads import PATTERNS, Role
from core.models.transformer import Config
from core.studies.head_roles import roles_of
from core.tokenizers import END
from pages.kit import own_words
from pages.kit.open_model import OpenModel
from pages.kit.studies import OpenStudy, study
from pages.kit.tables import Rows
from pages.text.attention.worked_cell import worked_cell_payload

PROMPT = "Yito lives in Tesdale. It was autumn, and he was in the woods. Yito"


MOST_WEIGHTS = 3_000_000  # that travel to the browser at once; a long text of a large model gets fewer moments


def prompt_tokens(opened: OpenModel, prompt: str) -> tuple[list[int], int]:
    """The tokens that the model reads, the start first, and how many it must leave out because its context is full."""
    tokens = own_words.read(opened, prompt)
    left_out = max(0, len(tokens) - opened.config.context)
    return tokens[left_out:], left_out


def moments(opened: OpenModel, length: int) -> tuple[int, ...]:
    """The checkpoints whose attention is shown: all, or so many, evenly spread, as a long text leaves room for."""
    config, steps = opened.config, opened.steps
    most = max(2, MOST_WEIGHTS // (config.layers * config.heads * length * (length + 1) // 2))
    if len(steps) <= most:
        return steps
    kept = {steps[round(i * (len(steps) - 1) / (most - 1))] for i in range(most)} | {opened.step}
    return tuple(sorted(kept))


def frames(opened: OpenModel, tokens: Sequence[int], steps: Sequence[int]) -> np.ndarray:
    """(F, L, H, T, T) attention over the tokens at these checkpoints."""
    return np.stack([_attention(opened, step, tuple(tokens)) for step in steps])


@st.cache_data(max_entries=2_000, show_spinner=False, hash_funcs={OpenModel: lambda opened: str(opened.run.folder)})
def _attention(opened: OpenModel, step: int, tokens: tuple[int, ...]) -> np.ndarray:
    """(L, H, T, T) by the NumPy model; kept for whoever asks the same."""
    decoder = opened.decoder(step)
    decoder.read(list(tokens))
    return decoder.attention.astype(np.float32)


def sinks(all_frames: np.ndarray) -> np.ndarray:
    """(F, L, H) where the first token soaks up more than three times its share."""
    F, L, H, *_ = all_frames.shape
    found = [measure.has_sink(all_frames[f, la, h]) for f in range(F) for la in range(L) for h in range(H)]
    return np.array(found).reshape(F, L, H)


def opened_head(head: Sequence[int] | None, config: Config) -> tuple[int, int]:
    """The layer and head that are open, counted from 0; the first where the model has no such head any more."""
    layer, number = head or (0, 0)
    return (layer, number) if layer < config.layers and number < config.heads else (0, 0)


def table(heads: Sequence[measure.Head]) -> list[dict[str, Any]]:
    """Every head and its weight on each pattern, for people who would rather read."""
    return [
        {"layer": h.layer, "head": h.head}
        | {words: f"{getattr(h, name):.0%}" for name, words in measure.PATTERNS.items()}
        for h in heads
    ]


def sink_table(here: np.ndarray) -> list[dict[str, Any]]:
    """Every head of an (L, H, T, T) attention: its weight on the first token, and whether it rests there."""
    L, H, *_ = here.shape
    return [
        {
            "layer": layer + 1, "head": head + 1,
            "weight on the first token": f"{measure.sink_share(here[layer, head])[0]:.0%}",
            "rests there": "yes" if measure.has_sink(here[layer, head]) else "no",
        }
        for layer in range(L) for head in range(H)
    ]  # fmt: skip


def rests_most(here: np.ndarray) -> float:
    """The largest weight that any head of an (L, H, T, T) attention puts on the first token."""
    return max(measure.sink_share(head)[0] for layer in here for head in layer)


@dataclass(frozen=True)
class Moved:
    end: str
    changes: Mapping[str, float]


def with_another_end(opened: OpenModel, tokens: Sequence[int]) -> Moved:
    """The same tokens with another last one, and how much the weights changed."""
    choices = [*opened.tokenizer.encode("and the"), *range(END + 1, opened.tokenizer.size)]
    other = next(token for token in choices if token != tokens[-1])
    before = _attention(opened, opened.step, tuple(tokens))
    after = _attention(opened, opened.step, (*tokens[:-1], other))
    return Moved(opened.tokenizer.spell([other])[0].strip(), measure.change_of_last(before, after))


# --- one cell


def pinned(pin: Mapping[str, int | None] | None, strongest: tuple[int, int], length: int) -> tuple[int, int]:
    """The cell to work through: the one that is pinned; of a pinned row its own column; else the strongest."""
    row = pin["row"] if pin else None
    if pin is None or row is None or not 0 <= row < length:
        return strongest
    column = pin.get("column")
    return row, column if column is not None and 0 <= column <= row else row


def cell(
    opened: OpenModel, tokens: Sequence[int], chips: Sequence[Mapping[str, Any]], head: tuple[int, int],
    place: tuple[int, int],
) -> dict[str, Any]:  # fmt: skip
    """The payload of the worked cell."""
    worked = worked_in(opened.model(), tokens, *head, *place)
    return worked_cell_payload(worked, chips, *head)


# --- surgery


@dataclass(frozen=True)
class Operated:
    """The next word as the model expects it, and as it expects it with one head changed."""

    words: tuple[str, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    favourites: tuple[str, str]
    apart: float  # in nats
    strongest: tuple[int, int]  # the head, counted from 1, whose change moves most
    strongest_apart: float

    @property
    def rows(self) -> Rows:
        return [
            {"next token": word, "before": f"{one:.2%}", "after": f"{other:.2%}"}
            for word, one, other in zip(self.words, self.before, self.after, strict=True)
        ]


def operated(opened: OpenModel, tokens: Sequence[int], head: tuple[int, int], kind: str) -> Operated:
    """Change one head of the open model (counted from 0), and look at its next word."""
    before, after, effects = _operated(opened, tuple(tokens), head, kind)
    shown = surgery.most_moved(before, after)
    spelt = [chip(token, text)["text"] for token, text in zip(shown, opened.tokenizer.spell(shown), strict=True)]
    best = [opened.tokenizer.spell([int(chances.argmax())])[0].strip() or "␣" for chances in (before, after)]
    layer, number = np.unravel_index(int(effects.argmax()), effects.shape)
    return Operated(
        tuple(spelt), tuple(map(float, before[shown])), tuple(map(float, after[shown])), (best[0], best[1]),
        surgery.divergence(before, after), (int(layer) + 1, int(number) + 1), float(effects.max()),
    )  # fmt: skip


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs={OpenModel: lambda o: f"{o.run.folder} {o.step}"})
def _operated(
    opened: OpenModel, tokens: tuple[int, ...], head: tuple[int, int], kind: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    model = opened.model()
    edit = surgery.edit_of(*head, kind)
    return (
        surgery.next_chances(model, tokens),
        surgery.next_chances(model, tokens, edit),
        surgery.by_effect(model, tokens, kind),
    )


# --- roles


def roles_study(opened: OpenModel) -> OpenStudy:
    """The measurement of all heads of the open run, at all of its checkpoints."""
    return study("head_roles.of_run", run=opened.run.id, last=opened.steps[-1])


def roles_at(measured: OpenStudy, step: int) -> list[Role]:
    """The roles at a checkpoint, or at the last one where that is not measured yet."""
    by_step = {record.values["step"]: record for record in measured.records}
    return roles_of((by_step.get(step) or by_step[max(by_step)]).values) if by_step else []


def role_table(roles: Sequence[Role]) -> Rows:
    """Every head with every pattern: both measurements, and whether they agree."""
    return [
        {
            "layer": role.layer, "head": role.head, "pattern": PATTERNS[fit.pattern][0],
            "weight": _number(fit.score), "alike": _number(fit.uniform), "missed there": _number(fit.there),
            "missed elsewhere": _number(fit.elsewhere), "agree": "yes" if fit.agrees else "no",
        }
        for role in roles for fit in role.fits
    ]  # fmt: skip


def _number(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.2f}"


# --- the study of induction


def induction_frames(opened: OpenStudy) -> tuple[np.ndarray, list[int]]:
    """(F, L, H, T, T) attention of a study's records on its example, and their steps. Rows sum to one again."""
    records = opened.records
    kept = np.stack([opened.arrays(record)["attention"] for record in records]).astype(np.float32)
    return kept / kept.sum(-1, keepdims=True), [record.step for record in records]


def symbols(ids: Sequence[int]) -> list[dict[str, Any]]:
    """The random symbols as chips: letters and digits, one a symbol."""
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789αβ"
    return [chip(id + 3, f" {signs[id]}") for id in ids]
