"""The learner's own run of the plane's GAN: what they chose, what the picture asks for, and what the worker is told.

The picture asks for so many frames ahead; the worker trains that many and pauses. So a changed setting acts at once, and
nothing is trained that nobody looks at.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from core.caches import lru_cache, shared
from core.data.points import SHAPES, sent
from core.exhibit import Origin, Picture, now, of_run
from core.figures.gan import Frame, frames, plane_payload
from core.lessons.parts import Lesson
from core.measure import points as measure
from core.models.gan import LOSSES
from core.studies import plane_gan
from core.studies.plane_gan import MEASURED, MOST_DRAWN, SHIPPED, Settings, Stands
from core.training.events import Record
from core.training.jobs import REFUSALS
from pages.images.gan import exhibits
from pages.kit import address, kept, visit
from pages.kit.components import component
from pages.kit.controls import Controls
from pages.kit.held import DRAWING, Held
from pages.kit.studies import OpenStudy, study

PAGE = "gan"
KEY = "plane"
TAIL = 30  # frames that are sent again, for a browser that missed a message
RATES = [1e-4, 3e-4, 1e-3, 2e-3, 4e-3, 8e-3, 1.6e-2]
STARTS: Mapping[str, Mapping[str, Any]] = {
    "usual": {},
    "collapse": plane_gan.COLLAPSE,
    "more_judging": plane_gan.MORE_JUDGING,
    "packing": plane_gan.PACKING,
}
CHANGED = ("steps_d", "steps_g", "rate_d", "rate_g", "momentum", "loss", "r1", "pack")  # by controls


# --- which run


def own() -> OpenStudy[Stands]:
    """The learner's own run; the address names it, or their notebook."""
    return study(plane_gan.learn, private=True, take=take())


def take() -> str:
    """The code of this run. It stands in the address as soon as the learner has trained one."""
    asked = address.take("take") or str(kept.steady("gan take", ""))
    if not (asked.isalnum() and len(asked) < 20):
        asked = secrets.token_hex(4)
    kept.show("gan take", asked)
    address.hold("take", asked, "" if kept.get("gan take") else asked)
    return asked


def begin_anew() -> None:
    """Forget the run of this visit; the next Play starts from fresh random weights."""
    if own().active:
        own().stop()
    kept.show("gan take", secrets.token_hex(4))
    visit.put("gan_anew", True)
    drawn_points().put([])
    for name in ("gan_told", "gan_edge", "gan_sent"):
        visit.take(name, None)


def start_with() -> None:
    """Another start was chosen: all of its settings are as it has them."""
    begin_anew()
    for name in CHANGED:
        for start in STARTS:
            address.hold(f"{name}_{start}", "")


def film(start: str) -> OpenStudy[Stands]:
    """What came with the app for these settings."""
    asked = {"every": 40} | dict(STARTS[start])
    return study(plane_gan.learn, **next(one for one in SHIPPED["learn"] if one["start"] == asked))


# --- what the learner chose


def choose(words: Controls) -> Settings:
    """The controls. Each start has settings of its own, so that choosing it sets them all."""
    start = words.choice("start", STARTS, "usual", on_change=start_with)
    usual = plane_gan.settings(STARTS[start])
    shape = words.choice("shape", SHAPES, SHAPES[0])

    def set_by(control: Callable[..., Any], name: str, *allowed: Any, **options: Any) -> None:
        chosen[name] = control(f"{name}_{start}", *allowed, getattr(usual, name), words=name, **options)

    chosen: dict[str, Any] = {}
    with st.popover(words.label("more_settings"), type="tertiary", key="more_settings"):
        set_by(words.slider, "steps_d", 1, 10)
        set_by(words.slider, "steps_g", 1, 10)
        set_by(words.stops, "rate_d", RATES)
        set_by(words.stops, "rate_g", RATES)
        set_by(words.slider, "momentum", 0.0, 0.95, step=0.05)
        set_by(words.choice, "loss", LOSSES)
        set_by(words.stops, "r1", (0.0, 0.01, 0.1, 1.0))
        set_by(words.stops, "pack", (1, 2, 4))
    if own().records:
        words.button("anew", on_click=begin_anew)
    if shape != "drawn":
        chosen["shape"] = shape
    elif drawn := drawn_points().value:  # with nothing drawn there is nothing to learn from yet
        chosen |= {"shape": "drawn", "drawn": drawn}
    return replace(usual, **chosen)


def drawn_points() -> Held[list[list[float]]]:
    """The points that the learner drew."""
    drawn = Held("drawn", [], DRAWING, lambda points: sent(points, MOST_DRAWN), key=KEY, kept_as="drawn")
    drawn.now((visit.get(drawn.key) or {}).get("drawn"))  # the picture's answer, before the picture is made
    return drawn


# --- what the picture asks for


