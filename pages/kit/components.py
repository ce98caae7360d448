"""Our own pictures that move, are hovered through or are pressed: one function each, drawn by assets/components.

Every picture has two halves, as every figure has: a pure function turns facts into its payload (`series`, `slow_step`,
`next_word_rows`, `attention_payload`, ...), and a short function mounts it. Knows nothing about models or runs.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, isfinite, log, log2
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from streamlit.components.v2.bidi_component import ComponentResult

from core.caches import cache
from core.sampling import Distribution, Draw
from core.tokenizers import END, START, UNKNOWN
from core.training.events import Event, Measured, Step
from core.training.slow_motion import SlowStep

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "components"
HELPERS = ASSETS.parent / "helpers"  # JavaScript that several components of one lesson use
SPECIAL = {UNKNOWN: "unknown", START: "start", END: "end"}
MOST_POINTS = 600  # of a curve; more would not be seen, and four updates a second must stay light
MOST_EXACT = 64  # tokens whose attention travels with 16 bits a weight
MEMORY = 0.9  # of a smoothed curve: about its last ten steps


@cache
def component(name: str, *helpers: str) -> Callable[..., ComponentResult]:
    """The component of that name, registered once. Its files follow what all components share, and its helpers."""

    def read(path: Path) -> str:
        return path.read_text(encoding="utf-8")

    js = [ASSETS / "shared.js", *(HELPERS / f"{helper}.js" for helper in helpers), ASSETS / f"{name}.js"]
    css = [ASSETS / "shared.css", ASSETS / f"{name}.css"]
    return st.components.v2.component(
        f"glassbox_{name}", html=read(ASSETS / f"{name}.html"), css="".join(map(read, css)), js="".join(map(read, js))
    )


def _ignore() -> None:
    """Streamlit returns a component's value only where a callback is named; the pages read the result instead."""


# --- tokens


def chip(token: int, text: str, how: str = "") -> dict[str, Any]:
    """A token as all pictures show it: its letters, whether it continues a word, and what a voice says.

    `how` tells where it came from: "" (the learner's text), "drawn" (by the model) or "forced" (by the learner).

    >>> chip(7, " Mira")["text"], chip(8, "ra")["joined"], chip(9, "\\n")["spoken"]
    ('Mira', True, 'new line')
    """
    shown = text.strip(" ")
    special = SPECIAL.get(token)
    if special:
        shown = spoken = special
    elif text == "\n":
        shown, spoken = "↵", "new line"
    elif not shown:
        shown, spoken = "␣" * max(1, len(text)), "space" if text else "nothing"
    else:
        spoken = "part of a character" if shown == "\ufffd" else shown
    joined = not special and not text.startswith((" ", "\n"))
    return {"id": token, "text": shown, "spoken": spoken, "special": bool(special), "joined": joined, "how": how}


def chips(ids: Sequence[int], texts: Sequence[str], how: Mapping[int, str] | None = None) -> list[dict[str, Any]]:
    """The tokens of a text, with `texts` as `Tokenizer.spell` gives them; `how` by position (see `chip`)."""
    how = how or {}
    return [chip(token, text, how.get(i, "")) for i, (token, text) in enumerate(zip(ids, texts, strict=True))]


def _label(token: int, text: str) -> dict[str, Any]:
    """A token on its own: one that continues a word says so with an ellipsis."""
    shown = chip(token, text)
    if shown["joined"] and shown["text"][:1].isalnum():
        shown["text"] = f"…{shown['text']}"
    return {name: shown[name] for name in ("id", "text", "spoken")}


def percent(share: float) -> str:
    """
    >>> percent(0.914), percent(0.001)
    ('91\\xa0%', '<1\\xa0%')
    """
    whole = f"{share * 100:.0f}"
    few, nearly = share > 0 and whole == "0", share < 1 and whole == "100"
    return f"{'<1' if few else '>99' if nearly else whole}\xa0%"


# --- the next word


