"""The controls of a page. What is written on them stands in the lesson's file under `controls:`, by their keys; what they
show stands in the page's address, by codes that no rewording changes.

In the code a control has only its key, its possible values and the usual one:

    view = lesson.controls.buttons("view", ("pieces", "merging"), "pieces")
"""

from collections.abc import Callable, Collection, Sequence
from math import isfinite
from typing import Any, TypeVar

import streamlit as st

from core.lessons import frame, in_english
from core.lessons.parts import Control, Says
from pages.kit import address, kept, visit

Value = TypeVar("Value")


class Controls:
    """The controls that a text has words for. Every method takes the key of one, and returns what it shows.

    Further arguments go to Streamlit's own control, `facts` into the words.
    """

    def __init__(self, text: Says) -> None:
        self.text = text

    # --- one of several

    def buttons(self, key: str, values: Collection[Value], usual: Value, **options: Any) -> Value:
        """A row of buttons, of which one is pressed."""
        return self._one(st.segmented_control, key, values, usual, required=True, **options)

    def pills(self, key: str, values: Collection[Value], usual: Value, **options: Any) -> Value:
        """The same where there are many, in several rows."""
        return self._one(st.pills, key, values, usual, required=True, **options)

    def choice(self, key: str, values: Collection[Value], usual: Value, **options: Any) -> Value:
        """A list that opens."""
        return self._one(st.selectbox, key, values, usual, **options)

    def radio(self, key: str, values: Collection[Value], usual: Value, **options: Any) -> Value:
        """A list that is open."""
        return self._one(st.radio, key, values, usual, **options)

    def stops(self, key: str, values: Collection[Value], usual: Value, **options: Any) -> Value:
        """A slider that stops at these values."""
        return self._one(st.select_slider, key, values, usual, **options)

    def _one(
        self, control: Any, key: str, values: Collection[Value], usual: Value, *, everywhere: bool = False,
        written: Callable[[Value], str] | None = None, keep: bool = False, **options: Any,
    ) -> Value:  # fmt: skip
        """`written`: how a value is shown that is a number; by default as the address has it. `keep`: until the next visit."""
        name, there = options.get("words", key), list(values)
        words = self._words(key, options)

        def show(value: Value) -> str:
            return written(value) if written else _shown(value, words)

        def read(text: str) -> Value | None:
            english = in_english(self.text).controls[name]
            return _meant(text, there, show, lambda value: _shown(value, english))

        if keep:
            kept.control(key, usual, among=there)
        unknown = address.begin_with(key, visit.get(key, usual) if keep else usual, read, everywhere=everywhere)
        if visit.has(key) and visit.get(key) not in there:  # other values than a moment ago
            visit.put(key, usual)
        found: Value = control(
            words.label, there, key=key, help=words.help or None, format_func=show, **options
        )  # fmt: skip
        return _held(key, found, usual, words, unknown, show)

    # --- a number

    def slider(
        self, key: str, least: Value, most: Value, usual: Value, step: Value | None = None, **options: Any
    ) -> Value:
        """Any number from `least` to `most`."""
        return self._number(st.slider, key, least, most, usual, step, **options)

    def number(
        self, key: str, least: Value, most: Value, usual: Value, step: Value | None = None, **options: Any
    ) -> Value:
        """The same, to be typed."""
        return self._number(st.number_input, key, least, most, usual, step, **options)

    def _number(
        self, control: Any, key: str, least: Any, most: Any, usual: Any, step: Any, **options: Any
    ) -> Any:  # fmt: skip
        words, kind = self._words(key, options), type(usual)

        def read(text: str) -> Any:
            number = as_number(text)
            if number is None or not least <= number <= most or kind(number) != number:
                return None
            return kind(number)

        unknown = address.begin_with(key, usual, read)
        if visit.has(key) and not least <= visit.get(key) <= most:
            visit.put(key, usual)
        found = control(words.label, least, most, key=key, step=step, help=words.help or None, **options)
        return _held(key, kind(found), usual, words, unknown)

    def switch(self, key: str, usual: bool = False, **options: Any) -> bool:
        """On or off."""
        words = self._words(key, options)
        unknown = address.begin_with(key, usual, {"on": True, "true": True, "off": False, "false": False}.get)
        found = bool(st.toggle(words.label, key=key, help=words.help or None, **options))
        return _held(key, found, usual, words, unknown)

    # --- words

    def line(self, key: str, usual: str, *, most: int | None, **options: Any) -> str:
        """A line to write in, of so many letters. What is written is kept, and stands in the address if it is short."""
        return self._written(st.text_input, key, usual, most, **options)

    def box(self, key: str, usual: str, *, most: int | None, **options: Any) -> str:
        """A box to write in, likewise."""
        return self._written(st.text_area, key, usual, most, **options)

    def _written(
        self,
        control: Any,
        key: str,
        usual: str,
        most: int | None,
        *,
        linked: bool = True,
        keep: bool = True,
        **options: Any,
    ) -> str:
        """`linked`: may it stand in the address? A secret may not. `keep`: until the next visit."""
        words = self._words(key, options)
        if keep:
            kept.control(key, usual)
        address.begin_with(key, visit.get(key, usual) if keep else usual, lambda text: text[:most])
        text = control(words.label, key=key, max_chars=most, help=words.help or None, **options) or ""
        if linked:
            address.hold(key, text, usual)
        return str(text[:most])  # the browser keeps to the limit, others need not

    # --- a press

    def button(self, key: str, **options: Any) -> bool:
        """A button. Is it pressed?"""
        words = self._words(key, options)
        return bool(st.button(words.label, key=key, help=words.help or None, **options))

    def is_pressed(self, key: str) -> bool:
        """The same before it is drawn: what it does is done first, and then it is drawn as things stand by then."""
        return bool(visit.get(key))

    def pressed(self, key: str, values: Sequence[Value], **options: Any) -> Value | None:
        """A row of buttons that do something; the one is lit whose key the page remembers. Not in the address."""
        words = self._words(key, options)
        found: Value | None = st.segmented_control(
            words.label, values, key=key, help=words.help or None, format_func=lambda value: _shown(value, words), **options
        )  # fmt: skip
        return found

    def label(self, key: str, **facts: Any) -> str:
        """What is written on something that is no control: what folds, a link."""
        return self.text.control(key, **facts).label

    def option(self, key: str, value: Any) -> str:
        """What is written on one of several."""
        return _shown(value, self.text.control(key))

    # --- behind them

    def _words(self, key: str, options: dict[str, Any]) -> Control:
        return self.text.control(options.pop("words", key), **options.pop("facts", {}))