def obey() -> None:
    """Something was pressed in the picture, or it wants more frames."""
    command = dict(visit.get(kept.anew(KEY)).get("command") or {})
    opened = own()
    there = len(opened.records)
    try:
        match command.get("do"):
            case "more":
                tell(opened, every=int(command["every"]), half="both")
                ahead = int(command["until"]) - there
                kept.put("gan take", take())  # something was trained that is worth finding again
                if ahead > 0 and not opened.finished:
                    opened.only(min(ahead, 2 * TAIL))
            case "step":
                tell(opened, every=1, half=str(command["half"]))
                if not opened.finished:
                    opened.only(1 if there else 2)  # the first record is the untrained pair
            case "pause" if opened.active:
                opened.pause()
    except REFUSALS as refusal:
        visit.put("gan_refused", str(refusal))


def tell(opened: OpenStudy[Stands], **changes: Any) -> None:
    """Let the worker know of every setting that it does not know yet."""
    wanted = {**visit.get("gan_wanted", {}), **changes}
    told = visit.get("gan_told", {})
    if news := {name: value for name, value in wanted.items() if told.get(name, ...) != value}:
        opened.change(**news)
        visit.put("gan_told", wanted)
        if told and set(news) - {"half", "every"}:
            visit.put("gan_edge", len(opened.records))


# --- what is shown


@dataclass(frozen=True)
class Shown:
    """What the plane shows: the records of a run, and where they come from."""

    run: str  # its id
    records: Sequence[Record[Stands]]
    arrays: Callable[[Record[Stands]], Mapping[str, Any]]
    origin: Origin


def seen(opened: OpenStudy[Stands], chosen: Settings) -> Shown:
    """The learner's own run. Before they have one: what came with the app, as long as it was trained with what they chose;
    else both networks as their run will begin."""
    if opened.records:
        return Shown(opened.run.id, opened.records, opened.arrays, of_run(opened.run))
    start = visit.get("start")
    if visit.get("gan_anew") or visit.get("shape") == "drawn" or chosen != plane_gan.settings(STARTS[start]):
        return Shown(opened.run.id, [_untrained(chosen)], lambda record: record.arrays, now())
    came = film(start)
    return Shown(came.run.id, came.records, came.arrays, of_run(came.run))


@shared(64, key=repr)
def _untrained(chosen: Settings) -> Record[Stands]:
    """Both networks as a run with these settings begins."""
    return next(plane_gan.learn(live=asdict(chosen)))


def show(text: Lesson, chosen: Settings) -> Shown:
    """The plane with what it shows now."""
    wanted = asdict(chosen)
    del wanted["every"], wanted["half"]
    opened = own()
    visit.put("gan_wanted", wanted)
    if opened.active:
        tell(opened)
    shown = seen(opened, chosen)
    records = shown.records
    drawing, drawn = visit.get("shape") == "drawn", drawn_points()
    result = component("plane")(
        key=drawn.key,
        data=plane_payload(
            _news(shown), measure.examples("drawn" if drawing else chosen.shape, MEASURED, chosen.drawn),
            run=shown.run, drawn=chosen.drawn, live=True, go=bool(opened.records), controls=True, ended=opened.finished,
            drawing=drawing, edge=visit.get("gan_edge", 0), span=2000,
            says=exhibits.stands(text, records, floor(records)),
        ),
        on_command_change=obey, on_drawn_change=lambda: None,  # the learner's points
    )  # fmt: skip
    before = drawn.value
    if drawn.now(result.drawn) != before:
        st.rerun()  # the link was lost, and the browser had points of which nothing was known here
    if refusal := visit.take("gan_refused", ""):
        st.warning(refusal)
    return shown


def _news(shown: Shown) -> list[Frame]:
    """Frames that the browser does not have yet, and some before, in case that a message was lost."""
    id, sent = visit.get("gan_sent", ("", 0))
    first = max(0, sent - TAIL) if id == shown.run and not visit.take("gan_opened", False) else 0
    records = shown.records
    visit.put("gan_sent", (shown.run, len(records)))
    return frames(records, shown.arrays, first)


def opened_anew() -> None:
    """The whole page is drawn, so the browser may have nothing."""
    visit.put("gan_opened", True)


def of_the_ring(text: Lesson, shown: OpenStudy[Stands], span: int) -> Picture:
    """What came with the app as a film of its own; `span` steps fit its axes."""
    records, ring = shown.records, measure.examples("ring", MEASURED)
    said = exhibits.stands(text, records, floor(records))
    payload = plane_payload(frames(records, shown.arrays), ring, run=shown.run.id, span=span, says=said)
    return Picture("plane", payload, answers=("command",))


def switched() -> OpenStudy[Stands]:
    """The run that got the collapsing settings when it was good already."""
    return study(plane_gan.switch, **SHIPPED["switch"][0])


def floor(records: Sequence[Record[Stands]]) -> float:
    """The bits by which two clouds of real points differ, of the shape that this run learns; 0 for a drawn one."""
    shape = records[-1].values.shape
    return 0.0 if shape == "drawn" else _floor(shape)


@lru_cache(maxsize=len(SHAPES))
def _floor(shape: str) -> float:
    return measure.floor(shape, MEASURED)