def next_word_rows(
    chances: Distribution, spell: Callable[[list[int]], list[str]], *, draw: Draw | None = None, shown: int = 9
) -> dict[str, Any]:
    """The likeliest tokens with their chances before and after the rules, the rest in one row, and the die's strip.

    Args:
        chances: every stage of the distribution.
        spell: `Tokenizer.spell`.
        draw: the token that was drawn or forced; it gets a row even where it is not among the likeliest.
        shown: how many tokens get a row.
    """
    ids = [int(token) for token in chances.order[:shown]]
    if draw and draw.token not in ids:
        ids[-1] = draw.token
    rows = [
        {**_label(token, text), "before": float(chances.before[token]), "after": float(chances.after[token]),
         "cut": _cut(chances, token)}
        for token, text in zip(ids, spell(ids), strict=True)
    ]  # fmt: skip
    drawn = {**_label(draw.token, *spell([draw.token])), "die": draw.die, "forced": draw.forced} if draw else None
    rest = {name: max(0.0, 1 - sum(row[name] for row in rows)) for name in ("before", "after")}
    return {
        "rows": rows,
        "rest": {"count": len(chances.before) - len(rows), **rest},
        "strip": _strip(chances, {row["id"]: row["text"] for row in rows}),
        "draw": drawn,
        "labels": ["as the model says", _rules(chances)],
        "sentence": _next_word_sentence(chances, rows, drawn),
    }


def _cut(chances: Distribution, token: int) -> str:
    """The rule that cut a token, in words; empty for one that stayed."""
    if not chances.kept_by_k[token]:
        return "cut by top-k"
    if not chances.kept_by_p[token]:
        return "cut by top-p"
    return "not the likeliest" if chances.temperature == 0 and chances.after[token] == 0 else ""


def _rules(chances: Distribution) -> str:
    rules = [
        f"temperature {chances.temperature:g}" if chances.temperature != 1 else "",
        f"top-k {chances.top_k}" if chances.top_k else "",
        f"top-p {chances.top_p:g}" if chances.top_p < 1 else "",
    ]
    on = [rule for rule in rules if rule]
    return f"after {', '.join(on[:-1])}{' and ' if on[1:] else ''}{on[-1]}" if on else "the same: no rule is on"


def _strip(chances: Distribution, named: Mapping[int, str]) -> list[dict[str, Any]]:
    """The chances end to end in the order of the draw, likeliest first; neighbours without a row are one piece."""
    pieces: list[dict[str, Any]] = []
    ends = np.cumsum(chances.after[chances.order]).clip(max=1.0)
    start = 0.0
    for place in (i for i, token in enumerate(chances.order) if int(token) in named and chances.after[token] > 0):
        token, before = int(chances.order[place]), float(ends[place - 1]) if place else 0.0
        if before > start:
            pieces.append({"id": None, "text": "others", "from": start, "to": before})
        start = float(ends[place])
        pieces.append({"id": token, "text": named[token], "from": before, "to": start})
    if start < 1 - 1e-9:
        pieces.append({"id": None, "text": "others", "from": start, "to": 1.0})
    return pieces


def _next_word_sentence(
    chances: Distribution, rows: Sequence[Mapping[str, Any]], drawn: Mapping[str, Any] | None
) -> str:
    best, cut = rows[0], int((~chances.kept_by_p).sum())
    words = [f"“{best['spoken']}” has {percent(best['after'])}, as the model says {percent(best['before'])}."]
    if cut:
        words.append(f"{cut:,} tokens are cut.")
    if drawn:
        words.append(f"{'You chose' if drawn['forced'] else 'The die fell on'} “{drawn['spoken']}”.")
    return " ".join(words)


def next_word(rows: Mapping[str, Any], prompt_tokens: Sequence[Mapping[str, Any]], *, key: str) -> ComponentResult:
    """The text so far, the chances of the next token, and the die.

    Args:
        rows: from `next_word_rows`.
        prompt_tokens: from `chips`.

    Returns:
        A result whose `.choice` is None, or for one script run what the learner chose:
        `{"action": "force", "token": id, "position": place, "n": number}` takes a token at the end of the text;
        `{"action": "back", "token": id, "position": place, "n": number}` goes back to a place, so that the token there
        is chosen again: the text becomes the `place` tokens before it. `n` grows with every choice.
    """
    return component("next_word")(key=key, data={"prompt": list(prompt_tokens), **rows}, on_choice_change=_ignore)


# --- attention


