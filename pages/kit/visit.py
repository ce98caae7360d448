"""One visit: what the app remembers of a browser's tab while it is open, and what the controls in it show.

The only module that touches Streamlit's session state. Nothing here outlives the visit; what does is in `kept`.
"""

from collections.abc import Iterator
from typing import Any

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id


def get(name: str, default: Any = None) -> Any:
    """What is remembered under this name, or what the control with this key shows."""
    return st.session_state.get(name, default)


def put(name: str, value: Any) -> Any:
    """Remember it, or let the control with this key show it (before it is made, or in a callback). Returns the value."""
    st.session_state[name] = value
    return value


def once(name: str, value: Any) -> Any:
    """What is remembered under this name; the value, from now on, where nothing was."""
    return st.session_state.setdefault(name, value)


def take(name: str, default: Any = None) -> Any:
    """What is remembered under this name, for the last time."""
    return st.session_state.pop(name, default)


def has(name: str) -> bool:
    """Is anything remembered under this name?"""
    return name in st.session_state


def language() -> str:
    """The language that was chosen in this tab; "" where none was, and outside of any visit."""
    return str(get("spoken", "")) if get_script_run_ctx(suppress_warning=True) else ""


def names() -> Iterator[str]:
    """All names, of controls too."""
    return (str(name) for name in list(st.session_state))


def shown() -> set[str]:
    """The keys of the controls that the browser has when a visit begins: none, but when its link was lost and is back."""
    return set(_browsers())


def sent() -> dict[str, str]:
    """What was written in the browser's boxes when a visit begins: nothing after a reload, but when the link is back and
    the session is gone, what was written just before it was lost, and the server never heard of that."""
    return {key: one.string_value for key, one in _browsers().items() if one.HasField("string_value")}


def _browsers() -> dict[str, WidgetState]:
    """What the browser sent of its controls with this run, by their keys."""
    context = get_script_run_ctx()
    widgets = context.session_state.get_widget_states() if context else []
    return {str(user_key_from_element_id(one.id)): one for one in widgets}
