"""What the attention lesson shows, computed from the open model: the weights at every moment of its training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.figures.attention import worked_cell_payload
from core.figures.chips import chip
from core.figures.payload import Array
from core.lessons import Says
from core.measure import attention as measure
from core.measure import surgery
from core.measure.attention_cell import worked_in
from core.measure.heads import Role
from core.models.transformer import Config
from core.sentences import percent
from core.studies import head_roles
from core.studies.head_roles import Measured
from core.studies.induction import Repeated
from core.tokenizers import END
from pages.kit import own_words
from pages.kit.open_model import BY_MOMENT, OpenModel
from pages.kit.studies import OpenStudy, study
from pages.kit.tables import Rows

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


def frames(opened: OpenModel, tokens: Sequence[int], steps: Sequence[int]) -> Array:
    """(F, L, H, T, T) attention over the tokens at these checkpoints."""
    return measure.frames(_attention(opened, step, tuple(tokens)) for step in steps)


@st.cache_data(max_entries=2_000, show_spinner=False, hash_funcs={OpenModel: lambda opened: str(opened.run.folder)})
def _attention(opened: OpenModel, step: int, tokens: tuple[int, ...]) -> Array:
    """(L, H, T, T) by the NumPy model; kept for whoever asks the same."""
    return measure.attention_of(opened.decoder(step), tokens)


def opened_head(head: Sequence[int] | None, config: Config) -> tuple[int, int]:
    """The layer and head that are open, counted from 0; the first where the model has no such head any more."""
    layer, number = head if head and len(head) == 2 else (0, 0)
    return (layer, number) if 0 <= layer < config.layers and 0 <= number < config.heads else (0, 0)


def table(text: Says, heads: Sequence[measure.Head]) -> Rows:
    """Every head and its weight on each pattern, for people who would rather read."""
    patterns = {name: text.say(f"pattern.{name}") for name in measure.PATTERNS}
    return [
        {"layer": h.layer, "head": h.head} | {words: percent(getattr(h, name)) for name, words in patterns.items()}
        for h in heads
    ]


def sink_table(text: Says, found: Sequence[measure.Sink]) -> Rows:
    """Every head: its weight on the first token, and whether it rests there."""
    return [
        {
            "layer": one.layer, "head": one.head,
            "weight_on_the_first_token": percent(one.share),
            "rests_there": text.say("yes" if one.rests else "no"),
        }
        for one in found
    ]  # fmt: skip


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


def pinned(pin: Sequence[int], strongest: tuple[int, int], length: int) -> tuple[int, int]:
    """The cell to work through: the one that is pinned; of a pinned row its own column; else the strongest."""
    row, column = (*pin, *pin)[:2] if pin else strongest
    return (row, column) if 0 <= column <= row < length else strongest


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
        """The likeliest next tokens, with both chances."""
        return [
            {"next_token": word, "chance_before": percent(one, 2), "chance_after": percent(other, 2)}
            for word, one, other in zip(self.words, self.before, self.after, strict=True)
        ]


def operated(opened: OpenModel, tokens: Sequence[int], head: tuple[int, int], kind: str) -> Operated:
    """Change one head of the open model (counted from 0), and look at its next word."""
    found = _operated(opened, tuple(tokens), head, kind)
    texts = opened.tokenizer.spell(list(found.tokens))
    spelt = [chip(token, text)["text"] for token, text in zip(found.tokens, texts, strict=True)]
    best, then = (opened.tokenizer.spell([token])[0].strip() or "␣" for token in found.favourites)
    return Operated(
        tuple(spelt), found.before, found.after, (best, then), found.apart, found.strongest, found.strongest_apart
    )


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=BY_MOMENT)
def _operated(opened: OpenModel, tokens: tuple[int, ...], head: tuple[int, int], kind: str) -> surgery.Operation:
    return surgery.operated(opened.model(), tokens, head, kind)


# --- roles


def roles_study(opened: OpenModel) -> OpenStudy[Measured]:
    """The measurement of all heads of the open run, at all of its checkpoints."""
    return study(head_roles.of_run, run=opened.run.id, last=opened.steps[-1])


def roles_at(measured: OpenStudy[Measured], step: int) -> Sequence[Role]:
    """The roles at a checkpoint, or at the last one where that is not measured yet."""
    by_step = {record.values.step: record.values for record in measured.records}
    return (by_step.get(step) or by_step[max(by_step)]).roles if by_step else []


def role_table(text: Says, roles: Sequence[Role]) -> Rows:
    """Every head with every pattern: both measurements, and whether they agree."""
    say = text.say
    return [
        {
            "layer": role.layer, "head": role.head,
            "pattern": say(f"role.{fit.pattern}"), "weight": _number(fit.score),
            "if_it_looked_everywhere_alike": _number(fit.uniform), "missed_there": _number(fit.there),
            "missed_elsewhere": _number(fit.elsewhere), "both_agree": say("yes" if fit.agrees else "no"),
        }
        for role in roles for fit in role.fits
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


# --- the study of induction


def induction_frames(opened: OpenStudy[Repeated]) -> tuple[Array, list[int]]:
    """(F, L, H, T, T) attention of a study's records on its example, and their steps. Rows sum to one again."""
    records = opened.records
    kept = measure.whole_again(opened.arrays(record)["attention"] for record in records)
    return kept, [record.step for record in records]


def symbols(ids: Sequence[int]) -> list[dict[str, Any]]:
    """The random symbols as chips: letters and digits, one a symbol."""
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789αβ"
    return [chip(id + 3, f" {signs[id]}") for id in ids]