def attention_payload(
    frames: np.ndarray, tokens: Sequence[Mapping[str, Any]], steps: Sequence[int], step: int, *,
    run: str = "", opened: tuple[int, int] = (0, 0), sinks: np.ndarray | bool = False,
) -> bytes:  # fmt: skip
    """All weights as bytes: a line of JSON, a zero byte, then whole numbers, of which the largest is a weight of 1.

    They have 16 bits each; 8 for a long text, whose weights would else take megabytes.

    Args:
        frames: (F, L, H, T, T) attention weights by checkpoint; row: the position that looks, column: what it sees.
        tokens: T chips, from `chips`.
        steps: the F steps of the checkpoints, and `step`, the one to show first.
        run: whose time is followed; empty follows every training-time slider on the page.
        opened: layer and head to open first.
        sinks: bool, (F, L, H) or anything that stretches to it: where to offer the picture without the first token.
    """
    frames = np.asarray(frames, dtype=np.float64)
    count = len(tokens)
    if frames.ndim != 5 or frames.shape[0] != len(steps) or frames.shape[3:] != (count, count) or not count:
        raise ValueError(
            f"Attention needs weights of shape ({len(steps)} steps, layers, heads, {count}, {count} tokens), "
            f"but {frames.shape} came. Give one frame for each step, of the very tokens that are shown."
        )
    if not np.allclose(np.tril(frames).sum(-1), 1, atol=1e-3):
        raise ValueError("Each row of attention weights must add up to 1, with nothing on the future, but some do not.")
    rows, columns = np.tril_indices(count)
    most = 65_535 if count <= MOST_EXACT else 255
    weights = np.rint(frames[..., rows, columns].clip(0, 1) * most).astype("<u2" if most > 255 else "u1")
    _, layers, heads, *_ = frames.shape
    head = {
        "tokens": list(tokens), "most": most, "layers": layers, "heads": heads, "steps": list(steps), "step": step, "run": run,
        "open": list(opened), "sinks": np.broadcast_to(np.asarray(sinks, dtype=bool), frames.shape[:3]).tolist(),
    }  # fmt: skip
    return json.dumps(head, ensure_ascii=False).encode() + b"\0" + weights.tobytes()


def attention(
    frames: np.ndarray, tokens: Sequence[Mapping[str, Any]], *, key: str, steps: Sequence[int], step: int,
    run: str = "", opened: tuple[int, int] = (0, 0), sinks: np.ndarray | bool = False,
) -> ComponentResult:  # fmt: skip
    """What each head looks at; all heads small, one opened as arcs over the text and as a matrix.

    Arguments as `attention_payload`. Follows the training-time slider by itself.

    Returns:
        A result with `.head`, None or [layer, head] as opened, and `.pin`, None or {"row": place, "column": place}; the
        column is None where a whole row is pinned.
    """
    payload = attention_payload(frames, tokens, steps, step, run=run, opened=opened, sinks=sinks)
    return component("attention")(key=key, data=payload, on_head_change=_ignore, on_pin_change=_ignore)


# --- training time


def training_time_payload(
    losses: Iterable[tuple[int, float]], steps: Sequence[int], step: int, *, run: str = "", total: int | None = None
) -> dict[str, Any]:
    """The smoothed loss curve, thinned; and each checkpoint with the loss there (None where none is known)."""
    if not steps:
        raise ValueError("Training time needs at least one saved moment, but the run has no checkpoint yet.")
    finite = sorted((at, loss) for at, loss in losses if isfinite(loss))
    at, calm = [at for at, _ in finite], smoothed([loss for _, loss in finite])
    return {
        "curve": [[at, round(loss, 4)] for at, loss in thinned(list(zip(at, calm, strict=True)))],
        "steps": list(steps),
        "step": step,
        "losses": [calm[max(0, bisect_right(at, step) - 1)] if calm else None for step in steps],
        "run": run,
        "total": total or max([steps[-1], *at]),
    }


def training_time(
    losses: Iterable[tuple[int, float]], steps: Sequence[int], step: int, *, key: str, run: str = "",
    total: int | None = None,
) -> ComponentResult:  # fmt: skip
    """Training time as one thin line with the loss on it; a slider whose stops are the checkpoints.

    Args:
        losses: (step, loss) pairs, in nats per token.
        steps: the checkpoints' steps, growing, and `step`, the one that is shown.
        key: one for each run, so that another run starts with its own time.
        run: named in the browser's event `glassbox:time`, for pictures that follow one run only.
        total: the steps that were planned; by default the last one seen.

    Returns:
        A result whose `.step` is None until the learner moved it, then the step that was let go at.
    """
    payload = training_time_payload(losses, steps, step, run=run, total=total)
    return component("training_time")(key=key, data=payload, on_step_change=_ignore)


# --- learning curves


def smoothed(values: Sequence[float], memory: float = MEMORY) -> list[float]:
    """An exponential moving average that starts at the first value, by Adam's bias correction (Kingma & Ba 2015).

    >>> smoothed([2.0, 2.0, 2.0])
    [2.0, 2.0, 2.0]
    """
    average, weight, result = 0.0, 0.0, []
    for value in values:
        average = memory * average + (1 - memory) * value
        weight = memory * weight + (1 - memory)
        result.append(average / weight)
    return result


