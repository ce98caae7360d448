"""A watermark on a page: what came with the app, and what the open model writes with the mark and without."""

from collections.abc import Callable, Sequence
from typing import Any

from core.lessons.parts import Lesson
from core.opened.model import OpenModel
from core.studies import watermark as studies
from core.studies.watermark import Marked, Swept, Unmarked
from pages.kit.questions import Asked, ask_once, meanwhile
from pages.kit.studies import OpenStudy, study

STYLE = """<style>
.gb-marked { line-height: 2; max-height: 22rem; overflow-y: auto; overflow-wrap: anywhere; }
.gb-marked span { white-space: pre-wrap; }
.gb-marked .gb-on { background: color-mix(in oklab, var(--gb-latent) 20%, transparent); border-bottom: 3px solid var(--gb-latent); }
.gb-marked .gb-off { border-bottom: 2px dotted var(--gb-soft); }
.gb-marked .gb-new { font-weight: 700; font-style: italic; }
</style>"""


def swept() -> OpenStudy[Swept]:
    """The study of many deltas, which came with the app."""
    return study(studies.sweep, seed=0)


def sweep() -> tuple[Sequence[Unmarked], list[Marked]]:
    """What came with the app: unmarked text by length, and what each delta does."""
    first, *rest = [record.values for record in swept().records]
    return first.unmarked, [found.marked for found in rest if found.marked]


def written(opened: OpenModel, delta: float) -> Asked[dict[str, Any]]:
    """What the open model writes with the mark and without; asked of a worker once a visit."""
    key = f"marked {opened.run.id} {opened.step} {delta}"
    return ask_once(key, studies.live, str(opened.run.folder), opened.step, delta)


def when(words: Lesson, answer: Asked[dict[str, Any]], show: Callable[[dict[str, Any] | None], None]) -> None:
    """Show what is there without it, and again with it as soon as the worker has answered."""
    meanwhile(answer, words.say("writing"), show)
