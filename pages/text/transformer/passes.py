"""What the transformer lesson shows, computed from the open model: passes, facts to look for, cells of the stream."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.figures.inside import lens_cells, patch_cells
from core.figures.payload import Array
from core.lessons import lesson, spoken
from core.measure import forward_pass
from core.measure.logit_lens import Lens, lens_on
from core.measure.patching import Pair, Patched, pairs, patch
from core.sentences import Sentence
from core.tokenizers import END
from core.training.run import SHIPPED
from core.walks import walk
from pages.kit import own_words
from pages.kit.exhibit import Picture
from pages.kit.frame import register
from pages.kit.open_model import CAME_WITH_THE_APP, OpenModel, run_at
from pages.kit.tables import head
from pages.text.transformer import picture as pictures

PROMPT = "Yito lives in"
BUDGET = 800_000  # numbers of all frames together; above it, only the open moment is sent
HASH: dict[str | type[Any], Callable[[Any], Any]] = {  # labels have words in them
    OpenModel: lambda opened: (str(opened.run.folder), opened.step, spoken())
}
NEAR_ALL = 0.9  # of a chance: it has arrived


def say(key: str, **facts: Any) -> Sentence:
    """What both pages say of a pass stands in the first page's file."""
    return lesson("transformer").say(key, **facts)


def read(opened: OpenModel, prompt: str) -> list[int]:
    """The tokens of a prompt, as many as the model reads."""
    return own_words.read(opened, prompt)[-opened.config.context :]


def chips(opened: OpenModel, tokens: Sequence[int]) -> list[dict[str, Any]]:
    return opened.chips(tokens)


@st.cache_data(max_entries=600, show_spinner=False, hash_funcs=HASH)
def passed(opened: OpenModel, tokens: tuple[int, ...]) -> dict[str, Array]:
    """Every number of one pass; kept for whoever asks the same."""
    return forward_pass.passed_by(opened.model(), tokens)


def at_every_step(opened: OpenModel, tokens: Sequence[int]) -> tuple[list[int], list[dict[str, Array]]]:
    """The steps, and the pass at each; the open moment alone where all would be too much to send."""
    here = passed(opened, tuple(tokens))
    if forward_pass.size(here) * len(opened.steps) > BUDGET:
        return [opened.step], [here]
    return list(opened.steps), [passed(OpenModel(opened.run, step), tuple(tokens)) for step in opened.steps]


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def labels(opened: OpenModel) -> list[str]:
    """Every token of the vocabulary as a picture names it; one that continues a word has an ellipsis."""
    shown = opened.chips(range(opened.tokenizer.size))
    return [f"…{one['text']}" if one["joined"] and one["text"][:1].isalnum() else one["text"] for one in shown]


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def payload(opened: OpenModel, tokens: tuple[int, ...], technical: bool, language: str) -> bytes:
    steps, passes = at_every_step(opened, tokens)
    return pictures.payload(
        passes, steps, opened.step, chips(opened, tokens), vocabulary=labels(opened), config=opened.config,
        weights=opened.weights(), walk=walk(language=language), technical=technical,
    )  # fmt: skip


def picture(opened: OpenModel, tokens: Sequence[int]) -> Picture:
    """The whole pass."""
    return pictures.picture(payload(opened, tuple(tokens), register() == "technical", spoken()))


def named(opened: OpenModel, station: forward_pass.Station) -> str:
    """A station as a table names it."""
    name, many = walk().stations[station.role].name, 0 < station.block <= opened.config.layers
    return walk().place("within", station=name, block=station.block) if many else name


def bill(opened: OpenModel) -> list[dict[str, Any]]:
    """Where the weights stand, station by station, and their sum."""
    counted = [(station, station.count(opened.config)) for station in forward_pass.stations(opened.config)]
    rows = [(named(opened, station), n) for station, n in counted if n]
    rows.append((say("bill.together"), sum(n for _, n in counted)))
    return [{"station": name, "weights": f"{n:,}"} for name, n in rows]