def code(value: Any) -> str:
    """What stands in the address for a value of a control.

    >>> [code(value) for value in ("world", 4, 4.0, 0.25, 1e-4, 1_000_000, True, None)]
    ['world', '4', '4', '0.25', '0.0001', '1000000', 'on', '']
    """
    if value is None or isinstance(value, bool):
        return {None: "", True: "on", False: "off"}[value]
    if isinstance(value, float) and isfinite(value):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return str(value)


def _held(
    key: str, value: Any, usual: Any, words: Control, unknown: str, show: Callable[[Any], str] = code
) -> Any:  # fmt: skip
    """Put it into the address, and say what the link asked for in vain."""
    address.hold(key, code(value), code(usual))
    if unknown:
        st.text(frame().say("unknown", control=words.label, asked=unknown[:60], shown=show(value)))
    return value


def as_number(text: str) -> float | None:
    """A number as people write it; None where it is none.

    >>> [as_number(text) for text in ("4", "4.0", " 0,25", "30 %", "1e-4", "four", "inf", "")]
    [4.0, 4.0, 0.25, 30.0, 0.0001, None, None, None]
    """
    try:
        number = float(text.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


def _meant(text: str, values: Sequence[Value], *ways: Callable[[Value], str]) -> Value | None:
    """The value that a link means: by its code, as a number, or by what is written on it, as links said until 0.3."""
    wanted, number = text.strip().casefold(), as_number(text)
    for value in values:
        names = {code(value), *(written(value) for written in ways)}
        same = isinstance(value, (int, float)) and not isinstance(value, bool) and value == number
        if same or wanted in {name.casefold() for name in names}:
            return value
    return None


def _shown(value: Any, words: Control) -> str:
    return words.options.get(code(value), str(value))