def thinned(points: Sequence[tuple[int, float]], most: int = MOST_POINTS) -> list[tuple[int, float]]:
    """Every 1st, 2nd, 4th, 8th ... point, and the last: powers of two, so that a growing curve moves no point."""
    stride = 2 ** max(0, ceil(log2(max(1, len(points)) / most)))
    return [*points[::stride], *points[-1:]] if (len(points) - 1) % stride else list(points[::stride])


def series(label: str, events: Iterable[Event], whole: bool = False) -> dict[str, Any]:
    """One run as the learning curves show it. Steps that were done again after an interruption count once.

    `whole`: it learned all of its text, so what it is measured on is not unseen.
    """
    steps: dict[int, Step] = {}
    measured: dict[int, Measured] = {}
    for event in events:
        if isinstance(event, Step) and isfinite(event.loss):
            steps[event.step] = event
        elif isinstance(event, Measured):
            measured[event.step] = event
    ordered = sorted(steps)
    points = thinned(list(zip(ordered, smoothed([steps[step].loss for step in ordered]), strict=True)))
    looks = sorted(measured.items())
    shares = {
        name: [[step, round(share, 4)] for step, look in looks if (share := getattr(look, name)) is not None]
        for name in ("grammatical", "true", "recalled")
    }
    return {
        "label": label,
        "steps": [step for step, _ in points],
        "loss": [round(steps[step].loss, 4) for step, _ in points],
        "smooth": [round(calm, 4) for _, calm in points],
        "validation": [[step, round(look.validation, 4)] for step, look in looks if isfinite(look.validation)],
        "shares": {name: values for name, values in shares.items() if values},
        "whole": whole,
    }


def learning(
    runs: Sequence[Mapping[str, Any]], planned: int, vocabulary: int, *, key: str, status: str = ""
) -> ComponentResult:
    """Learning curves while a model trains; the second run, if there is one, lies dashed over the first.

    Args:
        runs: one or two, from `series`.
        planned: the steps that were planned; the x axis holds them from the start.
        vocabulary: how many tokens there are; blind guessing has the loss ln(vocabulary), the top of the y axis.
        status: where the run stands, in a sentence; a screen reader hears it every five seconds at most.
    """
    data = {"runs": list(runs), "steps": planned, "blind": log(vocabulary), "status": status}
    return component("learning")(key=key, data=data)


# --- one step in slow motion

SHOWN = 8  # guesses in a table; the batch shows all that came
STAGES = {
    "batch": "The model gets pieces of text. At every place it must guess the token that follows.",
    "forward": "It reads each piece and gives every token a chance. Here: its favourite, and what really comes.",
    "loss": "The smaller the chance of what really comes, the greater the surprise.",
    "backward": "Which way should each weight move, to be less surprised? Here: how hard each matrix is pushed.",
    "update": "Every weight moves a little in that direction. What really comes is a little less surprising now.",
}


def slow_step(
    step: SlowStep, *, ids: Mapping[str, int] | None = None, words: Mapping[str, str] = STAGES
) -> dict[str, Any]:
    """The record of one step as its five stages.

    Args:
        ids: a token's id by its text; with it the tokens keep their hues.
        words: a sentence for each stage.
    """

    def token(text: str) -> dict[str, Any]:
        return {**chip(-1, text), "id": (ids or {}).get(text)}

    guesses = [
        {"token": token(guess.token), "target": token(guess.target), "favourite": token(guess.favourite),
         "favourite_chance": guess.favourite_chance, "before": guess.before, "after": guess.after, "loss": guess.loss}
        for guess in step.guesses
    ]  # fmt: skip
    most = max((guess.loss for guess in step.guesses), default=1.0)
    pushes = [{"matrix": push.matrix, "size": push.size, "gradient": push.gradient} for push in step.pushes]
    weights = [
        {"matrix": push.matrix, "before": before, "gradient": gradient, "after": after}
        for push in step.pushes[:3]
        for before, gradient, after in [push.example]
    ]
    numbers: dict[str, dict[str, Any]] = {
        "batch": {"pairs": guesses, "windows": step.windows, "tokens": step.tokens},
        "forward": {"rows": guesses[:SHOWN]},
        "loss": {"rows": guesses[:SHOWN], "loss": step.loss, "most": most},
        "backward": {"rows": pushes},
        "update": {"rows": guesses[:SHOWN], "weights": weights, "loss": step.loss, "loss_after": step.loss_after},
    }
    return {"stages": [{"kind": kind, "title": kind, "words": words[kind], **numbers[kind]} for kind in STAGES]}


def slow_motion(stages: Mapping[str, Any], *, key: str) -> ComponentResult:
    """One step of training, a stage at a time, with back, play and next. `stages` comes from `slow_step`."""
    return component("slow_motion")(key=key, data=dict(stages))