def sizes(opened: OpenModel, here: Mapping[str, Array]) -> list[dict[str, Any]]:
    """Every station of the pass: how many numbers it computes, and how long the last token's vector is there."""
    return [
        {"station": station.key, "numbers_of": view.key, "shape": view.shape,
         "how_many": count, "length_at_the_last_token": "" if length is None else f"{length:.2f}"}
        for station, view, count, length in forward_pass.sizes(opened.config, here)
    ]  # fmt: skip


def favourite(opened: OpenModel, here: Mapping[str, Array]) -> tuple[str, float]:
    """What the model expects next, and how sure it is."""
    best, chance = forward_pass.favourite(here)
    return labels(opened)[best], chance


# --- another first word


@dataclass(frozen=True)
class Met:
    first: str
    other: str
    rows: list[dict[str, Any]]
    meets: str  # the first station where the last token's numbers change; empty if none do


def with_another_start(opened: OpenModel, tokens: Sequence[int]) -> Met | None:
    """The same tokens with another first word: at which station does the last token notice? None for one word."""
    if len(tokens) < 3:
        return None
    names = labels(opened)
    words = (token for token in range(END + 1, len(names)) if names[token][:1].isupper() and len(names[token]) > 3)
    other = next((token for token in words if token != tokens[1]), END)
    changed = forward_pass.first_difference(
        passed(opened, tuple(tokens)), passed(opened, (tokens[0], other, *tokens[2:]))
    )
    apart = dict(changed)
    rows: list[dict[str, Any]] = []
    meets = ""
    for station in forward_pass.stations(opened.config)[:-1]:
        most = max(apart.get(view.field, 0.0) for view in station.views)
        name = named(opened, station)
        rows.append({"station": name, "largest_change_at_the_last_token": f"{most:.4f}"})
        meets = meets or (name if most > 0 else "")
    shown = [chip["text"] for chip in chips(opened, [tokens[1], other])]
    return Met(shown[0], shown[1], rows, meets)


# --- facts that the model knows


def knower(opened: OpenModel) -> OpenModel:
    """A model that was told facts: the open one, else the one that came with the app, at its end."""
    if opened.world is not None and opened.told:
        return opened
    run = run_at(str(SHIPPED / CAME_WITH_THE_APP))
    return OpenModel(run, run.steps[-1])


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs={OpenModel: lambda opened: str(opened.run.folder)})
def facts(opened: OpenModel, most: int = 6) -> dict[str, Pair]:
    """Pairs of questions about facts that the text told often, by what a learner chooses from."""
    assert opened.world
    found = pairs(opened.world, opened.told, opened.tokenizer)[:most]
    return {f"{pair.prompts[0]} … / {pair.prompts[1]} …": pair for pair in found}


def through_the_lens(opened: OpenModel, tokens: Sequence[int]) -> Lens:
    return lens_on(opened.model(), tokens)


def tap_names(opened: OpenModel) -> list[str]:
    """Where the stream is tapped, bottom to top, in words."""
    blocks = range(1, opened.config.layers + 1)
    return [say("tap.start"), *(say(f"tap.{half}", block=block) for block in blocks for half in ("attention", "mlp"))]


def lens_picture(opened: OpenModel, seen: Lens, tokens: Sequence[int], answer: int) -> Picture:
    """The lens as cells; the answer is ticked where it is the likeliest."""
    return pictures.stream(lens_cells(seen, tap_names(opened), chips(opened, tokens), labels(opened), answer))


def lens_rows(opened: OpenModel, seen: Lens, tokens: Sequence[int], answer: int) -> list[dict[str, Any]]:
    """The lens as a table."""
    texts, names = [chip["text"] for chip in chips(opened, tokens)], labels(opened)
    chance_of = head("chance_of", token=names[answer])
    return [
        {"tap": name, "token": texts[t], "likeliest": names[seen.best[s, t]],
         "its_chance": f"{seen.chances[s, t].max():.3f}", chance_of: f"{seen.of(answer)[s, t]:.3f}"}
        for s, name in enumerate(tap_names(opened)) for t in range(len(texts))
    ]  # fmt: skip


