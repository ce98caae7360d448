"""The address of a page holds what it shows, by short codes, so that a link opens the same on another screen.

Who makes a control asks here what it is to begin with, and says here what it holds. As long as everything is as usual, the
address is short; else it holds all, so that another default changes no old link. The browser replaces the address without
a new entry in its history, so that one press of Back leaves the page.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages.kit import visit
from pages.kit.components import component
from pages.kit.keys import quoted

LATE = 60.0  # seconds for which the browser may still tell an address that was replaced
LONGEST = 2_000  # letters of one text; browsers and servers refuse long addresses
# in the visit
PAGE, ASKED, HELD, SEEN, TURN, OURS = (f"address: {what}" for what in ("page", "asked", "held", "seen", "turn", "ours"))
BACK = "address: back"  # controls that the browser has from a visit that was lost


def begin(page: str) -> None:
    """A page is drawn, from its beginning. To be called before any control is made."""
    now = dict(st.query_params)
    if visit.get(PAGE) != page or not (now == visit.get(SEEN) or _was_ours(now)):  # opened, or a link was followed
        known = set() if visit.has(PAGE) else visit.shown()  # it is newer than the address that the browser tells
        visit.put(BACK, known)
        visit.put(PAGE, page)
        visit.put(ASKED, {code: text for code, text in now.items() if code not in known})
        visit.put(HELD, {})
        visit.put(OURS, [])
        _show(now)
    elif now != (newest := shown()):
        # Streamlit's browser half still sends the address that the page was opened with. It takes this one over without
        # an entry in the history, since the component below has shown it already.
        st.query_params.from_dict(newest)
        now = newest
    visit.put(SEEN, now)


def _was_ours(now: dict[str, str]) -> bool:
    """Is it an address that the page itself has shown, now or a moment ago?

    Ten quick presses of a key are ten runs, and the browser tells with one of them what an earlier one wrote. Who took that
    for a link would set the control back to it.
    """
    ours: list[tuple[dict[str, str], float]] = visit.get(OURS, [])
    until = [since for _, since in ours[1:]] + [time.monotonic()]
    return any(one == now and time.monotonic() - end < LATE for (one, _), end in zip(ours, until, strict=True))


def shown() -> dict[str, str]:
    """The address that the page was opened with, or that it showed last."""
    ours: list[tuple[dict[str, str], float]] = visit.get(OURS, [])
    return ours[-1][0] if ours else {}


def _show(now: dict[str, str]) -> None:
    visit.put(OURS, [*visit.get(OURS, []), (now, time.monotonic())][-200:])
    visit.put(TURN, time.time_ns() // 1000)  # grows in the next visit of the same tab, too


def asks(code: str) -> bool:
    """Does the link ask for this, and nobody took it yet?"""
    return code in visit.get(ASKED, {})


def take(code: str) -> str | None:
    """What the link asks for, once; None where it asks for nothing."""
    asked: str | None = visit.get(ASKED, {}).pop(code, None)
    return asked


def back(key: str) -> bool:
    """Is the link to the browser back after it was lost, and does this control show there what it showed before?"""
    return key in visit.get(BACK, ())


def hold(code: str, text: str, usual: str = "") -> None:
    """The page shows this. Nothing, or a text too long for an address, is left out.

    Args:
        usual: what it shows to who changed nothing.
    """
    visit.once(HELD, {})[code] = text if len(text) <= LONGEST else "", usual


def begin_with(key: str, usual: Any, read: Callable[[str], Any], *, everywhere: bool = False) -> str:
    """Let the control with this key show what the link asks for, else what it showed on this page, else the usual.

    Args:
        read: gives the value of a text, or None where there is no such value.
        everywhere: the control stands on every page, and shows the same on the next one.

    Returns:
        What the link asks for although there is no such value; mostly nothing.
    """
    held, asked, unknown = visit.get(HELD, {}), take(key), ""
    if asked is not None:
        value = read(asked)
        unknown = "" if value is not None else asked
        visit.put(key, usual if value is None else value)
    elif key in held and not visit.has(key):  # it was away for a while
        value = read(held[key][0])
        visit.put(key, usual if value is None else value)
    elif key not in held and not (back(key) or (everywhere and visit.has(key))):
        visit.put(key, usual)
    return unknown


def query() -> dict[str, str]:
    """What the address holds now, by code."""
    held: dict[str, tuple[str, str]] = visit.get(HELD, {})
    if all(text == usual for text, usual in held.values()):
        return {}
    return {code: text for code, (text, _) in held.items() if text}


def write(key: str = "address") -> None:
    """Let the browser show the address. To be called when all controls are made; the newest of several calls counts."""
    if (now := query()) != shown():
        _show(now)
    page = visit.get(PAGE, "")
    data = {"page": "" if page == "welcome" else page, "query": urlencode(now), "turn": visit.get(TURN)}
    with st.container(key=f"{quoted(key)}_line"):
        component("address")(key=key, data=data)


def forget() -> None:
    """Everything begins as usual."""
    for name in (ASKED, HELD):
        visit.put(name, {})
    visit.put(BACK, set())
