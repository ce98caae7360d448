"""Our own pictures that move, are hovered through or are pressed: one function each, drawn by assets/components.

Every picture has two halves, as every figure has: a pure function in `core.figures` turns facts into its payload, and a
short function here mounts it. Knows nothing about models or runs.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.bidi_component import ComponentResult

from core import lessons, shared_script
from core.caches import cache
from core.figures.attention import attention_payload
from core.figures.learning import training_time_payload
from core.figures.payload import Array, packed
from core.language import ENGLISH, forms, spoken

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "components"
HELPERS = ASSETS.parent / "helpers"  # JavaScript, and its styles, that several components use
IN_THE_PAGE = {"chart"}  # without a shadow root: plotly.js puts its styles into the page


@cache
def component(name: str, *helpers: str) -> Callable[..., ComponentResult]:
    """The component of that name, registered once. Its files follow its helpers; what all components share came with the page.

    Its data brings the words that it says, in the language that is spoken when it is shown.
    """

    def read(path: Path) -> str:
        return path.read_text(encoding="utf-8")

    scripts = [*(HELPERS / f"{helper}.js" for helper in helpers), ASSETS / f"{name}.js"]
    css = [path for helper in helpers if (path := HELPERS / f"{helper}.css").exists()] + [ASSETS / f"{name}.css"]
    css = css if name in IN_THE_PAGE else [ASSETS / "shared.css", *css]
    registered = st.components.v2.component(
        f"glassbox_{name}", html=read(ASSETS / f"{name}.html"), css="".join(map(read, css)),
        js=shared_script.as_sent("".join(map(read, scripts))), isolate_styles=name not in IN_THE_PAGE,
    )  # fmt: skip

    def mount(*, data: Mapping[str, Any] | bytes, **how: Any) -> ComponentResult:
        return registered(data=with_words(data, name, *helpers), **how)

    return mount


def with_words(data: Mapping[str, Any] | bytes, *owners: str) -> dict[str, Any] | bytes:
    """What travels to a component, and with it the words of these owners and those that all share: one entry more, or,
    before bytes, one line more. In the file they are `owner.key`, and `key` alone is shared; here all are `key`. `tongue` says
    how that language counts, and which of the words it lacks, so that they are English.

    The entry is JSON written out: of a mapping in the data, Streamlit asks at length whether it may be a table."""
    said, language = lessons.components().by_owner, spoken()
    phrases = {key: text for owner in ("", *owners) for key, text in said.get(owner, {}).items()}
    borrowed = [key for key, text in phrases.items() if getattr(text, "language", ENGLISH) != language]
    words = {"phrases": phrases, "tongue": {"language": language, "forms": forms(language), "borrowed": borrowed}}
    if isinstance(data, bytes):
        return packed(words) + data
    return {**data, "wording": json.dumps(words, ensure_ascii=False)}


def _ignore() -> None:
    """Streamlit returns a component's value only where a callback is named; the pages read the result instead."""


def attention(
    frames: Array, tokens: Sequence[Mapping[str, Any]], *, key: str, steps: Sequence[int], step: int,
    run: str = "", opened: tuple[int, int] = (0, 0), pinned: Sequence[int] = (), sinks: Array | bool = False,
) -> ComponentResult:  # fmt: skip
    """What each head looks at; all heads small, one opened as arcs over the text and as a matrix.

    Arguments as `attention_payload`. Follows the training-time slider by itself.

    Returns:
        A result with `.head`, None or [layer, head] as opened, and `.pin`, None until something is pinned, then
        {"row": place, "column": place}; the column is None where a whole row is pinned, both where it was let go.
    """
    payload = attention_payload(frames, tokens, steps, step, run=run, opened=opened, pinned=pinned, sinks=sinks)
    return component("attention")(key=key, data=payload, on_head_change=_ignore, on_pin_change=_ignore)


def training_time(
    losses: Iterable[tuple[int, float]], steps: Sequence[int], step: int, *, key: str, run: str = "",
    total: int | None = None, **film: Any,
) -> ComponentResult:  # fmt: skip
    """Training time as one thin line with the loss on it; a slider whose stops are the checkpoints, and what plays them.

    Args:
        losses: (step, loss) pairs, in nats per token.
        steps: the checkpoints' steps, growing, and `step`, the one that is shown.
        key: one for each run, so that another run starts with its own time.
        run: named in the browser's event `glassbox:time`, for pictures that follow one run only.
        total: the steps that were planned; by default the last one seen.
        film: what the film goes by and what stands below it, as `training_time_payload` takes it.

    Returns:
        A result whose `.step` is None until the learner moved it, then the step that was let go at.
    """
    payload = training_time_payload(losses, steps, step, run=run, total=total, **film)
    return component("training_time")(key=key, data=payload, on_step_change=_ignore)


def learning(
    runs: Sequence[Mapping[str, Any]], planned: int, vocabulary: int, *, key: str, status: str = "",
    at: int | None = None, technical: bool = False,
) -> ComponentResult:  # fmt: skip
    """Learning curves while a model trains; the second run, if there is one, lies dashed over the first.

    They follow the slider of the first run's training time by themselves.

    Args:
        runs: one or two, from `series`.
        planned: the steps that were planned; the x axis holds them from the start.
        vocabulary: how many tokens there are; blind guessing has the loss ln(vocabulary), the top of the y axis.
        status: where the run stands, in a sentence; a screen reader hears it every five seconds at most.
        at: the step that the slider stands at; None where it stands at the end, or there is none.
        technical: whether the learner reads in the technical register.
    """
    data = {
        "runs": list(runs), "steps": planned, "blind": log(vocabulary), "status": status, "at": at, "technical": technical,
    }  # fmt: skip
    return component("learning")(key=key, data=data)


def slow_motion(stages: Mapping[str, Any], *, key: str) -> ComponentResult:
    """One step of training, a stage at a time, with back, play and next. `stages` comes from `slow_step`."""
    return component("slow_motion")(key=key, data=dict(stages))
