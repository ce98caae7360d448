"""Nothing is lost: what a learner typed, guessed, drew, pinned and opened comes back after a reload, in another tab, and
after the server was started again.

It stands in the learner's notebook on the server (`core.notebook`), under names that begin with the page. A page says
what is to be kept where it makes the control, `st.text_area(..., key=kept.control("words", WORDS))`; what has no control
is kept by `put` and read by `get`. What the address says wins over what was kept; what no longer fits is left out.
"""

import copy
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

import streamlit as st

from core import files
from core.learners import RUN
from core.lessons.files import look_again
from core.lessons.parts import FURTHER, first_page
from pages.kit import address, visit
from pages.kit.keys import quoted
from pages.kit.learner import notebook

EVERYWHERE = "everywhere"  # the page of what belongs to none
UNDO = f"{EVERYWHERE}/undo"
LINKED = object()  # seen last of a control is what the address says
# in the session
PAGE, CONTROLS, WHOLE, TURN, SEEN, SHOWN = (
    f"kept: {what}" for what in ("page", "controls", "whole page", "turn", "seen", "shown")
)


@dataclass
class Control:
    """A control of the page that is shown: where its value is kept, and what was seen of it last."""

    key: str
    default: Any
    last: Any


# --- around a page


def begin(page: str) -> None:
    """A page is drawn, from its beginning."""
    address.begin(page)
    if not visit.has(TURN):
        visit.put(TURN, 0)
        visit.put(SHOWN, visit.sent())
        notebook().used()
    notebook().refresh()
    if (before := visit.get(PAGE)) != page:
        if before is not None:  # another page, whose controls may have the same keys
            visit.take(SHOWN)
        visit.put(PAGE, page)
        visit.put(CONTROLS, {})
    visit.put(WHOLE, True)


def end() -> None:
    """It was drawn to its end, or stopped on the way: keep what changed, and show it in the address."""
    visit.put(WHOLE, False)
    save()
    address.write()


def fragment(function: Callable[..., None], name: str = "", **options: Any) -> Callable[..., None]:
    """Streamlit's fragment, which also keeps what a run of its own changed, and shows it in the address.

    Args:
        name: tells it from the other fragments of the page; by default the function's, with its arguments that have a name.
    """

    @wraps(function)
    def and_keep(*arguments: Any, **named: Any) -> None:
        if not visit.get(WHOLE):
            look_again()
        try:
            function(*arguments, **named)
        finally:
            if not visit.get(WHOLE):
                save()
                called = (str(one) if isinstance(one, str | int) else getattr(one, "key", "") for one in arguments)
                address.write(f"address_{quoted(name or ' '.join((function.__name__, *called)))}")

    fragment: Callable[..., None] = st.fragment(and_keep, **options)
    return fragment


def here() -> str:
    """The page that is shown."""
    return str(visit.get(PAGE, ""))


def turn() -> int:
    """Grows when everything is set back, for components that hold a state of their own in the browser."""
    return int(visit.get(TURN, 0))


# --- controls


def control(key: str, default: Any = "", *, among: Collection[Any] | None = None, page: str = "") -> str:
    """The key of a control whose value is kept. To be called right where the control is made.

    Args:
        key: the control's own.
        default: what it shows to who never touched it.
        among: what it may show; a kept value that is not among these any more is left out.
        page: where it belongs, by default to the page that is shown.
    """
    name = f"{page or here()}/{key}"
    known: dict[str, Control] = visit.once(CONTROLS, {})
    if name not in known:
        value = notebook().get(name, default)
        shown = visit.get(SHOWN, {}).get(key, value) if isinstance(default, str) else value
        if among is not None:
            value, shown = (one if one in among else default for one in (value, shown))
        linked = address.asks(key)
        if not linked and (shown != default or not address.back(key)):
            visit.put(key, shown)
        known[name] = Control(key, default, LINKED if linked else value)
    known[name].default = default  # another model begins with other words
    return key


