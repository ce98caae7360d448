"""What a learner chooses in a picture of ours: it begins as the link asks, else as they left it, and has its place in the
address and in their notebook.

    pins = Held("pins", ["fox"], WORDS, fits, key="map")
    seen = component("embedding_map")(key=pins.key, data=payload(pins.first), on_pins_change=lambda: None)
    pinned = pins.now(seen.pins)
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from core import drawings, files
from core.lessons import frame
from pages.kit import address, components, kept, learner, visit
from pages.kit.controls import Controls

Value = TypeVar("Value")
NOTHING = "-"  # in the address, where there is nothing although something is usual


@dataclass(frozen=True)
class Spelling(Generic[Value]):
    """How a value is written in the address, and read from it; what is read may be anything or nothing."""

    write: Callable[[Value], str]
    read: Callable[[str], Any]
    missing: str = "unknown place"  # what is said of a text that means nothing here


class Held(Generic[Value]):
    """One thing that is chosen in a picture. To be made before the picture is.

    Args:
        code: what it is called in the address.
        usual: what it is to who chose nothing.
        fits: the value in what came from a browser, a link or a notebook; None where that is none.
        key: of the picture; see `self.key`.
        kept_as: its name in the notebook; nothing, where it is remembered for the visit alone.
    """

    def __init__(
        self, code: str, usual: Value, spelling: Spelling[Value], fits: Callable[[Any], Value | None], *, key: str,
        kept_as: str = "",
    ) -> None:  # fmt: skip
        self.code, self.usual, self.spelling, self.fits, self.kept_as = code, usual, spelling, fits, kept_as
        self.key = kept.anew(key)  # of the picture, another one after everything was set back
        self._name = f"held: {kept.here()} {self.key} {code}"
        if not (visit.has(self._first) and visit.has(self.key)) or address.asks(code):  # the picture is not there yet
            visit.put(self._first, self._begin())

    @property
    def _first(self) -> str:
        return f"{self._name} at first"

    @property
    def first(self) -> Value:
        """What the picture shows at first; the same as long as it is there, so that it is not sent again."""
        return self._fitting(visit.get(self._first))

    @property
    def value(self) -> Value:
        """What is chosen, as far as it is known before the picture answers."""
        return self._fitting(visit.get(self._name))

    def now(self, sent: Any) -> Value:
        """What is chosen, after the picture answered; None where it did not yet. Puts it into the address."""
        last = f"{self._name} sent"
        if sent is not None and sent != visit.get(last):
            visit.put(last, sent)
            self.put(self._fitting(sent))
        if asked := visit.get(f"{self._name} unknown"):
            st.text(frame().say(self.spelling.missing, asked=asked[:60]))
        address.hold(self.code, self._written(self.value), self._written(self.usual))
        return self.value

    def put(self, value: Value) -> None:
        """It is chosen, and kept."""
        visit.take(f"{self._name} unknown")
        visit.put(self._name, value)
        if self.kept_as:
            kept.put(self.kept_as, None if value == self.usual else value, page=kept.here())

    def _begin(self) -> Value:
        asked = address.take(self.code)
        if asked is not None:
            value = self.fits(self.spelling.read("" if asked == NOTHING else asked))
            if value is None or self._written(value) != asked:
                visit.put(f"{self._name} unknown", asked)
            visit.put(self._name, value)
        elif not visit.has(self._name) and self.kept_as:
            visit.put(self._name, kept.get(self.kept_as, page=kept.here()))
        return self.value

    def _fitting(self, value: Any) -> Value:
        """What was chosen, where it is there: another model may have no such place."""
        found = None if value is None else self.fits(value)
        return self.usual if found is None else found

    def _written(self, value: Value) -> str:
        return self.spelling.write(value) or (NOTHING if self.spelling.write(self.usual) else "")


# --- spellings


def _read_places(text: str) -> tuple[int, ...] | None:
    if not re.fullmatch(r"\d{1,5}(\.\d{1,5})*", text):
        return None
    return tuple(int(place) - 1 for place in text.split("."))


def _read_token(text: str) -> tuple[str, int, int] | None:
    found = re.fullmatch(r"([a-z]+)\.(\d{1,6})\.(\d{1,6})", text)
    return (found[1], int(found[2]), int(found[3])) if found else None


PLACES: Spelling[Any] = Spelling(  # counted from 0, in the address from 1
    lambda places: ".".join(str(place + 1) for place in places), _read_places
)
WORDS: Spelling[list[str]] = Spelling(",".join, lambda text: [word for word in text.split(",") if word])
NUMBER: Spelling[int] = Spelling(str, lambda text: int(text) if re.fullmatch(r"\d{1,9}", text) else None)

TOKEN: Spelling[Any] = Spelling(lambda token: ".".join(map(str, token)), _read_token)


def _keep(drawn: Any) -> str:
    if not drawn or not learner.cookie():  # without one nothing is kept here
        return ""
    try:
        return drawings.keep(drawn, learner.learner_id())
    except files.NoRoom as problem:
        st.toast(str(problem))
        return ""


DRAWING: Spelling[Any] = Spelling(_keep, drawings.found, "drawing gone")  # it stays on the server, under a short code


# --- what several pages hold


def presses(words: Controls, button: str, code: str, *, kept_as: str = "", **options: Any) -> int:
    """A button that takes the next of something without an end; how often it was pressed.

    Args:
        code: what that number is called in the address.
        options: of the button.
    """
    often = Held(code, 0, NUMBER, lambda sent: sent if type(sent) is int else None, key=code, kept_as=kept_as)
    if words.button(button, **options):
        often.put(often.value + 1)
    return often.now(None)


def moment(
    losses: Iterable[tuple[int, float]], steps: Sequence[int], code: str, *, key: str, run: str, total: int | None = None
) -> int:  # fmt: skip
    """A slider of training time of its own, below a picture of a study; the step that it stands at.

    Args:
        code: what the step is called in the address.
    """
    step = Held(code, steps[-1], NUMBER, lambda sent: sent if sent in steps else None, key=key)
    return step.now(components.training_time(losses, steps, step.first, key=step.key, run=run, total=total).step)