def patched(opened: OpenModel, pair: Pair, source: Sequence[int] | None = None) -> Patched:
    return patch(opened.model(), pair.tokens[0], pair.tokens[1], *pair.answers, source=source)


def patch_picture(opened: OpenModel, pair: Pair, found: Patched) -> Picture:
    """The map of what each carried column brings back; the first press is left to the learner."""
    cells = patch_cells(
        found, tap_names(opened), chips(opened, pair.tokens[1]), labels(opened), *pair.answers, open_at=(0, 0)
    )
    return pictures.stream(cells)


def patch_rows(opened: OpenModel, pair: Pair, found: Patched) -> list[dict[str, Any]]:
    """The map as a table."""
    texts = [chip["text"] for chip in chips(opened, pair.tokens[1])]
    return [
        {"tap": name, "token": texts[t], "chance": f"{found.chance[s, t]:.3f}",
         "recovered": f"{found.recovered[s, t]:.3f}"}
        for s, name in enumerate(tap_names(opened)) for t in range(len(texts))
    ]  # fmt: skip


@dataclass(frozen=True)
class Carried:
    """Where a carried column alone brings the answer back: the taps at the subject, and those at the last token."""

    value: str
    subject: str
    subject_taps: Sequence[str]
    last_taps: Sequence[str]
    elsewhere: float  # the most that any other column brings back


def where_it_moves(opened: OpenModel, found: Patched, pair: Pair) -> Carried:
    """Until where the subject's column carries the answer, and from where on the last one does."""
    names, end = tap_names(opened), len(pair.tokens[1]) - 1
    subject, last = ([names[tap] for tap in found.carries(column, NEAR_ALL)] for column in (pair.subject, end))
    elsewhere = found.most(without=(pair.subject, end))
    return Carried(pair.clean.value, pair.corrupted.subject, subject, last, elsewhere)


@dataclass(frozen=True)
class Known:
    """From where on the lens shows an answer at the last token."""

    value: str
    step: int  # of training
    tap: str | None  # None where it never does
    there: float  # its chance at that tap; 0 where there is none
    before: float | None  # and at the one before
    end: float


def first_known(opened: OpenModel, seen: Lens, value: str, answer: int) -> Known:
    """From where on the lens shows the answer, called `value`, at the last token."""
    shares, names = [float(share) for share in seen.of(answer)[:, -1]], tap_names(opened)
    at = seen.first_known(answer)
    if at is None:
        return Known(value, opened.step, None, 0.0, None, shares[-1])
    return Known(value, opened.step, names[at], shares[at], shares[at - 1] if at else None, shares[-1])


def total(opened: OpenModel) -> int:
    """How many weights the model has."""
    return sum(weight.size for weight in opened.weights().values())


def computed(here: Mapping[str, Array]) -> int:
    """How many numbers one pass computes, the looked-up vectors left aside."""
    return forward_pass.size(here, without=("embedding", "position"))


def lens_facts(opened: OpenModel, tokens: Sequence[int]) -> tuple[Lens, list[list[str]], list[str]]:
    """The lens, what it says cell by cell, and the tokens as labels."""
    seen, names = through_the_lens(opened, tokens), labels(opened)
    return (
        seen,
        [[names[token] for token in line] for line in seen.best],
        [chip["text"] for chip in chips(opened, tokens)],
    )


def stranger(opened: OpenModel, pair: Pair) -> Pair | None:
    """Somebody else with the same question and another answer."""
    values = {pair.clean.value, pair.corrupted.value}
    others = (p for p in facts(opened, 40).values() if p.clean.kind == pair.clean.kind and p.clean.value not in values)
    return next((p for p in others if len(p.tokens[0]) == len(pair.tokens[0])), None)