def save() -> None:
    """Keep the controls that changed. What shows its default again is forgotten, so that a better default reaches it.

    A link that somebody followed is not their work: what it says is kept only once they change it.
    """
    known: dict[str, Control] = visit.get(CONTROLS, {})
    changed = {}
    for name, control in known.items():
        if control.last is LINKED:
            control.last = copy.deepcopy(visit.get(control.key, LINKED))
            continue
        if visit.has(control.key) and (now := visit.get(control.key)) != control.last:
            changed[name] = None if now == control.default else now
            control.last = now
    if changed:
        _keep(changed)


# --- what has no control


def get(name: str, default: Any = None, *, page: str = EVERYWHERE) -> Any:
    """What was kept under this name; the default where nothing was, or something of another type."""
    return notebook().get(f"{page}/{name}", default)


def steady(name: str, default: Any = None) -> Any:
    """The same, as this tab saw or put it: what another tab chooses meanwhile does not move it."""
    seen = visit.once(SEEN, {})
    if name not in seen:
        seen[name] = get(name)
    return default if seen[name] is None else seen[name]


def show(name: str, value: Any) -> None:
    """Let `steady` give this value in this tab alone; nothing is kept."""
    visit.once(SEEN, {})[name] = value


def put(name: str, value: Any, *, page: str = EVERYWHERE) -> None:
    """Keep a value of plain JSON; None forgets it. Costs nothing where it is kept already."""
    if page == EVERYWHERE:
        show(name, value)
    if notebook().get(f"{page}/{name}") != value:
        _keep({f"{page}/{name}": value})


def _keep(values: dict[str, Any]) -> None:
    """A disk that is full stops nobody: what cannot be kept now is still on the page."""
    try:
        notebook().put(values)
    except files.NoRoom as problem:
        st.toast(str(problem))


def anew(key: str) -> str:
    """The key of such a component: another one after everything was set back, so that the browser makes it afresh."""
    return f"{key}_{turn()}" if turn() else key


def names(beginning: str, *, page: str = EVERYWHERE) -> list[str]:
    """The names that are kept with this beginning."""
    return [name.removeprefix(f"{page}/") for name in notebook().names(f"{page}/{beginning}")]


# --- start again


def start_again(lesson: str = "") -> None:
    """Back to the beginning: one lesson with its further pages, or all of them. Trained runs stay in their list."""
    book, first = notebook(), first_page(lesson)
    beginnings = (f"{first}/", *(f"{first}_{one}/" for one in FURTHER)) if lesson else ("",)
    going = [name for name in book.names() if name.startswith(beginnings) and not name.startswith((RUN, UNDO))]
    book.put({UNDO: {name: book.get(name) for name in going}, **dict.fromkeys(going)})
    _show_again({name: None for name in _controls() if name.startswith(beginnings)})


def can_undo() -> int:
    """How many things `undo` would bring back."""
    return len(notebook().get(UNDO, {}))


def undo() -> None:
    """Bring back what `start_again` took."""
    before = notebook().get(UNDO, {})
    notebook().put({**before, UNDO: None})
    _show_again(before)


def forget_session() -> None:
    """The visit itself forgets, too; the page that is shown begins anew."""
    turns = turn()
    _show_again(dict.fromkeys(_controls()))
    for name in visit.names():
        if name not in {control.key for control in _controls().values()} | {PAGE, CONTROLS, WHOLE}:
            visit.take(name, None)
    visit.put(TURN, turns + 1)


def _controls() -> dict[str, Control]:
    found: dict[str, Control] = visit.get(CONTROLS, {})
    return found


def _show_again(values: dict[str, Any]) -> None:
    """Let the page's controls show these values, or their defaults; to be called before they are made, in a callback."""
    for name, value in values.items():
        if control := _controls().get(name):
            control.last = copy.deepcopy(control.default) if value is None else value
            visit.put(control.key, control.last)
    visit.take(SEEN, None)
    visit.take(SHOWN, None)
    visit.put(TURN, turn() + 1)
